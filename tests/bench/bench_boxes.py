"""Simulated devices, as ``python -m firmware_sim --virtual --quiet`` runs them, that also say when what arrived."""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path
from typing import Any

from devices.identity import Identity
from firmware_sim.__main__ import true_clock
from firmware_sim.device import Device
from firmware_sim.effects import Publish
from firmware_sim.fleet import Fleet, Options
from firmware_sim.identities import load
from firmware_sim.link import Link
from tests.bench.bench_talk import Arrivals, obey, resident, say

AT_ONCE, A_SECOND = 20, 150
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


async def power_on(fleet: Fleet) -> None:
    """A few at a time: all at once they would set their clocks by answers that waited in line for seconds."""
    everybody, fleet.devices = fleet.devices, {}
    fleet.start()
    fleet.devices = everybody
    for number, device in enumerate(everybody.values(), 1):
        device.power_on()
        if number % AT_ONCE == 0:
            await asyncio.sleep(AT_ONCE / A_SECOND)


async def run(identities: tuple[Identity, ...], out: Path) -> None:
    fleet = Fleet(identities, true_clock(), Options(out=out, real=False))
    arrivals, starts = Arrivals(time.monotonic_ns), Starts()
    hear = fleet.hub.hear

    def heard(link: Link, topic: str, payload: bytes) -> None:
        arrivals.came(topic)
        hear(link, topic, payload)

    fleet.hub.hear = heard  # type: ignore[method-assign]
    coming = asyncio.get_running_loop().create_task(power_on(fleet))

    def watch(_order: dict[str, Any]) -> None:
        starts.watch(fleet)

    def tell(_order: dict[str, Any]) -> None:
        starts.tell()

    await obey({"arm": arrivals.arm, "resident": resident, "watch": watch, "starts": tell})
    coming.cancel()
    await fleet.stop()


def main() -> None:
    made = argparse.ArgumentParser()
    made.add_argument("--identities", type=Path, required=True)
    made.add_argument("--count", type=int, required=True)
    made.add_argument("--out", type=Path, required=True)
    given = made.parse_args()
    asyncio.run(run(load(given.identities, given.count) if given.count else (), given.out))


if __name__ == "__main__":
    main()
