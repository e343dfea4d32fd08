"""Instants and lengths as people write them: ``18:05``, ``05:30 +1`` (the next day); ``40m``, ``1h 30m``, ``20s``."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = "Asia/Ho_Chi_Minh"
_WALL = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?: \+(\d{1,3}))?")
_LENGTH = re.compile(r"(?:(\d+)d)? ?(?:(\d+)h)? ?(?:(\d+)m)? ?(?:(\d+(?:\.\d+)?)s)?")
_SECONDS = (86_400, 3_600, 60, 1)


class Wall(int):
    """Seconds since the midnight before a scenario begins, by the clock on the wall."""

    @classmethod
    def read(cls, text: str) -> Wall:
        """Raises `ValueError`."""
        match = _WALL.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no time of day; write it like 18:05, or 05:30 +1 for the next day")
        hours, minutes, seconds, days = (int(part or 0) for part in match.groups())
        return cls(((days * 24 + hours) * 60 + minutes) * 60 + seconds)

    def instant(self, day: date) -> int:
        """Epoch ms, where the scenario begins on a day."""
        midnight = datetime.combine(day, time(), ZoneInfo(ZONE))
        return round((midnight + timedelta(seconds=int(self))).timestamp() * 1000)

    def __str__(self) -> str:
        days, rest = divmod(int(self), 86_400)
        return f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}" + (f" +{days}" if days else "")


class Length(float):
    """Seconds."""

    @classmethod
    def read(cls, text: str) -> Length:
        """Raises `ValueError`."""
        match = _LENGTH.fullmatch(text.strip())
        if match is None or not any(match.groups()):
            raise ValueError(f"{text!r} is no length of time; write it like 40m, 1h 30m or 20s")
        return cls(sum(float(part or 0) * each for part, each in zip(match.groups(), _SECONDS, strict=True)))
