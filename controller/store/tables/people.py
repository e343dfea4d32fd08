"""People, and how they and their programs are let in."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text

from controller.store.columns import document, plain, plain_text
from controller.store.tables.shape import metadata

users = Table(
    "users",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("login", plain(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("role", String(16), nullable=False),  # editor, approver, technician, administrator
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False),
    Column("active", Boolean, nullable=False, default=True),
    Column("language", String(8), nullable=False, default="vi"),
    Column("created_ms", BigInteger, nullable=False),
    Column("ended_ms", BigInteger, nullable=True),  # left for good; the login stays theirs, for the log's sake
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", plain(64), primary_key=True),  # SHA-256 of the cookie: a stolen table signs nobody in
    Column("user_id", plain(64), ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("seen_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("agent", Text, nullable=False, default=""),
    Column("address", Text, nullable=False, default=""),
)

# What somebody took away and may have back for a day.
undoables = Table(
    "undoables",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("user_id", plain(64), ForeignKey("users.id"), nullable=False),
    Column("kind", String(16), nullable=False),  # announcement, word, holiday, wish
    Column("name", Text, nullable=False),  # what people call it
    Column("detail", document(), nullable=False),  # what brings it back
    Column("made_ms", BigInteger, nullable=False),
    Column("used", Boolean, nullable=False, default=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("token_hash", plain(64), nullable=False, unique=True),
    Column("user_id", plain(64), ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=True),
    Column("revoked_ms", BigInteger, nullable=True),
)

# Failed sign-ins of one login or one address; old rows are forgotten.
throttles = Table(
    "throttles",
    metadata,
    Column("key", plain(160), primary_key=True),  # "login:…", "address:…", "code:…", "link:…"
    Column("failures", Integer, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("wait_until_ms", BigInteger, nullable=False),
)

# One-time links: to join, to choose another password, to make the first administrator, to go on to the second factor.
links = Table(
    "links",
    metadata,
    Column("hash", plain(64), primary_key=True),  # SHA-256 of its secret
    Column("id", plain(64), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),  # invite, reset, first, half
    Column("user_id", plain(64), ForeignKey("users.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),  # of who is invited
    Column("area", plain(64), ForeignKey("areas.code"), nullable=True),
    Column("target", plain_text(), nullable=False),  # the e-mail address that it was sent to; empty: handed over
    Column("maker", plain(64), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("ended_ms", BigInteger, nullable=True),
    Column("end", String(16), nullable=False),  # used, revoked; empty: not yet
)

# What somebody's telephone shows beside the password. Sealed with a key that is no part of the database.
factors = Table(
    "factors",
    metadata,
    Column("user_id", plain(64), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("sealed", plain_text(), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("confirmed_ms", BigInteger, nullable=True),  # null: shown, and not yet proven
    Column("step", BigInteger, nullable=False),  # of the last code that was taken: no code is good twice
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("user_id", plain(64), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", plain(64), primary_key=True),
    Column("used_ms", BigInteger, nullable=True),
)
