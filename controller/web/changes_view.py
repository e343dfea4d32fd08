"""What changed since somebody decided last, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from controller.api.telling import in_words
from controller.broadcast.changes import Change, changes, pieces
from controller.broadcast.decided import content_of
from controller.store import announcements, decisions, media
from controller.store.announcements import Announcement
from controller.store.decisions import Decision
from controller.web import moments
from controller.web.sights import Names, people
from controller.words import say
from controller.words.instants import wall

TEXTS = ("title", "text")


def since_last(conn: Connection, row: Announcement, names: Names, today: date, lang: str) -> dict[str, Any] | None:
    """What was decided last, by whom, why, and what is otherwise since; None where nobody has decided yet."""
    last = decisions.latest(conn, row.id)
    if last is None:
        return None
    found = changes(last.content, content_of(row, announcements.audience_of(conn, row.id)))
    return {
        "outcome": last.outcome,
        "head": _head(conn, last, row.zone, lang),
        "reason": last.reason,
        "lines": [_line(conn, one, row, names, today, lang) for one in found],
    }


def _head(conn: Connection, last: Decision, zone: str, lang: str) -> str:
    who = people(conn, {last.who}).get(last.who, last.who)
    return say(f"inbox-last-{last.outcome}", lang, who=who, when=moments.when(wall(last.at_ms, zone), lang))


def _line(conn: Connection, one: Change, row: Announcement, names: Names, today: date, lang: str) -> dict[str, Any]:
    line = {"name": say(f"change-{one.what}", lang), "pieces": [], "gone": "", "new": "", "said": ""}
    if one.what in TEXTS:
        return line | {"pieces": pieces(one.before, one.after)}
    if one.what == "where":
        return line | _where(one, names)
    if one.what == "sound":
        return line | {"gone": _sound(conn, one.before, lang), "new": _sound(conn, one.after, lang)}
    said = [_said(one.what, side, row, today, lang) for side in (one.before, one.after)]
    if said[0] == said[1]:
        return line | {"said": say("change-otherwise", lang)}
    return line | {"gone": said[0], "new": said[1]}


def _where(one: Change, names: Names) -> dict[str, str]:
    def places(side: Mapping[str, Any], other: Mapping[str, Any]) -> str:
        left = [names.areas.get(code, code) for code in side["areas"] if code not in other["areas"]]
        return ", ".join(left + [names.devices.get(id, id) for id in side["devices"] if id not in other["devices"]])

    return {"gone": places(one.before, one.after), "new": places(one.after, one.before)}


def _sound(conn: Connection, hash: str | None, lang: str) -> str:
    master = media.get(conn, hash) if hash else None
    if master is None:
        return say("change-no-sound", lang)
    return f"{master.name or say('change-sound', lang)} ({moments.length(master.length_ms, lang)})"


def _said(what: str, value: Any, row: Announcement, today: date, lang: str) -> str:
    """A column's value as people read it; empty where only its being otherwise can be told."""
    match what:
        case "when":
            return in_words(replace(row, **value), lang, today)
        case "klass":
            return say(f"class-{value}", lang)
        case "volume":
            return say("web-percent", lang, percent=value)
        case "show":
            return say("web-minutes", lang, count=value)
        case "chime" | "page":
            return say("change-yes" if value else "change-no", lang)
    return ""
