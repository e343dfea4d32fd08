"""Incidents for people: who sees which, and what they do about them: take over, write down, ask for silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.health.rules import SEVERITIES
from controller.health.watch import Member
from controller.people.who import Who, reaches, require
from controller.store import areas, devices, incidents
from controller.store.incidents import Row

LONGEST_NOTE = 2_000
LONGEST_SILENCE_MS = 30 * 86_400_000
LATELY_MS = 90 * 86_400_000
"""How far back the same trouble is counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """An incident with the names of what it is about. ``times``: how often it was there in 90 days, this time too."""

    row: Row
    place: str
    device: str
    """The name of its device; empty where it is one of a place."""
    members: dict[str, Member]
    names: dict[str, str]
    times: int


def seen(desk: Desk, conn: Connection, who: Who, area: str = "", closed_since_ms: int | None = None) -> list[Told]:
    """What is open in one's area (or a part of it) and around it, and what was closed since an instant: open before
    closed, what should not disturb now after the others, the grave first, the oldest first."""
    path = areas.known(conn, area).path if area else who.path
    require(who, "read", path)
    rows = [*incidents.above(conn, path), *incidents.below(conn, path, closed_since_ms)]
    return told(conn, who, sorted(rows, key=lambda row: _order(row, desk.now_ms())))


def _order(row: Row, now_ms: int) -> tuple[bool, bool, int, int]:
    closed = row.closed_ms is not None
    return closed, is_silent(row, now_ms), SEVERITIES.index(row.severity), -(row.closed_ms or 0) or row.since_ms


def is_silent(row: Row, now_ms: int) -> bool:
    """Whether somebody asked not to be disturbed by it now."""
    return row.silent_until_ms is not None and row.silent_until_ms > now_ms


def told(conn: Connection, who: Who, rows: Sequence[Row]) -> list[Told]:
    """With names. Of an incident around one's area only one's own devices are told."""
    under = incidents.members(conn, {row.id for row in rows})
    named = {row.device for row in rows if row.device}.union(*under.values())
    mine = {one.id: one.name for one in devices.many(conn, named) if reaches(who, one.path)}
    places = {one.code: one.name for one in areas.below(conn, ended=True)}

    def one(row: Row) -> Told:
        members = {device: member for device, member in under.get(row.id, {}).items() if device in mine}
        names = {device: mine[device] for device in members}
        often = incidents.times(conn, row, row.opened_ms - LATELY_MS)
        return Told(row, places.get(row.area, row.area), mine.get(row.device, row.device), members, names, often)

    return [one(row) for row in rows]


def one_for(conn: Connection, who: Who, id: str, action: str = "read") -> Row:
    """The incident, for somebody who may do this there. One of another area is not told apart from none."""
    row = incidents.get(conn, id)
    if row is None or not (reaches(who, row.path) or (action == "read" and who.path.startswith(row.path))):
        raise NotFound("incident-unknown", incident=id[:40])
    if action != "read":
        require(who, action, row.path)
    return row


def own(desk: Desk, who: Who, id: str, *, mine: bool = True) -> None:
    """Take it over, or let it go."""
    with desk.store.write() as conn:
        one_for(conn, who, id, "repair")
        incidents.change(conn, id, owner=who.user_id if mine else None)
        incidents.note(conn, id, desk.now_ms(), who.user_id, "own" if mine else "let-go")
    _say(desk, id)


def silence(desk: Desk, who: Who, id: str, until_ms: int | None) -> None:
    """Nobody is to be disturbed by it until then; None: from now on again."""
    now_ms = desk.now_ms()
    if until_ms is not None and not now_ms < until_ms <= now_ms + LONGEST_SILENCE_MS:
        raise Refused("silence-until", "until_ms", days=LONGEST_SILENCE_MS // 86_400_000)
    with desk.store.write() as conn:
        one_for(conn, who, id, "repair")
        incidents.change(conn, id, silent_until_ms=until_ms)
        incidents.note(conn, id, now_ms, who.user_id, "speak" if until_ms is None else "silence", str(until_ms or ""))
    _say(desk, id)


def note(desk: Desk, who: Who, id: str, text: str) -> None:
    """Write something down for whoever comes next."""
    text = text.strip()
    if not 0 < len(text) <= LONGEST_NOTE:
        raise Refused("note-length", "text", most=LONGEST_NOTE)
    with desk.store.write() as conn:
        one_for(conn, who, id, "repair")
        incidents.note(conn, id, desk.now_ms(), who.user_id, "note", text)
    _say(desk, id)


def _say(desk: Desk, id: str) -> None:
    with desk.store.read() as conn:
        row = incidents.get(conn, id)
    if row is not None:
        desk.bus.say("incident", id=row.id, rule=row.rule, area=row.area, open=row.closed_ms is None)
