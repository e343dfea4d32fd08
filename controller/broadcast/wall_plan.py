"""What boards should show at an instant: by their signed timetables, by alarms, by what was put on them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.broadcast.renditions import Renditions
from controller.store import alerts, announcements, commands, timetables
from controller.store.alerts import Alert as AlertRow
from controller.store.devices import Device
from devices.decide import Why, decide
from devices.gate import read
from devices.messages import Alert, Page, Pointer, Timetable
from devices.profiles import all_profiles
from devices.signing import take_apart

SAFE = "safe"
CHANGING_MS = 30_000
"""What it should have shown so long ago may still stand there: a plan takes its time to come, a clock is not exact."""
LONGEST_MS = 86_400_000
"""So far back is looked for what somebody put on a board at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a board should show at one instant: pages by their files, each with whose it is; none: it should be dark."""

    pages: Mapping[str, str]
    """File → announcement; `SAFE`; or the id of an alert."""


def wanted(
    plan: Timetable | None, one: Device, at_ms: int | None, raised: Sequence[tuple[AlertRow, Alert]]
) -> tuple[Wanted, ...]:
    """At the instant of its last word, and shortly before; none where nobody planned for it or it said nothing."""
    if plan is None or at_ms is None:
        return ()
    return tuple(_at(one, plan, raised, at_ms - ago) for ago in (0, CHANGING_MS))


def planned(plan: Timetable | None) -> dict[str, str]:
    """Whose each page of a plan is, whenever it is due: what should be gone by now has a name, too."""
    if plan is None:
        return {}
    found = _files(plan.safe, SAFE)
    for item in plan.items:
        found |= _files(item.pages, _announcement(item.id))
    return found


def _at(one: Device, plan: Timetable, raised: Sequence[tuple[AlertRow, Alert]], at_ms: int) -> Wanted:
    recipe = all_profiles()[one.profile].recipe
    for row, message in raised:
        if row.scope in one.areas and row.created_ms <= at_ms and message.pages.get(recipe):
            return Wanted(_files(message.pages[recipe], row.id))
    decision = decide(plan, at_ms)
    showing = {reason.id for reason in decision.reasons if reason.why is Why.SHOWS}
    if decision.page is None:
        return Wanted({})
    if decision.page.due is None:
        return Wanted(_files(plan.safe, SAFE))
    found: dict[str, str] = {}
    for item in plan.items:
        if item.id in showing:
            found |= _files(item.pages, _announcement(item.id))
    return Wanted(found)


def _announcement(occurrence: str) -> str:
    return occurrence.partition(".")[0]


def _files(pages: Iterable[Page], owner: str) -> dict[str, str]:
    return {page.media.hash: owner for page in pages}


def plan_of(conn: Connection, device: str) -> Timetable | None:
    """What the newest signed timetable of a device says."""
    kept = timetables.get(conn, device)
    if kept is None:
        return None
    message: Any = read("timetable", take_apart(kept.document).payload)
    if isinstance(message, Pointer):
        document = timetables.document(conn, message.document.hash)
        message = read("timetable", take_apart(document).payload) if document is not None else None
    return message if isinstance(message, Timetable) else None


def played(conn: Connection, desk: Desk, boards: Sequence[Device], now_ms: int) -> dict[str, dict[str, str]]:
    """By board, the pages that somebody put on it at once and that may still stand there, each with its title."""
    found: dict[str, dict[str, str]] = {one.id: {} for one in boards}
    orders = commands.plays(conn, now_ms - LONGEST_MS, now_ms)
    rows = {row.id: row for row in announcements.many(conn, {order.body.get("announcement", "") for order in orders})}
    if not rows:
        return found
    made = Renditions.load(conn, desk.press, rows.values())
    for order in orders:
        row = rows.get(order.body.get("announcement", ""))
        if row is None or now_ms > order.created_ms + row.show_minutes * 60_000 + CHANGING_MS:
            continue
        for one in boards:
            if order.scope == one.id or order.scope in one.areas:
                pages = made.pages(row.id, all_profiles()[one.profile].recipe)
                found[one.id] |= {page.media.hash: row.title for page in pages}
    return found


def raised_at(conn: Connection, now_ms: int) -> list[tuple[AlertRow, Alert]]:
    """The alarms that last, as they were signed."""
    found: list[tuple[AlertRow, Alert]] = []
    for row in alerts.active(conn, now_ms):
        message: Any = read("alert", take_apart(row.document).payload)
        if isinstance(message, Alert):
            found.append((row, message))
    return found
