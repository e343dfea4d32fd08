"""MQTT for thousands of devices in one process: a socket each, driven by what they share (`hub`).

Nothing runs for a device that is idle. A lost connection comes back after a pause that doubles, each time a random
part of it. The protocol itself is in `devices.packets` and `session`; decision 53 says why it is not paho's.
"""

from __future__ import annotations

import socket
import ssl
import time
from contextlib import suppress
from typing import Any, Protocol

from devices import packets
from devices.identity import Identity
from devices.packets import Malformed
from firmware_sim.hub import Hub
from firmware_sim.session import Session
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
        "_heard_at",
        "_opening",
        "_out",
        "_pause",
        "_pinged",
        "_queued",
        "_rest",
        "_session",
        "_socket",
        "_spoke_at",
        "_stuck",
        "hub",
        "owner",
        "up",
    )

    def __init__(self, hub: Hub, owner: Owner) -> None:
        self.hub, self.owner = hub, owner
        self.up = False
        self._session = Session()
        self._socket: Any = None
        self._alarm: Alarm | None = None
        self._pause = FIRST_PAUSE_MS
        self._barred_until = self._heard_at = self._spoke_at = 0.0
        self._rest = self._out = b""
        self._queued = self._opening = self._pinged = self._stuck = False

    # ------------------------------------------------------------ what the device asks

    def start(self) -> None:
        """Connect, and stay connected."""
        self.hub.links.add(self)
        self.hub.queue(self)

    def publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> None:
        """Send; QoS 1 is kept here until the broker has it."""
        if qos:
            self._send(self._session.publish(topic, payload, retain, up=self.up))
        elif self.up:
            self._send(packets.publish(topic, payload, 0, retain, 0))

    def listen(self, add: tuple[tuple[str, int], ...], drop: tuple[str, ...]) -> None:
        """Subscribe and unsubscribe."""
        if add and self.up:
            self._send(packets.subscribe(self._session.next(), add))
        if drop and self.up:
            self._send(packets.unsubscribe(self._session.next(), drop))

    def power_off(self) -> None:
        """The box is dark: the broker notices by itself, and what was not sent is lost."""
        self._stop_waiting()
        self.hub.links.discard(self)
        self._close()
        self._session = Session()

    def bar(self, ms: float) -> None:
        """No connection for so long."""
        self._barred_until = self.hub.timers.now() + ms
        if self._socket is not None:
            self._lost()

    def leave(self) -> None:
        """Disconnect in good order: the will is not sent."""
        self._stop_waiting()
        self.hub.links.discard(self)
        if self.up:
            self._out += packets.DISCONNECT
            self.write()
        self._pause = FIRST_PAUSE_MS
        self._close()

    # ------------------------------------------------------------ connecting

    def prepare(self) -> Identity | None:
        """Who wants to connect, and where; None where that is not wanted any more."""
        if self not in self.hub.links or self._opening or self._socket is not None:
            return None
        self._opening = True
        return self.owner.identity

    def opened(self, made: Any, problem: str) -> None:
        """Back from the worker thread, with a socket or with what went wrong."""
        self._opening = False
        if self not in self.hub.links or self.hub.timers.now() < self._barred_until:
            _drop(made)
            self._retry()
        elif problem:
            self._retry()
        else:
            self._socket = made
            self.hub.watch(self, made)
            self._rest = b""
            self._heard_at = time.monotonic()
            self._pinged = False
            identity = self.owner.identity
            will = self.owner.begin_session()
            self._send(packets.connect(identity.device, identity.device, identity.password, KEEPALIVE_S, will=will))

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

    def read(self) -> None:
        """Take what has come: one piece, and what TLS has unpacked besides, which makes no socket readable."""
        made = self._socket
        while made is not None:
            try:
                size = made.recv_into(self.hub.piece)
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                return
            except OSError:
                size = 0
            if not size:
                self._lost()
                return
            self._take(bytes(self.hub.piece[:size]))
            if type(made) is socket.socket:
                return
            made = self._socket
            if not isinstance(made, ssl.SSLSocket) or not made.pending():
                return

    def write(self) -> None:
        """Write as much as the socket takes; wait for it only if it takes no more."""
        self._queued = False
        made, out = self._socket, self._out
        if made is None or not out:
            return
        try:
            sent = made.send(out)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            sent = 0
        except OSError:
            self._lost()
            return
        self._out = out[sent:] if sent < len(out) else b""
        self._spoke_at = time.monotonic()
        if bool(self._out) is not self._stuck:
            self._stuck = not self._stuck
            self.hub.rewatch(made, writing=self._stuck)

    def acknowledge(self, mid: int, made: Any) -> None:
        """The device has thought about what came by the socket ``made``: the broker need not keep it any longer.

        Not at once, but with what the device says about it. A box that lost its power or its connection before that
        hears the message again.
        """
        if mid and made is not None and made is self._socket:
            if not self._out:  # else it goes out with that
                self.hub.write_in_company(self)
            self._out += packets.puback(mid)

    def look_after(self) -> None:
        """Keepalive: say something in time, and notice a broker that says nothing any more."""
        if self._socket is None:
            return
        now = time.monotonic()
        if self._pinged and now - self._heard_at > 2 * KEEPALIVE_S:
            self._lost()
        elif now - min(self._heard_at, self._spoke_at) >= KEEPALIVE_S and not self._pinged:
            self._pinged = True
            self._send(packets.PINGREQ)

    def _send(self, data: bytes) -> None:
        """Soon, with what else is said in the same turn."""
        if data and self._socket is not None:
            self._out += data
            if not self._queued and not self._stuck:
                self._queued = True
                self.hub.write_soon(self)

    def _lost(self) -> None:
        """The connection ended, by whomever."""
        was = self.up
        self._close()
        if was:
            self.owner.disconnected()
        self._retry()

    def _close(self) -> None:
        """Break the TCP connection without a word, as a power cut does."""
        made, self._socket = self._socket, None
        self.up = self._stuck = False
        self._rest = self._out = b""
        if made is not None:
            self.hub.unwatch(made)
            _drop(made)

    # ------------------------------------------------------------ what the broker says

    def _take(self, data: bytes) -> None:
        self._heard_at = time.monotonic()
        self._pinged = False
        if self._rest:
            data = self._rest + data
        elif len(data) == packets.PUBACK_SIZE and data.startswith(packets.PUBACK_HEAD):  # half of all that comes
            self._send(self._session.acknowledged(data[2] << 8 | data[3]))
            return
        at = 0
        try:
            for first, body, at in packets.frames(data):
                self._packet(first, data, body, at)
        except Malformed:
            self._lost()
            return
        self._rest = data[at:] if at < len(data) else b""

    def _packet(self, first: int, data: bytes, body: int, end: int) -> None:
        kind = first & 0xF0
        if kind == packets.PUBLISH:
            heard = packets.heard(first, data, body, end)
            self.hub.hear(self, heard.topic, heard.payload, heard.mid, self._socket)
        elif kind == packets.PUBACK:
            self._send(self._session.acknowledged(packets.number(data, body, end)))
        elif kind == packets.CONNACK:
            self._answered(packets.number(data, body, end) & 0xFF)

    def _answered(self, code: int) -> None:
        """The broker lets it in, or says why not and breaks off."""
        if code:
            self._pause = max(self._pause, 10 * FIRST_PAUSE_MS)
            self.owner.shut_out(packets.REFUSALS.get(code, f"code {code}"))
            return
        self._pause = FIRST_PAUSE_MS
        self.up = True
        self._send(self._session.resume())
        self.owner.connected()


def _drop(made: Any) -> None:
    if made is not None:
        with suppress(OSError):
            made.shutdown(socket.SHUT_RDWR)
        made.close()
