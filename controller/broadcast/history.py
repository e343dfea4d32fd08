"""What happened: for each announcement, time and device, with the evidence; and the log of who did what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for
from controller.broadcast.verdict import Verdict
from controller.people.who import Who
from controller.store import accounts, announcements, areas, deliveries, devices, occurrences, reports
from controller.store.accounts import Account
from controller.store.announcements import Announcement
from controller.store.deliveries import Delivery
from controller.store.ladder import STARTED
from controller.store.occurrences import Occurrence
from controller.words.outcomes import ON_TIME_MS
from devices.visible import GONE

MOST = 500
Among = Callable[[Sequence[Occurrence]], Sequence[Occurrence]]


@dataclass(frozen=True, slots=True)
class Times:
    """One time that an announcement was due, and how far it came on each device."""

    occurrence: Occurrence
    deliveries: tuple[Delivery, ...]
    began: Mapping[str, str]
    """By device: the reason that it gave when it began, where it gave one: why it began late."""
    accounts: tuple[Account, ...] = ()
    """What became of it where it does not go plainly as wished."""
    gone: Mapping[str, int] = field(default_factory=dict)
    """By board: when it said that the page is taken off, before its time was over."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """On how many devices it stands on which rung, also where not all their rows were read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the logbook: what was due when, and on how many devices it stands on which rung."""

    announcement: Announcement
    occurrence: Occurrence
    counts: dict[str, int]
    late: tuple[int, int] = (0, 0)
    """How many devices began noticeably late, and by how many ms the latest."""
    quiet: Mapping[str, int] = field(default_factory=dict)
    """Of the counts: on how many it was softer than expected."""


def of_announcement(
    desk: Desk, who: Who, id: str, *, among: Among | None = None, most: int | None = None
) -> tuple[Times, ...]:
    """Each time of an announcement with the ladder of each device.

    A page asks for less: the times that ``among`` leaves, of each the ``most`` devices to be looked at first.
    """
    with desk.store.read() as conn:
        announcement_for(conn, who, id, "read")
        times = occurrences.of_announcement(conn, id)
        times = list(among(times)) if among is not None else times
        named = [one.id for one in times]
        rows = deliveries.of_subjects(conn, named) if most is None else deliveries.foremost(conn, named, most)
        counts = deliveries.counts(conn, named)
        told = accounts.of_occurrences(conn, [one.id for one in times])
        reasons = reports.reasons(conn, [one.id for one in times], STARTED)
        gone = reports.instants(conn, [GONE + one.id for one in times])
    by_subject: dict[str, list[Delivery]] = {}
    for row in rows:
        by_subject.setdefault(row.subject, []).append(row)
    began: dict[str, dict[str, str]] = {}
    for (subject, device), reason in reasons.items():
        began.setdefault(subject, {})[device] = reason
    return tuple(
        Times(
            one,
            tuple(by_subject.get(one.id, ())),
            began.get(one.id, {}),
            tuple(told.get(one.id, ())),
            gone.get(GONE + one.id, {}),
            counts.get(one.id, {}),
        )
        for one in times
    )


def logbook(desk: Desk, who: Who, since_ms: int, until_ms: int, limit: int = MOST) -> tuple[Entry, ...]:
    """What was due in [since, until) in the person's area, the newest first."""
    with desk.store.read() as conn:
        due = occurrences.between(conn, since_ms, until_ms)
        mine = _mine(conn, who, {one.announcement for one in due})
        due = [one for one in due if one.announcement in mine][::-1][:limit]
        counts = deliveries.counts(conn, [one.id for one in due])
        late = deliveries.late(conn, [one.id for one in due], ON_TIME_MS)
        quiet = deliveries.found(conn, [one.id for one in due], Verdict.TOO_QUIET)
    return tuple(
        Entry(mine[one.announcement], one, counts.get(one.id, {}), late.get(one.id, (0, 0)), quiet.get(one.id, {}))
        for one in due
    )


def last_of_device(desk: Desk, who: Who, id: str, limit: int, *, ordered: bool) -> tuple[Delivery, ...]:
    """The last broadcasts of one device (or the last orders to it), the newest first."""
    with desk.store.read() as conn:
        row = devices.get(conn, id)
        if row is None or not row.path.startswith(who.path):
            return ()
        return tuple(deliveries.last_of(conn, id, desk.now_ms(), limit, ordered=ordered))


def began(desk: Desk, rows: Sequence[Delivery]) -> dict[tuple[str, str], str]:
    """By subject and device: the reasons that devices gave when they began these."""
    with desk.store.read() as conn:
        return reports.reasons(conn, {row.subject for row in rows}, STARTED)


def _mine(conn: Connection, who: Who, ids: set[str]) -> dict[str, Announcement]:
    inside = {area.code for area in areas.below(conn, who.path)}
    return {row.id: row for row in announcements.many(conn, ids) if row.area in inside}
