"""Bars of a month's days: drawn on the server, so that they are there without a script."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from controller.words.instants import wall

HEIGHT, WIDE = 100, 20
MINUTE_MS = 60_000


def days(air: Mapping[int, int], first: date, after: date, zone: str) -> dict[str, Any]:
    """Each day's minutes on air as a bar; ``most`` is what the highest one stands for."""
    minutes = {wall(at, zone).date(): round(ms / MINUTE_MS) for at, ms in air.items()}
    every = [first + timedelta(days=number) for number in range((after - first).days)]
    most = max(minutes.values(), default=0)
    return {
        "most": most,
        "wide": len(every) * WIDE,
        "height": HEIGHT,
        "bars": [
            {
                "left": number * WIDE + 3,
                "middle": number * WIDE + WIDE / 2,
                "wide": WIDE - 6,
                "tall": round(HEIGHT * minutes.get(day, 0) / most, 1) if most else 0,
                "day": day.day,
                "minutes": minutes.get(day, 0),
                "labelled": day.day == 1 or day.day % 5 == 0,
            }
            for number, day in enumerate(every)
        ],
    }
