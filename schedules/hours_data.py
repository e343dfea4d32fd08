"""Hours as plain data: how an area keeps them (JSON), and how a device is given them (pieces).

    {"zone": "Asia/Ho_Chi_Minh",
     "windows": [{"days": [1, 2, 3, 4, 5], "start": "05:00", "end": "07:00"}],
     "sessions": [{"gap_minutes": 15, "per_day": 2, "minutes": 60}],
     "minutes_a_day": 120,
     "days_a_week": 5,
     "caps": [{"start": "05:00", "end": "05:30", "volume": 60}]}

Every key may be missing: the area then says nothing about it. ``"windows": []`` says something: never.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from schedules.errors import Refused
from schedules.hours import LOUDEST, Cap, Hours, Sessions, Week, Window, clock, week_of

_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_KEYS = frozenset({"zone", "windows", "sessions", "minutes_a_day", "days_a_week", "caps"})


def read(data: Mapping[str, Any]) -> Hours:
    """Hours from what an area keeps.

    Refuses ``bad-hours`` (a key or a type that does not belong there), ``bad-clock``, ``bad-weekday``,
    ``window-crosses-midnight``, ``window-empty``, ``limit-out-of-range``, ``unknown-zone``.
    """
    for key in data.keys() - _KEYS:
        raise Refused("bad-hours", "hours", part=str(key)[:40])
    zone = data.get("zone")
    if zone is not None and not isinstance(zone, str):
        raise Refused("bad-hours", "hours", part="zone")
    return Hours(
        zone=zone,
        week=_week(_rows(data, "windows", {"days", "start", "end"})) if data.get("windows") is not None else None,
        sessions=tuple(
            Sessions(_number(row, "gap_minutes") or 0, _number(row, "per_day"), _number(row, "minutes"))
            for row in _rows(data, "sessions", {"gap_minutes", "per_day", "minutes"})
        ),
        minutes_a_day=_number(data, "minutes_a_day"),
        days_a_week=_number(data, "days_a_week"),
        caps=tuple(
            Cap(_window(row), LOUDEST if (volume := _number(row, "volume")) is None else volume)
            for row in _rows(data, "caps", {"start", "end", "volume"})
        ),
    )


def write(hours: Hours) -> dict[str, Any]:
    """The same as `read` takes, without what the area does not say."""
    data: dict[str, Any] = {}
    if hours.zone is not None:
        data["zone"] = hours.zone
    if hours.week is not None:
        data["windows"] = [
            {"days": list(days), "start": clock(window.start), "end": clock(window.end)}
            for window, days in _by_window(hours.week).items()
        ]
    if hours.sessions:
        data["sessions"] = [
            _said(gap_minutes=s.gap_minutes, per_day=s.per_day, minutes=s.minutes) for s in hours.sessions
        ]
    if hours.minutes_a_day is not None:
        data["minutes_a_day"] = hours.minutes_a_day
    if hours.days_a_week is not None:
        data["days_a_week"] = hours.days_a_week
    if hours.caps:
        data["caps"] = [
            {"start": clock(cap.window.start), "end": clock(cap.window.end), "volume": cap.volume} for cap in hours.caps
        ]
    return data


@dataclass(frozen=True, slots=True)
class Piece:
    """An open window with one volume cap (percent), on these ISO weekdays; minutes since midnight, 1440 is 24:00."""

    days: tuple[int, ...]
    start: int
    end: int
    cap: int


def pieces(hours: Hours) -> tuple[Piece, ...]:
    """Effective hours cut where a cap begins or ends: no two pieces overlap, together they are exactly the windows."""
    found: dict[tuple[int, int, int], list[int]] = {}
    edges = {edge for cap in hours.caps for edge in (cap.window.start, cap.window.end)}
    for window, days in _by_window(hours.week or ()).items():
        cuts = sorted({window.start, window.end} | {edge for edge in edges if window.start < edge < window.end})
        for start, end in pairwise(cuts):
            caps = [cap.volume for cap in hours.caps if cap.window.start <= start < cap.window.end]
            found.setdefault((start, end, min(caps, default=LOUDEST)), []).extend(days)
    return tuple(Piece(tuple(sorted(days)), *key) for key, days in sorted(found.items()))


def _by_window(week: Week) -> dict[Window, list[int]]:
    days: dict[Window, list[int]] = {}
    for weekday, windows in enumerate(week, start=1):
        for window in windows:
            days.setdefault(window, []).append(weekday)
    return days


def _said(**limits: int | None) -> dict[str, int]:
    return {name: limit for name, limit in limits.items() if limit is not None}


def _rows(data: Mapping[str, Any], key: str, known: Iterable[str]) -> list[Mapping[str, Any]]:
    rows = data.get(key) or []
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise Refused("bad-hours", "hours", part=key)
    for row in rows:
        for strange in row.keys() - set(known):
            raise Refused("bad-hours", "hours", part=f"{key}.{strange}"[:40])
    return rows


def _week(rows: Iterable[Mapping[str, Any]]) -> Week:
    days: dict[int, list[Window]] = {}
    for row in rows:
        named = row.get("days")
        if not isinstance(named, list):
            raise Refused("bad-hours", "hours", part="windows.days")
        for day in named:
            if day not in range(1, 8) or isinstance(day, bool):
                raise Refused("bad-weekday", "hours", day=str(day)[:40])
            days.setdefault(int(day), []).append(_window(row))
    return week_of(days)


def _window(row: Mapping[str, Any]) -> Window:
    return Window(_minute(row.get("start")), _minute(row.get("end")))


def _minute(text: object) -> int:
    if not isinstance(text, str) or not _CLOCK.fullmatch(text):
        raise Refused("bad-clock", "hours", text=str(text)[:40])
    return int(text[:2]) * 60 + int(text[3:])


def _number(row: Mapping[str, Any], key: str) -> int | None:
    number = row.get(key)
    if number is not None and (not isinstance(number, int) or isinstance(number, bool)):
        raise Refused("bad-hours", "hours", part=key)
    return number
