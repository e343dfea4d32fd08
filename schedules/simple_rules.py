"""The rules that nearly everybody writes, expanded by counting days: much faster than asking dateutil.

Simple is: every n days, weeks, months or years, with days of the month, weekdays, months, hours and minutes, with or
without COUNT. All these parts only pick days out of the periods, so that a window is answered by arithmetic however
long ago the rule began. Weekdays may be numbered ("2MO", "-1FR") where they are counted in a month. Everything else
(BYSETPOS, BYWEEKNO, BYYEARDAY, hourly) stays with dateutil, which remains the judge: property tests compare the two
(`tests/schedules/test_schedules_simple.py`).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

_WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_KNOWN = frozenset(
    {"FREQ", "INTERVAL", "WKST", "COUNT", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYHOUR", "BYMINUTE", "BYSECOND"}
)


@dataclass(frozen=True, slots=True)
class Simple:
    """A simple rule that was read; None means that the part picks nothing out. Weekdays count from Monday, 0.

    ``offsets`` are the days of a week, counted from the one on which this rule's weeks begin."""

    start: datetime
    frequency: str
    interval: int
    week_start: int
    months: frozenset[int] | None
    monthdays: frozenset[int] | None
    weekdays: frozenset[int] | None
    offsets: tuple[int, ...]
    times: tuple[time, ...]
    count: int | None
    numbered: frozenset[tuple[int, int]] | None = None
    """Weekdays with their number in the month, which counts from its end below 0."""


def simple(parts: Mapping[str, str], start: datetime) -> Simple | None:
    """From the parts of a text that `rrule_text` has checked and completed; None where the rule is not simple."""
    if parts["FREQ"] not in _DAYS or not _KNOWN.issuperset(parts):
        return None
    named = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    plain = [one for one in named if one in _WEEKDAYS]
    if plain != named and (plain or not _counts_in_months(parts)):
        return None
    weekdays = frozenset(_WEEKDAYS[one] for one in plain) or None
    week_start = _WEEKDAYS[parts["WKST"]]
    return Simple(
        start=start,
        frequency=parts["FREQ"],
        interval=int(parts.get("INTERVAL", "1")),
        week_start=week_start,
        months=_numbers(parts, "BYMONTH"),
        monthdays=_numbers(parts, "BYMONTHDAY"),
        weekdays=weekdays,
        offsets=tuple(sorted((one - week_start) % 7 for one in weekdays or ())),
        times=tuple(
            time(hour, minute, start.second)
            for hour in sorted(_numbers(parts, "BYHOUR") or ())
            for minute in sorted(_numbers(parts, "BYMINUTE") or ())
        ),
        count=int(parts["COUNT"]) if "COUNT" in parts else None,
        numbered=frozenset((_WEEKDAYS[one[-2:]], int(one[:-2])) for one in named if one not in _WEEKDAYS) or None,
    )


def _counts_in_months(parts: Mapping[str, str]) -> bool:
    """Whether a numbered weekday is one of the month; in a year without months it is one of the year."""
    return parts["FREQ"] == "MONTHLY" or (parts["FREQ"] == "YEARLY" and "BYMONTH" in parts)


def _numbers(parts: Mapping[str, str], part: str) -> frozenset[int] | None:
    return frozenset(int(one) for one in parts[part].split(",")) if part in parts else None


def series(rule: Simple, low: datetime, high: datetime) -> Iterator[datetime]:
    """Its wall times in order, ``low <= it < high``."""
    if rule.count is not None:
        counted = islice(_between(rule, rule.start, high), rule.count)
        return (local for local in counted if local >= low)
    return _between(rule, max(rule.start, low), high)


def _between(rule: Simple, low: datetime, high: datetime) -> Iterator[datetime]:
    """The same without COUNT; ``low`` is not before the rule's start."""
    for ordinal in _DAYS[rule.frequency](rule, low.toordinal(), high.toordinal()):
        day = date.fromordinal(ordinal)
        for clock in rule.times:
            local = datetime.combine(day, clock)
            if low <= local < high:
                yield local


def _daily(rule: Simple, low: int, high: int) -> Iterator[int]:
    begin = rule.start.toordinal()
    for ordinal in range(low + (begin - low) % rule.interval, high + 1, rule.interval):
        if _picked(rule, ordinal):
            yield ordinal


def _weekly(rule: Simple, low: int, high: int) -> Iterator[int]:
    begin, step = _week(rule, rule.start.toordinal()), 7 * rule.interval
    for week in range(begin + (_week(rule, low) - begin) // step * step, high + 1, step):
        for offset in rule.offsets:
            if rule.months is None or _picked(rule, week + offset):
                yield week + offset


def _monthly(rule: Simple, low: int, high: int) -> Iterator[int]:
    begin, first = _month(rule.start.toordinal()), _month(low)
    for month in range(begin + (first - begin) // rule.interval * rule.interval, _month(high) + 1, rule.interval):
        yield from _of_month(rule, *divmod(month, 12))


def _yearly(rule: Simple, low: int, high: int) -> Iterator[int]:
    begin, first = rule.start.year, date.fromordinal(low).year
    for year in range(
        begin + (first - begin) // rule.interval * rule.interval, date.fromordinal(high).year + 1, rule.interval
    ):
        for month in range(12):
            yield from _of_month(rule, year, month)


def _of_month(rule: Simple, year: int, month: int) -> Iterator[int]:
    """The picked days of a month; January is 0."""
    if rule.months is not None and month + 1 not in rule.months:
        return
    _, length = monthrange(year, month + 1)
    before = date(year, month + 1, 1).toordinal() - 1
    days = range(1, length + 1) if rule.monthdays is None else _monthdays(rule.monthdays, length)
    for day in days:
        weekday = (before + day - 1) % 7
        if rule.numbered is not None:
            picked = not rule.numbered.isdisjoint(((weekday, (day + 6) // 7), (weekday, -((length - day) // 7) - 1)))
        else:
            picked = rule.weekdays is None or weekday in rule.weekdays
        if picked:
            yield before + day


def _monthdays(monthdays: frozenset[int], length: int) -> list[int]:
    """In a month of that length; below 0 they count from its end."""
    days = {day if day > 0 else length + 1 + day for day in monthdays}
    return sorted(day for day in days if 1 <= day <= length)


def _picked(rule: Simple, ordinal: int) -> bool:
    if rule.weekdays is not None and (ordinal - 1) % 7 not in rule.weekdays:
        return False
    if rule.months is None and rule.monthdays is None:
        return True
    day = date.fromordinal(ordinal)
    if rule.months is not None and day.month not in rule.months:
        return False
    return rule.monthdays is None or day.day in _monthdays(rule.monthdays, monthrange(day.year, day.month)[1])


def _week(rule: Simple, ordinal: int) -> int:
    """The day on which the week begins that this day is in."""
    return ordinal - (ordinal - 1 - rule.week_start) % 7


def _month(ordinal: int) -> int:
    day = date.fromordinal(ordinal)
    return day.year * 12 + day.month - 1


_DAYS: Mapping[str, Callable[[Simple, int, int], Iterator[int]]] = {
    "DAILY": _daily,
    "WEEKLY": _weekly,
    "MONTHLY": _monthly,
    "YEARLY": _yearly,
}
"""How the days of a frequency are found, from some day not after the first one asked for to some day not before the
last (all are ordinals)."""
