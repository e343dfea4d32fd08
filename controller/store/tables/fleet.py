"""Devices, what they say of themselves, and what they are to hold."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, text

from controller.store.columns import document, plain, plain_text
from controller.store.tables.shape import metadata

_OPEN_CODE = text("ended_ms IS NULL")

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

# Codes with which a box takes a device's place, once. The code itself is nowhere.
claims = Table(
    "claims",
    metadata,
    Column("hash", plain(64), primary_key=True),  # keyed by a secret that is not in the database
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("profile", plain(64), nullable=False),  # the model of the box that is to come
    Column("made_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("maker", plain(64), nullable=False),
    Column("ended_ms", BigInteger, nullable=True),  # null while it is good
    Column("end", String(16), nullable=False, default=""),  # used, replaced, revoked
    Column("nonce", plain(64), nullable=False, default=""),  # SHA-256 of the nonce of the box that used it
    Column("hardware", plain(64), nullable=False, default=""),
    Column("others", Integer, nullable=False, default=0),  # how often it was asked with again, by another box
    Column("other_ms", BigInteger, nullable=True),
    Column("other", plain(64), nullable=False, default=""),  # the hardware of that one
    Index("uq_claims_open", "device", unique=True, sqlite_where=_OPEN_CODE, postgresql_where=_OPEN_CODE),
)

# Which box hung in a device's place, from when until when: its history stays with the place.
boxes = Table(
    "boxes",
    metadata,
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("since_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("hardware", plain(64), nullable=False, index=True),  # empty where nobody noted it
    Column("profile", plain(64), nullable=False),
    Column("until_ms", BigInteger, nullable=True),
    Column("end", String(16), nullable=False, default="", index=True),  # replaced, out, stolen
    Column("tries", Integer, nullable=False, default=0),  # how often it came to the broker after it was stolen
    Column("tried_ms", BigInteger, nullable=True),
    Column("tried_from", plain(64), nullable=False, default=""),  # its address, where the broker says it
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
    Column("since_ms", BigInteger, nullable=True),  # since when the presence is what it is
    Column("session", Text, nullable=False, default=""),
    Column("boot", Text, nullable=False, default=""),
    Column("epoch", Text, nullable=False, default=""),
    Column("firmware", Text, nullable=False, default=""),
    Column("image", plain(64), nullable=False, default=""),  # SHA-256 of what runs
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
    Column("network", plain(64), nullable=True),  # hash of the network settings that it keeps; null: it does not say
    Column("clock", document(), nullable=True),
    Column("beat", document(), nullable=True),
)

# When each device was connected, and why it was no longer: written with its status.
connections = Table(
    "connections",
    metadata,
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("since_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("session", Text, nullable=False),
    Column("until_ms", BigInteger, nullable=True, index=True),  # null while it stands
    Column("reason", String(16), nullable=False),
    Column("times", Integer, nullable=False),  # sessions that began within a minute of the first are one line
    Index("ix_connections_since_ms", "since_ms"),
)

# What was ordered of a box and is to last, the newest of each kind that it did (of software: was asked for).
standing_orders = Table(
    "standing_orders",
    metadata,
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),  # volume, network, firmware
    Column("subject", plain(64), nullable=False),  # command; of firmware: campaign
    Column("ordered_ms", BigInteger, nullable=False),
    Column("value", plain_text(), nullable=False),  # percent; hash of settings or image
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

# When a board's panel was not as it should be, and by which fault.
board_faults = Table(
    "board_faults",
    metadata,
    Column("device", plain(64), ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True),
    Column("fault", String(16), primary_key=True),
    Column("since_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("until_ms", BigInteger, nullable=True, index=True),
)
