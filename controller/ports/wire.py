"""The door to the broker: what came, and what is to go."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Incoming(NamedTuple):
    """One message from a device, and what acknowledges it."""

    topic: str
    payload: bytes
    received_ms: int
    mid: int
    qos: int
    retained: bool
    life: int
    """Which connection it came on: an acknowledgement is void on a later one."""


class Sends(Protocol):
    """The link to the broker, as far as the path needs it."""

    def publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> bool:
        """Hand over for sending; False where there is no connection."""
        ...
