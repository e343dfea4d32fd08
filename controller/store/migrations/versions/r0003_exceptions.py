"""Single occurrences that are left out, moved or told otherwise."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0006"
branch_labels = None
depends_on = None


def _plain(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "exceptions",
        sa.Column("announcement", _plain(64), nullable=False),
        sa.Column("original_local", _plain(16), nullable=False),
        sa.Column("state", _plain(16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("new_local", sa.String(length=16), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("sound", _plain(64), nullable=True),
        sa.Column("page", sa.Boolean(), nullable=True),
        sa.Column("show_minutes", sa.Integer(), nullable=True),
        sa.Column("volume", sa.Integer(), nullable=True),
        sa.Column("fingerprint", _plain(64), nullable=False),
        sa.Column("maker", _plain(64), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("approver", _plain(64), nullable=True),
        sa.Column("agreed_ms", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement"], ["announcements.id"], name=op.f("fk_exceptions_announcement"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["approver"], ["users.id"], name=op.f("fk_exceptions_approver")),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_exceptions_maker")),
        sa.ForeignKeyConstraint(["sound"], ["media.hash"], name=op.f("fk_exceptions_sound")),
        sa.PrimaryKeyConstraint("announcement", "original_local", "state", name=op.f("pk_exceptions")),
    )


def downgrade() -> None:
    """Every occurrence is as its series has it, again."""
    op.drop_table("exceptions")
