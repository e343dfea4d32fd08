"""Why a day is off, in words."""

from __future__ import annotations

from controller.words import say
from schedules.holidays import Holiday


def reason(one: Holiday, lang: str) -> str:
    """``Tết Nguyên đán``; of a day that somebody added, the name that they gave."""
    return one.name or say(f"holiday-{one.code}", lang)
