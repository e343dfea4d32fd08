"""Lunar rules, rules that know holidays, and the days off of each year."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0005"
branch_labels = None
depends_on = None


def _plain(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Every rule of before knows neither the moon nor holidays: it goes on as it was agreed."""
    op.add_column("announcements", sa.Column("lunar", sa.Text(), nullable=True))
    op.add_column("announcements", sa.Column("holidays", sa.String(length=8), server_default="play", nullable=False))
    op.create_table(
        "holiday_years",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tet_days_before", sa.Integer(), nullable=True),
        sa.Column("national_day_beside", sa.String(length=8), nullable=True),
        sa.Column("maker", _plain(64), nullable=False),
        sa.Column("entered_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_holiday_years_maker")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_holiday_years")),
    )
    op.create_table(
        "holiday_days",
        sa.Column("day", _plain(10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("maker", _plain(64), nullable=False),
        sa.Column("entered_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_holiday_days_maker")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holiday_days")),
    )


def downgrade() -> None:
    """Back to rules without either; what was entered is lost."""
    op.drop_table("holiday_days")
    op.drop_table("holiday_years")
    op.drop_column("announcements", "holidays")
    op.drop_column("announcements", "lunar")
