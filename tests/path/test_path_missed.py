"""A box that was dark at the start follows the announcement's policy, and the history says so in words."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from controller.broadcast import history
from controller.demo import sample
from controller.store import areas, reports
from controller.store.deliveries import Delivery
from controller.words import outcomes
from devices.hours import local
from tests.path.joined import HOUR, MINUTE, MORNING, ZONE, Joined, joined, keep_master
from tests.path.path_sounds import tone

EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
HOURS = {
    "windows": [
        {"days": EVERY_DAY, "start": "05:30", "end": "06:30"},
        {"days": EVERY_DAY, "start": "17:00", "end": "18:00"},
    ]
}
LENGTH_S = 240
"""Of the sound; the chime comes before it."""


class Case(NamedTuple):
    """What was agreed for a box, how long it was dark from the start on, and what becomes of it."""

    box: str
    late: str
    within_s: int
    dark: int
    rung: str
    begins: int | None
    """After its own start, in ms."""
    says: str


CASES = (
    Case("loa-dong-1", "skip", 0, 4 * MINUTE, "missed", None, "Bỏ lượt này: máy tắt đến 05:34."),
    Case("loa-dong-2", "start", 600, 4 * MINUTE, "finished", 4 * MINUTE, "Bắt đầu trễ 4 phút vì mất điện."),
    Case("loa-doai-1", "start", 600, 22 * MINUTE, "missed", None, "Bỏ lượt này: máy tắt đến 05:52."),
    Case("loa-doai-2", "join", 0, 2 * MINUTE, "finished", 2 * MINUTE, "Phát từ giữa chừng, trễ 2 phút vì mất điện."),
    Case("loa-cho-1", "join", 0, 5 * MINUTE, "missed", None, "Bỏ lượt này: máy tắt đến 05:35."),
    Case("loa-cho-2", "again", 43_200, 90 * MINUTE, "finished", 690 * MINUTE, "Phát lại lúc 17:00 vì mất điện."),
)
LATER = (
    # back before the end of the hours, but with no room left for the whole
    Case("loa-dong-1", "start", 3_600, 58 * MINUTE, "missed", None, ""),
    # dark over the evening's hours too: the next ones are tomorrow's
    Case("loa-dong-2", "again", 86_400, 13 * HOUR, "finished", 24 * HOUR, "Phát lại lúc 05:30 23/11/2026 vì mất điện."),
    # so late that not even that is left
    Case("loa-doai-1", "again", 43_200, 13 * HOUR, "missed", None, "Bỏ lượt này: máy tắt đến 18:30."),
    Case("loa-doai-2", "again", 43_200, 20 * MINUTE, "finished", 20 * MINUTE, "Phát lại lúc 05:50 vì mất điện."),
    # never dark
    Case("loa-cho-1", "skip", 0, 0, "finished", 0, ""),
)


@pytest.fixture
def village(tmp_path: Path):
    with joined(tmp_path, beat_ms=10 * MINUTE) as made:
        with made.desk.store.write() as conn:
            areas.change(conn, sample.COMMUNE, hours=HOURS)
        made.work()
        made.run(MINUTE)
        yield made


@pytest.mark.parametrize("cases", [CASES, LATER], ids=["same day", "longer"])
def test_each_policy_is_followed_and_told(village: Joined, tmp_path: Path, cases: tuple[Case, ...]):
    sound = keep_master(village.desk, tone(tmp_path / "a.wav", seconds=LENGTH_S)).hash
    made = {}
    for one in cases:
        draft = village.draft(
            f"{local(MORNING, ZONE):%Y-%m-%dT%H:%M}",
            areas=(),
            devices=(one.box,),
            sound=sound,
            page=False,
            late=one.late,
            late_s=one.within_s,
        )
        made[one.box] = village.agree(draft)
    village.work()
    village.run(MORNING - MINUTE - village.now)
    for one in cases:
        if one.dark:
            village.world.devices[one.box].power_off()
    for dark, box in sorted((one.dark, one.box) for one in cases if one.dark):
        village.run(max(0, MORNING + dark - village.now), slice_ms=MINUTE)
        village.work()
        village.power_on(box)
    village.run(MORNING + 25 * HOUR - village.now, slice_ms=10 * MINUTE)
    for one in cases:
        (time,) = history.of_announcement(village.desk, village.who("bientap"), made[one.box].id)
        (row,) = time.deliveries
        assert row.rung == one.rung, (one, row)
        assert told(row, one, time.began) == one.says, one
        with village.desk.store.read() as conn:
            said = [each.rung for each in reports.of_subject(conn, row.subject, one.box)]
        assert said.count("started") == (one.begins is not None)
        assert sum(rung in ("finished", "missed", "failed", "skipped") for rung in said) == 1
        if one.begins is not None:
            assert abs((row.started_ms or 0) - MORNING - one.begins) < 5_000, one


def told(row: Delivery, one: Case, began: object) -> str:
    return outcomes.late(row, one.late, began.get(row.device, ""), ZONE, "vi")  # type: ignore[attr-defined]
