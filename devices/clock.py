"""A device's idea of true time, from exchanges of four stamps over the wire.

The device counts milliseconds since its boot (``mono``); true time is ``mono + offset``. One exchange gives an
offset whose error is at most half the round trip (RFC 5905, section 8); of a window of exchanges the one with the
shortest round trip is believed, and a battery-backed clock as long as no exchange knows better or contradicts it. The
error bound grows with age, because crystals drift. Exchanges that lie hours apart also give the crystal's own rate,
which keeps a box in step through a week without network. A service clock that jumps starts a new window rather than
being averaged in.
"""

from __future__ import annotations

from dataclasses import dataclass

WINDOW = 8
"""Exchanges remembered: the newest, and of those before it the best."""
DRIFT_PPM = 100.0
"""Assumed worst drift of a cheap crystal over the outdoor temperature range."""
WORST = DRIFT_PPM / 1_000_000
"""The same, in ms per ms."""
TEMPERATURE_PPM = 10.0
"""What remains uncertain of a measured rate, because it changes with the weather."""
TRUSTED_ERROR_MS = 125_000.0
"""Worse than this and nothing timed plays: the worst drift over the horizon of 14 days (121 s). A morning broadcast two
minutes late is better than a silent village; one at the wrong hour is not."""
BASELINE_MS = 3_600_000.0
"""Shortest distance between two exchanges that may tell the crystal's rate."""
JUMP_MS = 1_000.0
"""An offset that disagrees by more than this beyond both error bounds is a jump, not noise."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One exchange: offset and error in ms, taken at ``mono``."""

    mono: float
    offset: float
    error: float
    proven: bool = True
    """The round trip proves the error of an exchange; that of a battery-backed clock is only what its maker says."""


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
    anchor: Sample | None = None
    """An old exchange, from which the crystal's rate is measured."""

    @classmethod
    def kept(cls, mono: float, now_ms: float, error_ms: float = 500.0, source: str = "rtc") -> TrueTime:
        """Time kept through a power cut by a battery-backed clock, or set by NTP."""
        return cls(source, (Sample(mono, now_ms - mono, error_ms, proven=False),))

    def heard(self, new: Sample) -> TrueTime:
        """After one more exchange. The error bound never grows by it, unless it contradicts what was believed."""
        if self._contradicts(new):
            return TrueTime("exchange", (new,), new)
        kept = self.samples
        if len(kept) >= WINDOW:
            worst = max(kept, key=lambda one: self._error(one, new.mono))
            kept = tuple(one for one in kept if one is not worst)
        return TrueTime("exchange", (*kept, new), self._anchored(new))

    def now(self, mono: float) -> int | None:
        """Epoch ms, or None while the clock cannot be trusted."""
        course = self.course(mono)
        return None if course is None else round(course[0])

    def course(self, mono: float) -> tuple[float, float] | None:
        """Epoch ms at ``mono`` and how many pass in a millisecond of the counter; None while it cannot be trusted."""
        best = self._best(mono)
        if best is None or self._error(best, mono) > TRUSTED_ERROR_MS:
            return None
        rate = self._rate(best)[0]
        return mono + best.offset + rate * (mono - best.mono), 1 + rate

    def mono_of(self, instant_ms: int, mono: float) -> float | None:
        """The counter's value at an instant, as believed at ``mono``."""
        best = self._best(mono)
        if best is None:
            return None
        return mono + (instant_ms - self._true(best, mono)) / (1 + self._rate(best)[0])

    def error(self, mono: float) -> int:
        """Error bound in ms; 0 where nothing is known at all."""
        best = self._best(mono)
        return 0 if best is None else round(self._error(best, mono))

    def alike(self, mono: float, factor: float) -> int:
        """How many exchanges are nearly as good as the best, up to ``factor`` times its bound."""
        most = factor * min((self._error(one, mono) for one in self.samples), default=0.0)
        return sum(one.proven and self._error(one, mono) <= most for one in self.samples)

    def offset(self) -> int:
        """How far the newest exchange corrected the one before it, in ms."""
        if len(self.samples) < 2:
            return 0
        before, new = self.samples[-2:]
        return round(new.offset - before.offset)

    def age(self, mono: float) -> int:
        """Milliseconds since the last exchange."""
        return round(mono - self.samples[-1].mono) if self.samples else 0

    def _true(self, best: Sample, mono: float) -> float:
        return mono + best.offset + self._rate(best)[0] * (mono - best.mono)

    def _best(self, mono: float) -> Sample | None:
        """The exchange with the smallest error; a loop, because every device asks this before all that it does."""
        best, least, anchor = None, 0.0, self.anchor
        for one in self.samples:
            young = anchor is None or one.mono - anchor.mono < BASELINE_MS
            drift = WORST if young else self._rate(one)[1]
            error = one.error + abs(mono - one.mono) * drift
            if best is None or error < least:
                best, least = one, error
        return best

    def _contradicts(self, new: Sample) -> bool:
        """Whether it cannot be of the same time: the service's clock was set, or the battery's claim does not hold."""
        best = self._best(new.mono)
        if best is None:
            return True
        away = abs(new.mono + new.offset - self._true(best, new.mono))
        return away > self._error(best, new.mono) + new.error + (JUMP_MS if best.proven else 0)

    def _anchored(self, new: Sample) -> Sample:
        """The old exchange from which the rate is measured; a better one that came soon after it takes its place."""
        old = self.anchor
        if old is None or (new.error < old.error and new.mono - old.mono < BASELINE_MS):
            return new
        return old

    def _rate(self, best: Sample) -> tuple[float, float]:
        """The crystal's rate against true time, and what is uncertain of it; both ms per ms."""
        if self.anchor is None or best.mono - self.anchor.mono < BASELINE_MS:
            return 0.0, WORST
        distance = best.mono - self.anchor.mono
        uncertain = (best.error + self.anchor.error) / distance + TEMPERATURE_PPM / 1_000_000
        if uncertain >= WORST:
            return 0.0, WORST
        return (best.offset - self.anchor.offset) / distance, uncertain

    def _error(self, one: Sample, mono: float) -> float:
        return one.error + abs(mono - one.mono) * self._rate(one)[1]
