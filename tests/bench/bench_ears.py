"""Bare subscribers, thousands in one process: the fleet's own loop and paho hooks with nobody behind them.

They subscribe to what a device subscribes to. They say nothing, or answer each message on a topic with one report of
a given size, or send many reports at once.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from devices.identity import Identity
from devices.messages import Presence, State
from devices.topics import TABLE, Kind, subscriptions
from firmware_sim.__main__ import true_clock
from firmware_sim.fleet import Drive, allow_files
from firmware_sim.identities import load
from firmware_sim.link import Hub, Link
from firmware_sim.timers import Timers
from tests.bench.bench_talk import Arrivals, obey, resident, say


class Ear:
    """One subscriber."""

    __slots__ = ("ears", "identity", "link", "report")

    def __init__(self, ears: Ears, identity: Identity, hub: Hub) -> None:
        self.ears, self.identity = ears, identity
        self.link = Link(hub, self)
        self.report = TABLE[Kind.REPORT].of(identity.device)

    def begin_session(self) -> tuple[str, bytes]:
        will = State(Presence.LOST, "bare", "bare")
        return TABLE[Kind.STATE].of(self.identity.device), msgspec.json.encode(will)

    def connected(self) -> None:
        self.link.listen(subscriptions(self.identity.device, self.identity.areas), ())
        self.ears.joined()

    def disconnected(self) -> None:
        """Nobody is told."""

    def shut_out(self, reason: str) -> None:
        print(f"{self.identity.device}: {reason}", file=sys.stderr)

    def arrive(self, topic: str, payload: bytes) -> None:
        ears = self.ears
        if ears.arrivals.came(topic) and ears.answer:
            self.link.publish(self.report, ears.answer, 1, False)


class Ears:
    """All of them."""

    def __init__(self, identities: tuple[Identity, ...]) -> None:
        allow_files(len(identities) + 256)
        self.arrivals = Arrivals(time.monotonic_ns)
        self.answer = b""
        self._up = 0
        self.timers = Timers(true_clock())
        self.drive = Drive(self.timers)
        self.hub = Hub(self.timers, Random())
        self.all = [Ear(self, one, self.hub) for one in identities]

    def start(self) -> None:
        for ear in self.all:
            ear.link.start()
        if not self.all:
            say("joined", count=0)

    def joined(self) -> None:
        self._up += 1
        if self._up == len(self.all):
            say("joined", count=self._up)

    def arm(self, order: dict[str, Any]) -> None:
        self.answer = b"x" * order.get("answer", 0)
        self.arrivals.arm(order)

    def flood(self, order: dict[str, Any]) -> None:
        """Each sends every payload of the order, with its own sequence numbers; said when the broker has them all."""
        asyncio.get_running_loop().create_task(self._flood([text.encode() for text in order["reports"]]))

    async def _flood(self, payloads: list[bytes]) -> None:
        left = len(self.all) * len(payloads)

        def taken(*_: object) -> None:
            nonlocal left
            left -= 1

        for ear in self.all:
            assert ear.link._client is not None  # paho alone knows what the broker has acknowledged
            ear.link._client.on_publish = taken
        for payload in payloads:
            for number, ear in enumerate(self.all):
                ear.link.publish(ear.report, payload, 1, False)
                if number % 50 == 0:
                    await asyncio.sleep(0)
            while left > len(self.all) * len(payloads) // 2:  # never far ahead of the broker
                await asyncio.sleep(0)
                break
        while left:
            await asyncio.sleep(0.005)
        say("flood")

    async def stop(self) -> None:
        for ear in self.all:
            ear.link.leave()
        await asyncio.sleep(0.3)
        self.hub.close()
        self.drive.stop()


async def run(identities: tuple[Identity, ...]) -> None:
    ears = Ears(identities)
    ears.start()
    await obey({"arm": ears.arm, "flood": ears.flood, "resident": resident})
    await ears.stop()


def main() -> None:
    made = argparse.ArgumentParser()
    made.add_argument("--identities", type=Path, required=True)
    made.add_argument("--count", type=int, required=True)
    given = made.parse_args()
    asyncio.run(run(load(given.identities, given.count) if given.count else ()))


if __name__ == "__main__":
    main()
