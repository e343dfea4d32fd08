"""Bare subscribers, thousands in one process: paho clients with nobody behind them (`bench_paho`).

They subscribe to what a device subscribes to. They say nothing, or answer each message on a topic with one report of
a given size, or send many reports at once.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path
from typing import Any

from devices.identity import Identity
from devices.topics import TABLE, Kind, subscriptions
from firmware_sim.identities import load
from tests.bench.bench_child import allow_files
from tests.bench.bench_paho import Field, Subscriber
from tests.bench.bench_talk import Arrivals, obey, resident, say


class Ears:
    """All of them."""

    def __init__(self, identities: tuple[Identity, ...]) -> None:
        allow_files(len(identities) + 256)
        self.arrivals = Arrivals(time.monotonic_ns)
        self.answer = b""
        self._up, self._wanted = 0, len(identities)
        self._reports = {one.device: TABLE[Kind.REPORT].of(one.device) for one in identities}
        self.field = Field(self.hear, self.joined)
        for one in identities:
            self.field.add(one, subscriptions(one.device, one.areas))
        if not identities:
            say("joined", count=0)

    def joined(self) -> None:
        self._up += 1
        if self._up == self._wanted:
            say("joined", count=self._up)

    def hear(self, one: Subscriber, topic: str, _payload: bytes) -> None:
        if self.arrivals.came(topic) and self.answer:
            one.publish(self._reports[one.identity.device], self.answer)

    def arm(self, order: dict[str, Any]) -> None:
        self.answer = b"x" * order.get("answer", 0)
        self.arrivals.arm(order)

    def flood(self, order: dict[str, Any]) -> None:
        """Each sends every payload of the order, with its own sequence numbers; said when the broker has them all."""
        asyncio.get_running_loop().create_task(self._flood([text.encode() for text in order["reports"]]))

    async def _flood(self, payloads: list[bytes]) -> None:
        left = len(self.field.all) * len(payloads)

        def taken(*_: object) -> None:
            nonlocal left
            left -= 1

        for one in self.field.all:
            one.client.on_publish = taken
        for payload in payloads:
            for number, one in enumerate(self.field.all):
                one.publish(self._reports[one.identity.device], payload)
                if number % 50 == 0:
                    await asyncio.sleep(0)
            while left > len(self.field.all) * len(payloads) // 2:  # never far ahead of the broker
                await asyncio.sleep(0)
                break
        while left:
            await asyncio.sleep(0.005)
        for one in self.field.all:
            one.client.on_publish = None
        say("flood")


async def run(identities: tuple[Identity, ...]) -> None:
    ears = Ears(identities)
    await obey({"arm": ears.arm, "flood": ears.flood, "resident": resident})
    ears.field.close()


def main() -> None:
    made = argparse.ArgumentParser()
    made.add_argument("--identities", type=Path, required=True)
    made.add_argument("--count", type=int, required=True)
    given = made.parse_args()
    asyncio.run(run(load(given.identities, given.count) if given.count else ()))


if __name__ == "__main__":
    main()
