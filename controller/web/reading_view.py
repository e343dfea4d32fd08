"""Readings as small drawings that need no script: a line, and its figures in words beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.fleet import series
from controller.health.hours import Point
from controller.health.series import NAMES
from controller.words import say
from controller.words.instants import wall

WIDTH, HEIGHT, EDGE = 240, 48, 3
"""Of a drawing, in its own units; a page stretches it."""
STEP_MS = 15 * 60_000
HOUR_MS = 3_600_000
MEGABYTE = 1_000_000
IN_MB, FINE = frozenset({"storage", "data"}), frozenset({"temperature", "hours"})
LEAST_HEIGHT = {"mains": 1.0, "battery": 10.0, "temperature": 5.0, "signal": 10.0, "clock": 50.0} | dict.fromkeys(
    IN_MB, 10e6
)
"""What is hardly more than noise shall not look like a mountain."""


@dataclass(frozen=True, slots=True)
class Chart:
    """``path`` is a stroke for each stretch without a gap."""

    name: str
    path: str
    last: str
    spread: str
    rows: tuple[tuple[str, str], ...] = ()
    """Hour by hour, for who has no script, or cannot see a line."""
    scale: int = 1
    """By how much what programs are told is divided for people: bytes are told as megabytes."""


def charts(desk: Desk, conn: Connection, id: str, zone: str, lang: str) -> list[Chart]:
    """One for each series of the last day."""
    until_ms = desk.now_ms() + 1
    since_ms = until_ms - series.DAY_MS
    found = series.points(desk, conn, id, since_ms, until_ms, STEP_MS)
    return [
        Chart(
            name,
            drawn(points, since_ms, until_ms, LEAST_HEIGHT.get(name, 1.0)),
            *_figures(name, points, lang),
            _hours(name, points, zone, lang),
            MEGABYTE if name in IN_MB else 1,
        )
        for name in NAMES
        if (points := found.get(name)) and (name != "restarts" or any(one.high for one in points))
    ]


def drawn(points: Sequence[Point], since_ms: int, until_ms: int, least: float = 1.0) -> str:
    """The path of a series; steps that are missing break the line."""
    low, high = min(one.mean for one in points), max(one.mean for one in points)
    middle, reach = (low + high) / 2, max(high - low, least) / 2
    strokes: list[str] = []
    before_ms: int | None = None
    for one in points:
        x = round((one.at_ms - since_ms) / (until_ms - since_ms) * WIDTH, 1)
        y = round(HEIGHT / 2 - (one.mean - middle) / reach * (HEIGHT / 2 - EDGE), 1)
        joined = before_ms is not None and one.at_ms - before_ms <= STEP_MS
        strokes.append(f"{'L' if joined else 'M'}{x:g} {y:g}" + ("" if joined else "h.1"))  # one step alone is a dot
        before_ms = one.at_ms
    return "".join(strokes)


def _figures(name: str, points: Sequence[Point], lang: str) -> tuple[str, str]:
    if name == "mains":
        return _said(name, points[-1].mean, lang), ""
    if name == "restarts":
        return _value(name, sum(one.mean for one in points), lang), ""
    low, high = min(one.low for one in points), max(one.high for one in points)
    spread = say("web-readings-range", lang, low=_value(name, low, lang), high=_value(name, high, lang))
    return _value(name, points[-1].mean, lang), spread


def _hours(name: str, points: Sequence[Point], zone: str, lang: str) -> tuple[tuple[str, str], ...]:
    """The first reading of each hour, the newest first."""
    firsts = {one.at_ms // HOUR_MS: one for one in reversed(points)}
    told = ((f"{wall(one.at_ms, zone):%H:%M %d/%m}", _said(name, one.mean, lang)) for one in firsts.values())
    return tuple(told)


def _said(name: str, number: float, lang: str) -> str:
    if name == "mains":
        return say("sensor-mains-on" if number > 0.5 else "sensor-mains-off", lang)
    return _value(name, number, lang)


def _value(name: str, number: float, lang: str) -> str:
    shown = number / MEGABYTE if name in IN_MB else number
    return say(f"sensor-{name}-value", lang, value=round(shown, 1) if name in FINE else round(shown))
