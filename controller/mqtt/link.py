"""The controller's one connection to the broker.

paho-mqtt keeps the connection; its sockets are driven here by one thread with epoll, because paho's own loop uses
``select()``, which stops working without a word in a process with more than 1,023 open files. All of paho is touched by
that thread alone: `publish` and `acknowledge` hand over and wake it. Messages, and their acknowledgements, go past it.

A message that came with QoS 1 is acknowledged only when the one who took it says so (after it is in the database), so
that a controller killed in between gets it again.
"""

from __future__ import annotations

import random
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import paho.mqtt.client as paho
import structlog
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from controller.mqtt.address import Address
from controller.mqtt.gathering import Gathering
from controller.ports import Incoming
from devices import packets

log = structlog.get_logger()

SHORTEST_PAUSE_S = 0.25
LONGEST_PAUSE_S = 30.0
KEEPALIVE_S = 30
WAKE_S = 1.0
"""paho wants to be asked about keepalives this often."""
IN_FLIGHT = 0
"""Unacknowledged publishes at a time: no limit. A broadcast to a province must not wait for one round trip after the
other, and where there is a limit paho looks through all that are under way at each acknowledgement."""


class _Client(paho.Client):
    """paho on a socket that gathers what it reads and writes."""

    def _create_socket(self) -> Any:
        return Gathering(super()._create_socket())


class Link:
    """A connection that keeps itself up. `on_up` is called in the network thread after each (re)connection."""

    def __init__(
        self,
        address: Address,
        subscriptions: Sequence[tuple[str, int]],
        now_ms: Callable[[], int],
        on_message: Callable[[Incoming], None],
        on_up: Callable[[], None],
    ) -> None:
        self._address = address
        self._subscriptions = list(subscriptions)
        self._now_ms = now_ms
        self._on_message = on_message
        self._on_up = on_up
        self.on_sent: Callable[[str], None] | None = None
        """For who measures: called with the topic of each message that is handed to the broker."""
        self._handed: deque[tuple[str, bytes, int, bool] | Incoming] = deque()
        self._selector = selectors.DefaultSelector()
        self._bell, self._ring = socket.socketpair()
        self._bell.setblocking(False)
        self._ring.setblocking(False)
        self._rung = False
        self._selector.register(self._bell, selectors.EVENT_READ)
        self._socket: Any = None  # a `Gathering`
        self._stopping = threading.Event()
        self._up = threading.Event()
        self._refused = ""
        self._life = 0
        self._thread = threading.Thread(target=self._run, name="mqtt", daemon=True)
        self._client = self._make_client()

    # -------------------------------------------------------------- for everybody

    def start(self) -> None:
        """Begin to connect, and keep connected until `stop`."""
        self._thread.start()

    def stop(self) -> None:
        """Send what was handed over, take leave of the broker, end the thread."""
        self._stopping.set()
        self._wake()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def wait_up(self, seconds: float) -> bool:
        """Whether the connection is up within ``seconds``."""
        return self._up.wait(seconds)

    @property
    def is_up(self) -> bool:
        """Whether the broker has accepted us and we have not lost it since."""
        return self._up.is_set()

    @property
    def refusal(self) -> str:
        """Why the broker refused us the last time, in its own words; '' if it did not."""
        return self._refused

    def publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> bool:
        """Hand over for sending; False where there is no connection (nothing is kept here: the outbox keeps it)."""
        if not self._up.is_set():
            return False
        self._handed.append((topic, payload, qos, retain))
        self._wake()
        return True

    def publish_now(self, topic: str, payload: bytes, qos: int, retain: bool) -> bool:
        """Send at once; only for who is called in the network thread (`on_message`)."""
        assert threading.current_thread() is self._thread
        self._publish(topic, payload, qos, retain)
        return True

    def acknowledge(self, messages: Sequence[Incoming]) -> None:
        """Tell the broker that these are safe with us."""
        self._handed.extend(message for message in messages if message.qos)
        self._wake()

    # -------------------------------------------------------------- the network thread

    def _make_client(self) -> paho.Client:
        client = _Client(
            CallbackAPIVersion.VERSION2,
            client_id=self._address.username,
            clean_session=False,
            protocol=paho.MQTTv311,
        )
        client.username_pw_set(self._address.username, self._address.password)
        context = self._address.tls_context()
        if context is not None:
            client.tls_set_context(context)
        client.max_inflight_messages_set(IN_FLIGHT)
        client.on_connect = self._connected
        client.on_disconnect = self._disconnected
        client.on_socket_open = self._opened
        client.on_socket_close = self._closed
        client.on_socket_register_write = lambda *_: (
            None
        )  # each turn ends with writing; without it paho would write at once
        return client

    def _run(self) -> None:
        pause = SHORTEST_PAUSE_S
        while not self._stopping.is_set():
            if self._socket is None:
                if self._try():
                    pause = SHORTEST_PAUSE_S
                else:
                    # Full jitter: after an outage nobody comes back in step.
                    self._stopping.wait(random.uniform(SHORTEST_PAUSE_S, pause))
                    pause = min(LONGEST_PAUSE_S, pause * 2)
                    continue
            self._turn()
        self._leave()
        for part in (self._selector, self._bell, self._ring):
            part.close()

    def _try(self) -> bool:
        try:
            self._client.connect(self._address.host, self._address.port, KEEPALIVE_S)
        except (OSError, ValueError) as problem:
            log.warning("broker-unreachable", problem=str(problem))
            self._refused = str(problem)
            return False
        return self._socket is not None

    def _turn(self) -> None:
        more = self._socket is not None and self._socket.holds()
        for key, events in self._selector.select(0 if more else WAKE_S):
            if key.fileobj is self._bell:
                self._drain_bell()
            elif events & selectors.EVENT_READ:
                more = True
        if more:
            self._read()
        self._hand_on()
        if self._client.loop_misc() not in (MQTTErrorCode.MQTT_ERR_SUCCESS, MQTTErrorCode.MQTT_ERR_NO_CONN):
            self._up.clear()
        self._write()

    def _read(self) -> None:
        sock = self._socket
        if sock is None:
            return
        sock.fill()
        try:
            for first, data, body, end in sock.packets():
                if first & 0xF0 == packets.PUBLISH:
                    self._heard(packets.heard(first, data, body, end))
                else:
                    self._client.loop_read()
                    if self._socket is not sock:
                        return
        except packets.Malformed:
            sock.break_off()
        if sock.has_ended:
            self._client.loop_read()

    def _write(self) -> None:
        sock = self._socket
        if sock is None:
            return
        self._client.loop_write()
        sock.flush()
        if self._socket is sock:
            waits = sock.is_full() or self._client.want_write()
            self._selector.modify(sock, selectors.EVENT_READ | (selectors.EVENT_WRITE if waits else 0))

    def _hand_on(self) -> None:
        while self._handed and self._up.is_set():
            handed = self._handed.popleft()
            if isinstance(handed, Incoming):
                if handed.life == self._life and self._socket is not None:
                    self._socket.put(packets.puback(handed.mid))
            else:
                self._publish(*handed)

    def _publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> None:
        self._client.publish(topic, payload, qos, retain)
        if self.on_sent is not None:
            self.on_sent(topic)

    @property
    def handed(self) -> int:
        """What waits for the network thread."""
        return len(self._handed)

    def _leave(self) -> None:
        if self._socket is None:
            return
        self._hand_on()
        self._client.disconnect()
        until = time.monotonic() + 2
        while self._socket is not None and time.monotonic() < until:
            self._turn()

    def _wake(self) -> None:
        if not self._rung:  # else the network thread has not looked yet, and will find this too
            self._rung = True
            with suppress(OSError):  # a bell that is full rings already, and one that is taken down need not
                self._ring.send(b"!")

    def _drain_bell(self) -> None:
        with suppress(BlockingIOError):
            while self._bell.recv(4096):
                pass
        # After the last ring was taken out, or a ring in between would be lost and nobody ring any more; and before
        # looking at what was handed over, so that who comes later rings again.
        self._rung = False

    # -------------------------------------------------------------- what paho calls

    def _connected(
        self, client: paho.Client, _data: Any, _flags: Any, reason: ReasonCode, _properties: Properties | None
    ) -> None:
        if reason.is_failure:
            self._refused = str(reason)
            log.error("broker-refused", reason=str(reason))
            return
        self._refused = ""
        self._life += 1
        client.subscribe(self._subscriptions)
        self._up.set()
        log.info("broker-connected", life=self._life)
        self._on_up()

    def _disconnected(
        self, _client: paho.Client, _data: Any, _flags: Any, reason: ReasonCode, _properties: Properties | None
    ) -> None:
        self._up.clear()
        self._handed.clear()
        log.warning("broker-lost", reason=str(reason))

    def _heard(self, heard: packets.Heard) -> None:
        topic, payload, qos, retain, mid = heard
        self._on_message(Incoming(topic, payload, self._now_ms(), mid, qos, retain, self._life))

    def _opened(self, _client: paho.Client, _data: Any, sock: Any) -> None:
        self._socket = sock
        self._selector.register(sock, selectors.EVENT_READ)

    def _closed(self, _client: paho.Client, _data: Any, sock: Any) -> None:
        self._selector.unregister(sock)
        self._socket = None
