"""A device's idea of true time, from exchanges of four stamps over the wire.

The device counts milliseconds since its boot (``mono``); true time is ``mono + offset``. One exchange gives an offset
whose error is at most half the round trip (RFC 5905, section 8); of a window of exchanges the one with the shortest round
trip is believed. The error bound grows with age, because crystals drift. A service clock that jumps starts a new window
rather than being averaged in.
"""

from __future__ import annotations

from dataclasses import dataclass

WINDOW = 8
"""Exchanges remembered."""
DRIFT_PPM = 100.0
"""Assumed worst drift of a cheap crystal over the outdoor temperature range."""
TRUSTED_ERROR_MS = 2_000.0
"""Worse than this and nothing timed plays."""
JUMP_MS = 1_000.0
"""An offset that disagrees by more than this beyond both error bounds is a jump, not noise."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One exchange: offset and error in ms, taken at ``mono``."""

    mono: float
    offset: float
    error: float


def sample(t1: float, t2: float, t3: float, t4: float) -> Sample | None:
    """From the device's counter at sending (t1) and receiving (t4), and the service's stamps (t2, t3).

    None where the stamps cannot be of one exchange.
    """
    round_trip = (t4 - t1) - (t3 - t2)
    if t4 < t1 or t3 < t2 or round_trip < 0:
        return None
    return Sample(t4, ((t2 - t1) + (t3 - t4)) / 2, round_trip / 2)


@dataclass(frozen=True, slots=True)
class TrueTime:
    """What a device believes, as a value: `heard` returns the next one."""

    source: str = "none"
    """none, rtc, ntp, exchange."""
    samples: tuple[Sample, ...] = ()

    @classmethod
    def kept(cls, mono: float, now_ms: float, error_ms: float = 500.0, source: str = "rtc") -> TrueTime:
        """Time kept through a power cut by a battery-backed clock, or set by NTP."""
        return cls(source, (Sample(mono, now_ms - mono, error_ms),))

    def heard(self, new: Sample) -> TrueTime:
        """After one more exchange."""
        best = self._best(new.mono)
        jumped = best is not None and abs(new.offset - best.offset) > (
            self._error(best, new.mono) + new.error + JUMP_MS
        )
        kept = () if jumped or self.source != "exchange" else self.samples[-(WINDOW - 1) :]
        return TrueTime("exchange", (*kept, new))

    def now(self, mono: float) -> int | None:
        """Epoch ms, or None while the clock cannot be trusted."""
        best = self._best(mono)
        if best is None or self._error(best, mono) > TRUSTED_ERROR_MS:
            return None
        return round(mono + best.offset)

    def mono_of(self, instant_ms: int, mono: float) -> float | None:
        """The counter's value at an instant, as believed at ``mono``."""
        best = self._best(mono)
        return None if best is None else instant_ms - best.offset

    def error(self, mono: float) -> int:
        """Error bound in ms; 0 where nothing is known at all."""
        best = self._best(mono)
        return 0 if best is None else round(self._error(best, mono))

    def offset(self) -> int:
        """Of the newest exchange against the one believed: how far the clock was off, in ms."""
        if len(self.samples) < 2:
            return 0
        best = self._best(self.samples[-1].mono)
        return 0 if best is None else round(self.samples[-1].offset - best.offset)

    def age(self, mono: float) -> int:
        """Milliseconds since the last exchange."""
        return round(mono - self.samples[-1].mono) if self.samples else 0

    def _best(self, mono: float) -> Sample | None:
        return min(self.samples, key=lambda one: self._error(one, mono), default=None)

    @staticmethod
    def _error(one: Sample, mono: float) -> float:
        return one.error + abs(mono - one.mono) * DRIFT_PPM / 1_000_000
