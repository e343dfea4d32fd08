"""Bare subscribers as anybody would drive thousands: paho clients by its external-loop hooks on one asyncio loop.

This is what the simulated fleet itself ran on before (decision 53), kept as the baseline. Reading goes before answers,
and what one client has to write goes out once a turn.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from devices.identity import Identity

KEEPALIVE_S = 60
SWEEP_S = 5.0
CONNECTING_AT_ONCE = 32
AGAIN_S = 1.0
"""A busy machine lets some connections time out; they are tried again, as a device's are."""

Heard = Callable[["Subscriber", str, bytes], None]


class Field:
    """What the subscribers of a process share."""

    def __init__(self, hear: Heard, joined: Callable[[], None]) -> None:
        self.loop = asyncio.get_running_loop()
        self.hear, self.joined = hear, joined
        self.all: list[Subscriber] = []
        self._threads = ThreadPoolExecutor(8, "connect")
        self._waiting: deque[Subscriber] = deque()
        self._connecting = 0
        self._closed = False
        self._unwritten: list[Subscriber] = []
        self._heard: deque[tuple[Subscriber, str, bytes]] = deque()
        self._sweep = self.loop.call_later(SWEEP_S, self._look_after)

    def add(self, identity: Identity, subscriptions: Sequence[tuple[str, int]]) -> None:
        """One more, which connects when it is its turn."""
        one = Subscriber(self, identity, subscriptions)
        self.all.append(one)
        self._queue(one)

    def write_soon(self, one: Subscriber) -> None:
        """Write what it has, once the present burst of messages is through."""
        if not self._unwritten:
            self.loop.call_soon(self._write_all)
        self._unwritten.append(one)

    def take(self, one: Subscriber, topic: str, payload: bytes) -> None:
        """A message: it is looked at when all that is readable has been read."""
        if not self._heard:
            self.loop.call_soon(self._look)
        self._heard.append((one, topic, payload))

    def close(self) -> None:
        """All leave."""
        self._closed = True
        self._sweep.cancel()
        for one in self.all:
            one.client.disconnect()
            one.client.loop_write()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _next(self) -> None:
        while self._waiting and self._connecting < CONNECTING_AT_ONCE:
            one = self._waiting.popleft()
            self._connecting += 1
            one.opening = True
            future = self.loop.run_in_executor(self._threads, one.client.reconnect)
            future.add_done_callback(lambda done, one=one: self._done(one, done))  # type: ignore[misc]

    def again(self, one: Subscriber) -> None:
        """It has no connection: soon, when it is its turn."""
        if not self._closed:
            self.loop.call_later(AGAIN_S, self._queue, one)

    def _queue(self, one: Subscriber) -> None:
        self._waiting.append(one)
        self._next()

    def _done(self, one: Subscriber, done: asyncio.Future[Any]) -> None:
        self._connecting -= 1
        if self._closed or done.cancelled():
            return
        if done.exception() is None:
            one.opened()
        else:
            one.opening = False
            self.again(one)
        self._next()

    def _write_all(self) -> None:
        written, self._unwritten = self._unwritten, []
        for one in written:
            one.write()

    def _look(self) -> None:
        while self._heard:
            self.hear(*self._heard.popleft())

    def _look_after(self) -> None:
        for one in self.all:
            one.client.loop_misc()
        self._sweep = self.loop.call_later(SWEEP_S, self._look_after)


class Subscriber:
    """One client."""

    __slots__ = ("_joined", "_queued", "_socket", "_subscriptions", "_writer", "client", "field", "identity", "opening")

    def __init__(self, field: Field, identity: Identity, subscriptions: Sequence[tuple[str, int]]) -> None:
        self.field, self.identity = field, identity
        self._subscriptions = list(subscriptions)
        self._socket: Any = None
        self._queued = self._writer = self._joined = False
        self.opening = True
        client = self.client = paho.Client(
            CallbackAPIVersion.VERSION2, identity.device, clean_session=False, userdata=self
        )
        client.username_pw_set(identity.device, identity.password)
        client.connect_async(identity.broker.host, identity.broker.port, KEEPALIVE_S)
        client.on_connect = _on_connect
        client.on_message = _on_message
        client.on_disconnect = _on_disconnect
        client.on_socket_close = _on_socket_close
        client.on_socket_register_write = _on_socket_register_write

    def publish(self, topic: str, payload: bytes) -> None:
        """QoS 1."""
        self.client.publish(topic, payload, 1)

    def opened(self) -> None:
        """Back from the worker thread."""
        self.opening = False
        self._socket = self.client.socket()
        if self._socket is None:
            self.field.again(self)
            return
        self.field.loop.add_reader(self._socket, self.client.loop_read)
        self.write()

    def write(self) -> None:
        """As much as the socket takes; wait for it only if it takes no more."""
        self._queued = False
        if self._socket is None:
            return
        self.client.loop_write()
        if self._socket is None:
            return
        if self.client.want_write() is not self._writer:
            self._writer = self.client.want_write()
            if self._writer:
                self.field.loop.add_writer(self._socket, self.write)
            else:
                self.field.loop.remove_writer(self._socket)

    def wants_to_write(self) -> None:
        """paho has something to send."""
        if not self._queued and not self.opening and not self._writer:
            self._queued = True
            self.field.write_soon(self)

    def came_up(self) -> None:
        """Subscribe, as a device does."""
        self.client.subscribe(self._subscriptions)
        if not self._joined:
            self._joined = True
            self.field.joined()

    def closed(self) -> None:
        """paho closes its socket."""
        if self._socket is not None:
            self.field.loop.remove_reader(self._socket)
            self.field.loop.remove_writer(self._socket)
        self._socket, self._writer = None, False


def _on_connect(_client: paho.Client, one: Subscriber, _flags: Any, code: Any, _properties: Any) -> None:
    if code.is_failure:
        raise ConnectionRefusedError(f"{one.identity.device}: {code}")
    one.came_up()


def _on_disconnect(_client: paho.Client, one: Subscriber, _flags: Any, _code: Any, _properties: Any) -> None:
    one.field.again(one)


def _on_socket_close(_client: paho.Client, one: Subscriber, _socket: Any) -> None:
    one.closed()


def _on_message(_client: paho.Client, one: Subscriber, message: paho.MQTTMessage) -> None:
    one.field.take(one, message.topic, bytes(message.payload))


def _on_socket_register_write(_client: paho.Client, one: Subscriber, _socket: Any) -> None:
    one.wants_to_write()
