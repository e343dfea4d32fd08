"""What people want to be told of, what happened, and the messages on their way to them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from controller.store.columns import document, plain, plain_text
from controller.store.tables.shape import metadata

# One way to one person: an address, a program.
post_wishes = Table(
    "post_wishes",
    metadata,
    Column("id", plain(32), primary_key=True),
    Column("user_id", plain(64), ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("channel", String(8), nullable=False),  # mail, webhook, push
    Column("target", plain_text(), nullable=False),  # e-mail address, URL, where a browser's push service is
    Column("secret", document(), nullable=False),  # of a webhook: its key; of a browser: what is sealed for it
    Column("kinds", document(), nullable=False),  # opened, closed, digest, asked
    Column("severity", String(8), nullable=False),  # the least
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False),
    Column("quiet", String(11), nullable=False),  # 22:00-05:00; empty: never
    Column("language", String(8), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("event", BigInteger, nullable=False),  # the last one that was told or passed over
    Column("told_ms", BigInteger, nullable=True),  # when the last message of incidents was made
    Column("failures", Integer, nullable=False),  # in a row
    Column("error", Text, nullable=False),  # the last one
    Column("asked_ms", BigInteger, nullable=False),  # up to which submission it was told what waits for approval
)

# What happened, once for all people: written in the transaction in which it happened.
post_events = Table(
    "post_events",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("kind", String(8), nullable=False),  # opened, closed
    Column("incident", plain(32), ForeignKey("incidents.id", ondelete="CASCADE"), nullable=False),
)

# What is to be sent, until it is, or is given up.
post_messages = Table(
    "post_messages",
    metadata,
    Column("id", plain(32), primary_key=True),  # the same however often it is sent: receivers tell doubles by it
    Column("wish", plain(32), ForeignKey("post_wishes.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),  # incidents, digest, trial, asked
    Column("body", document(), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("due_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("ended_ms", BigInteger, nullable=True),
    Column("outcome", String(8), nullable=False),  # sent, given-up, gone
    Column("error", Text, nullable=False),
    Index(
        "ix_post_messages_open",
        "due_ms",
        sqlite_where=text("ended_ms IS NULL"),
        postgresql_where=text("ended_ms IS NULL"),
    ),
)
