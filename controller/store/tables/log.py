"""Who did what, and the service's own small facts."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from controller.store.columns import document, plain
from controller.store.tables.shape import metadata

# Append only (triggers refuse the rest); each row's hash covers the one before it, so that a missing or changed line
# shows. Ids are counted by us, without gaps: a database's own sequence loses numbers when a transaction is undone.
audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("at_ms", BigInteger, nullable=False, index=True),
    Column("who", plain(64), nullable=False),
    Column("address", Text, nullable=False, default=""),
    Column("action", String(48), nullable=False),
    Column("subject", plain(96), nullable=False),
    Column("detail", document(), nullable=False),
    Column("chain", plain(64), nullable=False),
)

# Small facts of the service itself: schema marks, counters that rise for life.
facts = Table(
    "facts",
    metadata,
    Column("name", plain(64), primary_key=True),
    Column("value", Text, nullable=False),
)
