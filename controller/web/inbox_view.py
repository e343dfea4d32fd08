"""What the leader's inbox shows: one thing to decide on one screen of a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from controller.api.problems import sentence
from controller.api.telling import in_words, remarks
from controller.broadcast import looks, single_list
from controller.broadcast.desk import Desk
from controller.broadcast.inbox import Waiting
from controller.broadcast.single_value import fingerprint, varied
from controller.broadcast.submit import outlook
from controller.people.who import Who
from controller.store import announcements, decisions, media
from controller.store.decisions import APPROVED
from controller.web import changes_view, hear_view, looks_view, moments, programme_view, single_view, sound_view
from controller.web.sights import Names, people, reach
from controller.words import say
from controller.words.instants import wall
from devices.relay import KIND
from schedules.lifecycle import State

REASONS = ("time", "facts", "unclear", "not-now")
"""Why notices are returned most often: a tick each, since a phone is a poor place to write."""


def shown(conn: Connection, desk: Desk, who: Who, found: Sequence[Waiting], one: Waiting, lang: str) -> dict[str, Any]:
    """Everything that is needed to decide about one thing, and where it stands among all that waits."""
    keys = [each.key for each in found]
    row, names = one.row, Names.load(conn)
    today = wall(desk.now_ms(), row.zone).date()
    whom = announcements.audience_of(conn, row.id)
    speakers, boards = reach(conn, whom)
    then = row if one.single is None else varied(row, one.single)
    values = hear_view.to_hear(conn, who, row.id, then.sound) | {
        "key": one.key,
        "number": keys.index(one.key) + 1,
        "all": len(keys),
        "title": row.title,
        "text": then.text,
        "maker": _name(conn, row.maker if one.single is None else one.single.maker),
        "when": in_words(row, lang, today),
        "where": names.where(whom),
        "reach": say("web-tree-count", lang, speakers=speakers, boards=boards),
        "sound": _sound(conn, then.sound, lang),
        "looks": looks_view.told(
            looks.of_row(conn, desk, then, whom), looks_view.film_of(conn, (then.board or {}).get("film")), lang
        )
        if then.page
        else [],
        "reasons": REASONS,
    }
    return values | (_whole(conn, desk, one, names, lang) if one.single is None else _single(conn, desk, one, lang))


def _whole(conn: Connection, desk: Desk, one: Waiting, names: Names, lang: str) -> dict[str, Any]:
    seen = remarks(outlook(conn, desk, one.row))
    today = wall(desk.now_ms(), one.row.zone).date()
    return {
        "single": None,
        "fingerprint": one.row.fingerprint,
        "findings": [sentence(refusal, lang, one.row.zone) for refusal, _ in seen],
        "blocked": any(blocks for _, blocks in seen),
        "last": changes_view.since_last(conn, one.row, names, today, lang),
    }


def _single(conn: Connection, desk: Desk, one: Waiting, lang: str) -> dict[str, Any]:
    assert one.single is not None
    seen = single_list.seen(conn, desk, one.row, one.single)
    return {
        "single": single_view.told(conn, one.row, one.single, lang),
        "fingerprint": fingerprint(one.row, one.single),
        "findings": [sentence(each, lang, one.row.zone) for each in (*seen.refusals, *seen.notes)],
        "blocked": bool(seen.refusals),
        "last": None,
    }


def elsewhere(conn: Connection, who: Who, lang: str) -> list[dict[str, str]]:
    """What waits on pages of its own: running lists of programmes."""
    return [
        {"path": f"/programmes/{one.id}", "name": one.name, "said": one.when}
        for one in programme_view.cards(conn, who, lang)
        if one.needs
    ]


def outcome(conn: Connection, who: Who, about: str, lang: str) -> tuple[str, bool] | None:
    """What became of something that does not wait any more, and whether it is as this person decided; None where there
    is nothing to tell."""
    id, _, original = about.partition("/times/")
    row = announcements.get(conn, id)
    if row is None:
        return None
    last = decisions.latest(conn, id, original)
    if not original and row.state in (State.DRAFT, State.CANCELLED):
        return say(f"inbox-{row.state}", lang, title=row.title), False
    if last is None:
        return None
    name = f"inbox-{'you' if last.who == who.user_id else 'other'}-{last.outcome}"
    when = moments.when(wall(last.at_ms, row.zone), lang)
    said = say(name, lang, title=row.title, who=_name(conn, last.who), when=when)
    if last.outcome != APPROVED and last.who != who.user_id:
        said += " " + say("inbox-because", lang, reason=last.reason)
    return said, last.who == who.user_id


def _name(conn: Connection, id: str) -> str:
    return people(conn, {id}).get(id, id)


def _sound(conn: Connection, hash: str | None, lang: str) -> dict[str, Any] | None:
    master = media.get(conn, hash) if hash else None
    if master is None:
        return None
    length = moments.length(master.length_ms, lang)
    if master.kind == KIND:
        return {"relay": dict(master.facts), "name": master.name, "length": length, "doubts": []}
    return sound_view.told(master, lang)


def chosen(kinds: Sequence[str], text: str, lang: str) -> str:
    """The reason, of what was ticked and what was written."""
    ticked = ", ".join(say(f"inbox-reason-{one}", lang) for one in REASONS if one in kinds)
    return ". ".join(part for part in (ticked, text.strip()) if part)
