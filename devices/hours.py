"""Allowed hours as a device holds them: signed windows in the wall time of its own zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from devices.messages import Window

MINUTE_MS = 60_000
"""Windows begin and end at whole minutes of the clock on the wall, in every zone of today."""
LOOK_AHEAD_MS = 86_400_000
"""Windows that touch are followed this far: no broadcast is longer than a day."""


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def local(instant_ms: int, zone: str) -> datetime:
    """Wall time of an instant."""
    return datetime.fromtimestamp(instant_ms / 1000, UTC).astimezone(_zone(zone))


def window_at(instant_ms: int, zone: str, hours: tuple[Window, ...]) -> Window | None:
    """The window that is open at an instant; of several the loudest, so that overlapping windows widen."""
    return _window(instant_ms // MINUTE_MS * MINUTE_MS, zone, hours)


def closes_at(instant_ms: int, zone: str, hours: tuple[Window, ...]) -> int | None:
    """The instant at which the hours that are open now end (windows that touch count as one), or None if closed."""
    return _closing(instant_ms // MINUTE_MS * MINUTE_MS, zone, hours)


# A thousand boxes that start within a second ask about as many instants, all of one minute.
@lru_cache(maxsize=4096)
def _window(instant_ms: int, zone: str, hours: tuple[Window, ...]) -> Window | None:
    at = local(instant_ms, zone)
    minute = at.strftime("%H:%M")
    weekday = at.isoweekday()
    fitting = [one for one in hours if weekday in one.days and one.start <= minute < one.end]
    return max(fitting, key=lambda one: one.cap, default=None)


@lru_cache(maxsize=4096)
def _closing(instant_ms: int, zone: str, hours: tuple[Window, ...]) -> int | None:
    end = None
    window = window_at(instant_ms, zone, hours)
    while window is not None and (end is None or end < instant_ms + LOOK_AHEAD_MS):
        end = _instant(local(end or instant_ms, zone), window.end, zone)
        window = window_at(end, zone, hours)
    return end


def opens_at(instant_ms: int, zone: str, hours: tuple[Window, ...]) -> int | None:
    """The next instant, now or within eight days, at which a horn may sound."""
    if window_at(instant_ms, zone, hours) is not None:
        return instant_ms
    return _opening(instant_ms // MINUTE_MS * MINUTE_MS, zone, hours)


@lru_cache(maxsize=4096)
def _opening(instant_ms: int, zone: str, hours: tuple[Window, ...]) -> int | None:
    now = local(instant_ms, zone)
    starts = [
        _instant(now + timedelta(days=ahead), window.start, zone)
        for ahead in range(9)
        for window in hours
        if (now + timedelta(days=ahead)).isoweekday() in window.days
    ]
    return min((start for start in starts if start > instant_ms), default=None)


def _instant(day: datetime, clock: str, zone: str) -> int:
    """Epoch ms of ``HH:MM`` (24:00 is the day's end) on a local day."""
    hour, minute = int(clock[:2]), int(clock[3:])
    midnight = datetime(day.year, day.month, day.day, tzinfo=_zone(zone))
    return round((midnight + timedelta(hours=hour, minutes=minute)).timestamp() * 1000)
