"""Horns that reach each other, and how an area lets them speak."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0001"
branch_labels = None
depends_on = None


def _plain(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.add_column("areas", sa.Column("horns", sa.String(16), nullable=True))
    op.add_column("areas", sa.Column("pause_ms", sa.Integer(), nullable=True))
    op.create_table(
        "neighbours",
        sa.Column("one", _plain(64), nullable=False),
        sa.Column("other", _plain(64), nullable=False),
        sa.Column("metres", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["one"], ["devices.id"], name="fk_neighbours_one", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other"], ["devices.id"], name="fk_neighbours_other", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("one", "other", name="pk_neighbours"),
    )
    op.create_index("ix_neighbours_other", "neighbours", ["other"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_neighbours_other", "neighbours")
    op.drop_table("neighbours")
    op.drop_column("areas", "pause_ms")
    op.drop_column("areas", "horns")
