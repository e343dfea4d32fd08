"""What somebody may expect of a device on a day and does not find in its timetable, and why it is not there.

Each is an announcement with the instant at which it would be due and one word: dropped, moved or asking by the plan
(with its findings); taken out by its own rule; not agreed, or not made, yet; cancelled; or meant for other places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from controller.broadcast import agreed, fates, value
from controller.store import announcements, areas, occurrences
from controller.store.announcements import Announcement
from controller.store.devices import Device
from schedules.announcement import Announcement as Announced
from schedules.errors import Refused
from schedules.findings import Finding
from schedules.holidays import Holidays
from schedules.plan import addresses, plan
from schedules.planned import Account
from schedules.recurrence import occurrences as due_times
from schedules.unheard import Because, unheard
from schedules.walltime import bounds, to_instant, zone_named

NEAR = timedelta(minutes=1)
"""Of what is meant for others, only what sounds at the instant itself is told."""
WAITING = ("draft", "submitted", "rejected", "approved", "failed")
"""States in which nothing is planned yet; each has its sentence."""
BY_PLAN = (fates.MOVED, fates.CUT, fates.DROPPED, fates.ASKS)
WHYS = (*BY_PLAN, *(one.value for one in Because), *WAITING, "cancelled", "not-made", "elsewhere")


@dataclass(frozen=True, slots=True)
class Absent:
    """One thing that is not there, or not as it was wished. ``detail``: a wall time, a holiday's code, or places."""

    announcement: str
    title: str
    why: str
    due_ms: int
    findings: tuple[Finding, ...] = ()
    detail: str = ""


def absent(
    conn: Connection, device: Device, day: date, zone: str, at: datetime, inside: Collection[str], now_ms: int
) -> tuple[Absent, ...]:
    """Everything of the local day ``day``, in order; ``inside`` are the occurrences that the timetable has."""
    since, until = bounds(day, day, zone)
    ids = announcements.addressed_to(conn, device.areas, [device.id])
    rows = announcements.many(conn, ids)
    basis = agreed.basis(conn, agreed.rows(conn, ids), [device])
    ready = [one for name, one in basis.announcements.items() if name in ids]
    made = plan(basis, since, until, value.instant(now_ms))
    found = [
        *_by_plan(made.devices[device.id].accounts, {one.id: one.title for one in ready}, inside, now_ms),
        *_by_rule(ready, basis.holidays, since, until),
        *_not_agreed(conn, [row for row in rows if row.state in WAITING], since, until, basis.holidays),
        *_cancelled(conn, rows, since, until),
        *_elsewhere(conn, device, ids, at, basis.holidays),
    ]
    return tuple(sorted(found, key=lambda one: (one.due_ms, one.announcement)))


def _by_plan(
    accounts: Iterable[Account], titles: Mapping[str, str], inside: Collection[str], now_ms: int
) -> Iterator[Absent]:
    """The accounts of the plan, and what is planned but not made for this model yet."""
    for one in accounts:
        why, title = fates.of_account(one), titles[one.announcement]
        if why in BY_PLAN and not any(finding.code == fates.NOT_CONCERNED for finding in one.findings):
            yield Absent(one.announcement, title, why, value.ms(one.due), one.findings)
        elif why == fates.PLANNED and one.occurrence not in inside and value.ms(one.due) > now_ms:
            yield Absent(one.announcement, title, "not-made", value.ms(one.due))


def _by_rule(ready: Iterable[Announced], holidays: Holidays, since: datetime, until: datetime) -> Iterator[Absent]:
    for one in ready:
        zone = zone_named(one.rule.zone)
        for missing in unheard(one.rule, since, until, holidays):
            holiday = holidays.on(missing.original.date()) if missing.because is Because.HOLIDAY else None
            detail = f"{missing.to:%H:%M %d/%m/%Y}" if missing.to else holiday.code if holiday else ""
            due = value.ms(to_instant(missing.original, zone))
            yield Absent(one.id, one.title, missing.because.value, due, detail=detail)


def _not_agreed(
    conn: Connection, waiting: list[Announcement], since: datetime, until: datetime, holidays: Holidays
) -> Iterator[Absent]:
    for row in waiting:
        try:
            (one,) = value.announcements(conn, [row])
            times = due_times(one.rule, since, until, holidays)
        except Refused:
            continue  # a draft may say anything yet
        yield from (Absent(row.id, row.title, row.state, value.ms(each.start)) for each in times)


def _cancelled(conn: Connection, rows: list[Announcement], since: datetime, until: datetime) -> Iterator[Absent]:
    gone = {row.id: row for row in rows if row.state == "cancelled"}
    for one in occurrences.of_announcements(conn, gone, value.ms(since), value.ms(until)).values():
        if one.state == occurrences.CANCELLED:
            yield Absent(one.announcement, gone[one.announcement].title, "cancelled", one.start_ms)


def _elsewhere(
    conn: Connection, device: Device, ids: Collection[str], at: datetime, holidays: Holidays
) -> Iterator[Absent]:
    """What sounds at this instant in the places around, and not here."""
    around = {one.code for one in areas.below(conn, device.path.rsplit("/", 2)[0] + "/")} | {*device.areas}
    others = [row for row in agreed.rows(conn) if row.area in around and row.id not in ids]
    meant = value.device(device)
    names = {one.code: one.name for one in areas.below(conn)}
    for row, one in zip(others, value.announcements(conn, others), strict=True):
        length = timedelta(milliseconds=one.sound.length_ms) if one.sound else timedelta()
        if addresses(one.audience, meant):
            continue
        places = ", ".join(sorted([names.get(code, code) for code in one.audience.areas] + [*one.audience.devices]))
        for each in due_times(one.rule, at - length - NEAR, at + NEAR, holidays):
            yield Absent(row.id, row.title, "elsewhere", value.ms(each.start), detail=places)
