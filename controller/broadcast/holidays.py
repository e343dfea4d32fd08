"""The calendar of days off: what the law says, what is decided for a year, and days that were added.

There is one calendar for all areas of a service, entered at the top (docs/decisions/0034). A change of it is no change
of any announcement, so no approval falls; but what is due changes, and everything is planned anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast import value
from controller.broadcast.desk import Desk
from controller.errors import Forbidden, NotFound, Refused
from controller.people.who import Who, may, require
from controller.store import areas, audit
from controller.store import holidays as rows
from schedules import lunar
from schedules.holidays import Holiday, read

YEARS = lunar.YEARS[1:]
LONGEST_NAME = 160


@dataclass(frozen=True, slots=True)
class YearOff:
    """The days off of one year, and what somebody still has to decide."""

    year: int
    days: tuple[Holiday, ...]
    decided: rows.Year | None
    undecided: tuple[str, ...]
    added: tuple[rows.Day, ...]


def of_year(conn: Connection, year: int) -> YearOff:
    """Every day off of that year with its reason. Refuses ``number-out-of-range``."""
    _refuse_far(year)
    calendar = value.holidays(conn)
    return YearOff(
        year=year,
        days=calendar.in_year(year),
        decided=next((one for one in rows.years(conn) if one.year == year), None),
        undecided=tuple(sorted(calendar.undecided(year))),
        added=tuple(one for one in rows.days(conn) if one.day.startswith(f"{year}-") or len(one.day) == len("MM-DD")),
    )


def may_enter(conn: Connection, who: Who) -> bool:
    """Whether this person enters days off: an administrator of an area with none above it."""
    return may(who, "holidays", who.path) and areas.known(conn, who.area).parent is None


def decide(desk: Desk, who: Who, year: int, tet_days_before: int | None, national_day_beside: str | None) -> YearOff:
    """Enter what was decided for a year: how Tết's five days lie, and which day stands beside 2 September."""
    _refuse_far(year)
    said: dict[str, object] = {"tet_days_before": tet_days_before, "national_day_beside": national_day_beside}
    read({"years": {str(year): said}})
    with desk.store.write() as conn:
        _refuse_others(conn, who)
        rows.decide(conn, rows.Year(year, tet_days_before, national_day_beside, who.user_id, desk.now_ms()))
        _log(conn, desk, who, "holidays-decide", str(year), said)
        made = of_year(conn, year)
    _changed(desk)
    return made


def undecide(desk: Desk, who: Who, year: int) -> YearOff:
    """Take the decision of a year back: only the days that are sure count again."""
    with desk.store.write() as conn:
        _refuse_others(conn, who)
        if not rows.undecide(conn, year):
            raise NotFound("holiday-unknown", "year", day=str(year))
        _log(conn, desk, who, "holidays-undecide", str(year), {})
        made = of_year(conn, year)
    _changed(desk)
    return made


def add(desk: Desk, who: Who, day: str, name: str) -> rows.Day:
    """Add a day off: ``YYYY-MM-DD``, or ``MM-DD`` for every year. Refuses ``bad-date``, ``name-blank``."""
    (meant,) = read({"added": [{"day": day, "name": name}]}).added
    if meant.year is not None:
        _refuse_far(meant.year)
    if not name.strip():
        raise Refused("name-blank", "name")
    new = rows.Day(day, " ".join(name.split())[:LONGEST_NAME], who.user_id, desk.now_ms())
    with desk.store.write() as conn:
        _refuse_others(conn, who)
        rows.add(conn, new)
        _log(conn, desk, who, "holidays-add", day, {"name": new.name})
    _changed(desk)
    return new


def remove(desk: Desk, who: Who, day: str) -> rows.Day:
    """Take an added day back; the day as it was. The law's own days cannot be removed."""
    with desk.store.write() as conn:
        _refuse_others(conn, who)
        gone = next((one for one in rows.days(conn) if one.day == day), None)
        if gone is None or not rows.remove(conn, day):
            raise NotFound("holiday-unknown", "day", day=day[:10])
        _log(conn, desk, who, "holidays-remove", day, {})
    _changed(desk)
    return gone


def _refuse_far(year: int) -> None:
    if year not in YEARS:
        raise Refused("number-out-of-range", "year", number=year, low=YEARS[0], high=YEARS[-1])


def _refuse_others(conn: Connection, who: Who) -> None:
    require(who, "holidays", who.path)
    if not may_enter(conn, who):
        raise Forbidden("holidays-not-yours")


def _log(conn: Connection, desk: Desk, who: Who, action: str, subject: str, detail: dict[str, object]) -> None:
    audit.append(conn, desk.now_ms(), who.login, action, subject, detail, address=desk.address)


def _changed(desk: Desk) -> None:
    desk.bus.say("holidays")
    desk.nudge("plan")
