"""When things are due, worked out without our own law of time: dateutil, the published lunar table, a list of days off.

Everything here is wall time of Việt Nam, which has been UTC+7 without a clock change since 1975.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from dateutil.rrule import rrulestr

from tests.year.year_series import Series

TABLE = Path(__file__).resolve().parents[1] / "schedules" / "lunar_years.txt"
EPOCH = datetime.fromisoformat("1970-01-01T00:00")
DAYS_OFF = frozenset(
    map(
        date.fromisoformat,
        (
            "2028-01-01",
            *("2028-01-25", "2028-01-26", "2028-01-27", "2028-01-28", "2028-01-29"),  # Tết, one day before its first
            "2028-04-04",  # giỗ tổ, the 10th of the third lunar month
            *("2028-04-30", "2028-05-01"),
            *("2028-09-01", "2028-09-02"),
        ),
    )
)
"""Of 2028, by the Labour Code and by what `year_life` decides; days that are added there come besides."""
TET_DAYS_BEFORE, NATIONAL_BESIDE = 1, "before"


def ms(local: datetime) -> int:
    """Epoch milliseconds of a wall time."""
    return round((local - EPOCH).total_seconds() * 1000) - 7 * 3_600_000


def wall(instant_ms: float) -> datetime:
    """The wall time of an instant."""
    return EPOCH + timedelta(milliseconds=round(instant_ms) + 7 * 3_600_000)


def times(one: Series, first: date, last: date, added: frozenset[date] = frozenset()) -> list[datetime]:
    """Every wall time from ``first`` to ``last`` (both whole) at which the series is due, single changes left aside."""
    low, high = datetime.combine(first, time()), datetime.combine(last, time.max)
    if one.lunar is not None:
        found = [at for at in _lunar(one) if low <= at <= high]
    elif one.rrule is not None:
        found = rrulestr(one.rrule, dtstart=one.begins).between(low, high, inc=True)
    else:
        return [one.begins] if low <= one.begins <= high else []
    off = DAYS_OFF | added
    match one.holidays:
        case "skip":
            return [at for at in found if at.date() not in off]
        case "only":
            return [at for at in found if at.date() in off]
    return found


@cache
def lunar_days() -> dict[date, tuple[int, int, bool]]:
    """Day → lunar month, day, whether it is in a leap month; by the published table."""
    found: dict[date, tuple[int, int, bool]] = {}
    for line in TABLE.read_text("ascii").splitlines():
        tet, leap, *lengths = line.split()
        at, number, after_leap = date.fromisoformat(tet), 0, False
        for length in lengths:
            is_leap = not after_leap and leap == str(number)
            after_leap = after_leap or is_leap
            number += not is_leap
            for day in range(1, int(length) + 1):
                found[at] = (number, day, is_leap)
                at += timedelta(days=1)
    return found


def _lunar(one: Series) -> Iterator[datetime]:
    assert one.lunar is not None
    parts = dict(part.split("=") for part in one.lunar.split(";"))
    days = {int(day) for day in parts["BYMONTHDAY"].split(",")}
    months = {int(month) for month in parts["BYMONTH"].split(",")} if "BYMONTH" in parts else None
    for day, (month, number, leap) in lunar_days().items():
        if number in days and (months is None or (month in months and not leap)):
            at = datetime.combine(day, one.begins.time())
            if at >= one.begins:
                yield at
