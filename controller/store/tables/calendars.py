"""Plans that calendar programs read."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table, Text

from controller.store.columns import document, plain
from controller.store.tables.shape import metadata

# Addresses at which calendar programs, which can send no header, read one plan; each reaches as far as its owner.
feeds = Table(
    "feeds",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("token_hash", plain(64), nullable=False, unique=True),
    Column("user_id", plain(64), ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(8), nullable=False),  # area, device
    Column("target", plain(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("revoked_ms", BigInteger, nullable=True),
)

# What the feeds said last of each event: a calendar program must see a change only where something changed.
revisions = Table(
    "revisions",
    metadata,
    Column("uid", plain(160), primary_key=True),
    Column("end_ms", BigInteger, nullable=False, index=True),
    Column("content", document(), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
)
