"""Heartbeats for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

HOUR, DAY = 3_600_000, 86_400_000
START = 20_779 * DAY  # 2026-11-22 00:00 UTC
QUIET: dict[str, Any] = {"mains": True, "battery": 97, "temperature": 31.26, "signal": -83, "storage": 7_912_345_678}


@dataclass(frozen=True)
class Beat:
    device: str
    received_ms: int
    beat: Any


def beat(at_ms: int, device: str = "loa-1", *, up: int | None = None, **readings: Any) -> Beat:
    """One of a box that started at `START` minus an hour, unless it says otherwise."""
    return Beat(device, at_ms, {"up": at_ms - START + HOUR if up is None else up} | QUIET | readings)
