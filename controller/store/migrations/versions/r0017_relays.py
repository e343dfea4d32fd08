"""Relays: where they come from, and when devices could not hear them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0017"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "relay_sources",
        sa.Column("id", plain(64), nullable=False),
        sa.Column("area", plain(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("codec", sa.String(8), nullable=False),
        sa.Column("filler", plain(64), nullable=True),
        sa.Column("maker", plain(64), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.Column("tried", document(), nullable=True),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_relay_sources_area_areas")),
        sa.ForeignKeyConstraint(["filler"], ["media.hash"], name=op.f("fk_relay_sources_filler_media")),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_relay_sources_maker_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relay_sources")),
    )
    op.create_index(op.f("ix_relay_sources_area"), "relay_sources", ["area"])
    op.create_table(
        "relay_faults",
        sa.Column("device", plain(64), nullable=False),
        sa.Column("occurrence", plain(160), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("source", plain(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["device"], ["devices.id"], name=op.f("fk_relay_faults_device_devices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("device", "occurrence", "since_ms", name=op.f("pk_relay_faults")),
    )
    op.create_index(op.f("ix_relay_faults_until_ms"), "relay_faults", ["until_ms"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("relay_faults")
    op.drop_table("relay_sources")
