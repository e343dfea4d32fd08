"""The form of an announcement that somebody else saved while it was being changed."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection
from starlette.datastructures import FormData

from controller.broadcast import relays
from controller.broadcast.desk import Desk
from controller.broadcast.speech import Wish, settled
from controller.people.who import Who
from controller.store import announcements, compositions
from controller.store.announcements import Announcement
from controller.web import meeting, meeting_view
from controller.web.compose_form import Form, draft_of, of_row
from controller.web.meeting_view import Meeting
from controller.web.visitors import word


def form_of(conn: Connection, row: Announcement) -> Form:
    """What is there now."""
    facts = relays.facts_of(conn, row.sound)
    carried = relays.wish_of(facts) if facts else None
    made = compositions.of_sound(conn, row.sound)
    return of_row(row, announcements.audience_of(conn, row.id), settled(conn, row.area, Wish()), made, carried)


def begun(conn: Connection, desk: Desk, who: Who, row: Announcement) -> Form:
    """The form that is opened now: it remembers what it began from."""
    form = form_of(conn, row)
    return replace(form, seen=meeting.marks(draft_of(form, who, row, desk.press.kinds())[0]))


def met(conn: Connection, desk: Desk, who: Who, row: Announcement, form: Form, lang: str) -> Meeting | None:
    """What the other one did, where it is not what this form says; None where nobody did anything to it."""
    if form.edition == str(row.edition):
        return None
    mine, theirs = (draft_of(one, who, row, desk.press.kinds())[0] for one in (form, form_of(conn, row)))
    parts = meeting.apart(mine, theirs, form.seen)
    return meeting_view.told(conn, row, mine, theirs, parts, desk.now_ms(), lang) if parts else None


def joined(
    desk: Desk, who: Who, typed: FormData, form: Form, row: Announcement, lang: str
) -> tuple[Form, Meeting | None]:
    """The form with what was chosen of theirs; or, where it has to be chosen first, what the page asks.

    What was theirs and is not wanted stays as a draft beside.
    """
    with desk.store.read() as conn:
        theirs = begun(conn, desk, who, row)
        has_chosen = word(typed, "met") == theirs.edition != form.edition
        asked = None if has_chosen else met(conn, desk, who, row, form, lang)
    if not has_chosen:
        # Without anything to choose the two say the same, and nobody is stopped.
        return (form if asked else replace(form, edition=theirs.edition)), asked
    pairs = typed.multi_items()
    if meeting.chosen(pairs, meeting.MINE):
        with desk.store.write() as conn:
            meeting_view.keep_theirs(conn, row, theirs, desk.now_ms())
    form = meeting.taking(form, theirs, meeting.chosen(pairs, meeting.THEIRS))
    return replace(form, edition=theirs.edition, seen=theirs.seen), None
