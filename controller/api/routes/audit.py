"""Who did what, and from where."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.shapes import Told
from controller.api.routes.history import Instant
from controller.api.system import AtDesk
from controller.people.logbook import sought
from controller.people.who import require
from controller.store import audit

router = APIRouter(prefix="/audit", tags=["history"])
Word = Annotated[str, Query(max_length=64)]


class AuditLine(Told):
    """One line. ``chain`` covers it and the one before: a line that was changed or taken out shows."""

    id: int
    at_ms: int
    who: str
    address: str
    action: str
    subject: str
    detail: Any
    chain: str


@router.get("", responses=responses(401, 403, 404, 422))
def log(
    who: Asking,
    desk: AtDesk,
    by: Word = "",
    action: Annotated[list[str] | None, Query(max_length=64)] = None,
    area: Word = "",
    since_ms: Instant = None,
    until_ms: Instant = None,
    before: Annotated[int | None, Query(ge=1, le=1 << 60)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[AuditLine]:
    """What people of one's own area did, or what was done to something there; the newest first.

    Whoever is bound to the highest area reads all lines. ``before`` is the id of the last line of the answer before;
    ``action`` is one, or how several begin.
    """
    require(who, "audit", who.path)
    with desk.store.read() as conn:
        wanted = sought(
            conn, who, by=by, area=area, actions=action or (), since_ms=since_ms, until_ms=until_ms, before=before
        )
        return [AuditLine.model_validate(one) for one in audit.search(conn, wanted, limit)]
