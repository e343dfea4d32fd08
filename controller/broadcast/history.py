"""What happened: for each announcement, time and device, with the evidence; and the log of who did what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for
from controller.people.who import Who
from controller.store import accounts, deliveries, devices, occurrences, reports
from controller.store.accounts import Account
from controller.store.deliveries import Delivery
from controller.store.ladder import STARTED
from controller.store.occurrences import Occurrence
from devices.visible import GONE

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
