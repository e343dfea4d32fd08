"""Wall time of a place and instants of the world, and the only way from one to the other.

A wall time is a naive datetime (``2026-11-22 05:30``, what people write down) and means nothing without the name of a
zone. An instant is an aware datetime, in UTC wherever this room makes one: two aware datetimes of one zone are compared
and subtracted by Python as wall times, which is an hour wrong twice a year.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from schedules.errors import Refused

_TEXT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?")
# Names that every machine reads alike: not "localtime" or "posixrules", not the leap-second zones under "right/".
_ZONE = re.compile(r"UTC|(?!posix/|right/)[A-Za-z_]+(/[A-Za-z0-9_+-]+)+")


YEARS = range(1900, 3000)
"""Years that a person may mean; others are slips of the finger, and near the ends of the calendar zones overflow."""


def parse_local(text: str, field: str | None = None) -> datetime:
    """The wall time ``YYYY-MM-DDTHH:MM`` (seconds may follow). Refuses ``bad-date``: other forms, dates like 30/2."""
    try:
        local = datetime.fromisoformat(text) if _TEXT.fullmatch(text) else None
    except ValueError:
        local = None
    if local is None or local.year not in YEARS:
        raise Refused("bad-date", field, text=text[:40])
    return local


def format_local(local: datetime) -> str:
    """A wall time as text: ``YYYY-MM-DDTHH:MM``, with seconds only where there are any."""
    return local.isoformat(timespec="seconds" if local.second else "minutes")


@lru_cache(maxsize=1024)
def zone_named(name: str, field: str | None = "zone") -> ZoneInfo:
    """The IANA zone of that name. Refuses ``unknown-zone``."""
    try:
        if _ZONE.fullmatch(name):
            return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise Refused("unknown-zone", field, zone=name)


def to_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant (UTC) of a wall time.

    RFC 5545, 3.3.5: a wall time that the spring change skips is read with the offset before the change (02:30 sounds at
    what clocks then call 03:30); one that comes twice in autumn is the first of the two.
    """
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def to_local(instant: datetime, zone: ZoneInfo) -> datetime:
    """The wall time that clocks of the zone show at an instant."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def to_minute(local: datetime) -> datetime:
    """Without its seconds: exceptions and occurrence ids go by the minute."""
    return local.replace(second=0, microsecond=0)


def midnight(local: datetime) -> datetime:
    """The beginning of that day."""
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def bounds(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    """The instants (UTC) at which whole local days begin and end. Refuses ``unknown-zone``."""
    where = zone_named(zone)
    begin, end = (datetime.combine(day, time()) for day in (first, last + timedelta(days=1)))
    return to_instant(begin, where), to_instant(end, where)


def whole_seconds(length: timedelta) -> int:
    """Seconds, rounded up: for parameters that people read."""
    return -(-length // timedelta(seconds=1))
