"""How an announcement stands on boards: in which template, with which words and picture besides its title and text.

Kept as one document beside the announcement. Nothing chosen is no document: then the class decides, as it always did.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from controller.broadcast import film_reach
from controller.broadcast.desk import Desk
from controller.errors import NotFound, Refused
from controller.ports import Notice, Pages, Panel
from controller.store import devices, media, plates
from controller.store.announcements import Announcement, Audience
from controller.store.plates import Plate
from controller.words import say
from devices.ids import is_hash
from devices.profiles import Profile, profile

PICTURE = "picture"
"""The kind of a medium that somebody sent to be shown."""
PAGES = "pages"
MIDDLE = (0.5, 0.5)
OWN = frozenset({"title", "text"})


@dataclass(frozen=True, slots=True)
class Board:
    """A choice. ``template`` None: by class. ``picture`` is a medium's hash, ``focus`` what of it stays in sight."""

    template: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    picture: str | None = None
    focus: tuple[float, float] = MIDDLE
    film: str | None = None
    """A film's hash: it is played after the pages."""
    share: int = 1
    """Turns that it has for each one of another's."""
    pages: tuple[str, ...] = ()
    """Pages of a paper, or photos, one after the other: media's hashes."""

    def document(self) -> dict[str, Any] | None:
        """As it is kept: what is empty is not in it."""
        words = {name: text.strip() for name, text in sorted(self.words.items()) if text.strip()}
        more: dict[str, Any] = {"film": self.film} if self.film else {}
        more |= {"share": self.share} if self.share > 1 else {}
        more |= {"pages": list(self.pages)} if self.pages else {}
        if self.template is None and not words and self.picture is None and not more:
            return None
        made: dict[str, Any] = {"template": self.template, "words": words, **more}
        return made | ({"picture": self.picture, "focus": list(self.focus)} if self.picture else {})


def of_document(kept: Mapping[str, Any] | None) -> Board | None:
    """The choice that an announcement keeps."""
    if kept is None:
        return None
    across, down = kept.get("focus", MIDDLE)
    words, pages = dict(kept["words"]), tuple(kept.get("pages", ()))
    film, share = kept.get("film"), kept.get("share", 1)
    return Board(kept["template"], words, kept.get("picture"), (across, down), film, share, pages)


def digest(kept: Mapping[str, Any] | None) -> str:
    """SHA-256 of a choice, in whichever order a database gives it back; empty where nothing was chosen."""
    if kept is None:
        return ""
    return hashlib.sha256(json.dumps(kept, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def notice(desk: Desk, row: Announcement, plate: Plate) -> Notice:
    """What the press is given."""
    return noticed(desk, row.title, row.text, row.klass, of_document(row.board), plate)


def noticed(desk: Desk, title: str, text: str, klass: str, chosen: Board | None, plate: Plate) -> Notice:
    """The same from its parts."""
    board = chosen or Board()
    return Notice(
        title,
        text,
        plate.name,
        klass,
        say(f"page-class-{klass}", "vi"),
        template=board.template,
        words=board.words,
        picture=desk.shelf.path(board.picture) if board.picture and is_hash(board.picture) else None,
        focus=board.focus,
        pages=tuple(desk.shelf.path(one) for one in board.pages),
        emblem=desk.shelf.path(plate.emblem) if plate.emblem else None,
    )


def page_source(press: Pages, row: Announcement, plate: Plate) -> str:
    """The name of what a page is made from: all that is on it and nothing else, so that equal words share a picture."""
    kind = press.kind(row.board["template"] if row.board else None, row.klass)
    said = [kind.edition, plate.name, plate.emblem if kind.emblem else "", row.klass, row.title, row.text]
    return hashlib.sha256(json.dumps(["page-3", *said, digest(row.board)]).encode()).hexdigest()


def panels(conn: Connection, whom: Audience) -> dict[str, Profile]:
    """The kinds of boards in an audience: a model for each recipe."""
    reached = {profile(one.profile) for one in devices.in_audience(conn, whom.areas, whom.devices)}
    return dict(sorted({model.recipe: model for model in reached if model.panel is not None}.items()))


def panel_of(model: Profile) -> Panel:
    """A profile's panel as the press knows it."""
    assert model.panel is not None
    panel = model.panel
    return Panel(panel.width, panel.height, panel.colours, panel.smallest_letter, panel.moves, panel.fps, panel.clip_s)


def mistakes(
    conn: Connection, desk: Desk, area: str, title: str, text: str, klass: str, chosen: Board | None, whom: Audience
) -> list[Refused]:
    """All that stands against it on the boards of this audience, by the field of the form."""
    shown_on = [panel_of(model) for model in panels(conn, whom).values()]
    if chosen is None and not shown_on:
        return []
    notice = noticed(desk, title, text, klass, chosen, plates.of(conn, area))
    wrong = [_named(one) for one in desk.press.complaints(notice, shown_on)]
    board = chosen or Board()
    named = dict.fromkeys(board.pages, PAGES) | ({board.picture: PICTURE} if board.picture else {})
    kept = media.many(conn, list(named))
    unknown = [name for hash, name in named.items() if hash not in kept or kept[hash].kind != PICTURE]
    wrong += [NotFound("picture-unknown", f"board.{name}") for name in dict.fromkeys(unknown)]
    return wrong + (film_reach.mistakes(conn, chosen.film, whom) if chosen is not None else [])


def _named(one: Refused) -> Refused:
    name = one.field or "template"
    if name in OWN:
        return one
    inside = name if name in {"template", PICTURE, PAGES} else f"words.{name}"
    return Refused(one.code, f"board.{inside}", **one.params)
