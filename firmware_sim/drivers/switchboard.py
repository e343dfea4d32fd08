"""The one connection to the broker of the switches; what it hears is handed to the loop that the boxes live on."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from firmware_sim.drivers.config import Switches, secret
from firmware_sim.drivers.tasmota import Tasmota


class Switchboard:
    """Make it inside a running loop."""

    def __init__(self, where: Switches) -> None:
        self._where, self._loop = where, asyncio.get_running_loop()
        self._switches: list[Tasmota] = []
        self._retained: dict[str, bytes] = {}
        self._client = paho.Client(CallbackAPIVersion.VERSION2, client_id=f"tienglang-{secrets.token_hex(4)}")
        if where.user:
            self._client.username_pw_set(where.user, secret(where.password_file))
        self._client.on_connect = self._joined
        self._client.on_message = self._heard

    def add(self, switch: Tasmota) -> None:
        """This one is listened to."""
        self._switches.append(switch)

    def say(self, topic: str, payload: bytes) -> None:
        """A command: kept for nobody who is away, and never retained."""
        if self._client.is_connected():
            self._client.publish(topic, payload, 1, retain=False)

    def keep(self, topic: str, payload: bytes) -> None:
        """Something that is retained, said again after each connection."""
        if self._retained.get(topic) != payload:
            self._retained[topic] = payload
            if self._client.is_connected():
                self._client.publish(topic, payload, 1, retain=True)

    def start(self) -> None:
        """Connect, and stay connected."""
        self._client.connect_async(self._where.host, self._where.port, 30)
        self._client.loop_start()

    def stop(self) -> None:
        """Disconnect, when all is out."""
        self._client.disconnect()
        self._client.loop_stop()

    def _joined(self, *_: Any) -> None:
        self._loop.call_soon_threadsafe(self._up)

    def _up(self) -> None:
        for switch in self._switches:
            self._client.subscribe([(topic, 1) for topic in switch.topics])
            switch.begin()
        for topic, payload in self._retained.items():
            self._client.publish(topic, payload, 1, retain=True)

    def _heard(self, _client: paho.Client, _data: Any, message: paho.MQTTMessage) -> None:
        self._loop.call_soon_threadsafe(self._hand, message.topic, bytes(message.payload))

    def _hand(self, topic: str, payload: bytes) -> None:
        for switch in self._switches:
            switch.hear(topic, payload)
