"""Instants as people of a place read them. Dates are day/month/year in both languages, as in Việt Nam."""

from __future__ import annotations

from datetime import date, datetime

from controller.words import say


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


def typed_day(text: str) -> date | None:
    """A day as a form or an address gives it, ``2026-11-22``; None for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1970 < found.year < 2200 else None
