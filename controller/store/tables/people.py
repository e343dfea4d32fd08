"""People, and how they and their programs are let in."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text

from controller.store.columns import plain
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
    Column("key", plain(160), primary_key=True),  # "login:…" or "address:…"
    Column("failures", Integer, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("wait_until_ms", BigInteger, nullable=False),
)
