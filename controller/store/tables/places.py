"""Places, what changes them, and their days off."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table, Text

from controller.store.columns import document, plain, plain_text
from controller.store.tables.shape import metadata

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
    Column("screen", document(), nullable=True),  # when boards are lit, and how brightly; null inherits
    Column("composition", document(), nullable=True),  # what is put around sounds here; null inherits
    Column("practice_ms", BigInteger, nullable=True),  # since when people practise here: nothing reaches a box
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
