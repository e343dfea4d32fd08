"""How often: from the form's choices to the text of a rule, and back to choices.

What the form cannot say is kept as it is and shown as "other". Whether a text means the same as some choices is not
argued: the choices are written out again, and have to give the same text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from schedules.errors import Refused as LawRefused
from schedules.rrule_text import split

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ONCE, DAILY, WEEKLY, MONTHLY, NTH, YEARLY, OTHER = "once", "daily", "weekly", "monthly", "nth", "yearly", "other"
RAM, GIO = "lunar-days", "lunar-date"
"""Mùng 1 and rằm of each lunar month; one date of each lunar year, as families keep a giỗ."""
KINDS = (ONCE, DAILY, WEEKLY, MONTHLY, NTH, YEARLY, RAM, GIO)
EVERY = frozenset({DAILY, WEEKLY, MONTHLY})
"""Kinds that may leave periods out: every two weeks."""
MONTHDAYS = (*(str(day) for day in range(1, 32)), "-1")
LUNAR_DAYS = tuple(str(day) for day in range(1, 31))
LUNAR_MONTHS = tuple(str(month) for month in range(1, 13))
NTHS = ("1", "2", "3", "4", "-1")
_FREQUENCY = {DAILY: "DAILY", WEEKLY: "WEEKLY", MONTHLY: "MONTHLY", NTH: "MONTHLY", YEARLY: "YEARLY"}
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_NTH = re.compile(r"([1-4]|-1)(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class Repeat:
    """``until`` is the last day (``YYYY-MM-DD``) or empty, ``count`` how many times or empty; ``times`` are those of
    the day beside the start's own; ``text`` and ``lunar_text`` are kept only for ``other``."""

    kind: str = ONCE
    every: str = "1"
    days: tuple[str, ...] = ()
    monthday: str = "1"
    nth: str = "-1"
    weekday: str = "FR"
    lunar_day: str = "10"
    lunar_month: str = "3"
    times: tuple[str, ...] = ()
    until: str = ""
    count: str = ""
    text: str = ""
    lunar_text: str = ""


class Texts(NamedTuple):
    """The rule, by the solar or by the lunar calendar; neither for once."""

    rrule: str | None = None
    lunar: str | None = None


def to_texts(repeat: Repeat, clock: str) -> Texts:
    """The rule that the choices mean; ``clock`` is the start's own time of day. What is no number or date is left in
    the text, where the law refuses it."""
    if repeat.kind == OTHER:
        return Texts(repeat.text or None, repeat.lunar_text or None)
    if repeat.kind not in KINDS or repeat.kind == ONCE:
        return Texts()
    parts = [*_days(repeat), *_times(repeat, clock), *_end(repeat)]
    text = ";".join(f"{part}={value}" for part, value in parts)
    return Texts(lunar=text) if repeat.kind in (RAM, GIO) else Texts(rrule=text)


def _days(repeat: Repeat) -> list[tuple[str, str]]:
    match repeat.kind:
        case "lunar-days":
            return [("FREQ", "MONTHLY"), ("BYMONTHDAY", "1,15")]
        case "lunar-date":
            return [("FREQ", "YEARLY"), ("BYMONTH", repeat.lunar_month), ("BYMONTHDAY", repeat.lunar_day)]
    parts = [("FREQ", _FREQUENCY[repeat.kind])]
    if repeat.kind in EVERY and repeat.every not in ("", "1"):
        parts.append(("INTERVAL", repeat.every))
    match repeat.kind:
        case "weekly":
            parts.append(("BYDAY", ",".join(day for day in DAYS if day in repeat.days)))
        case "monthly":
            parts.append(("BYMONTHDAY", repeat.monthday))
        case "nth":
            parts.append(("BYDAY", f"{repeat.nth}{repeat.weekday}"))
    return parts


def _times(repeat: Repeat, clock: str) -> list[tuple[str, str]]:
    if not repeat.times:
        return []
    hours, minutes = zip(*(one.split(":") for one in {clock, *repeat.times}), strict=True)
    parts = [("BYHOUR", ",".join(str(int(one)) for one in sorted(set(hours))))]
    if len(set(minutes)) > 1:
        parts.append(("BYMINUTE", ",".join(str(int(one)) for one in sorted(set(minutes)))))
    return parts


def _end(repeat: Repeat) -> list[tuple[str, str]]:
    if repeat.count:
        return [("COUNT", repeat.count)]
    return [("UNTIL", f"{repeat.until.replace('-', '')}T235959")] if repeat.until else []


def are_clocks(times: Sequence[str]) -> bool:
    """Whether all are times of day, ``HH:MM``."""
    return all(_CLOCK.fullmatch(one) for one in times)


def are_alike(times: Sequence[str]) -> bool:
    """Whether a rule can say these times of one day: it knows hours and minutes, each hour with each minute."""
    hours, minutes = {one[:2] for one in times}, {one[3:] for one in times}
    return {f"{hour}:{minute}" for hour in hours for minute in minutes} == set(times)


def from_texts(rrule: str | None, lunar: str | None, clock: str) -> Repeat:
    """The choices that say the same."""
    if not rrule and not lunar:
        return Repeat()
    other = Repeat(OTHER, text=rrule or "", lunar_text=lunar or "")
    try:
        guess = _guess(split(lunar or rrule or ""), bool(lunar), clock)
    except (LawRefused, ValueError):
        return other
    return guess if _has_place(guess) and to_texts(guess, clock) == (rrule or None, lunar or None) else other


def _has_place(guess: Repeat) -> bool:
    """Whether the form's lists have these choices."""
    return (
        guess.monthday in MONTHDAYS
        and guess.lunar_day in LUNAR_DAYS
        and guess.lunar_month in LUNAR_MONTHS
        and not (guess.until and guess.count)
    )


def _guess(parts: dict[str, str], lunar: bool, clock: str) -> Repeat:
    until = parts.get("UNTIL", "")[:8]
    common = Repeat(
        every=parts.get("INTERVAL", "1"),
        until=f"{until[:4]}-{until[4:6]}-{until[6:]}" if until else "",
        count=parts.get("COUNT", ""),
        times=tuple(one for one in _of_day(parts, clock) if one != clock),
    )
    days, monthdays = parts.get("BYDAY", ""), parts.get("BYMONTHDAY", "")
    if lunar and "BYMONTH" in parts:
        return replace(common, kind=GIO, lunar_month=parts["BYMONTH"], lunar_day=monthdays)
    if lunar:
        return replace(common, kind=RAM)
    if found := _NTH.fullmatch(days):
        return replace(common, kind=NTH, nth=found[1], weekday=found[2])
    if monthdays:
        return replace(common, kind=MONTHLY, monthday=monthdays)
    kinds = {"DAILY": DAILY, "WEEKLY": WEEKLY, "YEARLY": YEARLY}
    return replace(common, kind=kinds.get(parts.get("FREQ", ""), OTHER), days=tuple(days.split(",")) if days else ())


def _of_day(parts: dict[str, str], clock: str) -> list[str]:
    hours = parts.get("BYHOUR", clock[:2]).split(",")
    minutes = parts.get("BYMINUTE", clock[3:]).split(",")
    return [f"{int(hour):02}:{int(minute):02}" for hour in hours for minute in minutes]
