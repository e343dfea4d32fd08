"""What a board will show, before anybody has agreed to it: made when it is first looked at, and used later."""

from __future__ import annotations

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from controller.api.system import AtDesk
from controller.broadcast.found import announcement_for
from controller.broadcast.making import make_pages
from controller.broadcast.renditions import page_source
from controller.errors import NotFound
from controller.store import areas, media
from controller.store.announcements import Announcement
from controller.web.visitors import Visitor
from devices.profiles import Profile, all_profiles

router = APIRouter()


@router.get("/announcements/{id}/preview/{model}")
def preview(id: str, model: str, who: Visitor, desk: AtDesk) -> Response:
    """The first page of the notice on this model's panel."""
    panel = all_profiles().get(model)
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "read")
        if panel is None or panel.panel is None or not row.page:
            raise NotFound("media-unknown")
        commune = areas.known(conn, row.area).name
        made = _made(conn, row, commune, panel)
    if not made:
        make_pages(desk, page_source(row, commune), row, commune, panel)
        with desk.store.read() as conn:
            made = _made(conn, row, commune, panel)
    if not made:
        raise NotFound("media-unknown")
    return RedirectResponse(f"/media/{made[0]}", 303)


def _made(conn: Connection, row: Announcement, commune: str, model: Profile) -> list[str]:
    return [part.media for part in media.rendition(conn, page_source(row, commune), model.recipe)]
