"""The lines of the book as people read them: the same words on the page, on paper, in the spreadsheet and for
programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from controller.logbook.line import ALERT, NOTICE, PLAY, TALK, Line, Tally
from controller.store import feed
from controller.store.occurrences import PRACTISED
from controller.store.tables import users
from controller.words import codes, lengths, outcomes, say
from controller.words.instants import wall

GOOD, SOME, BAD, CALM, STRUCK = "good", "some", "bad", "calm", "struck"
"""How a line came out, in one look."""
FORMS: Mapping[str, str] = {TALK: "book-title-talk", ALERT: "book-title-alert", PLAY: "book-title-play"}


@dataclass(frozen=True, slots=True)
class Told:
    """One line in words. ``day`` and ``clock`` are the place's own."""

    day: str
    clock: str
    weekday: str
    title: str
    source: str
    maker: str
    approver: str
    length: str
    result: str
    note: str
    look: str
    line: Line


def told(conn: Connection, found: Sequence[Line], lang: str) -> list[Told]:
    """Each line in words."""
    names = _names(conn, {id for one in found for id in (one.maker, one.approver) if id})
    return [_told(one, names, lang) for one in found]


def _names(conn: Connection, ids: set[str]) -> dict[str, str]:
    query = select(users.c.id, users.c.name).where(feed.among(conn, users.c.id, ids))
    return dict(conn.execute(query).all())


def _told(one: Line, names: Mapping[str, str], lang: str) -> Told:
    local = wall(one.at_ms, one.zone)
    result, look = outcome(one, lang)
    return Told(
        day=f"{local:%d/%m/%Y}",
        clock=f"{local:%H:%M}",
        weekday=say(f"web-weekday-{local.isoweekday()}", lang),
        title=say(FORMS[one.kind], lang, title=one.title) if one.kind in FORMS else one.title,
        source=_source(one, lang),
        maker=names.get(one.maker, one.maker),
        approver=names.get(one.approver, one.approver),
        length=lengths.length(round((one.until_ms - one.at_ms) / 1000), lang) if one.until_ms else "",
        result=result,
        note=_note(one, lang),
        look=look,
        line=one,
    )


def _source(one: Line, lang: str) -> str:
    if one.kind != NOTICE:
        return say(f"book-source-{one.kind}", lang)
    name = f"book-origin-{one.origin}"
    return say(name, lang) if name in codes(lang) else one.origin


def outcome(one: Line, lang: str) -> tuple[str, str]:
    """``5/6 loa, 2/2 bảng``, and how that is."""
    if one.reason == PRACTISED:
        return say("book-practised", lang), CALM
    if one.state in ("cancelled", "dropped"):
        return say(f"occurrence-{one.state}", lang), STRUCK
    parts = [
        _share(name, tally, lang) for name, tally in (("speakers", one.speakers), ("boards", one.boards)) if tally.all
    ]
    if not parts:
        return say("book-nobody" if one.state == "past" else f"occurrence-{one.state}", lang), CALM
    good, bad = one.speakers.good + one.boards.good, one.speakers.bad + one.boards.bad
    if not good and not bad:
        return say("book-ahead", lang), CALM
    look = (GOOD if not one.quiet else SOME) if not bad else SOME if good else BAD
    return ", ".join(parts), look


def _share(name: str, tally: Tally, lang: str) -> str:
    return say(f"book-share-{name}", lang, good=tally.good, all=tally.all)


def _note(one: Line, lang: str) -> str:
    said = [say("book-drill", lang)] if one.drill else []
    if one.state in ("cancelled", "dropped") and one.reason and one.reason != PRACTISED:
        said.append(why(one.reason, lang))
    reasons: dict[str, int] = {}
    for tally in (one.speakers, one.boards):
        for name, count in tally.reasons.items():
            reasons[name] = reasons.get(name, 0) + count
    said += [
        say("book-because", lang, count=count, why=why(name, lang))
        for name, count in sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
    ]
    if one.quiet:
        said.append(say("book-quiet", lang, count=one.quiet))
    if one.late[0]:
        said.append(outcomes.summary(*one.late, lang))
    return "; ".join(said)


def why(name: str, lang: str) -> str:
    """A reason in words; a device of another maker may say something new."""
    for family in ("reason", "rung"):
        if f"{family}-{name}" in codes(lang):
            said = say(f"{family}-{name}", lang)
            return said[:1].lower() + said[1:]
    return name
