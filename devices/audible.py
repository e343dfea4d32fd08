"""Whether a horn was heard: what a box gave to its amplifier, against what its own sensors say came of it.

The box asks before it claims `sounded`, and the controller asks again: both by the same law. Where a reading cannot
tell (no sensor, a sound too soft for it, a noisy market) nothing is claimed either way.
"""

from __future__ import annotations

import math

from devices.messages import Evidence
from devices.profiles import Profile

RANGE_DB = 40.0
"""Volume 100 is full output; each percent less is 0.4 dB less, and 0 is silence."""
SILENT_DBFS = -70.0
"""Below this nothing was given to the amplifier, whatever was played: an empty file is not a broadcast."""
UNHEARD_DB = 15.0
"""So much less than expected, and nobody hears it."""
CURRENT_DB = 2.0
"""A current is measured by wire: less than this is the warmth of a coil, and one horn of four makes 2.5."""
AIR_DB = 6.0
"""A microphone hears wind and leaves, too."""
LEAST_MA = 8.0
"""A current below this is lost in the noise of its sensor."""
CLEAR_DB = 6.0
"""Only a sound so far above the surroundings is judged by the microphone."""
MOST_DB = 60.0


def volume_db(percent: int) -> float | None:
    """How much a volume takes away, in dB; None where it is silence."""
    return (min(percent, 100) - 100) / 100 * RANGE_DB if percent > 0 else None


def silent(level: float | None) -> bool:
    """Whether a level is that of nothing."""
    return level is None or level < SILENT_DBFS


def expected_ma(profile: Profile, level: float) -> float:
    """The current that a level drives through all its horns."""
    return profile.output.full_ma * 10 ** (level / 20)


def expected_dbfs(profile: Profile, level: float) -> float:
    """What the microphone shows of a level, in still surroundings."""
    return level + profile.output.microphone_db


def lacks(profile: Profile, evidence: Evidence) -> float | None:
    """How much softer than it should it sounded, in dB: 0 is as it should. None where no sensor can tell."""
    if evidence.level is None or silent(evidence.level):
        return None
    found = [
        one
        for one in (_by_current(profile, evidence, evidence.level), _by_air(profile, evidence, evidence.level))
        if one is not None
    ]
    return max(found, default=None)


def unheard(profile: Profile, evidence: Evidence) -> bool:
    """Whether its sensors say that nothing came out, although the amplifier was given something."""
    return (lacks(profile, evidence) or 0.0) >= UNHEARD_DB


def _by_current(profile: Profile, evidence: Evidence, level: float) -> float | None:
    if evidence.current is None or not profile.output.full_ma:
        return None
    wanted = expected_ma(profile, level)
    if wanted < LEAST_MA:
        return None
    less = min(MOST_DB, 20 * math.log10(wanted / max(float(evidence.current), 1e-3)))
    return less if less > CURRENT_DB else 0.0


def _by_air(profile: Profile, evidence: Evidence, level: float) -> float | None:
    if evidence.microphone is None or evidence.ambient is None or not profile.microphone:
        return None
    wanted = expected_dbfs(profile, level)
    if wanted < evidence.ambient + CLEAR_DB:
        return None
    # what the surroundings add is taken off again; where nothing is left, it is softer than they are by 6 dB at least
    left = 10 ** (evidence.microphone / 10) - 10 ** (evidence.ambient / 10)
    heard = max(10 * math.log10(left) if left > 0 else -math.inf, evidence.ambient - CLEAR_DB)
    less = min(MOST_DB, wanted - heard)
    return less if less > AIR_DB else 0.0
