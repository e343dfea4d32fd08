"""Emergencies that last, for every box that comes back while they do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import plain

revision = "0020"
down_revision = "0018"
branch_labels = None
depends_on = None

ACTIVE = sa.text("ended_ms IS NULL")
RETAINED = sa.text("cleared_ms IS NULL")


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table(
        "alerts",
        sa.Column("id", plain(64), nullable=False),
        sa.Column("scope", plain(64), nullable=False),
        sa.Column("announcement", plain(64), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("again_s", sa.Integer(), nullable=False),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("maker", plain(64), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=True),
        sa.Column("ender", plain(64), nullable=True),
        sa.Column("cleared_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["scope"], ["areas.code"], name=op.f("fk_alerts_scope_areas")),
        sa.ForeignKeyConstraint(
            ["announcement"], ["announcements.id"], name=op.f("fk_alerts_announcement_announcements")
        ),
        sa.ForeignKeyConstraint(["maker"], ["users.id"], name=op.f("fk_alerts_maker_users")),
        sa.ForeignKeyConstraint(["ender"], ["users.id"], name=op.f("fk_alerts_ender_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
    )
    op.create_index("ux_alerts_active", "alerts", ["scope"], unique=True, sqlite_where=ACTIVE, postgresql_where=ACTIVE)
    op.create_index("ix_alerts_retained", "alerts", ["expires_ms"], sqlite_where=RETAINED, postgresql_where=RETAINED)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("alerts")
