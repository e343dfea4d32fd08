"""The lunar calendar of Việt Nam (âm lịch), from its astronomical definition, by the clock of UTC+7.

A month begins on the day of the new moon. The month in which the sun reaches 270° (winter solstice, đông chí) is the
eleventh. Where thirteen months lie between two eleventh ones, the first of them in which the sun enters no new sign of
30° (no major term, trung khí) is a leap month (tháng nhuận) and bears the number of the one before it. China has the
same rules by UTC+8, so a new moon between 16:00 and 17:00 UTC can make the two calendars differ for a month or more.

Việt Nam counts by UTC+7 since 1968; for earlier years this is not what people's calendars said at that time.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from schedules.sky import FIRST_NEW_MOON, MONTH_DAYS, new_moon, sun_longitude

YEARS = range(1901, 2200)
"""Lunar years that are reckoned. Sure where `docs/decisions/0013` says so: 1968 to 2099."""
_EAST = 7 / 24
_JULIAN = 1721424.5
"""Added to `date.toordinal` it is the Julian day at which that day begins in Greenwich."""
_SOLSTICE = 270 // 30


class Month(NamedTuple):
    """A lunar month: its year (of the solar year in which that began), number, and the days it has."""

    year: int
    number: int
    leap: bool
    first: date
    length: int

    def day(self, number: int) -> date:
        """The date of one of its days, 1 to 29 or 30."""
        if not 1 <= number <= self.length:
            raise ValueError(f"a month of {self.length} days has no day {number}")
        return self.first + timedelta(days=number - 1)


class LunarDate(NamedTuple):
    """A day of the lunar calendar."""

    year: int
    month: int
    day: int
    leap: bool = False


@lru_cache(maxsize=512)
def months(year: int) -> tuple[Month, ...]:
    """The twelve or thirteen months of a lunar year, in order. `ValueError` outside `YEARS`."""
    if year not in YEARS:
        raise ValueError(f"no lunar calendar for {year}")
    late = [one for one in _between_solstices(year) if one[1] <= 10]
    early = [one for one in _between_solstices(year + 1) if one[1] >= 11]
    return tuple(
        Month(year, number, leap, date.fromordinal(_begin(moon)), _begin(moon + 1) - _begin(moon))
        for moon, number, leap in late + early
    )


def of(day: date) -> LunarDate:
    """The lunar date of a day. `ValueError` outside `YEARS`."""
    year = day.year
    if year not in YEARS or day < months(year)[0].first:
        year -= 1
    found = next(one for one in reversed(months(year)) if one.first <= day)
    number = (day - found.first).days + 1
    if number > found.length:
        raise ValueError(f"no lunar calendar for {day}")
    return LunarDate(year, found.number, number, found.leap)


def date_of(lunar: LunarDate) -> date | None:
    """The day of a lunar date; None where that year has no such month or that month no such day."""
    for one in months(lunar.year):
        if (one.number, one.leap) == (lunar.month, lunar.leap):
            return one.day(lunar.day) if 1 <= lunar.day <= one.length else None
    return None


def months_from(day: date) -> Iterator[Month]:
    """The months in order, from the one in which a day lies to the end of `YEARS`."""
    for year in range(max(day.year - 1, YEARS.start), YEARS.stop):
        for one in months(year):
            if one.first + timedelta(days=one.length) > day:
                yield one


# ------------------------------------------------------------------ from the sky


@lru_cache(maxsize=64)
def _between_solstices(year: int) -> tuple[tuple[int, int, bool], ...]:
    """(new moon, number, leap) of the months from the eleventh of the year before to the one before the next."""
    first, after = _eleventh(year - 1), _eleventh(year)
    leap = None
    if after - first == 13:
        leap = next(moon for moon in range(first + 1, after) if _sign(_begin(moon)) == _sign(_begin(moon + 1)))
    found = []
    for moon in range(first, after):
        passed = moon - first - int(leap is not None and moon >= leap)
        found.append((moon, (10 + passed) % 12 + 1, moon == leap))
    return tuple(found)


@lru_cache(maxsize=64)
def _eleventh(year: int) -> int:
    """The new moon with which the month of that year's winter solstice begins."""
    moon = math.floor((_julian(date(year, 12, 31).toordinal()) - FIRST_NEW_MOON) / MONTH_DAYS) + 1
    while _sign(_begin(moon)) >= _SOLSTICE or _begin(moon) > date(year, 12, 31).toordinal():
        moon -= 1
    return moon


@lru_cache(maxsize=4096)
def _begin(moon: int) -> int:
    """The ordinal of the day of a new moon."""
    return math.floor(new_moon(moon) + _EAST - _JULIAN)


@lru_cache(maxsize=4096)
def _sign(ordinal: int) -> int:
    """How many signs of 30° the sun has left behind since the March equinox when a day begins."""
    return int(sun_longitude(_julian(ordinal)) // 30)


def _julian(ordinal: int) -> float:
    """When that day begins at UTC+7."""
    return ordinal + _JULIAN - _EAST
