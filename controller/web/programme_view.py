"""What the programme pages show: the list of lists, and one running list as a table of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from controller.api.problems import sentence
from controller.api.programme_telling import steps_of
from controller.broadcast import value
from controller.broadcast.desk import Desk
from controller.broadcast.programmes.found import programme_for
from controller.broadcast.programmes.outlook import outlook
from controller.broadcast.programmes.slots import Slot, coming, rows_of
from controller.broadcast.programmes.value import is_agreed, programme
from controller.errors import Refused as Said
from controller.people.who import Who
from controller.store import areas, programmes
from controller.store.announcements import Announcement as Row
from controller.web import moments
from controller.web.sights import people
from controller.words import say
from controller.words.lengths import encoded, length, offered
from controller.words.rules import sentence as rule_sentence
from schedules.errors import Refused
from schedules.fingerprint import list_fingerprint
from schedules.lifecycle import AGREED, State
from schedules.programme import Programme
from schedules.recurrence import occurrences
from schedules.walltime import bounds, to_local, whole_seconds, zone_named

AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Card:
    """One programme in the list."""

    id: str
    name: str
    when: str
    minutes: int
    entries: int
    in_force: bool
    needs: bool
    reason: str


def cards(conn: Connection, who: Who, lang: str) -> list[Card]:
    """All programmes of a person's area."""
    return [
        Card(
            row.id,
            row.name,
            rule_sentence(programme(listed).rule, lang),
            row.minutes,
            len(listed[1]),
            is_agreed(listed),
            "agree" in steps_of(conn, who, listed) and not row.reason,
            row.reason,
        )
        for listed in programmes.below(conn, who.path)
        for row in listed[:1]
    ]


def naming(conn: Connection, who: Who, announcement: str, lang: str) -> list[dict[str, str]]:
    """The programmes in whose list an announcement stands, as far as the person may see them."""
    found = []
    for row, lines in programmes.naming(conn, [announcement]):
        if areas.known(conn, row.area).path.startswith(who.path):
            number = next(at for at, line in enumerate(lines, 1) if line.announcement == announcement)
            agreed = "" if is_agreed((row, lines)) else "-waiting"
            said = say(f"web-in-programme{agreed}", lang, number=number)
            found.append({"id": row.id, "name": row.name, "said": said})
    return found


def whole(desk: Desk, who: Who, id: str, day: str, lang: str) -> dict[str, Any]:
    """Everything on a programme's page; ``day`` is the chosen one, or the next with a slot."""
    now = value.instant(desk.now_ms())
    with desk.store.read() as conn:
        listed = programme_for(conn, who, id, "read")
        row, wanted = listed[0], programme(listed)
        seen = outlook(conn, desk, who, wanted)
        chosen = moments.typed_day(day) or shown_day(conn, wanted, now, seen.refusals)
        found = [*seen.refusals, *(one for one in seen.notes if one.code != "entry-not-agreed")]
        known = people(conn, {row.maker, row.approver})
        steps = steps_of(conn, who, listed)
        return {
            "one": row,
            "when": rule_sentence(wanted.rule, lang),
            "in_force": is_agreed(listed),
            "fingerprint": list_fingerprint(wanted),
            "day": f"{chosen:%Y-%m-%d}",
            "day_name": moments.day(datetime.combine(chosen, datetime.min.time()), lang),
            "slots": of_day(conn, wanted, chosen, lang),
            "findings": [sentence(refused, lang, row.zone) for refused in found],
            "blocked": bool(seen.refusals),
            "steps": steps,
            "own_waiting": not is_agreed(listed) and who.user_id in row.editors,
            "maker": known.get(row.maker, row.maker),
            "approver": known.get(row.approver, ""),
        }


def shown_day(conn: Connection, wanted: Programme, now: datetime, refusals: Iterable[Said]) -> date:
    """The day on which something does not fit; else that of the next slot, or today where none is left."""
    zone = zone_named(wanted.rule.zone)
    for one in refusals:
        if one.code.startswith("programme-too-long"):
            return to_local(datetime.fromisoformat(str(one.params["first"])), zone).date()
    try:
        found = occurrences(wanted.rule, now, now + AHEAD, value.holidays(conn))[:1]
    except Refused:
        found = ()
    return to_local(found[0].start if found else now, zone).date()


def of_day(conn: Connection, wanted: Programme, day: date, lang: str) -> list[dict[str, Any]]:
    """Each slot of a day as a table."""
    rows = rows_of(conn, wanted)
    since, until = bounds(day, day, wanted.rule.zone)
    return [table(wanted, one, rows, lang) for one in coming(conn, wanted, rows, since, until)]


def table(wanted: Programme, slot: Slot, rows: Mapping[str, Row], lang: str) -> dict[str, Any]:
    """One slot, line by line, with its sum and, where it is too long, with what would help."""
    zone, layout = zone_named(wanted.rule.zone), slot.layout
    places = {place.number: place for place in layout.places}
    lines = []
    for number, entry in enumerate(wanted.entries, 1):
        place, row = places.get(number), rows.get(entry.announcement)
        lines.append(
            {
                "number": number,
                "id": entry.announcement,
                "title": row.title if row else entry.announcement,
                "state": row.state if row and State(row.state) not in AGREED else "",
                "at": moments.clock(to_local(place.start, zone), seconds=True) if place else "",
                "length": length(whole_seconds(place.length), lang) if place else "",
                "gap": length(entry.gap_s, lang) if place and entry.gap_s and place is not layout.places[0] else "",
                "times": entry.repeats,
                "over": place is not None and place.span.end > layout.slot.end,
            }
        )
    left = layout.slot.length - layout.total
    return {
        "day": moments.day(to_local(layout.slot.start, zone), lang),
        "start": moments.clock(to_local(layout.slot.start, zone)),
        "end": moments.clock(to_local(layout.slot.end, zone)),
        "minutes": wanted.minutes,
        "empty": not layout.places,
        "turns": layout.turn.of,
        "lines": lines,
        "total": length(whole_seconds(layout.total), lang),
        "left": length(whole_seconds(left), lang) if left > timedelta() else "",
        "over": length(whole_seconds(layout.overrun), lang) if layout.overrun else "",
        "offers": _said(slot, lang),
    }


def _said(slot: Slot, lang: str) -> Sequence[dict[str, str]]:
    """Each step in words, and as the form takes it."""
    found = {text: offered(text, lang) for text in (encoded([one]) for one in slot.offers)}
    return [{"step": step, "text": said[:1].upper() + said[1:]} for step, said in found.items()]
