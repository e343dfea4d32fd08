"""On which days a rule is due, as phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

from schedules.lunar_rule import LunarPattern
from schedules.phrases import Phrase, every_day, phrase, weekday, weekdays
from schedules.rrule_text import WEEKDAYS

_FEW = 4
"""So many dates of a year are listed ("2/9"); of more, days and months are told apart."""
_PERIODS = {
    "YEARLY": "years",
    "MONTHLY": "months",
    "WEEKLY": "weeks",
    "DAILY": "days",
    "HOURLY": "hours",
    "MINUTELY": "minutes",
}
_NTH = re.compile(r"([+-]?\d+)?([A-Z]{2})")
_RAM = 15
_WAXING = 10
"""The first days of a lunar month have a name of their own (mùng)."""


def numbers(parts: Mapping[str, str], part: str) -> list[int]:
    return sorted({int(one) for one in parts[part].split(",")}) if part in parts else []


# ------------------------------------------------------------------ solar


def solar_days(parts: Mapping[str, str]) -> Iterator[Phrase]:
    """From the parts of a text that `rrule_text.read` has completed: what the days are, then what narrows them."""
    frequency, n = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    within_day = frequency in ("HOURLY", "MINUTELY")
    counted = n > 1 and not within_day
    first, *rest = [*_every(frequency, counted), *_day_parts(parts)] or [""]
    said = _MAIN[first](parts, counted) if first else None if within_day else phrase("daily")
    if said is not None:
        yield said
    for part in rest:
        yield phrase(f"only-{part}", days=_LISTED[part](parts))
    if "BYWEEKNO" in parts:
        yield phrase("in-weeks", weeks=_listed("week", numbers(parts, "BYWEEKNO")))
    if "BYMONTH" in parts and first not in ("dates", "monthdays", "nth"):
        yield phrase("in-months", months=_months(parts))
    if counted and first != "every":
        yield phrase("every", n=n, period=_PERIODS[frequency])
    if "BYSETPOS" in parts:
        yield phrase("picked", positions=_listed("position", numbers(parts, "BYSETPOS")), period=_PERIODS[frequency])


def _every(frequency: str, counted: bool) -> list[str]:
    """Every n days is told first; every n weeks, months and years after the days that it is about."""
    return ["every"] if counted and frequency == "DAILY" else []


def _day_parts(parts: Mapping[str, str]) -> Iterator[str]:
    """What says the days, the most telling first."""
    if "BYMONTHDAY" in parts:
        yield "dates" if _are_dates(parts) else "monthdays"
    if "BYYEARDAY" in parts:
        yield "yeardays"
    if "BYDAY" in parts:
        counts = any(letter.isdigit() for letter in parts["BYDAY"])
        if counts or not every_day(_plain(parts)):
            yield "nth" if counts else "weekdays"


def _are_dates(parts: Mapping[str, str]) -> bool:
    """Whether days and months together are a few dates of each year."""
    days, months = numbers(parts, "BYMONTHDAY"), numbers(parts, "BYMONTH")
    return parts["FREQ"] == "YEARLY" and 0 < len(days) * len(months) <= _FEW and min(days) > 0


# ------------------------------------------------------------------ lists


def _months(parts: Mapping[str, str]) -> tuple[Phrase, ...]:
    return tuple(phrase(f"month-{one}") for one in numbers(parts, "BYMONTH"))


def _listed_dates(parts: Mapping[str, str]) -> tuple[Phrase, ...]:
    pairs = product(numbers(parts, "BYMONTH"), numbers(parts, "BYMONTHDAY"))
    return tuple(phrase("date", day=day, month=(phrase(f"month-{month}"),)) for month, day in pairs)


def _listed_monthdays(parts: Mapping[str, str]) -> tuple[Phrase, ...]:
    return _listed("monthday", numbers(parts, "BYMONTHDAY"))


def _listed_yeardays(parts: Mapping[str, str]) -> tuple[Phrase, ...]:
    return _listed("yearday", numbers(parts, "BYYEARDAY"))


def _listed_weekdays(parts: Mapping[str, str]) -> tuple[Phrase, ...]:
    return weekdays(_plain(parts))


def _plain(parts: Mapping[str, str]) -> list[int]:
    return [WEEKDAYS.index(one) + 1 for one in parts["BYDAY"].split(",")]


def _listed_nth(parts: Mapping[str, str]) -> tuple[Phrase, ...]:
    """Weekdays by number; of which period is said with them, unless months are named after them."""
    scope = "named" if "BYMONTH" in parts else "year" if parts["FREQ"] == "YEARLY" else "month"
    found: list[Phrase] = []
    for position, day in sorted({_order(one) for one in parts["BYDAY"].split(",")}, key=_from_end_last):
        name = (weekday(day + 1),)
        if position == 0:
            found.append(phrase("nth-every", weekday=name))
        elif position > 0:
            found.append(phrase("nth", weekday=name, n=position, scope=scope))
        else:
            found.append(phrase("nth-last", weekday=name, n=-position, scope=scope))
    return tuple(found)


def _order(text: str) -> tuple[int, int]:
    match = _NTH.fullmatch(text)
    assert match is not None
    return int(match[1] or 0), WEEKDAYS.index(match[2])


def _from_end_last(one: tuple[int, int]) -> tuple[bool, int, int]:
    return one[0] < 0, *one


def _listed(kind: str, many: Iterable[int]) -> tuple[Phrase, ...]:
    """Counted from the beginning, then those that are counted from the end."""
    ordered = sorted(many, key=lambda n: (n < 0, n))
    return tuple(phrase(kind, n=n) if n > 0 else phrase(f"{kind}-last", n=-n) for n in ordered)


_LISTED: Mapping[str, Callable[[Mapping[str, str]], tuple[Phrase, ...]]] = {
    "dates": _listed_dates,
    "monthdays": _listed_monthdays,
    "yeardays": _listed_yeardays,
    "nth": _listed_nth,
    "weekdays": _listed_weekdays,
}

# ------------------------------------------------------------------ what is said first


def _main_every(parts: Mapping[str, str], _: bool) -> Phrase:
    return phrase("every", n=int(parts["INTERVAL"]), period="days")


def _main_dates(parts: Mapping[str, str], counted: bool) -> Phrase:
    return phrase("dates" if counted else "yearly", dates=_listed_dates(parts))


def _main_monthdays(parts: Mapping[str, str], counted: bool) -> Phrase:
    days = _listed_monthdays(parts)
    if "BYMONTH" in parts:
        return phrase("days-of-months", days=days, months=_months(parts))
    if counted:
        return phrase("monthdays", days=days)
    return phrase("month-end") if parts["BYMONTHDAY"] == "-1" else phrase("monthly", days=days)


def _main_yeardays(parts: Mapping[str, str], _: bool) -> Phrase:
    return phrase("on", days=_listed_yeardays(parts))


def _main_nth(parts: Mapping[str, str], _: bool) -> Phrase:
    days = _listed_nth(parts)
    if "BYMONTH" in parts:
        return phrase("days-of-months", days=days, months=_months(parts))
    return phrase("on", days=days)


def _main_weekdays(parts: Mapping[str, str], counted: bool) -> Phrase:
    days = _listed_weekdays(parts)
    if len(days) == 1 and days[0].code != "weekday-range" and not counted:
        return phrase("weekly", day=days)
    return phrase("weekdays", days=days)


_MAIN: Mapping[str, Callable[[Mapping[str, str], bool], Phrase]] = {
    "every": _main_every,
    "dates": _main_dates,
    "monthdays": _main_monthdays,
    "yeardays": _main_yeardays,
    "nth": _main_nth,
    "weekdays": _main_weekdays,
}


# ------------------------------------------------------------------ lunar


def lunar_days(pattern: LunarPattern) -> Iterator[Phrase]:
    """The days of a lunar rule, and what becomes of those that a month or a year does not have."""
    days = sorted(pattern.days, key=lambda day: (day < 0, day))
    named = tuple(_lunar_day(day) for day in days)
    if pattern.months is None:
        yield phrase("lunar-monthly", days=named)
    else:
        yield phrase("lunar-yearly", days=named, months=tuple(_lunar_month(*one) for one in sorted(pattern.months)))
    if 30 in pattern.days:
        yield phrase("lunar-short", omit=str(pattern.omit).lower())
    months = pattern.months or frozenset()
    if any(leap and (number, False) not in months for number, leap in months):
        yield phrase("lunar-no-leap", omit=str(pattern.omit).lower())


def _lunar_month(number: int, leap: bool) -> Phrase:
    return phrase("lunar-leap-month" if leap else "lunar-month", month=(phrase(f"lunar-month-{number}"),))


def _lunar_day(day: int) -> Phrase:
    if day < 0:
        return phrase("lunar-day-last", n=-day)
    if day == _RAM:
        return phrase("lunar-ram")
    return phrase("lunar-mung" if day <= _WAXING else "lunar-day", n=day)
