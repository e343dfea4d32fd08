"""What a box plays and nobody hears: its hurts, and what its sensors feel of the sound that is left.

Between the samples and a resident stand an output that can be muted, an amplifier and some horns. Each can fail without
the player noticing; only a sensor behind it can tell.
"""

from __future__ import annotations

import math
from typing import Literal, Protocol, get_args

import msgspec
from msgspec import Struct

from devices.audible import expected_dbfs, expected_ma
from devices.messages import Evidence
from devices.profiles import Profile
from firmware_sim.breaking import read_breaking
from firmware_sim.effects import Play

Hurting = Literal["horn-blown", "amplifier-off", "amplifier-weak", "amplifier-dying", "muted"]
AMBIENT_DBFS = -52.0
"""What a microphone shows of a village in the morning."""
DYING_DB = 1.5
"""What an amplifier whose capacitors dry out loses in a month, if nothing else is said."""
WEAK_DB = 9.0
"""An amplifier that lost one of its rails, if nothing else is said."""


class Deaf(Struct, frozen=True, gc=False):
    """What is broken between the samples and the ear."""

    blown: int = 0
    """Horns with a burnt coil, or torn off; more than there are: all."""
    off: bool = False
    """The amplifier has no power."""
    weak: float = 0.0
    """How much less than it should the amplifier gives, dB."""
    muted: bool = False
    """Nothing is even given to the amplifier."""
    dying: float = 0.0
    """How many dB the amplifier loses in a month (`Device.deafen` lets it)."""

    def broken(self, what: Hurting, amount: float = 0.0) -> Deaf:
        """With one more hurt; ``amount`` is the number of horns (0: all) or the dB of a weak amplifier."""
        match what:
            case "horn-blown":
                return msgspec.structs.replace(self, blown=int(amount) or ALL_HORNS)
            case "amplifier-off":
                return msgspec.structs.replace(self, off=True)
            case "amplifier-weak":
                return msgspec.structs.replace(self, weak=amount or WEAK_DB)
            case "amplifier-dying":
                return msgspec.structs.replace(self, dying=amount or DYING_DB)
            case "muted":
                return msgspec.structs.replace(self, muted=True)

    def factor(self, horns: int) -> float:
        """What is left of a sound behind the amplifier and the horns that still sound; 1 is all of it."""
        left = max(0, horns - self.blown) / horns
        return 0.0 if self.off else left * 10 ** (-self.weak / 20)


ALL_HORNS = 1_000
HALF_LOST = 0.75
WELL = Deaf()


class Ear:
    """What the sensors of one box feel while one sound lasts."""

    __slots__ = ("_current", "_felt", "_ms", "_profile")

    def __init__(self, profile: Profile | None) -> None:
        self._profile = profile
        self._ms = self._current = self._felt = 0.0

    def feel(self, ms: float, level: float | None, deaf: Deaf) -> None:
        """For so long this level was given to the amplifier."""
        profile = self._profile
        if profile is None or ms <= 0:
            return
        self._ms += ms
        factor = 0.0 if level is None else deaf.factor(profile.output.horns)
        if level is not None and factor:
            self._current += ms * (expected_ma(profile, level) * factor) ** 2
            self._felt += ms * 10 ** (expected_dbfs(profile, level) / 10) * factor**2

    @property
    def current(self) -> int | None:
        """RMS, mA."""
        if self._profile is None or not self._profile.current_sense or not self._ms:
            return None
        return round(math.sqrt(self._current / self._ms))

    @property
    def microphone(self) -> float | None:
        """Mean level, dBFS."""
        if self._profile is None or not self._profile.microphone or not self._ms:
            return None
        return round(10 * math.log10(10 ** (AMBIENT_DBFS / 10) + self._felt / self._ms), 1)

    @property
    def ambient(self) -> float | None:
        """What the microphone showed before."""
        return AMBIENT_DBFS if self._profile is not None and self._profile.microphone and self._ms else None


class Given(Protocol):
    """What went to the amplifier: `sound.Meter` or `sound.Measures`."""

    @property
    def frames(self) -> int: ...
    @property
    def level(self) -> float | None: ...
    @property
    def peak(self) -> float | None: ...


def measured(order: Play, given: Given, rate: int, ear: Ear, carried: int = 0) -> Evidence:
    """All that a player can say of a sound: what it gave out, and what its sensors felt."""
    return Evidence(
        media=order.sound.hash,
        frames=given.frames,
        rate=rate,
        level=given.level,
        peak=given.peak,
        carried=carried,
        chime=order.chime.hash if order.chime is not None else "",
        skip=order.from_ms,
        volume=order.volume,
        current=ear.current,
        microphone=ear.microphone,
        ambient=ear.ambient,
    )


def felt(profile: Profile | None, deaf: Deaf) -> str:
    """Self-test: a tone that nobody hears goes through the horns, and its current says whether they are there."""
    if profile is None or not profile.current_sense or deaf.factor(profile.output.horns) > HALF_LOST:
        return ""
    return "no-current"


def read_deaf(text: str) -> tuple[str, Hurting, float]:
    """``loa-1=horn-blown:1`` as device, what, how much; without a device it is all. Raises `ValueError`."""
    return read_breaking("--deaf", text, get_args(Hurting))
