"""Months by the clock on the wall of a place. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def later(first: date, count: int = 1) -> date:
    """The first day of another month: so many later, or earlier."""
    number = first.year * 12 + first.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def span(first: date, zone: ZoneInfo) -> tuple[int, int]:
    """When that month begins and ends, in epoch ms."""
    return _begins(first, zone), _begins(later(first), zone)


def spans(zone: str, now_ms: int, count: int) -> list[tuple[int, int]]:
    """The last months, this one first."""
    place = ZoneInfo(zone)
    first = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(place).date().replace(day=1)
    return [span(later(first, -back), place) for back in range(count)]


def _begins(day: date, zone: ZoneInfo) -> int:
    return round(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp() * 1000)
