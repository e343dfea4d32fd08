"""A PDF or Word file is opened: its pages are kept as pictures, its text is handed back, and each kind of board says
how it would look. Nothing else of it is kept: whoever composes takes the text or names the pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from controller.broadcast import board, pictures
from controller.broadcast.desk import Desk
from controller.broadcast.upload import FILE_BUSY, FILE_NO_ROOM, turn
from controller.people.who import Who, require
from controller.ports import Document, PaperPage
from controller.shelf import with_room
from controller.store import areas, devices
from controller.store.media import Medium
from devices.profiles import Profile, profile

PAPER = "paper"
"""The template in which pages of papers stand."""


@dataclass(frozen=True, slots=True)
class OnBoard:
    """Letters on one kind of board: ``dots`` is how high the smallest capitals will be, None where the paper does not
    say; ``needed`` what people read from where they stand. ``shown`` is false where they are so small that the notice's
    own title and text stand there instead."""

    model: Profile
    dots: int | None
    needed: int
    shown: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of a paper."""

    document: Document
    pages: tuple[Medium, ...]
    boards: tuple[OnBoard, ...]


def take_paper(desk: Desk, who: Who, area: str, file: Path, name: str) -> Opened:
    """Open ``file`` for the area. Raises ``paper-…`` refusals."""
    with desk.store.read() as conn:
        path = areas.known(conn, area).path
        require(who, "write", path)
        models = {profile(one.profile) for one in devices.below(conn, path)}
    with turn(desk, FILE_BUSY), with_room(FILE_NO_ROOM):
        found = desk.papers.document(file)
    kept = pictures.keep(desk, who, area, name, [one.picture for one in found.pages]) if found.pages else []
    by_recipe = {model.recipe: model for model in models if model.panel is not None}
    boards = tuple(_on(desk, model, found.pages) for _, model in sorted(by_recipe.items())) if found.pages else ()
    return Opened(found, tuple(kept), boards)


def _on(desk: Desk, model: Profile, pages: tuple[PaperPage, ...]) -> OnBoard:
    panel = board.panel_of(model)
    sizes = [(one.picture.width, one.picture.height, one.letter) for one in pages]
    dots, shown = desk.press.letters_of(sizes, panel)
    return OnBoard(model, dots, panel.smallest_letter, shown)
