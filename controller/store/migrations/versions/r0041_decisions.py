"""What was decided about which content."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import document, plain

revision = "0041"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "decisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("announcement", plain(64), nullable=False),
        sa.Column("original_local", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("who", plain(64), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", document(), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement"],
            ["announcements.id"],
            name=op.f("fk_decisions_announcement_announcements"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["who"], ["users.id"], name=op.f("fk_decisions_who_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index("ix_decisions_about", "decisions", ["announcement", "original_local", "id"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("decisions")
