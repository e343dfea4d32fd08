"""What the sensors of devices said: packed, because plain rows of ten thousand devices would be 200 million a week.

The keys begin with the time: what comes is written at the end of the tree, what is old goes in one piece.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, Table

from controller.store.columns import plain
from controller.store.tables.shape import metadata

# Readings of one hour; `controller.health.hours` knows what is inside.
health_hours = Table(
    "health_hours",
    metadata,
    Column("hour", BigInteger, primary_key=True, autoincrement=False),  # since 1970
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("readings", Integer, nullable=False),
    Column("pack", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# The hours of one day (UTC), rolled up.
health_days = Table(
    "health_days",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),  # since 1970
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("pack", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
