"""The database's shape, once, for SQLite and PostgreSQL.

Instants are BIGINT epoch milliseconds (UTC) named ``*_ms``; wall times are text ``YYYY-MM-DDTHH:MM`` in the zone beside
them; documents that are only kept and shown are JSON. Foreign keys say what may vanish with what. Unique keys are the
promise that nothing is planned, sent or counted twice: the database refuses doubles, not the code above it.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# ------------------------------------------------------------------ places, people

areas = Table(
    "areas",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("parent", String(64), ForeignKey("areas.code"), nullable=True),
    # "/tinh/xa/thon/": all below an area is one prefix, and a device's groups are its levels.
    Column("path", Text, nullable=False, unique=True),
    Column("level", String(16), nullable=False),  # province, commune, hamlet
    Column("name", Text, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("hours", JSON, nullable=True),  # allowed hours of this place; null inherits
    Column("volume_cap", Integer, nullable=True),  # percent; null inherits
    Column("created_ms", BigInteger, nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("login", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("role", String(16), nullable=False),  # editor, approver, technician, administrator
    Column("area", String(64), ForeignKey("areas.code"), nullable=False),
    Column("active", Boolean, nullable=False, default=True),
    Column("language", String(8), nullable=False, default="vi"),
    Column("created_ms", BigInteger, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),  # SHA-256 of the cookie: a stolen table signs nobody in
    Column("user_id", String(64), ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("seen_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("agent", Text, nullable=False, default=""),
    Column("address", Text, nullable=False, default=""),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("user_id", String(64), ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=True),
    Column("revoked_ms", BigInteger, nullable=True),
)

# ------------------------------------------------------------------ devices

devices = Table(
    "devices",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("area", String(64), ForeignKey("areas.code"), nullable=False, index=True),
    Column("profile", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("mqtt_hash", Text, nullable=False),  # the broker's password line; the password itself is nowhere
    Column("offset_ms", Integer, nullable=False, default=0),
    Column("active", Boolean, nullable=False, default=True),
    Column("created_ms", BigInteger, nullable=False),
)

# What a device says of itself; apart from `devices`, because it changes every few seconds.
device_status = Table(
    "device_status",
    metadata,
    Column("device", String(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("presence", String(16), nullable=False, default="never"),  # never, online, lost, leaving
    Column("session", Text, nullable=False, default=""),
    Column("boot", Text, nullable=False, default=""),
    Column("epoch", Text, nullable=False, default=""),
    Column("firmware", Text, nullable=False, default=""),
    Column("seen_ms", BigInteger, nullable=True),
    Column("beat_ms", BigInteger, nullable=True),
    Column("held_version", BigInteger, nullable=False, default=0),
    Column("held_hash", String(64), nullable=False, default=""),
    Column("held_ms", BigInteger, nullable=True),
    Column("keys_version", BigInteger, nullable=False, default=0),
    Column("seq", BigInteger, nullable=False, default=0),  # the last sequence number it says it has used
    Column("missing", JSON, nullable=False, default=list),
    Column("clock", JSON, nullable=True),
    Column("beat", JSON, nullable=True),
)

timetables = Table(
    "timetables",
    metadata,
    Column("device", String(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("content", String(64), nullable=False),  # SHA-256 of what it says, without version and dates
    Column("hash", String(64), nullable=False),  # SHA-256 of the signed document: what the device must report
    Column("document", LargeBinary, nullable=False),
    Column("built_ms", BigInteger, nullable=False),
    Column("exp_ms", BigInteger, nullable=False),
)

# Large signed timetables, fetched by hash like media.
documents = Table(
    "documents",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
)

# ------------------------------------------------------------------ keys

signing_keys = Table(
    "signing_keys",
    metadata,
    Column("kid", String(64), primary_key=True),
    Column("public", Text, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("scope", String(64), nullable=False),
    Column("since_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("revoked_ms", BigInteger, nullable=True),
)

# ------------------------------------------------------------------ sound and pictures

media = Table(
    "media",
    metadata,
    Column("hash", String(64), primary_key=True),  # the file's name on disk too
    Column("kind", String(16), nullable=False),  # master, opus, mp3, wav, png
    Column("bytes", BigInteger, nullable=False),
    Column("length_ms", BigInteger, nullable=False, default=0),
    Column("facts", JSON, nullable=True),
    Column("name", Text, nullable=False, default=""),  # as the uploader called it
    Column("area", String(64), ForeignKey("areas.code"), nullable=True),
    Column("maker", String(64), ForeignKey("users.id"), nullable=True),
    Column("created_ms", BigInteger, nullable=False),
)

# One row: this source, made by this recipe, is this medium. Made once and reused.
renditions = Table(
    "renditions",
    metadata,
    Column("source", String(64), nullable=False, primary_key=True),  # hash of the master, or of the page's words
    Column("recipe", String(160), nullable=False, primary_key=True),  # profile's format; part number for pages
    Column("media", String(64), ForeignKey("media.hash"), nullable=False),
    Column("part", Integer, nullable=False, primary_key=True, default=0),
    Column("dwell_ms", Integer, nullable=False, default=0),
)

# ------------------------------------------------------------------ announcements

announcements = Table(
    "announcements",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("area", String(64), ForeignKey("areas.code"), nullable=False, index=True),  # whose notice it is
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False, default=""),
    Column("klass", String(16), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("sound", String(64), ForeignKey("media.hash"), nullable=True),  # the master
    Column("page", Boolean, nullable=False),
    Column("volume", Integer, nullable=False),
    Column("chime", Boolean, nullable=False, default=True),
    Column("start_local", String(16), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("rrule", Text, nullable=True),
    Column("show_minutes", Integer, nullable=False),
    Column("late", String(16), nullable=False),
    Column("late_ms", BigInteger, nullable=False),
    Column("resume", String(16), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("fingerprint", String(64), nullable=False),
    Column("approved_fingerprint", String(64), nullable=True),
    Column("maker", String(64), ForeignKey("users.id"), nullable=False),
    Column("approver", String(64), ForeignKey("users.id"), nullable=True),
    Column("reason", Text, nullable=False, default=""),  # why it was returned, cancelled, or failed
    Column("edition", Integer, nullable=False, default=1),  # rises with each edit: two editors cannot overwrite
    Column("created_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Column("submitted_ms", BigInteger, nullable=True),
    Column("approved_ms", BigInteger, nullable=True),
)

audience = Table(
    "audience",
    metadata,
    Column("announcement", String(64), ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(8), primary_key=True),  # area, device
    Column("target", String(64), primary_key=True),
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("id", String(96), primary_key=True),
    Column("announcement", String(64), ForeignKey("announcements.id", ondelete="CASCADE"), nullable=False),
    Column("original_local", String(16), nullable=False),
    Column("start_ms", BigInteger, nullable=False, index=True),
    Column("end_ms", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),  # planned, cancelled, dropped, past
    Column("reason", Text, nullable=False, default=""),
    UniqueConstraint("announcement", "original_local"),
)

# ------------------------------------------------------------------ the ladder, and its evidence

# One row a device and a thing to do (an occurrence, a command): "did it sound?" is answered from here.
deliveries = Table(
    "deliveries",
    metadata,
    Column("subject", String(96), primary_key=True),  # occurrence id or command id
    Column("device", String(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("rung", String(16), nullable=False),  # planned, sent, then as the device reports
    Column("due_ms", BigInteger, nullable=False),
    Column("held_ms", BigInteger, nullable=True),
    Column("ready_ms", BigInteger, nullable=True),
    Column("started_ms", BigInteger, nullable=True),
    Column("sounded_ms", BigInteger, nullable=True),
    Column("finished_ms", BigInteger, nullable=True),
    Column("ended_ms", BigInteger, nullable=True),  # finished, missed, failed, skipped, refused, done
    Column("reason", Text, nullable=False, default=""),
    Column("level_dbfs", Float, nullable=True),
    Column("skew_ms", Integer, nullable=True),
    Column("picture", String(64), nullable=False, default=""),
    Column("evidence", JSON, nullable=True),
    Index("ix_deliveries_due", "due_ms"),
    Index("ix_deliveries_device_due", "device", "due_ms"),
)

# Every report as it came, once, whatever the broker repeats.
reports = Table(
    "reports",
    metadata,
    Column("device", String(64), primary_key=True),
    Column("epoch", String(32), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("subject", String(160), nullable=False, index=True),
    Column("rung", String(16), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("evidence", JSON, nullable=True),
)

# ------------------------------------------------------------------ sending

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("topic", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("qos", Integer, nullable=False),
    Column("retain", Boolean, nullable=False),
    Column("kind", String(16), nullable=False),  # want, cmd, alert, keys
    Column("subject", String(96), nullable=False),  # device id for want; command id
    Column("wanted", String(64), nullable=False, default=""),  # the hash whose report settles it
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("due_ms", BigInteger, nullable=False),  # send when this has come
    Column("attempts", Integer, nullable=False, default=0),
    Column("sent_ms", BigInteger, nullable=True),
    Column("settled_ms", BigInteger, nullable=True),
    Column("outcome", String(16), nullable=False, default=""),  # receipt, expired, replaced
    Index("ix_outbox_open", "settled_ms", "due_ms"),
    Index("ix_outbox_subject", "kind", "subject"),
)

commands = Table(
    "commands",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),  # play, stop, volume, reboot, report, selftest
    Column("scope", String(64), nullable=False),  # device id or area code
    Column("scope_kind", String(8), nullable=False),  # device, area
    Column("body", JSON, nullable=False),
    Column("maker", String(64), ForeignKey("users.id"), nullable=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
)

# ------------------------------------------------------------------ the log

# Append only; each row carries the hash of the one before it, so that a missing or changed line shows.
audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("at_ms", BigInteger, nullable=False, index=True),
    Column("who", String(64), nullable=False),
    Column("address", Text, nullable=False, default=""),
    Column("action", String(48), nullable=False),
    Column("subject", String(96), nullable=False),
    Column("detail", JSON, nullable=False),
    Column("chain", String(64), nullable=False),
)

# Small facts of the service itself: schema marks, counters that rise for life.
facts = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
