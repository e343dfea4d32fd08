"""Drafts keep what was typed, however unfinished: nothing is lost, nothing is overwritten in silence, and one form
becomes one announcement however often it is sent.

A save names the version that it began from. Where somebody else saved meanwhile it is refused, with who and when; the
same open page (its ``hand``) may always go on, also when the answer to its last save got lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from controller.blanks import blank as blanks
from controller.broadcast.desk import Desk
from controller.broadcast.form import short
from controller.broadcast.found import announcement_for
from controller.errors import Clash, NotFound, Refused
from controller.people.who import Who, require
from controller.store import areas, audit, drafts, media, users
from controller.store.drafts import Written

Pairs = Sequence[tuple[str, str]]
MOST_FIELDS = 2_000
LARGEST = 400_000
"""Letters of all fields together: twice the longest text."""
MOST_OPEN = 200
"""Drafts of one person."""
_ID = re.compile(r"[a-z0-9][a-z0-9-]{5,63}")
_NAME = re.compile(r"[a-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Page:
    """The open form that saves: its draft, what it began from, and a word that no other open page has."""

    draft: str
    version: int = 0
    hand: str = ""


def new_page() -> Page:
    """For a form that is opened now."""
    return Page(f"d{short()}", 0, short())


def is_id(text: str) -> bool:
    """Whether a page may call its draft so."""
    return _ID.fullmatch(text) is not None


def keep(
    desk: Desk, who: Who, page: Page, area: str, pairs: Pairs, announcement: str | None = None, *, beside: bool = False
) -> Written:
    """Save what was typed. With ``beside`` what somebody else wrote there stays as a draft of its own.

    Raises ``Clash``: ``draft-changed`` (by whom, when, and the version to go on from), ``draft-sent``.
    """
    _refuse_what_cannot_be(page, pairs)
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        require(who, "write", areas.known(conn, area).path)
        if announcement is not None:
            announcement_for(conn, who, announcement, "write")
        old = _theirs(conn, who, page.draft)
        if old is None:
            if drafts.open_of(conn, who.user_id) >= MOST_OPEN:
                raise Refused("draft-too-many", limit=MOST_OPEN)
            old = Written(page.draft, area, who.user_id, who.user_id, page.hand, 0, "", now_ms, now_ms, announcement)
        else:
            _refuse_what_changed(conn, old, page)
        typed = [list(pair) for pair in pairs]
        if (old.fields, old.gone_ms) == (typed, None) and old.version:
            row = replace(old, hand=page.hand)
        else:
            row = replace(old, hand=page.hand, fields=typed, title=title_of(pairs), sound=_sound(conn, pairs))
            row = replace(row, area=area, writer=who.user_id, version=old.version + 1, changed_ms=now_ms, gone_ms=None)
            if beside and old.version and old.hand != page.hand:
                drafts.put(conn, replace(old, id=f"d{short()}", maker=old.writer, hand="", version=1))
                audit.append(
                    conn, now_ms, who.login, "draft-beside", old.id, {"title": old.title}, address=desk.address
                )
        drafts.put(conn, row)
    return row


def found(conn: Connection, who: Who, id: str) -> Written:
    """The draft, if it exists where this person may write. Raises ``NotFound("draft-unknown")``."""
    row = drafts.get(conn, id)
    if row is None or not areas.known(conn, row.area).path.startswith(who.path):
        raise NotFound("draft-unknown")
    require(who, "write", areas.known(conn, row.area).path)
    return row


def some(conn: Connection, who: Who) -> list[Written]:
    """The open ones, the last changed first."""
    require(who, "write", who.path)
    return drafts.below(conn, who.path)


def throw_away(desk: Desk, who: Who, id: str) -> Written:
    """Out of the list; `take_back` brings it back as long as the night has not tidied."""
    return _moved(desk, who, id, "draft-away", desk.now_ms())


def take_back(desk: Desk, who: Who, id: str) -> Written:
    """Back into the list."""
    return _moved(desk, who, id, "draft-back", None)


def _moved(desk: Desk, who: Who, id: str, action: str, gone_ms: int | None) -> Written:
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        row = found(conn, who, id)
        if row.became is not None:
            raise Clash("draft-sent", announcement=row.became)
        if (row.gone_ms is None) != (gone_ms is None):
            row = replace(row, gone_ms=gone_ms, changed_ms=now_ms)
            drafts.put(conn, row)
            audit.append(conn, now_ms, who.login, action, id, {"title": row.title}, address=desk.address)
    return row


def title_of(pairs: Pairs) -> str:
    """What it is called in the list."""
    typed = dict(pairs)
    blank = blanks.get(typed.get("blank", ""))
    if blank is not None:
        return blanks.filled(blank, {gap.name: typed.get(f"gap-{gap.name}", "") for gap in blank.gaps})[0][:300]
    return " ".join(typed.get("title", "").split())[:300]


def _theirs(conn: Connection, who: Who, id: str) -> Written | None:
    return found(conn, who, id) if drafts.get(conn, id) is not None else None


def _refuse_what_cannot_be(page: Page, pairs: Pairs) -> None:
    if not is_id(page.draft) or len(page.hand) > 64:
        raise Refused("draft-name", "draft")
    if len(pairs) > MOST_FIELDS or sum(len(name) + len(value) for name, value in pairs) > LARGEST:
        raise Refused("draft-too-large", "fields", limit=LARGEST)
    for name, value in pairs:
        if not _NAME.fullmatch(name) or "\x00" in value:
            raise Refused("draft-field", "fields", name=name[:40])


def _refuse_what_changed(conn: Connection, row: Written, page: Page) -> None:
    if row.became is not None:
        raise Clash("draft-sent", announcement=row.became)
    if row.version != page.version and (row.hand != page.hand or not page.hand):
        writer = users.get(conn, row.writer)
        since = datetime.fromtimestamp(row.changed_ms / 1000, UTC).isoformat()
        by = writer.name if writer else row.writer
        raise Clash("draft-changed", by=by, since=since, version=row.version)


def _sound(conn: Connection, pairs: Pairs) -> str | None:
    hash = next((value for name, value in pairs if name == "sound"), "")
    return hash if hash and media.get(conn, hash) is not None else None
