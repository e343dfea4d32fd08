"""MQTT for thousands of devices in one process: paho clients without threads, driven by one asyncio loop.

Each client is told by paho's external-loop hooks what its socket needs; nothing runs for a device that is idle. A lost
connection comes back after a pause that doubles, each time a random part of it.
"""

from __future__ import annotations

import socket
import ssl
from typing import Any, Protocol

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from devices.identity import Identity
from firmware_sim.hub import Hub
from firmware_sim.timers import Alarm

__all__ = ["Hub", "Link", "Owner"]

KEEPALIVE_S = 60
FIRST_PAUSE_MS = 500.0
LONGEST_PAUSE_MS = 60_000.0


class Owner(Protocol):
    """The device behind a link."""

    identity: Identity

    def begin_session(self) -> tuple[str, bytes]:
        """Topic and payload of the last will."""

    def connected(self) -> None:
        """The broker lets it in."""

    def disconnected(self) -> None:
        """The connection is gone."""

    def arrive(self, topic: str, payload: bytes) -> None:
        """A message."""

    def shut_out(self, reason: str) -> None:
        """The broker refuses it: a wrong password, somebody else's id."""


class Link:
    """One device's connection."""

    __slots__ = (
        "_alarm",
        "_barred_until",
        "_client",
        "_opening",
        "_pause",
        "_queued",
        "_socket",
        "_writer",
        "hub",
        "owner",
        "up",
    )

    def __init__(self, hub: Hub, owner: Owner) -> None:
        self.hub, self.owner = hub, owner
        self.up = False
        self._client: mqtt.Client | None = None
        self._socket: Any = None
        self._alarm: Alarm | None = None
        self._pause = FIRST_PAUSE_MS
        self._barred_until = 0.0
        self._writer = self._queued = self._opening = False

    # ------------------------------------------------------------ what the device asks

    def start(self) -> None:
        """Connect, and stay connected."""
        self.hub.links.add(self)
        self.hub.queue(self)

    def publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> None:
        """Send; QoS 1 is kept by the client until the broker has it."""
        if self._client is not None and (self.up or qos):
            self._client.publish(topic, payload, qos, retain)

    def listen(self, add: tuple[tuple[str, int], ...], drop: tuple[str, ...]) -> None:
        """Subscribe and unsubscribe."""
        if self._client is not None and self.up:
            if add:
                self._client.subscribe(list(add))
            if drop:
                self._client.unsubscribe(list(drop))

    def power_off(self) -> None:
        """The box is dark: the broker notices by itself, and what was not sent is lost."""
        self._stop_waiting()
        self.hub.links.discard(self)
        self._cut()
        self._client = None
        self.up = False

    def bar(self, ms: float) -> None:
        """No connection for so long."""
        self._barred_until = self.hub.timers.now() + ms
        self._cut()

    def leave(self) -> None:
        """Disconnect in good order: the will is not sent."""
        self._stop_waiting()
        self.hub.links.discard(self)
        client, self._client = self._client, None
        if client is not None:
            self.up = False
            client.loop_write()
            client.disconnect()
            client.loop_write()

    # ------------------------------------------------------------ connecting

    def prepare(self) -> mqtt.Client | None:
        """A client with a fresh will, ready to connect; None where that is not wanted any more."""
        if self not in self.hub.links or self._opening:
            return None
        if self._client is None:
            self._client = self._make()
        topic, payload = self.owner.begin_session()
        self._client.will_set(topic, payload, 1, True)
        self._opening = True
        return self._client

    def opened(self, client: mqtt.Client, problem: str) -> None:
        """Back from the worker thread."""
        self._opening = False
        if client is not self._client:
            _shut(client)
            if self in self.hub.links:
                self.hub.queue(self)
            return
        if problem:
            self._retry()
            return
        self._socket = client.socket()
        if self._socket is None:
            self._retry()
            return
        self.hub.loop.add_reader(self._socket, self._read)
        self.write()

    def _make(self) -> mqtt.Client:
        identity = self.owner.identity
        client = mqtt.Client(CallbackAPIVersion.VERSION2, identity.device, clean_session=False, userdata=self)
        client.username_pw_set(identity.device, identity.password)
        if identity.broker.tls:
            client.tls_set_context(self.hub.trust(identity.broker.ca))
        client.connect_async(identity.broker.host, identity.broker.port, KEEPALIVE_S)
        client.on_connect = _on_connect
        client.on_disconnect = _on_disconnect
        client.on_message = _on_message
        client.on_socket_close = _on_socket_close
        client.on_socket_register_write = _on_socket_register_write
        return client

    def _retry(self) -> None:
        self._stop_waiting()
        if self not in self.hub.links:
            return
        now = self.hub.timers.now()
        pause = self.hub.rng.uniform(self._pause / 2, self._pause * 1.5)
        self._pause = min(self._pause * 2, LONGEST_PAUSE_MS)
        self._alarm = self.hub.timers.at(max(now + pause, self._barred_until), lambda: self.hub.queue(self))

    def _stop_waiting(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    # ------------------------------------------------------------ the socket

    def _read(self) -> None:
        client = self._client
        if client is not None:
            client.loop_read()
            while isinstance(self._socket, ssl.SSLSocket) and self._socket.pending() and not client.loop_read():
                pass  # what TLS has unpacked already makes no socket readable

    def write(self) -> None:
        """Write as much as the socket takes; wait for it only if it takes no more."""
        self._queued = False
        client = self._client
        if client is None or self._socket is None:
            return
        client.loop_write()
        if self._socket is not None and client.want_write() is not self._writer:
            self._writer = client.want_write()
            if self._writer:
                self.hub.loop.add_writer(self._socket, self.write)
            else:
                self.hub.loop.remove_writer(self._socket)

    def wants_to_write(self) -> None:
        """paho has something to send."""
        if not self._queued and not self._opening and not self._writer:
            self._queued = True
            self.hub.write_soon(self)

    def look_after(self) -> None:
        """Keepalive."""
        if self._client is not None and self._socket is not None:
            self._client.loop_misc()

    def closed(self) -> None:
        """paho closes its socket."""
        if self._socket is not None:
            self.hub.loop.remove_reader(self._socket)
            self.hub.loop.remove_writer(self._socket)
        self._socket = None
        self._writer = False

    def came_up(self, refused: str) -> None:
        """The broker's answer."""
        if refused:
            self._pause = max(self._pause, 10 * FIRST_PAUSE_MS)
            self.owner.shut_out(refused)
            return
        self._pause = FIRST_PAUSE_MS
        self.up = True
        self.owner.connected()

    def went_down(self) -> None:
        """The connection ended, by whomever."""
        was, self.up = self.up, False
        if was:
            self.owner.disconnected()
        self._retry()

    def _cut(self) -> None:
        if self._client is not None:
            _shut(self._client)
            if self._socket is not None and self._client.socket() is not None:
                self._client.loop_read()


def _shut(client: mqtt.Client) -> None:
    """Break the TCP connection without a word, as a power cut does."""
    found = client.socket()
    if isinstance(found, socket.socket):
        try:
            found.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it was gone already


def _on_connect(_client: mqtt.Client, link: Link, _flags: Any, code: Any, _properties: Any) -> None:
    link.came_up(str(code) if code.is_failure else "")


def _on_disconnect(_client: mqtt.Client, link: Link, _flags: Any, _code: Any, _properties: Any) -> None:
    link.went_down()


def _on_message(_client: mqtt.Client, link: Link, message: mqtt.MQTTMessage) -> None:
    link.hub.hear(link, message.topic, bytes(message.payload))


def _on_socket_close(_client: mqtt.Client, link: Link, _socket: Any) -> None:
    link.closed()


def _on_socket_register_write(_client: mqtt.Client, link: Link, _socket: Any) -> None:
    link.wants_to_write()
