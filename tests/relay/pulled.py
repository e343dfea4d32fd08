"""Streams for a joined commune in virtual time: they give sound and fail as a test says, and open no socket."""

from __future__ import annotations

import numpy as np

from controller.errors import Refused
from controller.live.shape import RATE
from controller.ports import Pulled, Received

BLOCK = RATE // 10


class Stations:
    """Ears that hear what the tests want. `opened` are the addresses that were pulled, in order."""

    def __init__(self) -> None:
        self.fault = ""
        """Of every stream, from now on."""
        self.nowhere = False
        self.opened: list[str] = []
        self.open = 0
        """How many are, at this moment."""

    def reach(self, _address: str) -> str:
        return "127.0.0.1"

    def listen(self, _address: str, codec: str, _seconds: float) -> Received:
        return Received(self.fault, -16.0, "Đài", codec, RATE)

    def pull(self, address: str, _codec: str, _seconds: float, _quiet_ms: int, _station: str = "") -> Pulling:
        self.opened.append(address)
        if self.nowhere:
            raise Refused("relay-nowhere", host="x")
        self.open += 1
        return Pulling(self)


class Pulling:
    """One of them: a tone."""

    def __init__(self, stations: Stations) -> None:
        self._stations, self._at = stations, 0

    def take(self) -> Pulled:
        if self._stations.fault:
            return Pulled(self._stations.fault)
        at = np.arange(self._at, self._at + BLOCK) / RATE
        self._at += BLOCK
        return Pulled("", (np.sin(2 * np.pi * 500 * at) * 6_000).astype("<i2").tobytes())

    def close(self) -> None:
        self._stations.open -= 1
