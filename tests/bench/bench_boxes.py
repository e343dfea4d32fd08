"""Simulated devices, as ``python -m firmware_sim --virtual --quiet`` runs them, that also say when what arrived."""

from __future__ import annotations

import argparse
import asyncio
import time
from itertools import cycle
from pathlib import Path
from typing import Any

from devices.identity import Identity
from firmware_sim.__main__ import true_clock
from firmware_sim.device import Device
from firmware_sim.effects import Publish
from firmware_sim.fleet import Fleet, Options
from firmware_sim.identities import load
from firmware_sim.link import Link
from firmware_sim.slots import FILE, delivered
from tests.bench.bench_talk import Arrivals, obey, resident, say

ROUNDING_MS = 2
UNDISTURBED_MS = 1.0
STARTED = b'"rung":"started"'


class Starts:
    """When each device said that it started."""

    def __init__(self) -> None:
        self._instants: list[float] | None = None

    def watch(self, fleet: Fleet) -> None:
        self._instants = []
        now, instants = fleet.timers.now, self._instants

        def observe(_device: Device, effect: Publish) -> None:
            if STARTED in effect.payload:
                instants.append(now())

        fleet.world.observe = observe
        say("watch")

    def tell(self) -> None:
        say("starts", instants=self._instants)


class Clocks:
    """What every device believes of true time, beside true time itself."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet

    def tell(self, _order: dict[str, Any]) -> None:
        """Of each that knows the time: its error bound, and by how much it is really wrong, in ms."""
        fleet, found = self._fleet, []
        for device in fleet.devices.values():
            if device.brain is None or device.link is None:
                continue
            before, mono, after = 0.0, 0, UNDISTURBED_MS
            while after - before >= UNDISTURBED_MS:  # this process rested in between
                before, mono, after = fleet.timers.now(), device.counter.now(), fleet.timers.now()
            time = device.brain.mind.time
            if (now := time.now(mono)) is not None:
                found.append((time.error(mono), abs(now - before), time.source))
        up = sum(1 for device in fleet.devices.values() if device.brain is not None and device.brain.mind.connected)
        compared = [one for one in found if one[2] == "exchange"]
        say(
            "clocks",
            up=up,
            compared=len(compared),
            waiting=fleet.hub.waiting,
            errors=sorted(one[0] for one in found),
            wrong=sorted(round(one[1]) for one in found),
            broken=sum(1 for error, wrong, _ in found if wrong > error + ROUNDING_MS),
        )


async def run(identities: tuple[Identity, ...], out: Path, firmware: tuple[str, ...] = ("",)) -> None:
    fleet = Fleet(identities, true_clock(), Options(out=out, real=False))
    arrivals, starts = Arrivals(time.monotonic_ns), Starts()
    hear = fleet.hub.hear

    def heard(link: Link, topic: str, payload: bytes, mid: int, made: Any) -> None:
        arrivals.came(topic)
        hear(link, topic, payload, mid, made)

    fleet.hub.hear = heard  # type: ignore[method-assign]
    for device, version in zip(fleet.devices.values(), cycle(firmware), strict=False):
        if version:
            device.flash.keep(FILE, delivered(version))
    fleet.start()

    def watch(_order: dict[str, Any]) -> None:
        starts.watch(fleet)

    def tell(_order: dict[str, Any]) -> None:
        starts.tell()

    def bar(order: dict[str, Any]) -> None:
        for device in fleet.devices.values():
            if device.link is not None:
                device.link.bar(order["away_s"] * 1000)
        say("bar")

    await obey(
        {
            "arm": arrivals.arm,
            "resident": resident,
            "watch": watch,
            "starts": tell,
            "clocks": Clocks(fleet).tell,
            "bar": bar,
        }
    )
    await fleet.stop()


def main() -> None:
    made = argparse.ArgumentParser()
    made.add_argument("--identities", type=Path, required=True)
    made.add_argument("--count", type=int, required=True)
    made.add_argument("--out", type=Path, required=True)
    made.add_argument("--firmware", default="", help="with which they were delivered, in turn; empty: the newest")
    given = made.parse_args()
    identities = load(given.identities, given.count) if given.count else ()
    asyncio.run(run(identities, given.out, tuple(given.firmware.split(","))))


if __name__ == "__main__":
    main()
