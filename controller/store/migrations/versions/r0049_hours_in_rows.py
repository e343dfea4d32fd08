"""Readings of an hour lie in rows, on SQLite: in a tree of keys what is longer than a quarter of a page takes a page of
its own, and with thirteen series the hours of noisy boxes are longer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from controller.store.columns import plain

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the table to this shape."""
    _made_anew(with_rowid=True)


def downgrade() -> None:
    """Take it back."""
    _made_anew(with_rowid=False)


def _made_anew(*, with_rowid: bool) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.rename_table("health_hours", "health_hours_before")
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
        sqlite_with_rowid=with_rowid,
    )
    op.execute(
        "INSERT INTO health_hours SELECT hour, device, readings, pack FROM health_hours_before ORDER BY hour, device"
    )
    op.drop_table("health_hours_before")
