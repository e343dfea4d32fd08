"""Switches that run Tasmota, by its own MQTT topics (``cmnd/…``, ``stat/…``, ``tele/…``).

Each time it is switched on it is first told after how long it switches off by itself (``PulseTime``): where we, the
broker or the network die in the middle, the amplifier does not hum all night. After a power cut it stays off
(``PowerOnState 0``). No command is ever retained: a switch that starts anew would obey it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Say = Callable[[str, bytes], object]
"""Publishes, QoS 1, not retained."""
LONGEST_S = 64_800
"""Tasmota's longest pulse."""
_SECONDS_FROM = 100


class Tasmota:
    """A `Switch`. ``full`` is the FullTopic of its settings."""

    def __init__(self, topic: str, say: Say, *, full: str = "%prefix%/%topic%/", relay: int = 1) -> None:
        self._topic, self._say, self._full, self._relay = topic, say, full, relay
        self._on: bool | None = None
        self.online: bool | None = None
        self._drawn: float | None = None
        self._wanted: tuple[bool, int] | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        """What has to be listened to."""
        return tuple(self._named(prefix, "+") for prefix in ("stat", "tele"))

    @property
    def is_on(self) -> bool:
        return self._on is True and self.online is not False

    @property
    def drawn_w(self) -> float | None:
        return self._drawn

    def begin(self) -> None:
        """The broker is joined: ask how it stands."""
        self._command("PowerOnState", "0")
        self._command("Status", "10")
        self._command(self._power, "")

    def turn(self, on: bool, most_ms: int) -> None:
        self._wanted = (on, most_ms)
        if on:
            pulse = min(LONGEST_S, max(12, -(-most_ms // 1000)))
            self._command(f"PulseTime{self._relay}", str(pulse + _SECONDS_FROM))
        else:
            self._drawn = None if self._drawn is None else 0.0
        self._command(self._power, "ON" if on else "OFF")

    def hear(self, topic: str, payload: bytes) -> None:
        """A message of its own. What cannot be read is nothing."""
        prefix, _, word = self._parts(topic)
        text = payload[:4_096].decode("utf-8", "replace").strip()
        if word == "LWT" and prefix == "tele":
            self._there(text == "Online")
        elif word.upper() in ("RESULT", "STATE", "SENSOR", "STATUS10", "STATUS8"):
            self._read(text)
        elif prefix == "stat" and word.upper() in self._names:
            self._power_is(text)

    # ---------------------------------------------------------------- inside

    @property
    def _power(self) -> str:
        return f"Power{self._relay}"

    @property
    def _names(self) -> tuple[str, ...]:
        return ("POWER", "POWER1") if self._relay == 1 else (f"POWER{self._relay}",)

    def _there(self, online: bool) -> None:
        back, self.online = online and self.online is False, online
        if not online:
            self._on = None
        elif back:
            self.begin()
            if self._wanted is not None and self._wanted[0]:
                self.turn(*self._wanted)  # it lost power in the middle

    def _read(self, text: str) -> None:
        try:
            said: Any = json.loads(text)
        except (ValueError, RecursionError):
            return
        if not isinstance(said, dict):
            return
        for name in self._names:
            if isinstance(said.get(name), str):
                self._power_is(said[name])
        inside = said.get("StatusSNS", said)
        energy = inside.get("ENERGY") if isinstance(inside, dict) else None
        watts = energy.get("Power") if isinstance(energy, dict) else None
        if isinstance(watts, int | float) and not isinstance(watts, bool) and 0 <= watts < 100_000:
            self._drawn = float(watts)

    def _power_is(self, word: str) -> None:
        if word in ("ON", "OFF"):
            self._on = word == "ON"

    def _command(self, word: str, payload: str) -> None:
        self._say(self._named("cmnd", word), payload.encode())

    def _named(self, prefix: str, word: str) -> str:
        head = self._full.replace("%prefix%", prefix).replace("%topic%", self._topic)
        return f"{head.rstrip('/')}/{word}"

    def _parts(self, topic: str) -> tuple[str, str, str]:
        for prefix in ("stat", "tele"):
            head = self._named(prefix, "")
            if topic.startswith(head):
                return prefix, self._topic, topic[len(head) :]
        return "", "", ""
