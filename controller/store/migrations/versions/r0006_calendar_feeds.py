"""Addresses of calendar feeds, and what they said last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0002"
branch_labels = None
depends_on = None


def _plain(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "feeds",
        sa.Column("id", _plain(64), nullable=False),
        sa.Column("token_hash", _plain(64), nullable=False),
        sa.Column("user_id", _plain(64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("target", _plain(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_feeds_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feeds_token_hash")),
    )
    op.create_table(
        "revisions",
        sa.Column("uid", _plain(160), nullable=False),
        sa.Column("end_ms", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_revisions")),
    )
    op.create_index(op.f("ix_revisions_end_ms"), "revisions", ["end_ms"], unique=False)


def downgrade() -> None:
    """Take both away: no program sees a feed any more, and sequences begin anew."""
    op.drop_table("revisions")
    op.drop_table("feeds")
