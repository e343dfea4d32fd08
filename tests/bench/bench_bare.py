"""The bare side: a second broker like the service's own, and plain paho clients on paho's own loop."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from controller.demo.stage import free
from controller.mqtt.accounts import Account
from controller.mqtt.address import Address
from controller.mqtt.broker import ManagedBroker
from controller.mqtt.passwords import new_password, password_hash
from devices import identity
from devices.identity import Broker, Identity
from tests.bench.bench_child import Child

IN_FLIGHT = 0
"""No limit, as the service's own link: paho is much faster so."""


@dataclass
class BareField:
    """A broker with accounts for ``count`` subscribers, all listening to ``areas``. A context."""

    folder: Path
    count: int
    areas: tuple[str, ...]

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        port = free(0)
        people = [(f"tai-{number:05d}", new_password()) for number in range(self.count)]
        accounts = [Account(name, password_hash(password), self.areas) for name, password in people]
        self.identities = self.folder / "bare.jsonl"
        where = Broker("127.0.0.1", port)
        lines = [identity.write(Identity(name, "column-wav-15w", self.areas, secret, where)) for name, secret in people]
        self.identities.write_bytes(b"\n".join(lines))
        self.names = [name for name, _ in people]
        self.broker = ManagedBroker(self.folder / "broker", "127.0.0.1", port, accounts)
        self.broker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.broker.stop()


class Plain:
    """A paho client on its own thread, as anybody would write it. It counts what it receives."""

    def __init__(self, address: Address, subscriptions: Sequence[tuple[str, int]] = (), *, clean: bool = True) -> None:
        self.client = paho.Client(CallbackAPIVersion.VERSION2, address.username, clean_session=clean)
        self.client.username_pw_set(address.username, address.password)
        self.client.max_inflight_messages_set(IN_FLIGHT)
        self._subscriptions = list(subscriptions)
        self._subscribed = threading.Event()
        self._there = threading.Event()
        self._count = self._wanted = 0
        self.last = 0
        self.client.on_connect = self._connected
        self.client.on_subscribe = lambda *_: self._subscribed.set()
        self.client.on_message = self._heard
        self._address = address

    def __enter__(self) -> Self:
        self.client.connect(self._address.host, self._address.port, 60)
        self.client.loop_start()
        if not self._subscribed.wait(20):
            raise TimeoutError("the bare client got no connection")
        return self

    def __exit__(self, *_: object) -> None:
        self.client.disconnect()
        self.client.loop_stop()

    def expect(self, count: int) -> None:
        """Count anew, up to this."""
        self._there.clear()
        self._count, self._wanted = 0, count

    def wait(self, seconds: float = 60.0) -> int:
        """The instant (ns, monotonic) at which the last of them was there."""
        if not self._there.wait(seconds):
            raise TimeoutError(f"{self._count} of {self._wanted} messages came within {seconds:g} s")
        return self.last

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """QoS 1."""
        self.client.publish(topic, payload, 1, retain)

    def _connected(self, client: paho.Client, *_: Any) -> None:
        if self._subscriptions:
            client.subscribe(self._subscriptions)
        else:
            self._subscribed.set()

    def _heard(self, _client: paho.Client, _data: Any, _message: paho.MQTTMessage) -> None:
        self._count += 1
        if self._count == self._wanted:
            self.last = time.monotonic_ns()
            self._there.set()


def ears(identities: Path, count: int) -> Child:
    """The process of bare subscribers; returns when all are connected."""
    child = Child("tests.bench.bench_ears", "--identities", str(identities), "--count", str(count))
    try:
        child.hear("joined", 60 + count / 50)
    except BaseException:
        child.stop()
        raise
    return child


def settle(child: Child, publisher: Plain, topic: str, count: int) -> None:
    """Publish until one message has reached all: then every subscription stands, and all is warm."""
    for _ in range(20):
        child.ask("arm", end=topic.rpartition("/")[2], count=count)
        publisher.publish(topic, b"warm")
        try:
            child.hear("arrived", 3)
        except Exception:  # noqa: BLE001  not yet
            continue
        return
    raise TimeoutError("the bare subscribers are not complete")
