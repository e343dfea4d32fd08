"""What a board will show, before anybody has agreed to it: made when it is first looked at, and used later."""

from __future__ import annotations

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from controller.api.system import AtDesk
from controller.broadcast.board import page_source
from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for
from controller.broadcast.making import make_pages
from controller.broadcast.single_form import named
from controller.broadcast.single_value import varied
from controller.errors import NotFound
from controller.store import exceptions, media, plates
from controller.store.announcements import Announcement
from controller.store.exceptions import AGREED, PROPOSED
from controller.web.visitors import Visitor
from devices.profiles import Profile, all_profiles

router = APIRouter()


@router.get("/announcements/{id}/preview/{model}")
def preview(id: str, model: str, who: Visitor, desk: AtDesk) -> Response:
    """The first page of the notice on this model's panel."""
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "read")
    return _shown(desk, row, model)


@router.get("/announcements/{id}/times/{original}/preview/{model}")
def of_a_time(id: str, original: str, model: str, who: Visitor, desk: AtDesk) -> Response:
    """The same as somebody proposes it for one time, or as it is agreed for it."""
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "read")
        name = named(original)
        singles = (exceptions.of_announcement(conn, id, state).get(name) for state in (PROPOSED, AGREED))
        one = next((each for each in singles if each is not None), None)
    if one is None:
        raise NotFound("exception-unknown", "original", original=name)
    return _shown(desk, varied(row, one), model)


def _shown(desk: Desk, row: Announcement, model: str) -> Response:
    panel = all_profiles().get(model)
    if panel is None or panel.panel is None or not row.page:
        raise NotFound("media-unknown")
    with desk.store.read() as conn:
        plate = plates.of(conn, row.area)
        source = page_source(desk.press, row, plate)
        made = _made(conn, source, panel)
    if not made:
        make_pages(desk, source, row, plate, panel)
        with desk.store.read() as conn:
            made = _made(conn, source, panel)
    if not made:
        raise NotFound("media-unknown")
    return RedirectResponse(f"/media/{made[0]}", 303)


def _made(conn: Connection, source: str, model: Profile) -> list[str]:
    return [part.media for part in media.rendition(conn, source, model.recipe)]
