"""What is told, where and when, its single occurrences, and what is told in a row."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from controller.store.columns import document, plain
from controller.store.tables.shape import metadata

announcements = Table(
    "announcements",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False, index=True),  # whose notice it is
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False, default=""),
    Column("klass", String(16), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("sound", plain(64), ForeignKey("media.hash"), nullable=True),  # the master
    Column("page", Boolean, nullable=False),
    Column("volume", Integer, nullable=False),
    Column("chime", Boolean, nullable=False, default=True),
    Column("start_local", String(19), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("rrule", Text, nullable=True),
    Column("lunar", Text, nullable=True),  # a rule on the lunar calendar; never beside an rrule
    Column("holidays", String(8), nullable=False, server_default="play"),  # play, skip, only
    Column("show_minutes", Integer, nullable=False),
    Column("late", String(16), nullable=False),
    Column("late_ms", BigInteger, nullable=False),
    Column("resume", String(16), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("fingerprint", plain(64), nullable=False),
    Column("approved_fingerprint", plain(64), nullable=True),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("editors", document(), nullable=False, default=list),  # all who wrote at it: none of them may approve it
    Column("approver", plain(64), ForeignKey("users.id"), nullable=True),
    Column("reason", Text, nullable=False, default=""),  # why it was returned, cancelled, or failed
    Column("edition", Integer, nullable=False, default=1),  # rises with each edit: two editors cannot overwrite
    Column("created_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Column("submitted_ms", BigInteger, nullable=True),
    Column("approved_ms", BigInteger, nullable=True),
    Column("speech", document(), nullable=True),  # how its text is read aloud; null: the sound is a recording, or none
    Column("board", document(), nullable=True),  # template, words, picture and focus; null: as its class looks
)

audience = Table(
    "audience",
    metadata,
    Column("announcement", plain(64), ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(8), primary_key=True),  # area, device
    Column("target", plain(64), primary_key=True),
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("id", plain(96), primary_key=True),
    Column("announcement", plain(64), ForeignKey("announcements.id", ondelete="CASCADE"), nullable=False),
    Column("original_local", String(16), nullable=False),
    Column("start_ms", BigInteger, nullable=False, index=True),
    Column("end_ms", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),  # planned, asks, cancelled, dropped, past
    Column("kind", String(16), nullable=False, default="planned"),  # of all its accounts: planned, moved, …, or mixed
    Column("reason", Text, nullable=False, default=""),
    UniqueConstraint("announcement", "original_local"),
    # Each planning asks which times have passed, of which announcement none is left, and what is not planned any more.
    Index(
        "ix_occurrences_settled",
        "start_ms",
        sqlite_where=text("state <> 'planned'"),
        postgresql_where=text("state <> 'planned'"),
    ),
    Index(
        "ix_occurrences_planned",
        "end_ms",
        sqlite_where=text("state = 'planned'"),
        postgresql_where=text("state = 'planned'"),
    ),
    Index(
        "ix_occurrences_left",
        "announcement",
        sqlite_where=text("state = 'planned'"),
        postgresql_where=text("state = 'planned'"),
    ),
)

# One occurrence apart from its series. What is null is as in the series.
exceptions = Table(
    "exceptions",
    metadata,
    Column("announcement", plain(64), ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True),
    Column("original_local", plain(16), primary_key=True),  # names the occurrence, whatever becomes of it
    Column("state", plain(16), primary_key=True),  # proposed, agreed, rejected
    Column("kind", String(16), nullable=False),  # left-out, moved, changed, restored
    Column("new_local", String(16), nullable=True),
    Column("text", Text, nullable=True),
    Column("sound", plain(64), ForeignKey("media.hash"), nullable=True),
    Column("page", Boolean, nullable=True),
    Column("show_minutes", Integer, nullable=True),
    Column("volume", Integer, nullable=True),
    Column("fingerprint", plain(64), nullable=False, default=""),  # what the approval was given to
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("approver", plain(64), ForeignKey("users.id"), nullable=True),
    Column("agreed_ms", BigInteger, nullable=True),
    Column("reason", Text, nullable=False, default=""),  # why it was turned down, or could not be made
)

# What was decided about which content: whoever decides next is told what changed since.
decisions = Table(
    "decisions",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("announcement", plain(64), ForeignKey("announcements.id", ondelete="CASCADE"), nullable=False),
    Column("original_local", String(16), nullable=False, default=""),  # of a single occurrence; empty: of the whole
    Column("outcome", String(16), nullable=False),  # approved, returned
    Column("who", plain(64), ForeignKey("users.id"), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("content", document(), nullable=False),
    Index("ix_decisions_about", "announcement", "original_local", "id"),
)

# What became of an occurrence that does not go plainly as wished: one row for each outcome that devices have in common.
accounts = Table(
    "accounts",
    metadata,
    Column("occurrence", plain(96), ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),  # planned, moved, dropped, asks
    Column("due_ms", BigInteger, nullable=False),
    Column("start_ms", BigInteger, nullable=True),  # null where it does not happen
    Column("end_ms", BigInteger, nullable=False),
    Column("findings", document(), nullable=False),  # [[code, {name: value}], …]
    Column("devices", document(), nullable=True),  # null: all that it addresses
    Index("ix_accounts_end", "end_ms"),
    Index("ix_accounts_asks", "end_ms", sqlite_where=text("kind = 'asks'"), postgresql_where=text("kind = 'asks'")),
)

programmes = Table(
    "programmes",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("start_local", String(19), nullable=False),  # the first slot's
    Column("zone", String(64), nullable=False),
    Column("rrule", Text, nullable=True),
    Column("lunar", Text, nullable=True),
    Column("holidays", String(8), nullable=False, default="play"),  # play, skip, only
    Column("minutes", Integer, nullable=False),  # of a slot
    Column("agreed_slots", plain(64), nullable=True),  # the fingerprint of the slots that somebody agreed to
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("editors", document(), nullable=False, default=list),  # who made what is to be agreed: none of them may
    Column("approver", plain(64), ForeignKey("users.id"), nullable=True),
    Column("edition", Integer, nullable=False, default=1),
    Column("created_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Column("agreed_ms", BigInteger, nullable=True),
    Column("reason", Text, nullable=False, default=""),  # why a leader returned it, until somebody changes it
)

programme_entries = Table(
    "programme_entries",
    metadata,
    Column("programme", plain(64), ForeignKey("programmes.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("announcement", plain(64), ForeignKey("announcements.id"), nullable=False, index=True),
    Column("gap_s", Integer, nullable=False),
    Column("repeats", Integer, nullable=False),
    Column("pause_s", Integer, nullable=False),
    Column("agreed_repeats", Integer, nullable=False, default=1),
    UniqueConstraint("programme", "announcement"),
)
