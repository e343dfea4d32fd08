"""Areas merged and split from a day on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _plain(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.add_column("areas", sa.Column("ended_ms", sa.BigInteger(), nullable=True))
    op.add_column("areas", sa.Column("heir", _plain(64), nullable=True))
    op.create_table(
        "area_changes",
        sa.Column("id", _plain(64), nullable=False),
        sa.Column("effect", sa.String(10), nullable=False),
        sa.Column("effect_ms", sa.BigInteger(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("maker", _plain(64), nullable=False),
        sa.Column("approver", _plain(64), nullable=True),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("agreed_ms", sa.BigInteger(), nullable=True),
        sa.Column("done_ms", sa.BigInteger(), nullable=True),
        sa.Column("undo", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name="fk_area_changes_maker"),
        sa.ForeignKeyConstraint(["approver"], ["users.id"], name="fk_area_changes_approver"),
        sa.PrimaryKeyConstraint("id", name="pk_area_changes"),
    )
    op.create_index("ix_area_changes_state", "area_changes", ["state"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_area_changes_state", "area_changes")
    op.drop_table("area_changes")
    op.drop_column("areas", "heir")
    op.drop_column("areas", "ended_ms")
