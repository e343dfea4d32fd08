"""Codes with which boxes claim their place, and which box hung where."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import plain

revision = "0031"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "claims",
        sa.Column("hash", plain(64), nullable=False),
        sa.Column("device", plain(64), nullable=False),
        sa.Column("profile", plain(64), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("maker", plain(64), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("end", sa.String(16), nullable=False),
        sa.Column("nonce", plain(64), nullable=False),
        sa.Column("hardware", plain(64), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.Column("other_ms", sa.BigInteger(), nullable=True),
        sa.Column("other", plain(64), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_claims_device_devices"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_device"), "claims", ["device"])
    good = sa.text("ended_ms IS NULL")
    op.create_index("uq_claims_open", "claims", ["device"], unique=True, sqlite_where=good, postgresql_where=good)
    op.create_table(
        "boxes",
        sa.Column("device", plain(64), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hardware", plain(64), nullable=False),
        sa.Column("profile", plain(64), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=True),
        sa.Column("end", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_boxes_device_devices"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("device", "since_ms", name=op.f("pk_boxes")),
    )
    op.create_index(op.f("ix_boxes_hardware"), "boxes", ["hardware"])
    # Each device that is in the field has a box, whatever its number.
    op.execute(
        sa.text(
            'INSERT INTO boxes (device, since_ms, hardware, profile, until_ms, "end")'
            " SELECT id, created_ms, '', profile, NULL, '' FROM devices WHERE active"
        )
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("boxes")
    op.drop_table("claims")
