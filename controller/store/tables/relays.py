"""Stations that are relayed, and what went wrong with them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table, Text

from controller.store.columns import document, plain
from controller.store.tables.shape import metadata

# Stations and streams of a higher level, known in an area and below it.
relay_sources = Table(
    "relay_sources",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("codec", String(8), nullable=False),  # mp3, aac, opus, hls
    Column("filler", plain(64), ForeignKey("media.hash"), nullable=True),  # sounds while the stream does not
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Column("tried", document(), nullable=True),  # what was heard when it was last listened to
    Column("ended_ms", BigInteger, nullable=True),  # not offered any more; what carries it goes on
)

# Stretches in which a device could not hear a stream, as its reports tell them.
relay_faults = Table(
    "relay_faults",
    metadata,
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("occurrence", plain(160), primary_key=True),
    Column("since_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("until_ms", BigInteger, nullable=True, index=True),
    Column("reason", String(32), nullable=False),
    Column("source", plain(64), nullable=False),  # empty where nobody knows it any more
)
