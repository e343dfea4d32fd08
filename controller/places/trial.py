"""The first test broadcast of a commune: one short notice, quietly, from one box, at the next time that hours allow.

It is an announcement like all others: somebody else agrees to it, its box plays it from its signed timetable, and what
the box reports says whether it sounded. Which one it is stands in a fact; the rest is read from the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from controller.broadcast import value
from controller.broadcast.cancel import cancel
from controller.broadcast.desk import Desk
from controller.broadcast.form import Draft, compose
from controller.broadcast.speech import Wish
from controller.broadcast.submit import submit
from controller.errors import NotFound, Refused
from controller.people.who import Who, require
from controller.places.practising import is_simulated
from controller.store import announcements, areas, deliveries, devices, facts, occurrences, status
from controller.store.announcements import Announcement
from controller.store.areas import Area
from controller.store.deliveries import Delivery
from controller.store.devices import Device
from controller.store.ladder import DONE, FINISHED, SHOWN, SOUNDED, STARTED, is_end
from controller.store.occurrences import PRACTISED, Occurrence
from controller.words import say
from devices.profiles import is_speaker
from schedules.errors import Refused as Unlawful
from schedules.hours import effective, nearest
from schedules.lifecycle import State
from schedules.walltime import parse_local, to_instant, to_local, zone_named

AHEAD = timedelta(minutes=5)
"""Time for somebody to agree."""
LENGTH = timedelta(minutes=1)
VOLUME = 30
SHOWN_MINUTES = 5
SILENT_MS = 5 * 60_000
"""So long after its time nothing was heard: then the box is silent."""
NONE, WAITS, RETURNED, LATE, COMES, SOUNDS, HEARD, FAILED, QUIET, TRIED = (
    "none",
    "waits",
    "returned",
    "late",
    "comes",
    "sounds",
    "heard",
    "failed",
    "quiet",
    "tried",
)
"""How far it is; ``tried``: its time passed while people practised."""
OPEN = (WAITS, COMES, SOUNDS)
_GOOD = (SOUNDED, SHOWN, DONE, FINISHED)


@dataclass(frozen=True, slots=True)
class Trial:
    """The test that was asked for last."""

    state: str
    row: Announcement | None = None
    device: Device | None = None
    occurrence: Occurrence | None = None
    delivery: Delivery | None = None


def make(desk: Desk, who: Who, code: str, device: str) -> Announcement:
    """Write it for one box of a commune, and send it for approval. One that is still under way is taken back.

    Raises `NotFound`, `Forbidden`, ``Refused("trial-no-hours")``, and whatever stands against an announcement.
    """
    with desk.store.read() as conn:
        commune = areas.known(conn, code)
        require(who, "areas", commune.path)
        box = devices.get(conn, device)
        if box is None or not box.active or not box.path.startswith(commune.path):
            raise NotFound("device-unknown", device=device)
        before = standing(conn, commune, desk.now_ms())
        draft = _draft(conn, desk, commune, box)
    row = compose(desk, who, draft)
    try:
        row = submit(desk, who, row.id)
    except (Refused, Unlawful):
        cancel(desk, who, row.id, "")
        raise
    if before.row is not None and before.state in OPEN:
        cancel(desk, who, before.row.id, "")
    with desk.store.write() as conn:
        facts.put(conn, _fact(code), row.id)
    return row


def boxes(conn: Connection, commune: Area) -> list[Device]:
    """What it can be tried with, heard ones and horns first; where people practise, also those that are none."""
    practises = any(one.practice_ms is not None for one in areas.chain(conn, commune.code))
    there = [one for one in devices.below(conn, commune.path) if practises or not is_simulated(one.id)]
    known = status.below(conn, commune.path)
    return sorted(there, key=lambda one: (one.id not in known, not is_speaker(one.profile), one.name))


def standing(conn: Connection, commune: Area, now_ms: int) -> Trial:
    """How far the test is that was asked for last."""
    row = announcements.get(conn, facts.get(conn, _fact(commune.code)) or "")
    if row is None:
        return Trial(NONE)
    named = announcements.audience_of(conn, row.id).devices
    device = devices.get(conn, named[0]) if named else None
    due = next(iter(occurrences.of_announcement(conn, row.id)), None)
    mine = deliveries.of_subject(conn, due.id) if due is not None else []
    given = next((one for one in mine if device is not None and one.device == device.id), None)
    return Trial(_state(row, due, given, now_ms), row, device, due, given)


def start_ms(row: Announcement) -> int:
    """When it is to sound."""
    return value.ms(to_instant(parse_local(row.start_local, "start"), zone_named(row.zone)))


def _state(row: Announcement, due: Occurrence | None, given: Delivery | None, now_ms: int) -> str:
    if due is not None and due.state == occurrences.CANCELLED:
        return TRIED if due.reason == PRACTISED else RETURNED
    if row.state in (State.DRAFT, State.REJECTED, State.CANCELLED):
        return RETURNED
    if row.state == State.SUBMITTED:
        return LATE if start_ms(row) <= now_ms else WAITS
    if given is None or due is None:
        return COMES
    if given.rung in _GOOD:
        return HEARD if is_end(given.rung) or given.shown_ms else SOUNDS
    if is_end(given.rung):
        return FAILED
    if given.rung == STARTED:
        return SOUNDS
    return QUIET if now_ms > due.end_ms + SILENT_MS else COMES


def _draft(conn: Connection, desk: Desk, commune: Area, box: Device) -> Draft:
    hours = value.hours(areas.below(conn))
    zone = zone_named(commune.zone)
    soonest = value.instant(desk.now_ms()) + AHEAD
    soonest = (soonest + timedelta(minutes=1)).replace(second=0, microsecond=0)
    held = effective([hours[code] for code in box.areas if code in hours])
    start = nearest(soonest, LENGTH, held, soonest)
    if start is None:
        raise Refused("trial-no-hours", "test")
    sounds = is_speaker(box.profile)
    return Draft(
        area=commune.code,
        title=say("trial-title", "vi"),
        text=say("trial-text", "vi", area=commune.name),
        devices=(box.id,),
        start=f"{to_local(start, zone):%Y-%m-%dT%H:%M}",
        page=not sounds,
        show_minutes=SHOWN_MINUTES,
        volume=VOLUME,
        speech=Wish() if sounds else None,
    )


def _fact(code: str) -> str:
    return f"trial:{code}"
