"""Running lists on the way from the rows to the horns: a changed time in a list, and what is owed of a long one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from controller.broadcast.overdue import overdue
from controller.broadcast.plan import Planner
from controller.broadcast.programmes import agree, form
from controller.broadcast.programmes.value import programme
from controller.store import deliveries, exceptions, programmes
from controller.store.announcements import Announcement
from controller.store.exceptions import AGREED, Exceptional
from controller.store.programmes import Line
from schedules.fingerprint import list_fingerprint
from schedules.programme import Programme
from tests.path.joined import MINUTE, MORNING, Joined, joined, keep_master
from tests.path.path_sounds import tone
from tests.path.test_path_joined import wall
from tests.path.test_path_overdue import _Lossy

RATE = 48_000
"""Frames a second of the box that is listened to."""


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Joined]:
    with joined(tmp_path, MORNING - 4 * MINUTE) as made:
        yield made


def notice(village: Joined, title: str, seconds: int) -> Announcement:
    sound = sounding(village, seconds)
    given = village.draft(
        wall(MORNING), title=title, sound=sound, rrule="FREQ=DAILY", page=False, chime=False, late="skip", late_s=0
    )
    return village.agree(given)


def sounding(village: Joined, seconds: int) -> str:
    return keep_master(village.desk, tone(village.desk.settings.data_dir / f"{seconds}.wav", seconds=seconds)).hash


def in_a_list(village: Joined, *lines: Line) -> None:
    draft = form.Draft("xa-tan-hoa", "Buổi sáng", wall(MORNING), 5, lines, rrule="FREQ=DAILY")
    row, _ = form.compose(village.desk, village.who("bientap"), draft)
    agree.agree(village.desk, village.who("lanhdao"), row.id, list_fingerprint(_value(village, row.id)))


def _value(village: Joined, id: str) -> Programme:
    with village.desk.store.read() as conn:
        found = programmes.get(conn, id)
    assert found is not None
    return programme(found)


def did(village: Joined, one: Announcement, day: str = "20261122") -> dict[str, deliveries.Delivery]:
    with village.desk.store.read() as conn:
        return {row.device: row for row in deliveries.of_subject(conn, f"{one.id}.{day}t0530")}


def test_a_changed_time_is_heard_so_often_in_a_row_and_shifts_what_follows(village: Joined) -> None:
    news, close = notice(village, "Tin", 5), notice(village, "Lời kết", 4)
    in_a_list(village, Line(news.id, repeats=2, pause_s=3), Line(close.id, gap_s=2))
    longer = Exceptional(news.id, wall(MORNING), AGREED, "changed", news.maker, 0, sound=sounding(village, 20))
    with village.desk.store.write() as conn:
        exceptions.put(conn, longer)
    village.work()
    village.run(MORNING - village.now + MINUTE)
    told, after = did(village, news)["loa-dong-1"], did(village, close)["loa-dong-1"]
    assert (told.rung, after.rung) == ("finished", "finished")
    assert told.frames is not None
    assert told.frames / RATE == pytest.approx(43, abs=0.3)
    assert after.started_ms == pytest.approx(MORNING + 45_000, abs=50)
    assert Planner(village.desk).run() == 0, "planned from nothing, it is the same"


def test_the_end_of_what_is_repeated_is_asked_for_when_all_of_it_must_be_over(village: Joined) -> None:
    row = notice(village, "Tin", 5)
    in_a_list(village, Line(row.id, repeats=4, pause_s=20))
    village.work()
    village.run(MORNING - village.now - MINUTE)
    village.heard = _Lossy(village.heard)
    village.run(MINUTE + 85_000)
    assert overdue(village.desk) == [], "it is 80 seconds long"
    village.run(10_000)
    assert [one.device for one in overdue(village.desk)] == ["loa-dong-1"]
