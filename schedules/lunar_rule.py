"""Rules on the lunar calendar of Việt Nam, in the form of RFC 5545 with the extensions of RFC 7529.

    FREQ=MONTHLY;BYMONTHDAY=1,15               mùng 1 and rằm of every lunar month, leap months too
    FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10        giỗ tổ; not in a leap third month
    FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1       the last day of the lunar year, be it the 29th or the 30th
    FREQ=YEARLY;BYMONTH=4L;BYMONTHDAY=8        the 8th of a leap fourth month

Months and days are lunar; hours, minutes, COUNT and UNTIL mean what they mean in an ``rrule``. A day or a leap month
that is not there is kept on what lies before it (``SKIP=BACKWARD``, the default: the 30th on the 29th, 4L in month 4),
as families keep a giỗ; ``SKIP=OMIT`` leaves it out. INTERVAL and the other parts have no settled meaning among months
that come twice, and are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from itertools import islice, takewhile

from schedules import lunar
from schedules.errors import Refused
from schedules.rrule_text import are_numbers, last_time, split
from schedules.walltime import format_local

_MONTHS = re.compile(r"(?:[1-9]|1[0-2])L?(?:,(?:[1-9]|1[0-2])L?)*")
# part → lowest and highest number, whether it may be counted from the end, whether it is a list
_NUMBERS: dict[str, tuple[int, int, bool, bool]] = {
    "COUNT": (1, 99999, False, False),
    "BYHOUR": (0, 23, False, True),
    "BYMINUTE": (0, 59, False, True),
}


@dataclass(frozen=True, slots=True)
class LunarPattern:
    """A lunar rule that was read. ``months`` are (number, leap), None for all; ``days`` count from the end below 0."""

    start: datetime
    months: frozenset[tuple[int, bool]] | None
    days: tuple[int, ...]
    times: tuple[time, ...]
    omit: bool
    count: int | None
    until: datetime | None


@lru_cache(maxsize=4096)
def read(text: str, start: datetime, zone: str) -> LunarPattern:
    """Refuses ``bad-rule`` (the part that is wrong), ``end-before-start``, and ``bad-date`` beyond `lunar.YEARS`."""
    parts = split(text, "lunar")
    for part, value in parts.items():
        if not _fits(part, value):
            raise _wrong(f"{part}={value}")
    if "FREQ" not in parts:
        raise _wrong("FREQ")
    if "COUNT" in parts and "UNTIL" in parts:
        raise _wrong("COUNT;UNTIL")
    until = last_time(parts.get("UNTIL"), zone, "lunar")
    if until is not None and until < start:
        raise Refused("end-before-start", "lunar")
    if start.year not in lunar.YEARS[1:]:
        raise Refused("bad-date", "start", text=format_local(start))
    begins = lunar.of(start.date())
    months = _months(parts.get("BYMONTH"))
    if months is None and parts["FREQ"] == "YEARLY":
        months = frozenset({(begins.month, False)})
    return LunarPattern(
        start=start,
        months=months,
        days=tuple(_numbers(parts.get("BYMONTHDAY"), begins.day)),
        times=tuple(
            time(hour, minute, start.second)
            for hour in _numbers(parts.get("BYHOUR"), start.hour)
            for minute in _numbers(parts.get("BYMINUTE"), start.minute)
        ),
        omit=parts.get("SKIP") == "OMIT",
        count=int(parts["COUNT"]) if "COUNT" in parts else None,
        until=until,
    )


def series(pattern: LunarPattern, low: datetime, high: datetime) -> Iterator[datetime]:
    """Its wall times in order, from its start or (where nothing is counted) from some day before ``low``, to some day
    after ``high``."""
    first = pattern.start if pattern.count is not None else max(pattern.start, low)
    every = (
        datetime.combine(day, clock)
        for month in takewhile(lambda one: one.first <= high.date(), lunar.months_from(first.date()))
        if _meant(pattern, month)
        for day in _days(pattern, month)
        for clock in pattern.times
    )
    return islice((local for local in every if local >= pattern.start), pattern.count)


def _meant(pattern: LunarPattern, month: lunar.Month) -> bool:
    if pattern.months is None or (month.number, month.leap) in pattern.months:
        return True
    instead = not pattern.omit and not month.leap and (month.number, True) in pattern.months
    return instead and not any(one.leap and one.number == month.number for one in lunar.months(month.year))


def _days(pattern: LunarPattern, month: lunar.Month) -> Iterator[date]:
    numbers = {month.length + 1 + day if day < 0 else day for day in pattern.days}
    if not pattern.omit:
        numbers = {min(number, month.length) for number in numbers}
    return (month.day(number) for number in sorted(numbers) if number <= month.length)


def _fits(part: str, value: str) -> bool:
    match part:
        case "FREQ":
            return value in ("MONTHLY", "YEARLY")
        case "SKIP":
            return value in ("OMIT", "BACKWARD")
        case "BYMONTH":
            return _MONTHS.fullmatch(value) is not None
        case "BYMONTHDAY":
            # Every month has a 29th day from its end, and none a 30th that would be sure.
            return are_numbers(value, 1, 30, True, True) and min(_numbers(value, 1)) > -30
        case _:
            return part == "UNTIL" or (part in _NUMBERS and are_numbers(value, *_NUMBERS[part]))


def _wrong(part: str) -> Refused:
    return Refused("bad-rule", "lunar", part=part[:40])


def _months(value: str | None) -> frozenset[tuple[int, bool]] | None:
    return frozenset((int(one.rstrip("L")), one.endswith("L")) for one in value.split(",")) if value else None


def _numbers(value: str | None, implied: int) -> list[int]:
    return sorted({int(one) for one in value.split(",")}) if value else [implied]
