"""Incidents as a technician reads them: what to do first, then where, since when, and who is on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.fleet import incidents as service
from controller.fleet.incidents import Told
from controller.people.who import Who, may
from controller.store import incidents
from controller.store.incidents import Note
from controller.web import moments
from controller.web.sights import people
from controller.words import incidents as words
from controller.words import say
from controller.words.instants import wall
from controller.words.lengths import length


@dataclass(frozen=True, slots=True)
class Seen:
    """One incident on a page."""

    id: str
    title: str
    step: str
    detail: str
    place: str
    severity: str
    since: str
    end: str
    parent: str
    owner: str
    mine: bool
    silent: str
    again: str
    left: str
    members: tuple[dict[str, str], ...]
    may: bool
    open: bool


def shown(conn: Connection, who: Who, found: Sequence[Told], zone: str, now_ms: int, lang: str) -> list[Seen]:
    """As the page shows them."""
    names = people(conn, {one.row.owner for one in found})
    return [_seen(one, who, names, zone, now_ms, lang) for one in found]


def _seen(one: Told, who: Who, names: dict[str | None, str], zone: str, now_ms: int, lang: str) -> Seen:
    row, count = one.row, len(one.members)
    left = sum(member.until_ms is None for member in one.members.values())
    return Seen(
        id=row.id,
        title=words.title(row.rule, one.device if row.device else "", one.place, count, lang),
        step=words.repair(row.rule, not row.device, lang),
        detail=words.detail(row.rule, row.detail or {}, zone, lang),
        place=one.place,
        severity=row.severity,
        since=_since(one, zone, now_ms, lang),
        end=say(f"incident-end-{row.end}", lang) if row.end else "",
        parent=row.parent,
        owner=names.get(row.owner, "") if row.owner else "",
        mine=row.owner == who.user_id,
        silent=moments.when(wall(row.silent_until_ms or 0, zone), lang) if service.is_silent(row, now_ms) else "",
        again=say("web-incident-again", lang, times=one.times) if one.times > 1 else "",
        left=say("web-incident-left", lang, left=left, count=count) if 0 < left < count else "",
        members=tuple(_member(one, device, zone, lang) for device in sorted(one.members, key=one.names.__getitem__)),
        may=may(who, "repair", row.path),
        open=row.closed_ms is None,
    )


def _since(one: Told, zone: str, now_ms: int, lang: str) -> str:
    row = one.row
    when = moments.when(wall(row.since_ms, zone), lang)
    if row.ended_ms is not None:
        return say("web-incident-lasted", lang, when=when, length=length((row.ended_ms - row.since_ms) // 1000, lang))
    return say("web-incident-since", lang, when=when, ago=moments.ago(row.since_ms, now_ms, lang))


def _member(one: Told, device: str, zone: str, lang: str) -> dict[str, str]:
    until_ms = one.members[device].until_ms
    back = say("web-incident-back", lang, when=moments.when(wall(until_ms, zone), lang)) if until_ms else ""
    return {"id": device, "name": one.names[device], "back": back}


def story(conn: Connection, id: str, zone: str, lang: str) -> list[dict[str, str]]:
    """What people did about it, the newest first."""
    notes = incidents.notes(conn, id)[::-1]
    names = people(conn, {note.who for note in notes})
    return [
        {
            "when": moments.when(wall(note.at_ms, zone), lang),
            "who": names.get(note.who, note.who),
            "what": say(f"incident-note-{note.kind}", lang),
            "text": _text(note, zone, lang),
        }
        for note in notes
    ]


def _text(note: Note, zone: str, lang: str) -> str:
    if note.kind == "silence" and note.text.isdigit():
        return say("web-incident-silent", lang, when=moments.when(wall(int(note.text), zone), lang))
    return note.text
