"""The controller's clock is set by hours and back: nothing sounds twice, nothing stays silent, versions still rise."""

from __future__ import annotations

from pathlib import Path

import pytest

from controller.broadcast.form import compose
from controller.errors import ManyRefused
from controller.store import announcements, deliveries, occurrences, reports, status, timetables
from tests.path.joined import DAY, HOUR, MINUTE, MORNING, Joined, joined, keep_master
from tests.path.path_sounds import tone
from tests.path.test_path_joined import SPEAKERS, wall

ENDS = {"finished", "missed", "failed", "skipped"}


@pytest.fixture
def village(tmp_path: Path):
    with joined(tmp_path, MORNING - 2 * HOUR, beat_ms=10 * MINUTE) as made:
        made.run(MINUTE)
        yield made


def set_by(village: Joined, ms: int) -> None:
    village.desk.clock.shift = ms  # type: ignore[attr-defined]


def versions(village: Joined) -> dict[str, int]:
    with village.desk.store.read() as conn:
        return {name: mark.version for name, mark in timetables.marks(conn).items()}


@pytest.mark.parametrize("hours", [-30, 5])
@pytest.mark.parametrize("answered", [True, False], ids=["boxes follow it", "boxes keep their own"])
def test_a_clock_that_is_set_and_set_right_loses_and_doubles_nothing(village, tmp_path, hours, answered):
    sound = keep_master(village.desk, tone(tmp_path / "a.wav", seconds=5)).hash
    daily = village.agree(village.draft(wall(MORNING), sound=sound, page=False, rrule="FREQ=DAILY;COUNT=4"))
    once = village.agree(village.draft(wall(MORNING + MINUTE), sound=sound, page=False))
    village.work()
    village.run(MINUTE)
    before = versions(village)
    village.clock_unanswered = not answered
    set_by(village, hours * HOUR)
    for _ in range(3):
        village.work()
        village.run(5 * MINUTE)
    wrong = versions(village)
    set_by(village, 0)
    village.clock_unanswered = False
    village.work()
    village.run(5 * MINUTE)
    assert village.planner.run() == 0
    after = versions(village)
    assert all(before[name] <= wrong[name] <= after[name] for name in before)
    with village.desk.store.read() as conn:
        for row in (daily, once):
            now = announcements.get(conn, row.id)
            assert now is not None
            assert now.state == "planned"
            ahead = [one for one in occurrences.of_announcement(conn, row.id) if one.start_ms > village.now]
            assert {one.state for one in ahead} == {"planned"}
        held = {name: one.held_hash for name, one in status.below(conn).items()}
        assert held == {name: mark.hash for name, mark in timetables.marks(conn).items()}
    village.run(MORNING + 2 * DAY + 10 * MINUTE - village.now, slice_ms=10 * MINUTE)
    for day in range(3):
        subject = f"{daily.id}.{20261122 + day}t0530"
        accounted(village, subject, finished=day == 2 or not answered)
    accounted(village, f"{once.id}.20261122t0531", finished=not answered)


def accounted(village: Joined, subject: str, *, finished: bool) -> None:
    """Once begun at most, ended once; and heard, where the boxes' own clocks had not been set as well."""
    with village.desk.store.read() as conn:
        rows = {one.device: one.rung for one in deliveries.of_subject(conn, subject)}
        for name in SPEAKERS:
            said = [one.rung for one in reports.of_subject(conn, subject, name)]
            assert said.count("started") <= 1, (subject, name, said)
            assert sum(rung in ENDS for rung in said) == 1, (subject, name, said)
            assert not finished or rows[name] == "finished", (subject, name, said)


def test_planning_at_any_hour_of_a_wrong_clock_is_idempotent(village, tmp_path):
    sound = keep_master(village.desk, tone(tmp_path / "a.wav", seconds=5)).hash
    village.agree(village.draft(wall(MORNING), sound=sound, rrule="FREQ=DAILY"))
    village.work()
    for hours in (-48, -7, 3, 26, 0):
        set_by(village, hours * HOUR)
        village.planner.run()
        assert village.planner.run() == 0


def test_a_leap_day_is_planned_and_a_day_that_is_none_is_refused(tmp_path):
    with joined(tmp_path, start_ms=1_835_311_800_000) as village:  # 28 February 2028, 04:30 in Việt Nam
        village.run(MINUTE)
        row = village.agree(village.draft("2028-02-29T05:30", rrule="FREQ=YEARLY"))
        village.work()
        with village.desk.store.read() as conn:
            (leap,) = occurrences.of_announcement(conn, row.id)
        assert wall(leap.start_ms) == "2028-02-29T05:30"
        with pytest.raises(ManyRefused, match="bad-date"):
            compose(village.desk, village.who("bientap"), village.draft("2029-02-29T05:30"))
        with pytest.raises(ManyRefused, match="bad-date"):
            compose(village.desk, village.who("bientap"), village.draft("2028-02-30T05:30"))
