"""How often: from the form's choices to RFC 5545 text, back to choices, and to a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from controller.web import moments
from controller.words import say

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ONCE, DAILY, WEEKLY, OTHER = "once", "daily", "weekly", "other"

# What the form can say. Everything else is kept as it is and shown as "other".
_KNOWN = re.compile(
    r"FREQ=(?P<freq>DAILY|WEEKLY)(?:;BYDAY=(?P<days>[A-Z,]+))?(?:;UNTIL=(?P<until>\d{8})(?:T235959)?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """``until`` is the last day (``YYYY-MM-DD``) or empty; ``text`` is kept only for ``other``."""

    kind: str = ONCE
    days: tuple[str, ...] = ()
    until: str = ""
    text: str = ""


def to_rrule(repeat: Repeat) -> str | None:
    """RFC 5545 text, None for once. A last day that is no date is left in the text, where the law refuses it."""
    if repeat.kind == OTHER:
        return repeat.text or None
    if repeat.kind not in (DAILY, WEEKLY):
        return None
    parts = [f"FREQ={repeat.kind.upper()}"]
    if repeat.kind == WEEKLY:
        parts.append("BYDAY=" + ",".join(day for day in DAYS if day in repeat.days))
    if repeat.until:
        parts.append(f"UNTIL={repeat.until.replace('-', '')}T235959")
    return ";".join(parts)


def from_rrule(text: str | None) -> Repeat:
    """The choices that say the same."""
    if not text:
        return Repeat()
    match = _KNOWN.fullmatch(text)
    if match is None:
        return Repeat(OTHER, text=text)
    kind = DAILY if match["freq"] == "DAILY" else WEEKLY
    days = tuple(match["days"].split(",")) if match["days"] else ()
    if (kind == DAILY) is bool(days) or not set(days) <= set(DAYS):
        return Repeat(OTHER, text=text)
    last = match["until"]
    return Repeat(kind, days, f"{last[:4]}-{last[4:6]}-{last[6:]}" if last else "")


def sentence(start_local: str, rrule: str | None, lang: str) -> str:
    """``05:30 hằng ngày, từ Chủ Nhật 22/11/2026``."""
    start = datetime.fromisoformat(start_local)
    repeat = from_rrule(rrule)
    if repeat.kind == ONCE:
        return moments.when(start, lang)
    said = say(
        f"web-repeat-{repeat.kind}",
        lang,
        time=moments.clock(start),
        since=f"{start:%d/%m/%Y}",
        days=", ".join(say(f"web-weekday-short-{DAYS.index(day) + 1}", lang) for day in repeat.days),
    )
    if repeat.until:
        said += say("web-repeat-until", lang, until=f"{date.fromisoformat(repeat.until):%d/%m/%Y}")
    return said
