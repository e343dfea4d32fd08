"""The simulated devices against the controller's own code: lost reports, large timetables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from controller.broadcast import timetable
from controller.store import deliveries, reports, timetables
from devices.messages import Report, Rung
from firmware_sim.device import Device
from firmware_sim.effects import Publish
from tests.path.joined import MINUTE, MORNING, ZONE, Joined, joined, keep_master
from tests.path.path_sounds import tone

D = "loa-dong-1"


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Joined]:
    with joined(tmp_path / "village") as made:
        made.run(MINUTE)
        yield made


def announce(made: Joined, folder: Path) -> str:
    """One announcement for the morning, on its way; returns its occurrence's id."""
    sound = keep_master(made.desk, tone(folder / "notice.wav", seconds=8))
    start = datetime.fromtimestamp(MORNING / 1000, ZoneInfo(ZONE)).replace(tzinfo=None).isoformat(timespec="minutes")
    row = made.agree(made.draft(start, sound=sound.hash))
    made.work()
    return f"{row.id}.20261122t0530"


def cut_after(made: Joined, rung: Rung, subject: str) -> list[Report]:
    """The power of one box goes while this report of it is on the wire; what was lost is put into the list."""
    lost: list[Report] = []

    def watch(device: Device, effect: Publish) -> None:
        if device.identity.device == D and effect.topic.endswith("/report") and not lost:
            told = msgspec.json.decode(effect.payload, type=Report)
            if (told.id, told.rung) == (subject, rung):
                lost.append(told)
                made.world.timers.after(5, lambda: device.restart(3_000))

    made.world.world.observe = watch
    return lost


@pytest.mark.parametrize("rung", [Rung.STARTED, Rung.FINISHED])
def test_a_report_that_was_lost_with_the_power_is_asked_for_and_answered(
    village: Joined, tmp_path: Path, rung: Rung
) -> None:
    subject = announce(village, tmp_path)
    lost = cut_after(village, rung, subject)
    village.run(MORNING - village.now + 5 * MINUTE)
    (report,) = lost
    with village.desk.store.read() as conn:
        came = {one.seq: one.rung for one in reports.of_subject(conn, subject, D)}
        end = {one.device: one.rung for one in deliveries.of_subject(conn, subject)}[D]
        gap = reports.first_gap(conn, D, report.epoch)
    brain = village.world.devices[D].brain
    assert brain is not None
    assert gap == brain.mind.seq + 1, "every report is there"
    assert came[report.seq] == rung
    assert sorted(came.values()).count(str(rung)) == 1
    assert end == ("finished" if rung is Rung.FINISHED else "failed")


def test_a_large_timetable_goes_by_pointer_and_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timetable, "POINTER_BYTES", 500)
    with joined(tmp_path / "village") as made:
        made.run(MINUTE)
        subject = announce(made, tmp_path)
        made.run(MINUTE)
        with made.desk.store.read() as conn:
            wanted = timetables.marks(conn, [D])[D].hash
            ready = {one.device: one.rung for one in deliveries.of_subject(conn, subject)}
        brain = made.world.devices[D].brain
        assert brain is not None
        assert brain.mind.plan_hash == wanted
        assert set(ready.values()) == {"ready"}
        made.run(MORNING - made.now + 5 * MINUTE)
        with made.desk.store.read() as conn:
            assert {one.rung for one in deliveries.of_subject(conn, subject)} <= {"finished", "shown"}
            assert not [one for one in reports.of_subject(conn, subject) if one.rung == "refused"]
