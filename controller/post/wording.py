"""Messages in words: a title, a text that says what to do, an address to go on; and the same as data for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from controller.broadcast.inbox import Waiting
from controller.fleet.readiness import Broadcast
from controller.store import areas, devices, incidents
from controller.store.incidents import Row
from controller.store.post import CLOSED, Reaching, Wish
from controller.words import incidents as words
from controller.words import say
from controller.words.instants import wall
from controller.words.readiness import because

MOST_LINES = 20
"""Of a text; more are counted. A program gets five times as many."""
MOST_DATA = 100
Body = dict[str, Any]
Happening = tuple[str, Row]
"""What became of an incident (opened, closed), and how it is."""


def incidents_told(conn: Connection, wish: Reaching, happened: Sequence[Happening], public_url: str) -> Body:
    """Some incidents as one message."""
    lang, some = wish.language, happened[:MOST_DATA]
    under = incidents.members(conn, {row.id for _, row in some})
    names = {one.id: one.name for one in devices.many(conn, {row.device for _, row in some if row.device})}
    places = {row.area: area.name for _, row in some if (area := areas.get(conn, row.area)) is not None}
    data = [
        {
            "what": what,
            "id": row.id,
            "rule": row.rule,
            "severity": row.severity,
            "area": row.area,
            "device": row.device or None,
            "since_ms": row.since_ms,
            "opened_ms": row.opened_ms,
            "closed_ms": row.closed_ms,
            "devices": len(under.get(row.id, {})),
            "title": words.title(
                row.rule,
                names.get(row.device, row.device),
                places.get(row.area, row.area),
                len(under.get(row.id, {})),
                lang,
            ),
            "next_step": words.repair(row.rule, not row.device, lang),
            "url": f"{public_url}/incidents/{row.id}",
        }
        for what, row in some
    ]
    count = len(happened)
    title = str(_line(data[0], wish, lang)) if count == 1 else _counted(happened, lang)
    return {
        "title": title,
        "text": "\n\n".join(_paragraphs(data, count, wish, lang)),
        "url": f"{public_url}/incidents" if count > 1 else data[0]["url"],
        "data": {"incidents": data, "more": count - len(data)},
    }


def _counted(happened: Sequence[Happening], lang: str) -> str:
    closed = sum(what == CLOSED for what, _ in happened)
    return say("post-many", lang, opened=len(happened) - closed, closed=closed)


def _line(one: Body, wish: Reaching, lang: str) -> str:
    if one["what"] == CLOSED:
        return say("post-closed", lang, title=one["title"])
    return say("post-opened", lang, title=one["title"], at=f"{wall(one['since_ms'], wish.zone):%H:%M %d/%m}")


def _paragraphs(data: Sequence[Body], count: int, wish: Reaching, lang: str) -> list[str]:
    said = []
    for one in data[:MOST_LINES]:
        step = [] if one["what"] == CLOSED else [say("post-step", lang, step=one["next_step"])]
        said.append("\n".join([_line(one, wish, lang), *step, one["url"]]))
    if count > MOST_LINES:
        said.append(say("post-more", lang, count=count - MOST_LINES))
    return said


def digest_told(wish: Reaching, ahead: Broadcast | None, open_: int, late: bool, public_url: str) -> Body:
    """The morning in one message."""
    lang, ready = wish.language, len(ahead.boxes) - len(ahead.lacking) if ahead else 0
    if ahead is None:
        title = say("post-digest-nothing", lang)
    elif not ahead.lacking:
        title = say("post-digest-all", lang, all=len(ahead.boxes), at=_clock(ahead, wish))
    else:
        title = say("post-digest", lang, ready=ready, all=len(ahead.boxes), at=_clock(ahead, wish))
    lacking = ahead.lacking if ahead else ()
    lines = [say("post-digest-box", lang, name=one.name, why=because(one.causes, lang)) for one in lacking[:MOST_LINES]]
    if len(lacking) > MOST_LINES:
        lines.append(say("post-more", lang, count=len(lacking) - MOST_LINES))
    paragraphs = [title, "\n".join(lines), say("post-digest-open", lang, count=open_) if open_ else ""]
    if late:
        paragraphs.insert(0, say("post-digest-late", lang))
    return {
        "title": title,
        "text": "\n\n".join(one for one in paragraphs if one),
        "url": f"{public_url}/readiness",
        "data": {
            "late": late,
            "begin_ms": ahead.begin_ms if ahead else None,
            "devices": len(ahead.boxes) if ahead else 0,
            "ready": ready,
            "lacking": [
                {"device": one.device, "name": one.name, "area": one.area, "causes": list(one.causes)}
                for one in lacking[:MOST_DATA]
            ],
            "open_incidents": open_,
        },
    }


def _clock(ahead: Broadcast, wish: Reaching) -> str:
    return f"{wall(ahead.begin_ms, wish.zone):%H:%M}"


def asked_told(wish: Reaching, waits: Sequence[Waiting], public_url: str) -> Body:
    """What waits for somebody's word."""
    lang, count = wish.language, len(waits)
    lines = [_asked(one, lang) for one in waits]
    if count > MOST_LINES:
        lines = [*lines[:MOST_LINES], say("post-more", lang, count=count - MOST_LINES)]
    first = waits[0]
    title = say("post-asked", lang, title=first.row.title) if count == 1 else say("post-asked-many", lang, count=count)
    return {
        "title": title,
        "text": "\n".join(lines),
        "url": f"{public_url}/inbox/{first.key}" if count == 1 else f"{public_url}/inbox",
        "data": {
            "waiting": [
                {
                    "id": one.key,
                    "title": one.row.title,
                    "area": one.row.area,
                    "class": one.row.klass,
                    "due_ms": one.due_ms,
                }
                for one in waits[:MOST_DATA]
            ],
            "more": max(0, count - MOST_DATA),
        },
    }


def _asked(one: Waiting, lang: str) -> str:
    original = one.single.original_local if one.single is not None else one.row.start_local
    code = "post-asked-line" if one.single is None else "post-asked-single"
    return say(code, lang, title=one.row.title, at=original.replace("T", " "))


def trial_told(wish: Wish, public_url: str) -> Body:
    """A message that only shows that messages arrive."""
    title, text = (say(code, wish.language) for code in ("post-trial", "post-trial-text"))
    return {"title": title, "text": text, "url": f"{public_url}/notices", "data": {}}
