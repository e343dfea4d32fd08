"""Drafts as the list of announcements shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.people.who import Who
from controller.store import areas
from controller.store.drafts import Written
from controller.web import moments
from controller.web.sights import people
from controller.words import say
from controller.words.instants import wall


@dataclass(frozen=True, slots=True)
class Card:
    """One draft."""

    id: str
    title: str
    saved: str
    """When it was saved last, and by whom if it was somebody else."""
    href: str
    changes: bool
    """It would change an announcement that is there."""


def cards(conn: Connection, who: Who, rows: Sequence[Written], lang: str) -> list[Card]:
    """The list."""
    names = people(conn, {row.writer for row in rows})
    return [_card(conn, who, row, names.get(row.writer, row.writer), lang) for row in rows]


def _card(conn: Connection, who: Who, row: Written, writer: str, lang: str) -> Card:
    when = moments.when(wall(row.changed_ms, areas.known(conn, row.area).zone), lang)
    saved = say("draft-card-mine", lang, when=when)
    if row.writer != who.user_id:
        saved = say("draft-card-theirs", lang, when=when, name=writer)
    here = f"/announcements/{row.announcement}/edit" if row.announcement else "/announcements/new"
    title = row.title or say("draft-untitled", lang)
    return Card(row.id, title, saved, f"{here}?draft={row.id}", row.announcement is not None)
