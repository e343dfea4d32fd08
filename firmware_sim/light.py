"""How much light a frame makes at a brightness and a gamma, and what that looks like. And the light of a day."""

from __future__ import annotations

import math
from random import Random

from PIL import Image

from devices.hours import local

FULL = 100
EYE = 2.2
"""What a file's numbers mean to the screen on which a simulated board is looked at."""
CHANNELS = {"red1": 1, "amber1": 1, "rg3": 2, "rgb": 3}
"""Where a dot is lit or not, its red alone says so."""
NIGHT_LUX, NOON_LUX = 8.0, 20_000.0


def given(frame: Image.Image, colours: str, bright: int, gamma: float) -> int:
    """Per mille of all the light that a panel of these colours can make."""
    channels = CHANNELS[colours]
    counted = frame.histogram()[: 256 * channels]
    made: float = sum(count * (at % 256 / 255) ** gamma for at, count in enumerate(counted) if count)
    return round(1000 * made / (channels * frame.width * frame.height) * bright / 100)


def looks(frame: Image.Image, share: float, gamma: float) -> Image.Image:
    """A frame as it is seen when so much of its light comes out."""
    if share >= 1 and gamma == EYE:
        return frame
    return frame.point([round(255 * ((at / 255) ** gamma * share) ** (1 / EYE)) for at in range(256)] * 3)


def daylight(now_ms: int | None, zone: str, rng: Random) -> int:
    """What a light sensor outdoors reads at an hour, lux; clouds come and go."""
    if now_ms is None:
        return round(NIGHT_LUX)
    at = local(now_ms, zone)
    height = math.sin(math.pi * (at.hour + at.minute / 60 - 5.5) / 13)  # from half past five to half past six
    return round((NIGHT_LUX + NOON_LUX * max(0.0, height)) * rng.uniform(0.8, 1.2))
