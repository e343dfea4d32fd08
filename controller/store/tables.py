"""The database's shape, once, for SQLite and PostgreSQL.

Instants are BIGINT epoch milliseconds (UTC) named ``*_ms``; wall times are text ``YYYY-MM-DDTHH:MM`` in the zone beside
them; documents that are only kept and shown are JSON; ids, codes and hashes are `plain` text. Foreign keys say what may
vanish with what. Unique keys are the promise that nothing is planned, sent or counted twice: the database refuses
doubles, not the code above it.
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
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from controller.store.columns import RungType, document, plain, plain_text

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
    Column("code", plain(64), primary_key=True),
    Column("parent", plain(64), ForeignKey("areas.code"), nullable=True),
    # "/tinh/xa/thon/": all below an area is one prefix, and a device's groups are its levels.
    Column("path", plain_text(), nullable=False, unique=True),
    Column("level", String(16), nullable=False),  # province, commune, hamlet
    Column("name", Text, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("hours", document(), nullable=True),  # allowed hours of this place; null inherits
    Column("volume_cap", Integer, nullable=True),  # percent; null inherits
    Column("created_ms", BigInteger, nullable=False),
    Column("horns", String(16), nullable=True),  # together, in-turn; null inherits
    Column("pause_ms", Integer, nullable=True),  # between two turns; null inherits
    Column("ended_ms", BigInteger, nullable=True),  # since when it is no more: merged or split
    Column("heir", plain(64), nullable=True),  # where its people and notices went then
    Column("speech", document(), nullable=True),  # how notices are read aloud here; null inherits
)

# Areas merged and split from a local day on: proposed by one administrator, agreed by another, done by the service.
area_changes = Table(
    "area_changes",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("effect", String(10), nullable=False),  # the local day, from 00:00
    Column("effect_ms", BigInteger, nullable=False),
    Column("steps", document(), nullable=False),
    Column("state", String(16), nullable=False, index=True),  # proposed, agreed, done, cancelled, failed
    Column("reason", Text, nullable=False, default=""),
    Column("note", Text, nullable=False, default=""),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("approver", plain(64), ForeignKey("users.id"), nullable=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("agreed_ms", BigInteger, nullable=True),
    Column("done_ms", BigInteger, nullable=True),
    Column("undo", document(), nullable=True),  # how what changed was before, as long as a plan still asks
)

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

# Failed sign-ins of one login or one address; old rows are forgotten.
throttles = Table(
    "throttles",
    metadata,
    Column("key", plain(160), primary_key=True),  # "login:…" or "address:…"
    Column("failures", Integer, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("wait_until_ms", BigInteger, nullable=False),
)

# What is decided for each year, and days off beyond the law's; the law's own days are in `schedules.holidays`.
holiday_years = Table(
    "holiday_years",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("tet_days_before", Integer, nullable=True),  # of the five days of Tết, how many before its first; null: open
    Column("national_day_beside", String(8), nullable=True),  # before, after; null: open
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("entered_ms", BigInteger, nullable=False),
)

holiday_days = Table(
    "holiday_days",
    metadata,
    Column("day", plain(10), primary_key=True),  # YYYY-MM-DD, or MM-DD for every year
    Column("name", Text, nullable=False),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("entered_ms", BigInteger, nullable=False),
)

# ------------------------------------------------------------------ devices

devices = Table(
    "devices",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False, index=True),
    Column("profile", plain(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("mqtt_hash", Text, nullable=False),  # the broker's password line; the password itself is nowhere
    Column("offset_ms", Integer, nullable=False, default=0),
    Column("active", Boolean, nullable=False, default=True),
    Column("created_ms", BigInteger, nullable=False),
)

# Two horns that a person hears both of, once: ``one`` is the lower id.
neighbours = Table(
    "neighbours",
    metadata,
    Column("one", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("other", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("metres", Integer, nullable=True),  # null: nobody measured it
)

# What a device says of itself; apart from `devices`, because it changes every few seconds.
device_status = Table(
    "device_status",
    metadata,
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("presence", String(16), nullable=False, default="never"),  # never, online, lost, leaving
    Column("session", Text, nullable=False, default=""),
    Column("boot", Text, nullable=False, default=""),
    Column("epoch", Text, nullable=False, default=""),
    Column("firmware", Text, nullable=False, default=""),
    Column("profile", Text, nullable=False, default=""),  # as it says itself; another one than ours is an incident
    Column("seen_ms", BigInteger, nullable=True),
    Column("beat_ms", BigInteger, nullable=True),
    Column("held_version", BigInteger, nullable=False, default=0),
    Column("held_hash", plain(64), nullable=False, default=""),
    Column("held_ms", BigInteger, nullable=True),
    Column("keys_version", BigInteger, nullable=False, default=0),
    Column("seq", BigInteger, nullable=False, default=0),  # the last sequence number it says it has used
    Column("missing", document(), nullable=False, default=list),
    Column("volume", Integer, nullable=True),  # the settings in force, as it reports them
    Column("cap", Integer, nullable=True),
    Column("clock", document(), nullable=True),
    Column("beat", document(), nullable=True),
)

timetables = Table(
    "timetables",
    metadata,
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("content", plain(64), nullable=False),  # SHA-256 of what it says, without version and dates
    Column("hash", plain(64), nullable=False),  # SHA-256 of the signed document: what the device must report
    Column("document", LargeBinary, nullable=False),
    Column("built_ms", BigInteger, nullable=False),
    Column("exp_ms", BigInteger, nullable=False),
)

# Large signed timetables, fetched by hash like media.
documents = Table(
    "documents",
    metadata,
    Column("hash", plain(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
)

# ------------------------------------------------------------------ keys

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
)

# ------------------------------------------------------------------ sound and pictures

media = Table(
    "media",
    metadata,
    Column("hash", plain(64), primary_key=True),  # the file's name on disk too
    Column("kind", String(16), nullable=False),  # master, opus, mp3, wav, png, relay
    Column("bytes", BigInteger, nullable=False),
    Column("length_ms", BigInteger, nullable=False, default=0),
    Column("facts", document(), nullable=True),
    Column("name", Text, nullable=False, default=""),  # as the uploader called it
    Column("area", plain(64), ForeignKey("areas.code"), nullable=True),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=True),
    Column("created_ms", BigInteger, nullable=False),
)

# Texts that were read aloud: what was said for them, and where each part stands in the master. Made once and reused.
speeches = Table(
    "speeches",
    metadata,
    Column("key", plain(64), primary_key=True),  # of the text, its reading, the voice and its manner
    Column("sound", plain(64), ForeignKey("media.hash"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("parts", document(), nullable=False),
    Column("doubts", document(), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
)

# Which stretches of a sound somebody has listened to.
listenings = Table(
    "listenings",
    metadata,
    Column("sound", plain(64), ForeignKey("media.hash"), primary_key=True),
    Column("user_id", plain(64), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("spans", document(), nullable=False),
    Column("heard_ms", BigInteger, nullable=False),
)

# How names and abbreviations are said in a place and below it.
lexicon = Table(
    "lexicon",
    metadata,
    Column("area", plain(64), ForeignKey("areas.code", ondelete="CASCADE"), primary_key=True),
    Column("key", plain_text(), primary_key=True),  # what it is found by: with small letters unless exact
    Column("written", Text, nullable=False),
    Column("spoken", Text, nullable=False),
    Column("exact", Boolean, nullable=False),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("entered_ms", BigInteger, nullable=False),
)

# One row: this source, made by this recipe, is this medium. Made once and reused.
renditions = Table(
    "renditions",
    metadata,
    Column("source", plain(64), nullable=False, primary_key=True),  # hash of the master, or of the page's words
    Column("recipe", plain(160), nullable=False, primary_key=True),  # profile's format; part number for pages
    Column("media", plain(64), ForeignKey("media.hash"), nullable=False),
    Column("part", Integer, nullable=False, primary_key=True, default=0),
    Column("dwell_ms", Integer, nullable=False, default=0),
)

# ------------------------------------------------------------------ relays

# Stations and streams of a higher level, known in an area and below it.
relay_sources = Table(
    "relay_sources",
    metadata,
    Column("id", plain(64), primary_key=True),
    Column("area", plain(64), ForeignKey("areas.code"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("codec", String(8), nullable=False),  # mp3, aac, opus, hls
    Column("filler", plain(64), ForeignKey("media.hash"), nullable=True),  # sounds while the stream does not
    Column("maker", plain(64), ForeignKey("users.id"), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("changed_ms", BigInteger, nullable=False),
    Column("tried", document(), nullable=True),  # what was heard when it was last listened to
    Column("ended_ms", BigInteger, nullable=True),  # not offered any more; what carries it goes on
)

# Stretches in which a device could not hear a stream, as its reports tell them.
relay_faults = Table(
    "relay_faults",
    metadata,
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("occurrence", plain(160), primary_key=True),
    Column("since_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("until_ms", BigInteger, nullable=True, index=True),
    Column("reason", String(32), nullable=False),
    Column("source", plain(64), nullable=False),  # empty where nobody knows it any more
)

# ------------------------------------------------------------------ announcements

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

# ------------------------------------------------------------------ programmes

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

# ------------------------------------------------------------------ the ladder, and its evidence

# One row a device and a thing to do (an occurrence, a command): "did it sound?" is answered from here.
# A row may also be withdrawn (expected no more) or unasked (reported, though nobody had ordered it).
# What reports add to a row does not depend on their order (see deliveries.climb); their full evidence is in `reports`.
deliveries = Table(
    "deliveries",
    metadata,
    Column("subject", plain(160), primary_key=True),  # occurrence id or command id
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), nullable=False),  # occurrence, command, withdrawn, unasked
    Column("rung", RungType, nullable=False),
    Column("due_ms", BigInteger, nullable=False),
    Column("sent_ms", BigInteger, nullable=True),
    Column("held_ms", BigInteger, nullable=True),
    Column("ready_ms", BigInteger, nullable=True),
    Column("started_ms", BigInteger, nullable=True),
    Column("sounded_ms", BigInteger, nullable=True),
    Column("shown_ms", BigInteger, nullable=True),
    Column("ended_ms", BigInteger, nullable=True),  # of the end that `rung` names
    Column("reason", plain_text(), nullable=False, default=""),  # of `rung`
    Column("frames", BigInteger, nullable=True),  # most that any report counted
    Column("level_dbfs", Float, nullable=True),  # loudest that any report measured
    Column("skew_ms", BigInteger, nullable=True),  # of the first start
    Column("picture", plain_text(), nullable=False, default=""),  # of the first showing
    Column("proof", plain_text(), nullable=False, default=""),  # `controller.store.proofs`, of the highest claim
    Index("ix_deliveries_due", "due_ms"),
    Index("ix_deliveries_device_due", "device", "due_ms"),
)

# Every report as it came, once, whatever the broker repeats.
reports = Table(
    "reports",
    metadata,
    Column("device", plain(64), primary_key=True),
    Column("epoch", plain(64), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("subject", plain(160), nullable=False, index=True),
    Column("rung", String(16), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("evidence", document(), nullable=True),
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
    Column("kind", String(16), nullable=False),  # play, stop, volume, reboot, report, selftest
    Column("scope", plain(64), nullable=False),  # device id or area code
    Column("scope_kind", String(8), nullable=False),  # device, area
    Column("body", document(), nullable=False),
    Column("maker", plain(64), ForeignKey("users.id"), nullable=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
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

# ------------------------------------------------------------------ the log

# Append only (triggers refuse the rest); each row's hash covers the one before it, so that a missing or changed line
# shows. Ids are counted by us, without gaps: a database's own sequence loses numbers when a transaction is undone.
audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("at_ms", BigInteger, nullable=False, index=True),
    Column("who", plain(64), nullable=False),
    Column("address", Text, nullable=False, default=""),
    Column("action", String(48), nullable=False),
    Column("subject", plain(96), nullable=False),
    Column("detail", document(), nullable=False),
    Column("chain", plain(64), nullable=False),
)

# Small facts of the service itself: schema marks, counters that rise for life.
facts = Table(
    "facts",
    metadata,
    Column("name", plain(64), primary_key=True),
    Column("value", Text, nullable=False),
)
