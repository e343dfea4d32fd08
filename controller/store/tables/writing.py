"""What somebody is writing and has not sent yet, and what helps to write it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from controller.store.columns import document, plain
from controller.store.tables.shape import metadata

# A form as it was typed, however unfinished.
drafts = Table(
    "drafts",
    metadata,
    Column("id", plain(64), primary_key=True),  # made by the page: the same form makes one draft, and one announcement
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False, index=True),
    Column("announcement", plain(64), ForeignKey("announcements.id", ondelete="CASCADE"), nullable=True),  # to change
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False, index=True),
    Column("writer", plain(64), ForeignKey("users.id"), nullable=False),  # who saved it last
    Column("hand", plain(64), nullable=False),  # the open page that saved it last
    Column("version", Integer, nullable=False),  # rises with each change
    Column("title", Text, nullable=False),
    Column("fields", document(), nullable=False),  # [[name, value], …]
    Column("sound", plain(64), ForeignKey("media.hash"), nullable=True),  # so that nobody tidies it away
    Column("made_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Column("gone_ms", BigInteger, nullable=True),  # thrown away, until the night tidies
    Column("became", plain(64), ForeignKey("announcements.id", ondelete="CASCADE"), nullable=True),  # what was made
    Index(
        "ix_drafts_open",
        "changed_ms",
        sqlite_where=text("gone_ms IS NULL AND became IS NULL"),
        postgresql_where=text("gone_ms IS NULL AND became IS NULL"),
    ),
)

# Hamlets that somebody addresses together again and again.
area_groups = Table(
    "area_groups",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False),  # whose group it is
    Column("name", Text, nullable=False),
    Column("areas", document(), nullable=False),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    UniqueConstraint("area", "name"),
)
