"""What boards would show: for a form that nobody has saved, and the pictures of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api.language import language_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import NotFound
from controller.store import media
from controller.web import looks_view
from controller.web.compose_form import draft_of, of_typed
from controller.web.render import page
from controller.web.visitors import TypedByVisitor, Visitor, word
from devices.ids import is_hash

router = APIRouter()

FOR_A_WHILE = {"cache-control": "private, max-age=3600", "vary": "cookie"}


@router.post("/announcements/boards")
def boards(
    request: Request,
    who: Visitor,
    desk: AtDesk,
    typed: TypedByVisitor,
    area: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Every kind of board in the form's audience, as it would be."""
    picture, film = word(typed, "picture"), word(typed, "film")
    form = of_typed(typed, sound="", picture=picture, film=film, lost_file=False)
    draft, _ = draft_of(form, who, None, desk.press.kinds(), area)
    with desk.store.read() as conn:
        found = looks_view.of_draft(conn, desk, who, draft, language_of(request))
    return page(request, "parts/boards_seen.html", looks=found, title=draft.title)


@router.get("/boards/{hash}.png")
def picture(hash: str, _who: Visitor, desk: AtDesk, plain: Annotated[bool, Query()] = False) -> Response:
    """A page as it looks from near by; ``plain``: dot by dot, the very file that a board gets."""
    png = _picture(desk, hash) if is_hash(hash) else None
    if png is None:
        raise NotFound("media-unknown")
    return Response(png if plain else desk.press.lit(png), headers=FOR_A_WHILE, media_type="image/png")


def _picture(desk: Desk, hash: str) -> bytes | None:
    if (made := desk.trials.picture(hash)) is not None:
        return made
    with desk.store.read() as conn:
        kept = media.get(conn, hash)
    if kept is None or kept.kind != "png" or not desk.shelf.has(hash):
        return None
    return desk.shelf.path(hash).read_bytes()
