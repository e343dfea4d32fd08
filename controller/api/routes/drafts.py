"""Drafts: what is being written, kept while it is written."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.language import language_of
from controller.api.models.drafts import Draft, DraftKept, DraftSaved
from controller.api.system import AtDesk
from controller.broadcast import drafting
from controller.store import areas
from controller.store.drafts import Written
from controller.words import say
from controller.words.instants import wall

router = APIRouter(prefix="/drafts", tags=["drafts"])


@router.get("", responses=responses(401, 403))
def some(who: Asking, desk: AtDesk) -> list[Draft]:
    """The hundred that were changed last, of one's own area and below."""
    with desk.store.read() as conn:
        return [_told(row) for row in drafting.some(conn, who)]


@router.get("/{id}", responses=responses(401, 403, 404))
def one(id: str, who: Asking, desk: AtDesk) -> Draft:
    """One, also while it is thrown away."""
    with desk.store.read() as conn:
        return _told(drafting.found(conn, who, id))


@router.put("/{id}", responses=responses(401, 403, 404, 409, 422))
def keep(id: str, given: DraftKept, request: Request, who: Asking, desk: AtDesk) -> DraftSaved:
    """Save what was typed, under a name that the caller chose.

    409 `draft-changed`: somebody else saved it since that version; `params` say by whom (`by`), when (`since`), and
    which `version` to name in order to go on. 409 `draft-sent`: an announcement was made of it already.
    """
    page = drafting.Page(id, given.version, given.hand)
    row = drafting.keep(desk, who, page, given.area, given.fields, given.announcement, beside=given.beside)
    with desk.store.read() as conn:
        zone = areas.known(conn, row.area).zone
    said = say("draft-saved", language_of(request), time=f"{wall(row.changed_ms, zone):%H:%M}")
    return DraftSaved(id=row.id, version=row.version, changed_ms=row.changed_ms, said=said)


@router.delete("/{id}", responses=responses(401, 403, 404, 409))
def throw_away(id: str, who: Asking, desk: AtDesk) -> Draft:
    """Throw it away; for thirty days it can be taken back."""
    return _told(drafting.throw_away(desk, who, id))


@router.post("/{id}/restore", responses=responses(401, 403, 404, 409))
def restore(id: str, who: Asking, desk: AtDesk) -> Draft:
    """Take it back."""
    return _told(drafting.take_back(desk, who, id))


def _told(row: Written) -> Draft:
    return Draft.model_validate(row)
