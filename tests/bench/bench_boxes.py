"""Simulated devices, as ``python -m firmware_sim --virtual --quiet`` runs them, that also say when something arrived."""

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

STARTED = b'"rung":"started"'


class Stamped:
    """Stands between a link and its device, and notes what comes; everything else goes through."""

    __slots__ = ("_arrivals", "_device", "identity")

    def __init__(self, device: Device, arrivals: Arrivals) -> None:
        self._device, self._arrivals = device, arrivals
        self.identity = device.identity

    def begin_session(self) -> tuple[str, bytes]:
        return self._device.begin_session()

    def connected(self) -> None:
        self._device.connected()

    def disconnected(self) -> None:
        self._device.disconnected()

    def shut_out(self, reason: str) -> None:
        self._device.shut_out(reason)

    def arrive(self, topic: str, payload: bytes) -> None:
        self._arrivals.came(topic)
        self._device.arrive(topic, payload)


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


async def run(identities: tuple[Identity, ...], out: Path) -> None:
    fleet = Fleet(identities, true_clock(), Options(out=out, real=False))
    arrivals, starts = Arrivals(time.monotonic_ns), Starts()
    for device in fleet.devices.values():
        assert isinstance(device.link, Link)
        device.link.owner = Stamped(device, arrivals)
    fleet.start()

    def watch(_order: dict[str, Any]) -> None:
        starts.watch(fleet)

    def tell(_order: dict[str, Any]) -> None:
        starts.tell()

    await obey({"arm": arrivals.arm, "resident": resident, "watch": watch, "starts": tell})
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
