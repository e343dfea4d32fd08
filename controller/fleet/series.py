"""Heartbeats become rows: some hundred devices at a time, so that nobody waits long for the database.

Readings wait in memory for ten minutes at most; that much of the series a crash loses, and nothing else: what a device
said last stands in its status.
"""

from __future__ import annotations

from itertools import groupby, islice

import structlog
from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.health.beats import HOUR_MS
from controller.health.beats import Hour as Waiting
from controller.health.hours import DAY_HOURS, Point, Window, hours_of, opened, packed, plain, rolled
from controller.store import devices, facts, readings
from controller.store.readings import Day, Hour

log = structlog.get_logger()

AT_ONCE = 200
"""Rows of one transaction."""
DAY_MS = DAY_HOURS * HOUR_MS
RAW_DAYS, ROLLED_DAYS = 7, 366
LONGEST_MS = ROLLED_DAYS * DAY_MS
STEPS_MS = tuple(60_000 * minutes for minutes in (1, 5, 15, 60, 360, 1440))
MOST_POINTS = 2_000
"""Of one series in an answer."""
ROLLED = "health-rolled-day"
"""The fact that says up to which day everything is rolled up."""


def flush(desk: Desk, *, everything: bool = False) -> int:
    """Write what has waited long enough; how many rows."""
    written = 0
    while waiting := desk.beats.due(desk.now_ms(), AT_ONCE, everything):
        try:
            with desk.store.write() as conn:
                _write(conn, waiting)
        except Exception:
            desk.beats.again(waiting, desk.now_ms())  # a full disk, a database away: it is tried again
            raise
        written += len(waiting)
    return written


def _write(conn: Connection, waiting: list[Waiting]) -> None:
    ours = devices.known(conn, {one.device for one in waiting})
    mine = [one for one in waiting if one.device in ours]
    before = readings.kept(conn, {(one.hour, one.device) for one in mine})
    rows = []
    for one in mine:
        pack, count = packed(one.flat, before.get((one.hour, one.device)))
        rows.append(Hour(one.hour, one.device, count, pack))
    readings.put_hours(conn, rows)


def roll_up(desk: Desk) -> int:
    """Make rows of days out of the hours of each day that is over, and forget what is old; how many days."""
    today = desk.now_ms() // DAY_MS
    with desk.store.read() as conn:
        done = facts.get(conn, ROLLED)
    first = max(int(done) + 1, today - RAW_DAYS) if done is not None else today - RAW_DAYS
    # What waited for the database may still come for yesterday.
    last = today - 1 if desk.now_ms() % DAY_MS >= HOUR_MS else today - 2
    for day in range(first, last + 1):
        _roll(desk, day)
        with desk.store.write() as conn:
            facts.put(conn, ROLLED, str(day))
            readings.sweep(conn, min(day + 1, today - RAW_DAYS) * DAY_HOURS, today - ROLLED_DAYS)
    return max(last + 1 - first, 0)


def _roll(desk: Desk, day: int) -> None:
    wanted = range(day * DAY_HOURS, (day + 1) * DAY_HOURS)
    with desk.store.read() as conn:
        waiting = iter(readings.speakers(conn, wanted))
    while some := list(islice(waiting, AT_ONCE)):
        with desk.store.write() as conn:
            heard = readings.heard(conn, wanted, some)
            readings.put_days(conn, [_day(day, device, list(rows)) for device, rows in groupby(heard, _device)])


def _device(row: Hour) -> str:
    return row.device


def _day(day: int, device: str, rows: list[Hour]) -> Day:
    return Day(day, device, rolled({row.hour - day * DAY_HOURS: opened(row.pack) for row in rows}))


def points(
    desk: Desk, conn: Connection, device: str, since_ms: int, until_ms: int, step_ms: int
) -> dict[str, list[Point]]:
    """The series of a device in a window: readings of the last week, hours of the time before."""
    window = Window(since_ms, until_ms, step_ms)
    raw = readings.hours(conn, device, _only(hours_of(since_ms, until_ms), desk.now_ms() // HOUR_MS))
    for row in raw:
        window.hour(row.hour, opened(row.pack))
    for waiting in desk.beats.waiting(device):
        window.hour(waiting.hour, plain(waiting.flat))
    there = [row.hour for row in raw]
    for day in readings.days(conn, device, range(since_ms // DAY_MS, -(-until_ms // DAY_MS))):
        window.day(day.day, day.pack, there)
    return window.points()


def step_of(since_ms: int, until_ms: int, step_ms: int | None = None) -> int:
    """The step to tell a window in: what was asked for, or one of which some hundred fit in."""
    if until_ms <= since_ms or until_ms - since_ms > LONGEST_MS:
        raise Refused("window-length", "until_ms", days=ROLLED_DAYS)
    least = max(-(-(until_ms - since_ms) // MOST_POINTS), 1)
    if step_ms is None:
        return next((one for one in STEPS_MS if one >= 4 * least), STEPS_MS[-1])
    if step_ms < least:
        raise Refused("step-too-small", "step_s", seconds=-(-least // 1000))
    return step_ms


def _only(hours: range, this: int) -> range:
    """Those that may have readings."""
    return range(max(hours.start, this - (RAW_DAYS + 2) * DAY_HOURS), min(hours.stop, this + 2))
