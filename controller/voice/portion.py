"""What one portion may be, whoever says it."""

from __future__ import annotations

from controller.errors import Refused
from controller.ports import Spoken

RATES = range(8_000, 48_001)
LONGEST_S = 300
"""Of the speech of one portion. They are made to last half a minute; a slow voice with a long number takes longer."""
LARGEST = LONGEST_S * RATES[-1] * 2
LEAST_MS = 20
"""Less than that is no speech, whatever was asked for."""


def checked(spoken: Spoken) -> Spoken:
    """The same, if it can be speech at all. Raises ``Refused("voice-wrong")``."""
    seconds = len(spoken.samples) / 2 / spoken.rate if spoken.rate in RATES else 0.0
    if len(spoken.samples) % 2 or not LEAST_MS / 1000 <= seconds <= LONGEST_S:
        raise Refused("voice-wrong")
    return spoken
