"""Bridges what did not come: the sound before a hole goes on for a moment and fades, and what follows is blended in.

Most boxes leave that to their Opus decoder. This one has a decoder without it, so it does what telephones do: the last
period of the voice is repeated, softer and softer, so that a lost piece is hardly heard and a longer hole is silence
without a click at either end.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from firmware_sim.sound import Samples

FADE_MS = 60
"""A voice stays like itself no longer: what is still missing then is silence."""
BLEND_MS = 5
"""What follows comes up in so long."""
SHORTEST_MS, LONGEST_MS = 2.5, 15.0
"""Periods of voices: 400 to 67 Hz."""
LIKE_MS = 15.0
"""Of the end of the sound so much is looked for in what was before."""
_NONE: Samples = np.zeros(0, np.int16)
_Numbers = npt.NDArray[np.float64]


class Bridge:
    """One output's. `came` is told of everything that sounds, `missing` gives what sounds in a hole."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._kept: Samples = _NONE
        """The end of what sounded, as far back as it is needed."""
        self._loop: _Numbers | None = None
        """One period, while something is missing."""
        self._at = 0
        """Samples into the hole."""
        self._seam = True
        """What comes next does not follow on what sounded."""

    def came(self, sound: Samples) -> Samples:
        """The next sound, blended in behind a hole."""
        if self._seam and len(sound):
            count = min(self._samples(BLEND_MS), len(sound))
            up = (np.arange(count) + 1) / (count + 1)
            before = self._going_on(count)
            sound = sound.copy()
            sound[:count] = _whole(sound[:count] * up + before * (1 - up))
        if len(sound):
            self._seam, self._loop, self._at = False, None, 0
            self._keep(sound)
        return sound

    def missing(self, count: int) -> Samples:
        """What sounds in the place of so many samples."""
        self._seam = True
        return _whole(self._going_on(count))

    def turn(self) -> None:
        """What comes next is another sound."""
        self._seam = True

    def _going_on(self, count: int) -> _Numbers:
        """As it would go on, softer and softer."""
        if self._loop is None:
            self._loop = self._period()
        place = self._at + np.arange(count)
        self._at += count
        if not len(self._loop):
            return np.zeros(count)
        fade = np.maximum(0.0, 1 - place / self._samples(FADE_MS))
        going: _Numbers = self._loop[place % len(self._loop)] * fade
        if place[0] == 0:  # the loop begins where the sound ended
            bend = min(count, len(self._loop) // 4)
            going[:bend] += (self._kept[-1] - self._loop[-1]) * (1 - np.arange(bend) / bend)
        return going

    def _period(self) -> _Numbers:
        """The last period of the voice, its end bent to meet its beginning; of what has none, the longest."""
        like = self._samples(LIKE_MS)
        kept = self._kept.astype(np.float64)
        if len(kept) < like + self._samples(LONGEST_MS) + 1:
            return np.zeros(0)
        shortest, longest = self._samples(SHORTEST_MS), self._samples(LONGEST_MS)
        end = kept[-like:]
        earlier = np.lib.stride_tricks.sliding_window_view(kept[: len(kept) - shortest], like)[::-1]
        earlier = earlier[: longest - shortest + 1]
        likeness = earlier @ end / np.sqrt(np.einsum("ij,ij->i", earlier, earlier) * (end @ end) + 1.0)
        period = shortest + int(np.argmax(likeness))
        loop = kept[-period:].copy()
        bend = period // 4
        down = (np.arange(bend) + 1) / (bend + 1)
        loop[-bend:] = loop[-bend:] * (1 - down) + kept[-period - bend : -period] * down
        return loop

    def _keep(self, sound: Samples) -> None:
        most = self._samples(LIKE_MS + LONGEST_MS) + 1
        self._kept = np.concatenate((self._kept, sound))[-most:]

    def _samples(self, ms: float) -> int:
        return round(ms * self._rate / 1000)


def _whole(sound: _Numbers) -> Samples:
    samples: Samples = np.clip(np.rint(sound), -32_768, 32_767).astype(np.int16)
    return samples
