"""Hamlets that somebody addresses together again and again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0038"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "area_groups",
        sa.Column("id", plain(64), nullable=False),
        sa.Column("area", plain(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("areas", document(), nullable=False),
        sa.Column("maker", plain(64), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_area_groups_area_areas")),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_area_groups_maker_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_groups")),
        sa.UniqueConstraint("area", "name", name=op.f("uq_area_groups_area_name")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("area_groups")
