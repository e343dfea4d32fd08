"""A switch with Tasmota as its documents describe it: commands come, results and states go, a pulse ends by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from firmware_sim.timers import Alarm, Timers

Say = Callable[[str, bytes, bool], object]
"""Topic, payload, retained."""


@dataclass
class TasmotaTwin:
    """``watts`` is what hangs behind it and draws while it is on; None: it does not measure."""

    topic: str
    timers: Timers
    say: Say
    watts: float | None = None
    on: bool = False
    online: bool = False
    pulse: int = 0
    at_power_on: int = 3
    """As delivered: as it was before the power went."""
    turns: list[tuple[float, bool]] = field(default_factory=list)
    _alarm: Alarm | None = None

    def start(self) -> None:
        """Power: it joins the broker."""
        self.online = True
        if self.at_power_on != 3:
            self._switch(self.at_power_on == 1)
        self.say(f"tele/{self.topic}/LWT", b"Online", True)
        self._state()

    def lose(self) -> None:
        """Its power is cut; the broker says its will."""
        self.online = False
        self._rest()
        self.turns.append((self.timers.now(), False))
        self.say(f"tele/{self.topic}/LWT", b"Offline", True)

    def hear(self, topic: str, payload: bytes) -> None:
        """One message of the broker."""
        prefix, _, rest = topic.partition("/")
        name, _, word = rest.partition("/")
        if not self.online or prefix != "cmnd" or name != self.topic:
            return
        text = payload.decode()
        match word.upper().rstrip("0123456789"):
            case "POWER":
                if text in ("ON", "OFF", "1", "0"):
                    self._switch(text in ("ON", "1"))
                self._result({"POWER": self._word})
                self.say(f"stat/{self.topic}/POWER", self._word.encode(), False)
            case "PULSETIME":
                self.pulse = int(text or self.pulse)
                self._result({"PulseTime1": {"Set": self.pulse, "Remaining": self.pulse}})
            case "POWERONSTATE":
                self.at_power_on = int(text or self.at_power_on)
                self._result({"PowerOnState": self.at_power_on})
            case "STATUS":
                self._say_json(f"stat/{self.topic}/STATUS10", {"StatusSNS": self._sensors()})
            case _:
                self._result({"Command": "Unknown"})

    def telemeter(self) -> None:
        """Every some minutes, and when the power changes much."""
        self._state()
        if self.watts is not None:
            self._say_json(f"tele/{self.topic}/SENSOR", self._sensors())

    @property
    def _word(self) -> str:
        return "ON" if self.on else "OFF"

    def _switch(self, on: bool) -> None:
        if on != self.on:
            self.on = on
            self.turns.append((self.timers.now(), on))
            self.telemeter()
        self._rest()
        if on and self.pulse:
            seconds = self.pulse / 10 if self.pulse < 112 else self.pulse - 100
            self._alarm = self.timers.after(seconds * 1000, self._pulse_over)

    def _pulse_over(self) -> None:
        self._switch(False)
        self._result({"POWER": "OFF"})
        self.say(f"stat/{self.topic}/POWER", b"OFF", False)

    def _rest(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _sensors(self) -> dict[str, object]:
        if self.watts is None:
            return {"Time": "2026-11-22T05:30:00"}
        drawn = self.watts if self.on else 0.0
        return {"Time": "2026-11-22T05:30:00", "ENERGY": {"Power": drawn, "Voltage": 231, "Current": drawn / 231}}

    def _state(self) -> None:
        self._say_json(f"tele/{self.topic}/STATE", {"Uptime": "0T00:10:11", "POWER": self._word})

    def _result(self, said: dict[str, object]) -> None:
        self._say_json(f"stat/{self.topic}/RESULT", said)

    def _say_json(self, topic: str, said: dict[str, object]) -> None:
        self.say(topic, json.dumps(said).encode(), False)
