"""What goes to devices outside their timetables, and the keys that sign it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, text

from controller.store.columns import document, plain
from controller.store.tables.shape import metadata

signing_keys = Table(
    "signing_keys",
    metadata,
    Column("kid", plain(64), primary_key=True),
    Column("public", Text, nullable=False),
    Column("roles", document(), nullable=False),
    Column("scope", plain(64), nullable=False),
    Column("since_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("revoked_ms", BigInteger, nullable=True),
    Column("models", document(), nullable=False),  # of a maker's key: whose images it may sign
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("topic", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("qos", Integer, nullable=False),
    Column("retain", Boolean, nullable=False),
    Column("kind", String(16), nullable=False),  # want, cmd, alert, keys
    Column("urgency", Integer, nullable=False),  # lower goes first: a stop does not wait behind 5,000 timetables
    Column("subject", plain(96), nullable=False),  # device id for want; command id
    Column("wanted", plain(64), nullable=False, default=""),  # the hash whose report settles it
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("due_ms", BigInteger, nullable=False),  # send when this has come
    Column("attempts", Integer, nullable=False, default=0),
    Column("sent_ms", BigInteger, nullable=True),
    Column("settled_ms", BigInteger, nullable=True),
    Column("outcome", String(16), nullable=False, default=""),  # receipt, expired, replaced
    Index(
        "ix_outbox_open",
        "urgency",
        "due_ms",
        sqlite_where=text("settled_ms IS NULL"),
        postgresql_where=text("settled_ms IS NULL"),
    ),
    Index("ix_outbox_subject", "kind", "subject"),
)

commands = Table(
    "commands",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column(
        "kind", String(16), nullable=False
    ),  # play, stop, volume, reboot, report, selftest, tone, …, relay, update, call-off
    Column("scope", plain(64), nullable=False),  # device id or area code; of many: the area that holds them all
    Column("scope_kind", String(8), nullable=False),  # device, area, many
    Column("body", document(), nullable=False),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
)

# A command to many boxes that goes out step by step: each has a copy of its own. The boxes are rows of `deliveries`.
errands = Table(
    "errands",
    metadata,
    Column("command", plain(64), ForeignKey("commands.id"), primary_key=True),
    Column("step", Integer, nullable=False),  # so many boxes at once
    Column("secret", document(), nullable=True),  # what the log must not show; gone with the end
    Column("end", String(16), nullable=False),  # cancelled, halted, done; empty while it goes on
    Column("ended_ms", BigInteger, nullable=True),  # since when no box is waited for
    Column("ender", plain(64), ForeignKey("users.id"), nullable=True),
    Index(
        "ix_errands_open",
        "command",
        sqlite_where=text("ended_ms IS NULL"),
        postgresql_where=text("ended_ms IS NULL"),
    ),
)

# Addresses that work once, each for one box: it fetches what a broker must not read, or sends its log.
doors = Table(
    "doors",
    metadata,
    Column("digest", plain(64), primary_key=True),  # SHA-256 of the address's secret end
    Column("purpose", String(8), nullable=False),  # log, network
    Column("command", plain(64), nullable=False),
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), nullable=False),
    Column("expires_ms", BigInteger, nullable=False, index=True),
    Column("used_ms", BigInteger, nullable=True),
    Column("body", LargeBinary, nullable=True),  # to be fetched, until it is; or what was sent
    Index("ix_doors_device_used", "device", "used_ms"),
)

# What people said about the order of priority announcements that collide; the latest word counts.
orders = Table(
    "orders",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("announcements", document(), nullable=False),  # ids, first to sound first
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("given_ms", BigInteger, nullable=False),
)

# Emergencies that last: retained at the broker until they end or expire. Of an area one at a time: a topic retains one
# document. An ended one keeps its row's place at the broker (the signed end) until it would have expired.
alerts = Table(
    "alerts",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("scope", plain(64), ForeignKey("areas.code"), nullable=False),
    Column("announcement", plain(64), ForeignKey("announcements.id"), nullable=False),
    Column("headline", Text, nullable=False),
    Column("again_s", Integer, nullable=False),  # a round begins so long after the one before; 0 is once
    Column("drill", Boolean, nullable=False),
    Column("document", LargeBinary, nullable=False),  # as it is retained now: the alert, then its end
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("ended_ms", BigInteger, nullable=True),
    Column("ender", plain(64), ForeignKey("users.id"), nullable=True),  # nobody: it expired
    Column("cleared_ms", BigInteger, nullable=True),  # since when nothing of it is retained
    Index(
        "ux_alerts_active",
        "scope",
        unique=True,
        sqlite_where=text("ended_ms IS NULL"),
        postgresql_where=text("ended_ms IS NULL"),
    ),
    Index(
        "ix_alerts_retained",
        "expires_ms",
        sqlite_where=text("cleared_ms IS NULL"),
        postgresql_where=text("cleared_ms IS NULL"),
    ),
)

# Who spoke live: one row a talk, open while it has no end. Its id is that of the command to the devices.
talks = Table(
    "talks",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("areas", document(), nullable=False),  # the topmost ones that were chosen
    Column("klass", String(16), nullable=False),
    Column("who", Text, nullable=False),  # the name, as it is told to others
    Column("maker", plain(64), ForeignKey("users.id"), nullable=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("mouth_ms", BigInteger, nullable=False),  # when the first piece is spoken
    Column("at_ms", BigInteger, nullable=False),  # when it sounds
    Column("longest_ms", BigInteger, nullable=False),
    Column("volume", Integer, nullable=False),
    Column("drill", Boolean, nullable=False, default=False),
    Column("ended_ms", BigInteger, nullable=True),
    Column("why", String(16), nullable=False, default=""),  # why it ended: said, longest, link-lost, stopped, …
    Column("dropped", Integer, nullable=False, default=0),  # pieces that came too late from the microphone
    Column("recording", plain(64), ForeignKey("media.hash"), nullable=True),
    Index("ix_talks_created", "created_ms"),
)
