"""The log of who did what, in sentences."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from controller.store import announcements, areas, devices, users
from controller.store.audit import Line
from controller.web import moments
from controller.words import codes, say
from controller.words.instants import wall

GROUPS: Mapping[str, tuple[str, ...]] = {
    "people": ("sign-", "user-", "password-", "session-", "factor-", "token-", "first-", "guessed"),
    "notices": (
        *("compose", "edit", "submit", "approve", "reject", "cancel", "hear", "upload"),
        *("draft", "single-", "programme-"),
    ),
    "live": ("live-", "alert-", "relay-begin", "relay-end", "order-play", "order-stop"),
    "devices": ("device-", "claim", "box-", "order-", "release", "campaign", "refused", "selftest", "neighbours-"),
    "places": ("area-", "emblem", "lexicon", "holidays", "relay-source", "residents", "practice", "feedback"),
}
"""What one may choose from, as people think of it: how the actions of each kind begin."""
ITSELF = ("system", "terminal", "demo")
"""Who is no person."""


def lines(conn: Connection, found: Sequence[Line], zone: str, lang: str) -> list[dict[str, Any]]:
    """Each as a sentence: who, what, when, from where."""
    names = _names(conn, {one.subject for one in found})
    people = {one.login: one.name for one in users.below(conn)}
    return [
        {
            "id": one.id,
            "when": moments.when(wall(one.at_ms, zone), lang),
            "who": _who(one.who, people, lang),
            "login": one.who if one.who in people else "",
            "what": _sentence(one, names, lang),
            "address": one.address,
        }
        for one in found
    ]


def _sentence(one: Line, names: Mapping[str, str], lang: str) -> str:
    detail = one.detail if isinstance(one.detail, dict) else {}
    said = next((str(detail[key]) for key in ("title", "name", "path") if detail.get(key)), "")
    what = (said or names.get(one.subject) or one.subject)[:120]
    code = f"log-{one.action}"
    return say(code, lang, what=what) if code in codes(lang) else say("log-other", lang, what=what, action=one.action)


def _who(who: str, people: Mapping[str, str], lang: str) -> str:
    return say(f"log-by-{who}", lang) if who in ITSELF else people.get(who, who)


def _names(conn: Connection, subjects: Collection[str]) -> dict[str, str]:
    """What people call these, where they are something with a name."""
    found = {one.id: one.title for one in announcements.many(conn, {one.partition(".")[0] for one in subjects})}
    found |= {one.id: one.name for one in devices.many(conn, subjects)}
    found |= {one.code: one.name for one in areas.below(conn, ended=True) if one.code in subjects}
    return found | {one.id: one.name for one in users.below(conn) if one.id in subjects}
