"""Instants as the clock on the wall of a place shows them: for sentences, pages and calendars alike."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def wall(ms: int, zone: str) -> datetime:
    """The wall time of an instant in epoch ms."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def moment(instant: datetime, zone: str) -> str:
    """``05:30 22/11/2026``."""
    return f"{instant.astimezone(ZoneInfo(zone)):%H:%M %d/%m/%Y}"
