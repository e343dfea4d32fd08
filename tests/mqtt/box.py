"""A real MQTT client for the tests: what a device is to the broker."""

from __future__ import annotations

import queue
import threading
from types import TracebackType
from typing import Any, Self

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from tests.waiting import PATIENCE_S

SILENCE_S = 0.3


class Box:
    """Connects as `user`; keeps what it hears and how often its connection was lost."""

    def __init__(self, port: int, user: str, password: str, client_id: str = "") -> None:
        self.heard: queue.Queue[tuple[str, bytes]] = queue.Queue()
        self.losses = 0
        self.granted: queue.Queue[list[int]] = queue.Queue()
        self._answered = threading.Event()
        self.answer = ""
        self._client = paho.Client(CallbackAPIVersion.VERSION2, client_id=client_id or user, reconnect_on_failure=False)
        self._client.username_pw_set(user, password)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect
        self._client.on_message = lambda _client, _data, message: self.heard.put(
            (message.topic, bytes(message.payload))
        )
        self._client.on_subscribe = lambda _client, _data, _mid, codes, _properties: self.granted.put(
            [code.value for code in codes]
        )
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()
        assert self._answered.wait(PATIENCE_S), "no CONNACK"

    def _on_connect(self, _client: Any, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        self.answer = str(reason)
        self._answered.set()

    def _on_disconnect(self, *_: Any) -> None:
        self.losses += 1

    @property
    def welcome(self) -> bool:
        return self.answer == "Success"

    def listen(self, *topics: str) -> Self:
        for topic in topics:
            self._client.subscribe(topic, 1)
            self.granted.get(timeout=PATIENCE_S)
        return self

    def tell(self, topic: str, payload: bytes, *, retained: bool = False) -> None:
        """Publishes, and returns when the broker has acknowledged it (which it also does where it drops it)."""
        self._client.publish(topic, payload, 1, retained).wait_for_publish(PATIENCE_S)

    def next(self) -> tuple[str, bytes]:
        return self.heard.get(timeout=PATIENCE_S)

    def hears_nothing(self) -> bool:
        try:
            self.heard.get(timeout=SILENCE_S)
        except queue.Empty:
            return True
        return False

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        self.close()
