"""What the page of the book shows: its filters, and its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Connection, select

from controller.logbook.telling import Told
from controller.logbook.wanted import KLASSES, OUTCOMES
from controller.people.who import MAY, Who
from controller.store import areas
from controller.store.areas import within
from controller.store.tables import areas as area_rows
from controller.store.tables import users
from controller.words import say

LOOKS: Mapping[str, tuple[str, str]] = {
    "good": ("good", "check"),
    "some": ("wait", "warn"),
    "bad": ("bad", "cross"),
    "calm": ("calm", "clock"),
    "struck": ("calm", "dash"),
}
"""The mark of a line: its colour and its shape."""
FIELDS = ("since", "until", "area", "class", "words", "outcome", "approver")
MOST_AREAS = 400


def filters(conn: Connection, who: Who, lang: str) -> dict[str, list[tuple[str, str]]]:
    """What may be chosen in each field: value and words, the empty choice first."""
    inside = areas.below(conn, who.path)[:MOST_AREAS]
    depth = who.path.count("/")
    places = [(one.code, "\u2003" * (one.path.count("/") - depth) + one.name) for one in inside]
    return {
        "area": [("", say("book-every-area", lang)), *places],
        "class": [("", say("book-every-klass", lang)), *((one, say(f"class-{one}", lang)) for one in KLASSES)],
        "outcome": [
            ("", say("book-every-outcome", lang)),
            *((one, say(f"book-outcome-{one}", lang)) for one in OUTCOMES),
        ],
        "approver": [("", say("book-every-approver", lang)), *_leaders(conn, who)],
    }


def _leaders(conn: Connection, who: Who) -> list[tuple[str, str]]:
    query = (
        select(users.c.id, users.c.name)
        .join_from(users, area_rows, users.c.area == area_rows.c.code)
        .where(users.c.role.in_(sorted(MAY["approve"])), within(area_rows.c.path, who.path))
        .order_by(users.c.name)
    )
    return [(id, name) for id, name in conn.execute(query).all()]


def address(path: str, typed: Mapping[str, str], **more: str) -> str:
    """The same question at another place."""
    said = {name: value for name, value in (dict(typed) | more).items() if value}
    return f"{path}?{urlencode(said)}" if said else path


def entries(told: Sequence[Told]) -> list[dict[str, Any]]:
    """Each line of the page."""
    return [_entry(one) for one in told]


def _entry(one: Told) -> dict[str, Any]:
    line = one.line
    look, shape = LOOKS[one.look]
    return {
        "clock": one.clock,
        "day": f"{one.weekday} {one.day}",
        "id": line.id,
        "path": f"/announcements/{line.announcement}" if line.announcement else "",
        "title": one.title,
        "klass": line.klass,
        "who": " → ".join(dict.fromkeys(name for name in (one.maker, one.approver) if name)),
        "length": one.length,
        "result": one.result,
        "look": look,
        "shape": shape,
        "note": one.note,
    }
