"""What the sensors of devices said, and the incidents that came of what we know.

Readings are packed, because plain rows of ten thousand devices would be 200 million a week. Their keys begin with the
time: what comes is written at the end of the tree, what is old goes in one piece.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from controller.store.columns import document, plain
from controller.store.tables.shape import metadata

# Readings of one hour; `controller.health.hours` knows what is inside.
health_hours = Table(
    "health_hours",
    metadata,
    Column("hour", BigInteger, primary_key=True, autoincrement=False),  # since 1970
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("readings", Integer, nullable=False),
    Column("pack", LargeBinary, nullable=False),  # above 1,000 bytes SQLite would spend a page on it, without rowids
)

# The hours of one day (UTC), rolled up.
health_days = Table(
    "health_days",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),  # since 1970
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("pack", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# What is broken, of one device or of a place: `controller.health.watch` says what these instants mean.
incidents = Table(
    "incidents",
    metadata,
    Column("id", plain(32), primary_key=True),
    Column("rule", plain(32), nullable=False),
    Column("severity", String(8), nullable=False),
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False, index=True),
    Column("device", plain(64), nullable=False),  # empty: of the whole place
    Column("since_ms", BigInteger, nullable=False),
    Column("opened_ms", BigInteger, nullable=False),
    Column("detail", document(), nullable=False),
    Column("ended_ms", BigInteger, nullable=True),
    Column("closed_ms", BigInteger, nullable=True, index=True),
    Column("end", String(16), nullable=False),
    Column("parent", plain(32), nullable=False),  # the incident that it was merged into, or was left over from
    Column("owner", plain(64), ForeignKey("users.id"), nullable=True),
    Column("silent_until_ms", BigInteger, nullable=True),
)

# The devices under each.
incident_devices = Table(
    "incident_devices",
    metadata,
    Column("incident", plain(32), ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("since_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=True),  # null while it is not well again
)

# What people did about it and wrote down.
incident_notes = Table(
    "incident_notes",
    metadata,
    Column("incident", plain(32), ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("who", plain(64), ForeignKey("users.id"), nullable=False),
    Column("kind", String(16), nullable=False),  # own, let-go, silence, speak, note
    Column("text", Text, nullable=False),
)

# What each self-test of a box found: `controller.fleet.selftests` says what the figures mean.
selftests = Table(
    "selftests",
    metadata,
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("command", plain(64), primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("kind", String(8), nullable=False),  # plain, silent, quiet
    Column("calibrates", Boolean, nullable=False),  # what it measured is how this box is when it is well
    Column("passed", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("level", Float, nullable=True),  # given to the amplifier, dBFS
    Column("current", Integer, nullable=True),  # mA
    Column("microphone", Float, nullable=True),  # dBFS
    Column("ambient", Float, nullable=True),
    Column("lacks", Float, nullable=True),  # how much less it gave than when it was well, dB
    Index("ix_selftests_device_at", "device", "at_ms"),
)

# Whether each device was ready for each of its broadcasts, half an hour before.
readiness = Table(
    "readiness",
    metadata,
    Column("due_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("since_ms", BigInteger, nullable=False),
    Column("first", document(), nullable=False),  # causes that were found first
    Column("checked_ms", BigInteger, nullable=False),
    Column("ready", Boolean, nullable=False),
    Column("causes", document(), nullable=False),
    Index("ix_readiness_lacking", "due_ms", sqlite_where=text("NOT ready"), postgresql_where=text("NOT ready")),
)
