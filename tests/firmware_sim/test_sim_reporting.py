"""What a report says of its instant."""

from __future__ import annotations

from devices.messages import Rung
from firmware_sim.events import Event
from tests.firmware_sim.sim_desk import MINUTE, MORNING, item, timetable, world_with

D = "loa-dong-1"
A1 = "a1.20261122t0530"


def test_a_start_is_told_by_its_own_instant_however_late_the_brain_hears_of_it() -> None:
    world, desk = world_with()
    device = world.devices[D]
    assert device.player is not None

    def slowly(event: Event) -> None:
        world.timers.after(400, lambda: device.tell(event))

    device.player.tell = slowly  # type: ignore[attr-defined]
    desk.want(timetable(D, item()))
    world.run_until(MORNING + 5 * MINUTE)
    started = next(report for report in desk.reports[D] if report.rung is Rung.STARTED and report.id == A1)
    assert abs(started.at - MORNING) <= 30
