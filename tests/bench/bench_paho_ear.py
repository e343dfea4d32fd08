"""A plain paho client in a process of its own: it receives what a service receives, and counts."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from controller.bootstrap import SUBSCRIPTIONS
from tests.bench.bench_talk import obey, say


class Ear:
    """Joined by an order, asked by another."""

    def __init__(self) -> None:
        self._count = 0
        self._client: paho.Client | None = None

    def join(self, order: dict[str, Any]) -> None:
        """Connect, and say so when the subscriptions stand."""
        client = self._client = paho.Client(CallbackAPIVersion.VERSION2, order["username"])
        client.username_pw_set(order["username"], order["password"])
        client.on_connect = self._connected
        client.on_subscribe = lambda *_: say("join")
        client.on_message = self._heard
        client.connect(order["host"], order["port"], 60)
        client.loop_start()

    def told(self, _order: dict[str, Any]) -> None:
        """How many so far, and seconds of processor."""
        say("told", messages=self._count, processor_s=time.process_time())

    def _connected(self, client: paho.Client, *_: Any) -> None:
        client.subscribe(list(SUBSCRIPTIONS))

    def _heard(self, *_: Any) -> None:
        self._count += 1


def main() -> None:
    ear = Ear()
    asyncio.run(obey({"join": ear.join, "told": ear.told}))


if __name__ == "__main__":
    main()
