"""What residents see of their commune, what they say, and where things stand on a map."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, String, Table, Text

from controller.store.columns import document, plain
from controller.store.tables.shape import metadata

# Communes whose page everybody may read; a row is the switch.
open_pages = Table(
    "open_pages",
    metadata,
    Column("area", plain(64), ForeignKey("areas.code", ondelete="CASCADE"), primary_key=True),
    Column("since_ms", BigInteger, nullable=False),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
)

# What residents told, each once: `once` was drawn by the page that sent it.
feedback = Table(
    "feedback",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("once", plain(64), nullable=False, unique=True),
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False),  # the commune whose page it came from
    Column("hamlet", plain(64), ForeignKey("areas.code"), nullable=True),
    Column("device", plain(64), ForeignKey("devices.id"), nullable=True, index=True),
    Column("announcement", plain(64), ForeignKey("announcements.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("occurrence", plain(96), nullable=False, default=""),
    Column("kind", String(16), nullable=False),  # unclear, loud, silent, other
    Column("words", Text, nullable=False),
    Column("phone", String(24), nullable=False, default=""),  # emptied after a time that the form names
    Column("suspect", Boolean, nullable=False, default=False),  # it filled what no person sees
    Column("state", String(16), nullable=False),  # new, answered, closed
    Column("answer", Text, nullable=False, default=""),
    Column("answerer", plain(64), ForeignKey("users.id"), nullable=True),
    Column("came_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Index("ix_feedback_area_came", "area", "came_ms"),
)

# Where a device hangs, as far as somebody said it.
positions = Table(
    "positions",
    metadata,
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("entered_ms", BigInteger, nullable=False),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
)

# How areas are drawn on maps.
outlines = Table(
    "outlines",
    metadata,
    Column("area", plain(64), ForeignKey("areas.code", ondelete="CASCADE"), primary_key=True),
    Column("shape", document(), nullable=False),  # a geometry of GeoJSON
    Column("entered_ms", BigInteger, nullable=False),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
)
