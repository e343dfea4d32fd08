"""Days off as they were entered: what is decided for a year, and days beyond those of the law.

Who may enter them, and what a calendar makes of them, is told elsewhere (`controller.broadcast.holidays`,
`schedules.holidays`); here are only rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from controller.store import feed, pick
from controller.store.tables import holiday_days, holiday_years


@dataclass(frozen=True, slots=True)
class Year:
    """What was decided for one year; None is not decided yet."""

    year: int
    tet_days_before: int | None
    national_day_beside: str | None
    maker: str
    entered_ms: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day off beyond the law's: ``YYYY-MM-DD``, or ``MM-DD`` for every year."""

    day: str
    name: str
    maker: str
    entered_ms: int


_YEARS = pick.fields(Year, holiday_years)
_DAYS = pick.fields(Day, holiday_days)


def years(conn: Connection) -> list[Year]:
    """Every year that something was decided for."""
    return pick.every(conn, Year, select(*_YEARS).order_by(holiday_years.c.year))


def days(conn: Connection) -> list[Day]:
    """Every day that was added."""
    return pick.every(conn, Day, select(*_DAYS).order_by(holiday_days.c.day))


def decide(conn: Connection, year: Year) -> None:
    """Keep the decision of a year, instead of what it was."""
    new = feed.insert(conn.dialect.name, holiday_years).values(pick.values(year))
    changed = {name: new.excluded[name] for name in pick.values(year) if name != "year"}
    conn.execute(new.on_conflict_do_update(index_elements=["year"], set_=changed))


def undecide(conn: Connection, year: int) -> bool:
    """Forget the decision of a year; whether there was one."""
    return conn.execute(delete(holiday_years).where(holiday_years.c.year == year)).rowcount == 1


def add(conn: Connection, day: Day) -> None:
    """Keep a day, or give it another name."""
    new = feed.insert(conn.dialect.name, holiday_days).values(pick.values(day))
    changed = {name: new.excluded[name] for name in pick.values(day) if name != "day"}
    conn.execute(new.on_conflict_do_update(index_elements=["day"], set_=changed))


def remove(conn: Connection, day: str) -> bool:
    """Forget a day; whether it was there."""
    return conn.execute(delete(holiday_days).where(holiday_days.c.day == day)).rowcount == 1
