"""The part of the compose form that says how the notice stands on boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData

from controller.broadcast.board import PAGES, PICTURE, Board, of_document
from controller.broadcast.film_reach import FILM
from controller.errors import Refused
from controller.ports import Kind
from controller.web.visitors import several, word
from controller.words import say

LINES = ("title2", "text2", "table", "caption", "link", "ticker")
"""Fields of letters, in the order of the form."""
LONG = frozenset({"text2", "table"})
MOST_PAGES = 20
FIELDS: Mapping[str, str] = {
    "board.pages": "paper_file",
    "paper": "paper_file",
    "board.film": "film_file",
    FILM: "film_file",
    "board.template": "template",
    "board.picture": "picture_file",
    PICTURE: "picture_file",
    **{f"board.words.{name}": name for name in LINES},
}
"""The path's name of a field → the form's."""
MIDDLE = "50"
SHARES = tuple(map(str, range(1, 10)))


@dataclass(frozen=True, slots=True)
class Typed:
    """As it was typed. ``template`` is empty where the class decides; ``across`` and ``down`` are percent."""

    template: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    picture: str = ""
    across: str = MIDDLE
    down: str = MIDDLE
    film: str = ""
    share: str = "1"
    pages: tuple[str, ...] = ()
    """Of a paper."""


NOTHING = Typed()


def of_typed(typed: FormData, picture: str, film: str) -> Typed:
    """What was typed; ``picture`` and ``film`` are those that count now. Cells out of a copied table come with tabs."""
    words = {name: word(typed, name).replace("\r\n", "\n") for name in LINES}
    words["table"] = words["table"].replace("\t", " | ")
    return Typed(
        word(typed, "template"),
        words,
        "" if word(typed, "no_picture") else picture,
        word(typed, "across", MIDDLE).strip(),
        word(typed, "down", MIDDLE).strip(),
        "" if word(typed, "no_film") else film,
        word(typed, "share", "1").strip(),
        tuple(one for one in several(typed, "pages") if one not in several(typed, "no_pages"))[:MOST_PAGES],
    )


def of_row(kept: Mapping[str, Any] | None) -> Typed:
    """What an announcement keeps."""
    board = of_document(kept) or Board()
    across, down = (str(round(100 * share)) for share in board.focus)
    film, share = board.film or "", str(board.share)
    return Typed(board.template or "", board.words, board.picture or "", across, down, film, share, board.pages)


def choice_of(typed: Typed, klass: str, kinds: Sequence[Kind], wrong: list[Refused]) -> Board:
    """The choice that the form means: of what was typed as much as the template takes; the rest was for another."""
    template = typed.template or None
    taken = next((one.takes for one in kinds if one.id == template), () if klass == "emergency" else ("ticker",))
    words = {name: text for name, text in typed.words.items() if name in taken and text.strip()}
    focus = (_share(typed.across, "across", wrong), _share(typed.down, "down", wrong))
    share = int(typed.share) if typed.share in SHARES else 1
    picture = typed.picture or None if PICTURE in taken else None
    pages = typed.pages if PAGES in taken else ()
    return Board(template, words, picture, focus, typed.film or None, share, pages)


def offered(kinds: Sequence[Kind], chosen: str) -> list[Kind]:
    """The templates to choose from: those that take more than every notice has, and what is chosen already."""
    return [one for one in kinds if set(one.takes) - {"ticker"} or one.id == chosen]


def said(kind: Kind, lang: str) -> str:
    """``chú thích ảnh, ảnh``; the ticker is not told, since it stands beside any."""
    return ", ".join(say(f"board-field-{name}", lang) for name in kind.takes if name != "ticker")


def _share(text: str, name: str, wrong: list[Refused]) -> float:
    if text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= 100:
        return int(text) / 100
    wrong.append(Refused("number-wanted", name))
    return 0.5
