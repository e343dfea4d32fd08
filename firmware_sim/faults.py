"""What goes wrong, on purpose: by option for the whole run, and by script at given instants.

A script is one fault a line (JSON) or one table ``[[fault]]`` each (TOML):

    {"at": 12.5, "fault": "power-cut", "off": 5}            dark for five seconds; "write": 100 cuts inside a write
    {"at": 20, "fault": "link-down", "for": 10}             no connection for ten seconds
    {"at": 30, "fault": "set", "loss": 0.3, "delay": 200}   other weather from now on, for all
    {"at": 40, "fault": "clock-jump", "ms": 3600000}
    {"at": 50, "fault": "clock-lost"}                       power cut with an empty clock battery
    {"at": 60, "fault": "horn-blown", "device": "loa-1"}    all its horns; "horns": 1 of them; "for": 30 seconds
    {"at": 70, "fault": "amplifier-off"}                    also "amplifier-weak" ("db": 9) and "muted"
    {"at": 72, "fault": "amplifier-dying", "db": 1.5}       weaker by so much each month (30 days) from now on
    {"at": 75, "fault": "module-dead", "device": "bang-1"}  a dark module; "modules": 2 of them; "for": 30 seconds
    {"at": 76, "fault": "screen-stuck"}                     also "wrong-size" and "dim" ("percent": 40)
    {"at": 80, "fault": "mended"}                           all of these are well again
    {"at": 90, "fault": "mains-off", "for": 3600}           on its battery, and dark when that is empty or missing
    {"at": 91, "fault": "cell-crowded", "breaks": 20, "delay": 900, "loss": 0.05}   lost so many times an hour
    {"at": 92, "fault": "signal-weak", "db": 25}            also "hot" ("celsius": 30)
    {"at": 93, "fault": "flash-wears", "mb": 900}           so much less every hour; also "amplifier-fades" ("db": 4)
    {"at": 94, "fault": "sim-empty", "for": 7200}           no data left; also "time-lost": nobody tells it the time

Without ``for`` these last until they are ``mended``.

Everywhere else "device" narrows a fault to one id. ``at`` is seconds since the start. Times elsewhere are milliseconds.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Literal

import msgspec
from msgspec import Struct

from firmware_sim.blind import Blinding
from firmware_sim.deaf import Hurting

Pass = Callable[[str, bytes], object]
Straining = Literal[
    "mains-off", "cell-crowded", "signal-weak", "hot", "flash-wears", "amplifier-fades", "sim-empty", "time-lost"
]
"""What happens to a box from outside, or wears it down (`firmware_sim.straining`)."""
Happening = Hurting | Blinding | Straining


class Weather(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The faults that last."""

    loss: float = 0.0
    """Share of MQTT messages that vanish at the device's edge, each way."""
    delay: float = 0.0
    """Milliseconds that each is held up; on average only, and so overtaking one another, if `reorder`."""
    reorder: bool = False
    duplicate: float = 0.0
    """Share of messages that come twice."""
    drift: float = 0.0
    """Error of the counter in parts per million; each device has its own between minus and plus this."""
    no_rtc: bool = False
    """Every battery-backed clock is empty."""
    corrupt: float = 0.0
    """Share of downloads with a wrong byte in them."""
    slow: int = 0
    """Bytes a second of a download; 0 is unlimited."""
    room: int = 0
    """Bytes of the media shelf; 0 is as the profile says."""

    @property
    def fair(self) -> bool:
        """Whether messages pass untouched."""
        return not (self.loss or self.delay or self.duplicate)


class Fault(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"lasts": "for"}):
    """One line of a script."""

    at: float
    fault: Literal["power-cut", "link-down", "set", "clock-jump", "clock-lost", "mended"] | Happening
    device: str = ""
    off: float = 0.0
    """Seconds without power."""
    write: int | None = None
    """Cut the power only when so many more bytes have been written to flash."""
    lasts: float = 0.0
    ms: float = 0.0
    horns: int = 0
    db: float = 0.0
    modules: int = 0
    percent: float = 0.0
    celsius: float = 0.0
    mb: float = 0.0
    """Of flash, an hour."""
    breaks: float = 0.0
    """Connections lost in an hour..."""
    gap: float = 40.0
    """... for so many seconds at the most."""
    loss: float | None = None
    delay: float | None = None
    reorder: bool | None = None
    duplicate: float | None = None
    drift: float | None = None
    corrupt: float | None = None
    slow: int | None = None
    room: int | None = None

    def changed(self, weather: Weather) -> Weather:
        """The weather after a ``set``."""
        names = ("loss", "delay", "reorder", "duplicate", "drift", "corrupt", "slow", "room")
        return msgspec.structs.replace(
            weather, **{name: value for name in names if (value := getattr(self, name)) is not None}
        )


def read_script(path: Path) -> tuple[Fault, ...]:
    """A script in order of time. Raises `ValueError` with the line that is wrong."""
    text = path.read_text("utf-8")
    try:
        if path.suffix == ".toml":
            faults = msgspec.convert(tomllib.loads(text).get("fault", []), list[Fault])
        else:
            faults = [msgspec.json.decode(line, type=Fault) for line in text.splitlines() if line.strip()]
    except (msgspec.MsgspecError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path.name}: {error}") from None
    return tuple(sorted(faults, key=lambda fault: fault.at))


def through(weather: Weather, rng: Random, later: Callable[[float, Callable[[], object]], object], give: Pass) -> Pass:
    """``give`` as it is reached through this weather; ``later(ms, action)`` holds an action up."""

    def passing(topic: str, payload: bytes) -> None:
        copies = 2 if rng.random() < weather.duplicate else 1
        for _ in range(copies):
            if rng.random() < weather.loss:
                continue
            wait = weather.delay * (rng.uniform(0.0, 2.0) if weather.reorder else 1.0)
            if wait:
                later(wait, lambda: give(topic, payload))
            else:
                give(topic, payload)

    return passing
