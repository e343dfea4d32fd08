"""What two people made of one announcement, as the compose page shows it; and theirs kept as a draft beside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from controller.api.telling import in_words
from controller.broadcast.changes import pieces
from controller.broadcast.form import Draft
from controller.store import audit, drafts, media, relay_sources, users
from controller.store.announcements import Announcement, Audience
from controller.store.drafts import Written
from controller.store.users import User
from controller.web import draft_form, moments
from controller.web.compose_form import Form
from controller.web.meeting import Part
from controller.web.sights import Names
from controller.words import say
from controller.words.instants import wall

LETTERS = 600
"""Of a text so much is shown; the whole stands in the form, and in the draft beside."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the page asks: who was first and when, and a line for each part to choose."""

    edition: int
    head: str
    lines: list[dict[str, Any]]


def told(
    conn: Connection, row: Announcement, mine: Draft, theirs: Draft, parts: list[Part], now_ms: int, lang: str
) -> Meeting:
    """In words."""
    names, who = Names.load(conn), last_editor(conn, row)
    today = wall(now_ms, row.zone).date()

    def said(draft: Draft, what: str) -> str:
        return _said(conn, names, row, draft, what, lang) or say("meeting-otherwise", lang)

    def when(draft: Draft) -> str:
        told = replace(row, start_local=draft.start, rrule=draft.rrule, lunar=draft.lunar, holidays=draft.holidays)
        return (in_words(told, lang, today) if draft.start else "") or say("compose-not-yet", lang)

    lines = [
        {
            "what": one.what,
            "name": say(f"change-{one.what}", lang),
            "whose": one.whose,
            "pieces": pieces(mine.text, theirs.text) if one.what == "text" else [],
            "mine": when(mine) if one.what == "when" else said(mine, one.what),
            "theirs": when(theirs) if one.what == "when" else said(theirs, one.what),
        }
        for one in parts
    ]
    at = moments.clock(wall(row.changed_ms, row.zone))
    return Meeting(row.edition, say("meeting-head", lang, name=who.name if who else "?", time=at), lines)


def _said(conn: Connection, names: Names, row: Announcement, draft: Draft, what: str, lang: str) -> str:
    match what:
        case "title":
            return draft.title
        case "text":
            return draft.text[:LETTERS] + ("…" if len(draft.text) > LETTERS else "")
        case "where":
            return names.where(Audience(draft.areas, draft.devices)) or say("compose-nowhere", lang)
        case "klass":
            return say(f"class-{draft.klass}", lang)
        case "volume":
            return say("web-percent", lang, percent=draft.volume)
        case "show":
            return say("web-minutes", lang, count=draft.show_minutes)
        case "page":
            return say("change-yes" if draft.page else "change-no", lang)
        case "sound":
            return _sound(conn, row, draft, lang)
    return ""


def _sound(conn: Connection, row: Announcement, draft: Draft, lang: str) -> str:
    if draft.relay is not None:
        station = next((one for one in relay_sources.holding(conn, row.area) if one.id == draft.relay.source), None)
        return station.name if station else ""
    master = media.get(conn, draft.sound) if draft.sound else None
    if master is None:
        return "" if draft.speech is not None else say("change-no-sound", lang)
    return f"{master.name or say('change-sound', lang)} ({moments.length(master.length_ms, lang)})"


def last_editor(conn: Connection, row: Announcement) -> User | None:
    """Who saved what stands there now."""
    line = next((one for one in audit.recent(conn, 20, subject=row.id) if one.action in ("edit", "compose")), None)
    return users.by_login(conn, line.who) if line else None


def keep_theirs(conn: Connection, row: Announcement, form: Form, now_ms: int) -> None:
    """What the other one had saved, as a draft beside: once, however often the page is sent."""
    id = f"d-{row.id}-{row.edition}"[:64]
    if drafts.get(conn, id) is not None:
        return
    who = last_editor(conn, row)
    writer = who.id if who else row.maker
    sound = row.sound if row.sound and media.get(conn, row.sound) else None
    pairs = [list(pair) for pair in draft_form.told(form)]
    drafts.put(
        conn,
        Written(id, row.area, writer, writer, "", 1, row.title, now_ms, now_ms, row.id, sound, fields=pairs),
    )
