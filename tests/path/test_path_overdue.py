"""The last report of a device is lost, and nothing comes after it that would show the gap."""

from __future__ import annotations

from pathlib import Path

from controller.broadcast.overdue import overdue
from controller.ports import Incoming
from controller.store import deliveries, exceptions
from controller.store.exceptions import AGREED, Exceptional
from tests.path.joined import MINUTE, MORNING, ask_again, joined, keep_master
from tests.path.path_sounds import tone
from tests.path.test_path_joined import wall


class _Lossy(list[Incoming]):
    """A wire that loses what one device says of an end."""

    def append(self, message: Incoming) -> None:
        if "loa-dong-1" not in message.topic or b'"finished"' not in message.payload:
            super().append(message)


def test_who_owes_the_end_of_what_must_be_over_is_asked_for_it(tmp_path: Path):
    with joined(tmp_path) as village:
        village.run(MINUTE)
        sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=5))
        row = village.agree(village.draft(wall(MORNING), sound=sound.hash, late="start", late_s=120))
        village.work()
        village.run(MORNING - village.now - MINUTE)
        village.heard = _Lossy(village.heard)
        village.run(2 * MINUTE)
        assert overdue(village.desk) == [], "until then it might still have started late"
        village.run(2 * MINUTE)
        wishes = overdue(village.desk)
        assert [one.device for one in wishes] == ["loa-dong-1"]
        village.heard = list(village.heard)
        ask_again(village, wishes)
        village.run(MINUTE)
        with village.desk.store.read() as conn:
            did = {one.device: one for one in deliveries.of_subject(conn, f"{row.id}.20261122t0530")}
        assert did["loa-dong-1"].rung == "finished"
        assert overdue(village.desk) == []


def test_a_time_that_tells_something_longer_is_given_its_own_length(tmp_path: Path):
    with joined(tmp_path) as village:
        village.run(MINUTE)
        sound = keep_master(village.desk, tone(tmp_path / "notice.wav", seconds=5))
        longer = keep_master(village.desk, tone(tmp_path / "longer.wav", seconds=30))
        row = village.agree(village.draft(wall(MORNING), sound=sound.hash, late="skip", late_s=0, page=False))
        with village.desk.store.write() as conn:
            exceptions.put(conn, Exceptional(row.id, wall(MORNING), AGREED, "changed", row.maker, 0, sound=longer.hash))
        village.work()
        village.run(MORNING - village.now - MINUTE)
        village.heard = _Lossy(village.heard)
        village.run(MINUTE + 20_000)
        assert overdue(village.desk) == [], "it sounds still"
        village.run(MINUTE)
        assert [one.device for one in overdue(village.desk)] == ["loa-dong-1"]
