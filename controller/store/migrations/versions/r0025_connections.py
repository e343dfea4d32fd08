"""When devices were connected, and what their sensors said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import plain

revision = "0025"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.add_column("device_status", sa.Column("since_ms", sa.BigInteger(), nullable=True))
    op.create_table(
        "connections",
        sa.Column("device", plain(64), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device"], ["devices.id"], name=op.f("fk_connections_device_devices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("device", "since_ms", name=op.f("pk_connections")),
    )
    op.create_index(op.f("ix_connections_until_ms"), "connections", ["until_ms"])
    op.create_index("ix_connections_since_ms", "connections", ["since_ms"])
    op.create_table(
        "health_hours",
        sa.Column("hour", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("device", plain(64), nullable=False),
        sa.Column("readings", sa.Integer(), nullable=False),
        sa.Column("pack", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device"], ["devices.id"], name=op.f("fk_health_hours_device_devices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hour", "device", name=op.f("pk_health_hours")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "health_days",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("device", plain(64), nullable=False),
        sa.Column("pack", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device"], ["devices.id"], name=op.f("fk_health_days_device_devices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("day", "device", name=op.f("pk_health_days")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("health_days")
    op.drop_table("health_hours")
    op.drop_table("connections")
    op.drop_column("device_status", "since_ms")
