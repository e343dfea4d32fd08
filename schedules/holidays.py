"""Public holidays of Việt Nam: what the law names, and as data what is decided year by year.

Labour Code 45/2019/QH14, article 112: 1 January, five days of Tết, giỗ tổ (lunar 10/3), 30 April, 1 May, National Day
with one day beside it. Which five days Tết has, and which day stands beside 2 September, is decided every year; until
that is entered only the days count that every decision so far contained (see docs/decisions/0014). Days that are given
instead of a weekend, of a place, or by a later law are data too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from schedules import lunar
from schedules.announcement import OnHolidays, Rule
from schedules.errors import Refused

TET_DAYS = 5
_SURE_BEFORE, _SURE_FROM = 1, 3
"""The days of Tết that every decision so far contained: the last of the old year and the first three of the new."""
_FIXED = ((1, 1, "new-year"), (4, 30, "reunification"), (5, 1, "labour"), (9, 2, "national"))
_YEARLY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BESIDE = {"before": -1, "after": 1}
CODES = frozenset({"new-year", "tet", "hung-kings", "reunification", "labour", "national", "added"})


class Holiday(NamedTuple):
    """One day off; ``name`` is only there for a day that somebody added."""

    day: date
    code: str
    name: str = ""


class Decided(NamedTuple):
    """What was decided for one year: how many of the five days lie before Tết's first, and whether the day beside
    2 September is the one before (-1) or after (1) it. None: not known yet."""

    year: int
    tet_before: int | None = None
    national_beside: int | None = None


class Added(NamedTuple):
    """A day off beyond the law's, in one year or in every year (``year`` None)."""

    year: int | None
    month: int
    day: int
    name: str


@dataclass(frozen=True, slots=True)
class Holidays:
    """A calendar of days off: the law's, and what was entered."""

    decided: tuple[Decided, ...] = ()
    added: tuple[Added, ...] = ()

    def in_year(self, year: int) -> tuple[Holiday, ...]:
        """Its days off in order; a day that is off for two reasons stands once, for the law's."""
        return _in_year(self, year)

    def on(self, day: date) -> Holiday | None:
        return _by_day(self, day.year).get(day)

    def undecided(self, year: int) -> frozenset[str]:
        """What somebody should still enter for that year: ``tet``, ``national``."""
        one = self._of(year)
        missing = {"tet": one.tet_before, "national": one.national_beside}
        return frozenset(code for code, said in missing.items() if said is None)

    def _of(self, year: int) -> Decided:
        return next((one for one in reversed(self.decided) if one.year == year), Decided(year))


VIETNAM = Holidays()
"""The law's days alone."""


def plays(rule: Rule, day: date, holidays: Holidays) -> bool:
    """Whether the rule is due on such a day. A date that a person named (once) is due whatever day it is."""
    if rule.holidays is OnHolidays.PLAY or rule.once:
        return True
    return (holidays.on(day) is not None) is (rule.holidays is OnHolidays.ONLY)


@lru_cache(maxsize=256)
def _by_day(holidays: Holidays, year: int) -> dict[date, Holiday]:
    return {one.day: one for one in holidays.in_year(year)}


@lru_cache(maxsize=256)
def _in_year(holidays: Holidays, year: int) -> tuple[Holiday, ...]:
    found = {one.day: one for one in (*_added(holidays, year), *_of_the_law(holidays._of(year)))}
    return tuple(sorted(found.values()))


def _of_the_law(decided: Decided) -> Iterator[Holiday]:
    year = decided.year
    for month, day, code in _FIXED:
        yield Holiday(date(year, month, day), code)
    if decided.national_beside is not None:
        yield Holiday(date(year, 9, 2 + decided.national_beside), "national")
    if year not in lunar.YEARS:
        return
    first, *_ = months = lunar.months(year)
    before, after = _SURE_BEFORE, _SURE_FROM
    if decided.tet_before is not None:
        before, after = decided.tet_before, TET_DAYS - decided.tet_before
    for ahead in range(-before, after):
        yield Holiday(first.first + timedelta(days=ahead), "tet")
    third = next(one for one in months if one.number == 3 and not one.leap)
    yield Holiday(third.day(10), "hung-kings")


def _added(holidays: Holidays, year: int) -> Iterator[Holiday]:
    for one in holidays.added:
        if one.year in (None, year) and not (one.year is None and one[1:3] == (2, 29) and not _is_leap(year)):
            yield Holiday(date(year, one.month, one.day), "added", one.name)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


# ------------------------------------------------------------------ as data


def read(data: Mapping[str, Any]) -> Holidays:
    """A calendar from plain data (JSON); every key may be missing.

        {"years": {"2027": {"tet_days_before": 1, "national_day_beside": "after"}},
         "added": [{"day": "2027-01-02", "name": "Nghỉ bù"}, {"day": "11-24", "name": "..."}]}

    Refuses ``bad-holidays`` (the part), ``bad-date``, ``limit-out-of-range``.
    """
    for key in data.keys() - {"years", "added"}:
        raise _wrong(str(key))
    years, added = data.get("years") or {}, data.get("added") or []
    if not isinstance(years, Mapping):
        raise _wrong("years")
    if not isinstance(added, list):
        raise _wrong("added")
    return Holidays(
        decided=tuple(sorted(_decided(year, row) for year, row in years.items())),
        added=tuple(sorted((_day_added(row) for row in added), key=_when)),
    )


def write(holidays: Holidays) -> dict[str, Any]:
    """The same as `read` takes, without what is not said."""
    beside = {step: word for word, step in _BESIDE.items()}
    years: dict[str, dict[str, Any]] = {}
    for one in holidays.decided:
        row = years.setdefault(str(one.year), {})
        if one.tet_before is not None:
            row["tet_days_before"] = one.tet_before
        if one.national_beside is not None:
            row["national_day_beside"] = beside[one.national_beside]
    added = [
        {"day": ("" if one.year is None else f"{one.year}-") + f"{one.month:02}-{one.day:02}", "name": one.name}
        for one in holidays.added
    ]
    return ({"years": years} if years else {}) | ({"added": added} if added else {})


def _when(one: Added) -> tuple[int, int, int, str]:
    return one.year or 0, one.month, one.day, one.name


def _decided(year: object, row: object) -> Decided:
    if not isinstance(year, str) or not re.fullmatch(r"[12]\d{3}", year, re.ASCII) or not isinstance(row, Mapping):
        raise _wrong(f"years.{year}")
    for key in row.keys() - {"tet_days_before", "national_day_beside"}:
        raise _wrong(f"years.{year}.{key}")
    before, beside = row.get("tet_days_before"), row.get("national_day_beside")
    if before is not None and (not isinstance(before, int) or isinstance(before, bool)):
        raise _wrong(f"years.{year}.tet_days_before")
    if before is not None and not 0 <= before < TET_DAYS:
        raise Refused("limit-out-of-range", "holidays", limit=before, low=0, high=TET_DAYS - 1)
    if beside is not None and (not isinstance(beside, str) or beside not in _BESIDE):
        raise _wrong(f"years.{year}.national_day_beside")
    return Decided(int(year), before, _BESIDE[beside] if beside is not None else None)


def _day_added(row: object) -> Added:
    if not isinstance(row, Mapping) or row.keys() - {"day", "name"}:
        raise _wrong("added")
    text, name = row.get("day"), row.get("name", "")
    if not isinstance(text, str) or not isinstance(name, str):
        raise _wrong("added.day" if not isinstance(text, str) else "added.name")
    yearly = _YEARLY.fullmatch(text) is not None
    try:
        day = date.fromisoformat(f"2000-{text}" if yearly else text) if yearly or _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise Refused("bad-date", "holidays", text=text[:40])
    return Added(None if yearly else day.year, day.month, day.day, name)


def _wrong(part: str) -> Refused:
    return Refused("bad-holidays", "holidays", part=part[:40])
