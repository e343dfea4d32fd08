"""What a box is apart from its program: its power, its place on the air, its SIM card, the wear of its flash.

It outlives every restart. What happens to it is done by `straining`; what its sensors show of it goes into heartbeats.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

from msgspec import Struct

from firmware_sim.climate import NOISE_C, NOISE_DBM, hour, reception, warmth
from firmware_sim.faults import Weather

FULL = 100.0
CHARGE_H = 8.0
"""From empty to full."""
HOUR_MS = 3_600_000


class Felt(Struct, frozen=True, gc=False):
    """What the sensors show."""

    mains: bool
    battery: int | None
    hours: float | None
    data: int
    temperature: float
    signal: int


class Body:
    """One box's. ``now`` gives true time."""

    __slots__ = (
        "_at", "_charge", "_month", "_now", "_spent", "air", "battery_h", "dark", "degrees", "fade", "mains",
        "reception", "timeless", "worn",
    )  # fmt: skip

    def __init__(self, name: str, now: Callable[[], float]) -> None:
        self._now = now
        self.mains = True
        self.battery_h = 0.0
        """So long a full battery lasts; 0: there is none."""
        self._charge, self._at = FULL, 0.0
        self._month, self._spent = 0, 0
        """Bytes of a calendar month over the mobile line."""
        self.reception = reception(name)
        self.degrees = self.fade = 0.0
        """How much warmer than usual it is; how much weaker it receives, dB."""
        self.worn = 0
        """Bytes of flash that are not there any more."""
        self.air: Weather | None = None
        """Its own weather, where it is not that of all."""
        self.timeless = False
        """Answers of the clock exchange do not reach it."""
        self.dark = False
        """It has no power."""

    def charge(self) -> float:
        """Percent of its battery."""
        hours = (self._now() - self._at) / HOUR_MS
        change = hours / CHARGE_H if self.mains else -hours / self.battery_h
        return min(FULL, max(0.0, self._charge + FULL * change))

    def switch(self, mains: bool) -> float:
        """Mains go or come; how long it still runs, ms."""
        if self.battery_h:
            self._charge = self.charge()
        self._at = self._now()
        self.mains = mains
        return self._charge / FULL * self.battery_h * HOUR_MS

    def spend(self, bytes: int) -> None:
        """So much went over the mobile line."""
        here = datetime.fromtimestamp(self._now() / 1000, UTC)
        month = here.year * 12 + here.month
        if month != self._month:
            self._month, self._spent = month, 0
        self._spent += bytes

    def felt(self, rng: Random) -> Felt:
        """Now."""
        return Felt(
            self.mains,
            round(self.charge()) if self.battery_h else None,
            round(self.charge() / FULL * self.battery_h, 1) if self.battery_h else None,
            self._spent,
            round(float(warmth(hour(self._now()))) + self.degrees + rng.uniform(-NOISE_C, NOISE_C), 1),
            max(-140, round(self.reception - self.fade + rng.uniform(-NOISE_DBM, NOISE_DBM))),
        )
