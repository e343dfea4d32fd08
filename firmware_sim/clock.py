"""The counter of a device's hardware, and what can go wrong with it.

A brain never sees true time: it sees a counter that starts near zero at power-on, runs a little fast or slow, and may
jump. The world outside (the sound card's time line, the tests) can ask which true instant a counter value stands for.
"""

from __future__ import annotations

from collections.abc import Callable

True_ = Callable[[], float]
"""True time in epoch milliseconds: the simulator's own, which no brain is given."""


ROUNDING_MS = 0.01
"""Epoch milliseconds in a float are exact to 0.0003 ms: at `true_at(mono)` the counter must not show one less."""


class Counter:
    """A running counter in milliseconds with an error of ``drift_ppm`` parts per million."""

    __slots__ = ("_base_mono", "_base_true", "_rate", "_true")

    def __init__(self, true: True_, drift_ppm: float = 0.0, start: float = 0.0) -> None:
        self._true = true
        self._base_true = true()
        self._base_mono = start
        self._rate = 1.0 + drift_ppm / 1e6

    def now(self) -> int:
        """The counter's value now."""
        return int(self._base_mono + (self._true() - self._base_true) * self._rate + ROUNDING_MS)

    def true_at(self, mono: float) -> float:
        """The true instant at which the counter shows ``mono``, if it runs on as now."""
        return self._base_true + (mono - self._base_mono) / self._rate

    def drift(self, ppm: float) -> None:
        """Run with another error from now on."""
        self._rebase(0.0)
        self._rate = 1.0 + ppm / 1e6

    def jump(self, ms: float) -> None:
        """Leap by so many milliseconds: a bad crystal, a debugger, a suspended processor."""
        self._rebase(ms)

    def power_on(self) -> None:
        """Begin again at zero, with the same error."""
        self._base_true = self._true()
        self._base_mono = 0.0

    def _rebase(self, leap: float) -> None:
        now = self._true()
        self._base_mono += (now - self._base_true) * self._rate + leap
        self._base_true = now
