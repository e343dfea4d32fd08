"""Running lists: programmes, and what stands in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0010"
branch_labels = None
depends_on = None


def _plain(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "programmes",
        sa.Column("id", _plain(64), nullable=False),
        sa.Column("area", _plain(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("start_local", sa.String(length=19), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("rrule", sa.Text(), nullable=True),
        sa.Column("lunar", sa.Text(), nullable=True),
        sa.Column("holidays", sa.String(length=8), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("agreed_slots", _plain(64), nullable=True),
        sa.Column("maker", _plain(64), nullable=False),
        sa.Column("editors", sa.JSON(), nullable=False),
        sa.Column("approver", _plain(64), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.Column("agreed_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["approver"], ["users.id"], name=op.f("fk_programmes_approver")),
        sa.ForeignKeyConstraint(["area"], ["areas.code"], name=op.f("fk_programmes_area")),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_programmes_maker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
    )
    op.create_index(op.f("ix_programmes_area"), "programmes", ["area"])
    op.create_table(
        "programme_entries",
        sa.Column("programme", _plain(64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("announcement", _plain(64), nullable=False),
        sa.Column("gap_s", sa.Integer(), nullable=False),
        sa.Column("repeats", sa.Integer(), nullable=False),
        sa.Column("pause_s", sa.Integer(), nullable=False),
        sa.Column("agreed_repeats", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["announcement"], ["announcements.id"], name=op.f("fk_programme_entries_announcement")),
        sa.ForeignKeyConstraint(
            ["programme"], ["programmes.id"], name=op.f("fk_programme_entries_programme"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("programme", "position", name=op.f("pk_programme_entries")),
        sa.UniqueConstraint("programme", "announcement", name=op.f("uq_programme_entries_programme_announcement")),
    )
    op.create_index(op.f("ix_programme_entries_announcement"), "programme_entries", ["announcement"])


def downgrade() -> None:
    """Drop both."""
    op.drop_table("programme_entries")
    op.drop_table("programmes")
