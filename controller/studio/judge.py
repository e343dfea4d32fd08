"""What one pass over a sound found, against what a bulletin may be: the refusals, one by one."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from controller.errors import Refused
from controller.studio import ffmpeg
from controller.studio.measure import RATE, Heard
from controller.studio.values import Limits

SILENT = -60.0
"""LUFS: an empty room in front of a poor microphone is at about -55, a cable without one at -80."""
BOMB = 1_000
"""So many times larger when unpacked is no recording: soft speech in Opus reaches about 250."""
FEW_ERRORS = 0.01
"""The share of frames that may be damaged: a click that nobody hears at one frame in a hundred."""
LOST_MS = 250
LOST_SHARE = 0.01
"""How much shorter than announced a sound may turn out: encoders' padding, rounded headers."""
GAP_MS = 1_000
GAP_SHARE = 0.1
"""How much of the time may be without any sound data: recorders leave silence out, but not that much of it."""
BAD_PAGE = "CRC mismatch"
"""Of Ogg, whose pages hold about a second each."""
NO_SOUND = re.compile(r"^Stream map .* matches no streams", re.MULTILINE)
"""It was opened, and holds something else: a film without sound, a text."""
NO_DECODER = ("not on whitelist", "no decoder found", "Decoder not found")


def judge(heard: Heard, whole: Callable[[], bool], size: int, limits: Limits) -> None:
    """Raise ``Refused`` for everything that must not become a master."""
    if not heard.codec:
        raise Refused("sound-not-sound" if NO_SOUND.search(heard.words) and whole() else "sound-broken")
    if heard.code != 0 and ffmpeg.said(heard.words, *NO_DECODER):
        raise Refused("sound-unknown-kind")
    if heard.samples > limits.sound_seconds * RATE:
        refuse_long(heard, size, limits)
    if damaged(heard) or not whole():
        raise Refused("sound-broken")
    if heard.samples == 0:
        raise Refused("sound-empty")
    if heard.duration_ms < limits.least_ms:
        raise Refused("sound-too-short", seconds=limits.least_ms / 1000)
    if heard.loudness < SILENT:
        raise Refused("sound-silent")


def damaged(heard: Heard) -> bool:
    """Whether so much could not be decoded that a listener would miss it."""
    if heard.code != 0 or ffmpeg.said(heard.words, BAD_PAGE):
        return True
    if heard.errors > max(1.0, FEW_ERRORS * heard.frames):
        return True
    lost = (heard.declared_ms or 0) - heard.duration_ms
    gap = heard.reached_ms - heard.duration_ms
    return lost > max(LOST_MS, LOST_SHARE * heard.duration_ms) or gap > max(GAP_MS, GAP_SHARE * heard.duration_ms)


def refuse_long(heard: Heard, size: int, limits: Limits) -> None:
    """Too long, or made to be too long."""
    seconds = max(heard.duration_ms, heard.declared_ms or 0) / 1000
    unpacked = seconds * heard.sample_rate * max(1, heard.channels) * 2
    if unpacked / size > BOMB:
        raise Refused("sound-bomb")
    raise Refused("sound-too-long", minutes=math.ceil(seconds / 60), limit=round(limits.sound_seconds / 60, 1))
