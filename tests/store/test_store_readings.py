"""Heartbeats through the desk into rows and back, on both databases: restarts, a full disk, a week, a year."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.fleet import series
from controller.health.beats import Beats
from controller.store import Store, areas, devices, facts
from controller.store.tables import health_days, health_hours
from tests.health.health_boxes import DAY, HOUR, START, beat


@dataclass
class Small:
    """As much of a desk as readings need."""

    store: Store
    now: int = START
    beats: Beats = field(default_factory=Beats)

    def now_ms(self) -> int:
        return self.now


@pytest.fixture
def small(store: Store) -> Small:
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        for name in ("loa-1", "loa-2"):
            devices.add(conn, name, "xa", "horn", "Loa", "hash", 1)
    return Small(store)


def desk(small: Small) -> Desk:
    return cast("Desk", small)


def counted(small: Small) -> tuple[int, int]:
    with small.store.read() as conn:
        rows = [conn.scalar(select(func.count()).select_from(table)) for table in (health_hours, health_days)]
    return rows[0] or 0, rows[1] or 0


def points(small: Small, since_ms: int, until_ms: int, step_ms: int) -> dict[str, Any]:
    with small.store.read() as conn:
        return series.points(desk(small), conn, "loa-1", since_ms, until_ms, step_ms)


def test_an_hour_is_one_row_however_often_it_is_written(small: Small) -> None:
    for minute in range(0, 60, 10):
        small.now = START + minute * 60_000
        small.beats.hear([beat(small.now, battery=50 + minute), beat(small.now, "stranger")])
        assert series.flush(desk(small), everything=True) == 2
    assert counted(small) == (1, 0)  # who is none of ours is not kept
    small.beats.hear([beat(START + HOUR - 1, battery=49)])  # still in memory, and told
    (point,) = points(small, START, START + HOUR, HOUR)["battery"]
    assert (point.low, point.high) == (49, 100)
    assert points(small, START + HOUR, START + DAY, HOUR) == {}


def test_what_the_database_does_not_take_waits_and_is_not_lost(small: Small) -> None:
    small.beats.hear([beat(START)])
    with small.store.write() as conn:
        conn.execute(text("ALTER TABLE health_hours RENAME TO away"))
    with pytest.raises(DBAPIError):
        series.flush(desk(small), everything=True)
    with small.store.write() as conn:
        conn.execute(text("ALTER TABLE away RENAME TO health_hours"))
    assert series.flush(desk(small), everything=True) == 1


@pytest.fixture
def narrow(tmp_path: Path) -> Iterator[tuple[Small, Path]]:
    """A database on a disk of 4 MB of its own."""
    place = tmp_path / "narrow"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("nobody may mount here")
    store = Store(f"sqlite:///{place}/small.sqlite3")
    try:
        store.upgrade()
        with store.write() as conn:
            areas.add(conn, "xa", None, "commune", "Xã", 1)
            for number in range(400):
                devices.add(conn, f"loa-{number}", "xa", "horn", "Loa", "hash", 1)
        yield Small(store), place
    finally:
        store.close()
        subprocess.run(["umount", place], check=True)


def test_a_disk_that_is_full_costs_no_reading_and_nobody_else(narrow: tuple[Small, Path]) -> None:
    small, place = narrow
    filling = place / "somebody else's"
    with filling.open("wb", buffering=0) as out, contextlib.suppress(OSError):
        while True:
            out.write(bytes(4096))
    names = [f"loa-{number}" for number in range(400)]
    small.beats.hear([beat(START + minute * 60_000, name, battery=minute) for minute in range(10) for name in names])
    with pytest.raises(DBAPIError, match="disk"):
        series.flush(desk(small), everything=True)
    small.beats.hear([beat(START + 10 * 60_000, name, battery=10) for name in names])
    assert small.beats.size == 11 * len(names), "they wait, and what comes is heard"
    (point,) = points(small, START, START + HOUR, HOUR)["battery"]
    assert (point.low, point.high) == (0, 10), "what is asked is told"
    filling.unlink()
    assert series.flush(desk(small), everything=True) == len(names)
    assert small.beats.size == 0
    assert counted(small) == (len(names), 0)


def test_days_are_rolled_up_once_and_what_is_old_goes(small: Small) -> None:
    for day in range(9):
        small.beats.hear([beat(START + day * DAY, battery=day), beat(START + day * DAY, "loa-2")])
    series.flush(desk(small), everything=True)
    small.now = START + 8 * DAY + HOUR // 2
    assert series.roll_up(desk(small)) == 6  # 1 to 6: yesterday may still be on its way, and day 0 is too long ago
    small.now = START + 8 * DAY + HOUR
    assert (series.roll_up(desk(small)), series.roll_up(desk(small))) == (1, 0)
    assert counted(small) == (2 * 8, 2 * 7)
    week = points(small, START, START + 9 * DAY, DAY)["battery"]
    assert [(one.at_ms, one.mean) for one in week] == [(START + day * DAY, day) for day in range(1, 9)]
    small.now = START + 300 * DAY + HOUR
    series.roll_up(desk(small))
    assert counted(small) == (0, 2 * 7)
    assert [one.mean for one in points(small, START, START + 9 * DAY, DAY)["battery"]] == list(range(1, 8))
    small.now = START + 400 * DAY + HOUR
    series.roll_up(desk(small))
    assert counted(small) == (0, 0)


def test_a_day_that_was_half_rolled_up_is_done_again(small: Small) -> None:
    small.beats.hear([beat(START, battery=5)])
    series.flush(desk(small), everything=True)
    small.now = START + DAY + HOUR
    series.roll_up(desk(small))
    with small.store.write() as conn:
        facts.put(conn, series.ROLLED, str(START // DAY - 1))
    assert series.roll_up(desk(small)) == 1
    assert counted(small) == (1, 1)


@pytest.mark.parametrize(
    ("since", "until", "step", "wanted"),
    [
        (0, DAY, None, 5 * 60_000),
        (0, 7 * DAY, None, 60 * 60_000),
        (0, 366 * DAY, None, DAY),
        (0, 1, None, 60_000),
        (0, DAY, HOUR, HOUR),
        (0, 0, None, "window-length"),
        (5, 1, None, "window-length"),
        (0, 367 * DAY, None, "window-length"),
        (0, 366 * DAY, 1_000, "step-too-small"),
    ],
)
def test_the_step_of_a_window(since: int, until: int, step: int | None, wanted: int | str) -> None:
    if isinstance(wanted, str):
        with pytest.raises(Refused, match=wanted):
            series.step_of(since, until, step)
    else:
        assert series.step_of(since, until, step) == wanted
