"""Templates of boards, pictures for them, and the emblems of areas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.boards import (
    Blank,
    BoardNow,
    Document,
    Emblem,
    EmblemGiven,
    Note,
    OnBoard,
    PaperPage,
    Picture,
    Template,
)
from controller.api.routes.media import BODY
from controller.api.system import AtDesk
from controller.api.uploads import Upload, uploaded
from controller.broadcast import wall
from controller.broadcast.board import OWN
from controller.broadcast.papers import OnBoard as On
from controller.broadcast.papers import Opened, take_paper
from controller.broadcast.pictures import set_emblem, take_picture
from controller.errors import Value
from controller.people.who import require
from controller.ports import Kind
from controller.store import areas, plates
from controller.store.media import Medium
from controller.words import say

router = APIRouter(tags=["boards"])


@router.get("/templates", responses=responses(401))
def templates(_who: Asking, desk: AtDesk) -> list[Template]:
    """The templates that an announcement may be set in, with what each takes."""
    return [_template(one) for one in desk.press.kinds()]


@router.get("/boards", responses=responses(401, 403, 404))
def boards(
    who: Asking, desk: AtDesk, area: Annotated[str, Query(max_length=64, description="and below; one's own")] = ""
) -> list[BoardNow]:
    """All boards now, by what they report of their panels and not by what was sent."""
    with desk.store.read() as conn:
        path = areas.known(conn, area).path if area else who.path
        return [
            BoardNow(
                device=one.device.id,
                name=one.device.name,
                area=one.device.area,
                state=one.state,  # type: ignore[arg-type]  # pydantic checks the word
                reported_ms=one.at_ms,
                picture=one.picture,
                shows=one.shows,
                wanted=one.wanted,
                differs=one.differs,
                faults=one.faults,
            )
            for one in wall.now(conn, desk, who, path)
        ]


@router.post(
    "/pictures", responses=responses(401, 403, 413, 415, 422), status_code=201, openapi_extra={"requestBody": BODY}
)
def picture(given: Annotated[Upload, Depends(uploaded)], who: Asking, desk: AtDesk) -> Picture:
    """A photo or poster (JPEG, PNG, WebP, HEIC, AVIF, GIF, BMP, TIFF): turned upright, freed of what a camera writes
    beside it, named by its hash.

    Its bytes are at `/media/{hash}`.
    """
    return picture_of(take_picture(desk, who, given.area, given.file, given.name))


@router.post(
    "/documents", responses=responses(401, 403, 413, 415, 422), status_code=201, openapi_extra={"requestBody": BODY}
)
def document(given: Annotated[Upload, Depends(uploaded)], who: Asking, desk: AtDesk) -> Document:
    """A PDF or Word file: its text, for an announcement's own; or its pages as pictures, for `board.pages`."""
    return document_of(take_paper(desk, who, given.area, given.file, given.name))


@router.get("/areas/{code}/emblem", responses=responses(401, 403, 404))
def emblem(code: str, who: Asking, desk: AtDesk) -> Emblem:
    """The name and emblem that stand on an area's pages."""
    with desk.store.read() as conn:
        require(who, "read", areas.known(conn, code).path)
        return Emblem.model_validate(plates.of(conn, code))


@router.put("/areas/{code}/emblem", responses=responses(401, 403, 404, 422))
def new_emblem(code: str, given: EmblemGiven, who: Asking, desk: AtDesk) -> Emblem:
    """Give an area an emblem: it stands on its pages and on those of all below it that have none."""
    return Emblem.model_validate(set_emblem(desk, who, code, given.picture))


def _template(kind: Kind) -> Template:
    fields: list[Any] = [
        Blank(
            name=name,
            label=say(f"board-field-{name}", "vi"),
            label_en=say(f"board-field-{name}", "en"),
            needed=name in kind.needs,
        )
        for name in (*(one for one in kind.needs if one in OWN), *kind.takes)
    ]
    return Template(id=kind.id, name=kind.name["vi"], name_en=kind.name["en"], klass=kind.klass, fields=fields)


def picture_of(kept: Medium) -> Picture:
    """A picture as it is told, with what a person should know of it."""
    facts = dict(kept.facts or {})
    told = [note_of(one["code"], one["params"]) for one in facts.pop("told", ())]
    made = Picture.model_validate(kept)
    return made.model_copy(update={"facts": facts, "told": told})


def document_of(opened: Opened) -> Document:
    """A paper as it is told."""
    found = opened.document
    pages = [
        PaperPage(
            picture=kept.hash, width=one.picture.width, height=one.picture.height, letter=one.letter, words=one.words
        )
        for one, kept in zip(found.pages, opened.pages, strict=True)
    ]
    told = [note_of(one.code, one.params) for one in found.told]
    boards = [_on_board(one) for one in opened.boards]
    return Document(kind=found.kind, count=found.count, pages=pages, text=found.text, told=told, boards=boards)


def _on_board(one: On) -> OnBoard:
    panel = one.model.panel
    assert panel is not None
    return OnBoard(
        model=one.model.name, width=panel.width, height=panel.height, dots=one.dots, needed=one.needed, shown=one.shown
    )


def note_of(code: str, params: Mapping[str, Value]) -> Note:
    """A sentence in both languages."""
    vi, en = (say(f"told-{code}", lang, **params) for lang in ("vi", "en"))
    return Note(code=code, detail=vi, detail_en=en)
