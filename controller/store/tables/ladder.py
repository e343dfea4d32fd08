"""How far each thing to do came on each device, and the evidence."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, String, Table, Text

from controller.store.columns import RungType, document, plain, plain_text
from controller.store.tables.shape import metadata

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
