"""A scenario in virtual time: the devices' own firmware, the service's own collecting and watching, a wire between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from controller.broadcast.dispatch import send_due
from controller.demo import scene
from controller.demo.expected import Seen, seen
from controller.fleet.silence import lose_silent
from controller.fleet.watching import Watcher
from firmware_sim.device import Device
from firmware_sim.scenario import Scenario
from firmware_sim.scenario.who import boxes, dress, faults
from tests.databases import ready_url
from tests.path.joined import Joined, joined, keep_master
from tests.path.path_sounds import tone

DAY = date(2026, 11, 23)
"""A Monday."""
SETTLE_MS = 3 * 60_000
"""Before it begins all boxes come on line, get their timetables and the time."""
SLICE_MS = 120_000


@contextmanager
def staged(scenario: Scenario, folder: Path) -> Iterator[Joined]:
    """Everything there and well, at the instant at which it begins."""
    begins_ms = scenario.begins.instant(DAY)
    named = {box.name: box for box in boxes(scenario.fleet)}

    def dressed(device: Device) -> None:
        dress(device, named[device.identity.device])

    with (
        ready_url("sqlite", folder) as url,
        joined(folder, begins_ms - SETTLE_MS, url, make=partial(scene.make, scenario), dress=dressed) as made,
    ):
        made.run(SETTLE_MS, SLICE_MS)
        yield made


def play(scenario: Scenario, folder: Path) -> list[Seen]:
    """From its beginning to its end; every incident."""
    with staged(scenario, folder) as made:
        announce(scenario, made, folder)
        begins_ms, world = made.now, made.world
        for fault in faults(scenario):
            world.timers.at(begins_ms + fault.at * 1000, partial(world.striker.strike, fault))
        watcher = Watcher(made.desk)
        while made.now < begins_ms + float(scenario.lasts) * 1000:
            world.run(SLICE_MS)
            made.collect()
            lose_silent(made.desk)
            watcher.look()
            send_due(made.desk, made.wire)
        with made.desk.store.read() as conn:
            return seen(conn)


def announce(scenario: Scenario, made: Joined, folder: Path) -> None:
    """What is broadcast meanwhile."""
    for one in scenario.broadcasts:
        sound = keep_master(made.desk, tone(folder / "notice.wav", seconds=8)).hash
        minutes = round(float(one.every) / 60)
        rule = f"FREQ=MINUTELY;INTERVAL={minutes};COUNT={one.times}"
        start = f"{DAY}T{str(one.at)[:5]}"
        made.agree(made.draft(start, sound=sound, page=False, late="skip", rrule=rule if one.times > 1 else None))
        made.work()
