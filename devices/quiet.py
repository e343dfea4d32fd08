"""The law of the quiet tone: how loud and how long a self-test may be heard, at whatever hour and whoever asks.

QCVN 26:2010/BTNMT allows at night (21:00 to 06:00) 45 dBA where people need quiet and 55 dBA elsewhere, as a level over
a time of measuring. A horn that makes 108 dB of one watt at one metre reaches 126 dB with 60 W. At `MOST_DBFS` that is
80 dB there, 60 at ten metres, 50 at thirty; and one second of it in fifteen minutes is 30 dB less over that time: 30
dBA at ten metres. Who stands below hears it; a sensor can just feel it (`audible.LEAST_MA`, `audible.CLEAR_DB`).
"""

from __future__ import annotations

import math

from devices.messages import Evidence

MOST_DBFS = -46.0
LONGEST_MS = 1_000
WEAK_DB = 5.0
"""So much less than when it was well is a broken horn of two, or an amplifier that is dying."""


def softer(well: Evidence, now: Evidence) -> float | None:
    """How many dB less a box gives than it gave when it was well, by its own sensors; None where none can tell."""
    found = [one for one in (_by_current(well, now), _by_air(well, now)) if one is not None]
    return max(found, default=None)


def _by_current(well: Evidence, now: Evidence) -> float | None:
    if not well.current or now.current is None:
        return None
    return min(60.0, 20 * math.log10(well.current / max(float(now.current), 1e-3)))


def _by_air(well: Evidence, now: Evidence) -> float | None:
    """The microphone hears the surroundings, too: what they add is taken off."""
    was, remains = _alone(well), _alone(now)
    if was is None or remains is None or well.ambient is None or was < well.ambient:
        return None
    return min(60.0, was - remains)


def _alone(felt: Evidence) -> float | None:
    if felt.microphone is None or felt.ambient is None:
        return None
    left = 10 ** (felt.microphone / 10) - 10 ** (felt.ambient / 10)
    return max(10 * math.log10(left) if left > 0 else -math.inf, felt.ambient - 6)
