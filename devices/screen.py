"""When a board is lit and how brightly: by the hour, and below that by what its light sensor says. Pure."""

from __future__ import annotations

from itertools import pairwise

from devices.hours import closes_at, local, opens_at, window_at
from devices.messages import Screen

FULL = 100
GAMMA = 2.2


def is_off(screen: Screen | None, now_ms: int, zone: str) -> bool:
    """Whether the panel is dark at an instant, but for an emergency."""
    return screen is not None and bool(screen.off) and window_at(now_ms, zone, screen.off) is not None


def turns_at(screen: Screen | None, now_ms: int, zone: str) -> int | None:
    """When it goes dark or is lit again; None where that is never."""
    if screen is None or not screen.off:
        return None
    return closes_at(now_ms, zone, screen.off) or opens_at(now_ms, zone, screen.off)


def setting(screen: Screen | None, now_ms: int | None, zone: str, lux: int | None) -> tuple[int, float]:
    """Brightness in percent, and gamma. Without a trusted clock nobody knows the hour, and the sensor alone counts."""
    if screen is None:
        return FULL, GAMMA
    bright, gamma = (screen.bright, screen.gamma) if now_ms is None else _by_hour(screen, now_ms, zone)
    if lux is not None and screen.light:
        bright = min(bright, max(1, by_light(screen.light, lux)))
    return bright, gamma


def _by_hour(screen: Screen, now_ms: int, zone: str) -> tuple[int, float]:
    at = local(now_ms, zone)
    minute, day = at.strftime("%H:%M"), at.isoweekday()
    for glow in screen.glows:
        if day in glow.days and glow.start <= minute < glow.end:
            return glow.bright, glow.gamma
    return screen.bright, screen.gamma


def by_light(light: tuple[tuple[int, int], ...], lux: int) -> int:
    """Percent at so many lux: straight lines between the points, flat beyond them."""
    if lux <= light[0][0]:
        return light[0][1]
    for (low, less), (high, more) in pairwise(light):
        if low <= lux <= high and high > low:
            return round(less + (more - less) * (lux - low) / (high - low))
    return light[-1][1]
