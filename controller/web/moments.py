"""Instants as people of a place read them. Dates are day/month/year in both languages, as in Việt Nam."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from controller.words import say


def wall(at_ms: int, zone: str) -> datetime:
    """The wall time of an instant."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def when(local: datetime, lang: str) -> str:
    """``05:30, Chủ Nhật 22/11/2026``."""
    return say("web-moment", lang, time=clock(local), day=day(local, lang))


def day(local: datetime, lang: str) -> str:
    """``Chủ Nhật 22/11/2026``."""
    return say("web-day", lang, weekday=say(f"web-weekday-{local.isoweekday()}", lang), date=f"{local:%d/%m/%Y}")


def clock(local: datetime, seconds: bool = False) -> str:
    """``05:30``."""
    return f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"


def length(ms: int, lang: str) -> str:
    """``1 phút 05 giây``."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    if minutes:
        return say("web-length-minutes", lang, minutes=minutes, seconds=f"{seconds:02}")
    return say("web-length-seconds", lang, seconds=seconds)


def ago(then_ms: int, now_ms: int, lang: str) -> str:
    """``3 phút trước``."""
    seconds = max(now_ms - then_ms, 0) // 1000
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            return say(f"web-ago-{unit}", lang, count=seconds // size)
    return say("web-ago-now", lang)
