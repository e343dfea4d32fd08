"""Orders for many boxes, step by step; and the logs that boxes sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.responses import PlainTextResponse

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.errands import Box, BoxLog, Errand, ErrandGiven, ErrandWithBoxes, SelfTested
from controller.api.routes.devices import device_for
from controller.api.system import AtDesk
from controller.errors import NotFound
from controller.fleet import errands as service
from controller.fleet.errands import Wish
from controller.people.who import Who, require
from controller.store import doors, errands, selftests
from controller.store.doors import Door
from controller.store.errands import Errand as Row

router = APIRouter(tags=["commands"])


@router.post("/errands", responses=responses(401, 403, 404, 409, 422), status_code=202)
def give(given: ErrandGiven, who: Asking, desk: AtDesk) -> Errand:
    """Order something of a set of boxes. So many as `percent` says get it at once, the next when these have answered
    (after a restart: when they are back); boxes that are away are waited for. Where restarts or another network cost
    boxes their connection, it stops by itself. What sounds keeps to the hours and caps of each place.
    """
    waits_ms = None if given.waits_s is None else given.waits_s * 1000
    whom, groups = (tuple(given.areas), tuple(given.devices)), tuple(given.groups)
    wish = Wish(given.kind, *whom, given.details(), given.percent, waits_ms, groups)
    row = service.give(desk, who, wish)
    with desk.store.read() as conn:
        return _told(conn, row)


@router.get("/errands", responses=responses(401))
def recent(who: Asking, desk: AtDesk, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> list[Errand]:
    """The last ones of one's own area and below, the newest first."""
    with desk.store.read() as conn:
        return [_told(conn, one) for one in errands.recent(conn, who.path, limit)]


@router.get("/errands/{id}", responses=responses(401, 404))
def one(id: str, who: Asking, desk: AtDesk) -> ErrandWithBoxes:
    """One, with what each box answered."""
    with desk.store.read() as conn:
        row = service.one_for(conn, who, id)
        boxes = [Box.model_validate(box) for box in errands.boxes(conn, id)]
        return ErrandWithBoxes(**_told(conn, row).model_dump(), boxes=boxes)


@router.post("/errands/{id}/cancel", responses=responses(401, 403, 404, 409))
def cancel(id: str, who: Asking, desk: AtDesk) -> Errand:
    """Leave out the boxes whose turn has not come."""
    service.cancel(desk, who, id)
    with desk.store.read() as conn:
        return _told(conn, service.one_for(conn, who, id))


@router.get("/devices/{id}/selftests", responses=responses(401, 404, 422))
def selftested(
    id: str, who: Asking, desk: AtDesk, limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> list[SelfTested]:
    """What the self-tests of a box found, the newest first: `lacks` over the months shows a slow death."""
    with desk.store.read() as conn:
        device_for(conn, who, id)
        return [SelfTested.model_validate(one) for one in selftests.of_device(conn, id, limit)]


@router.get("/devices/{id}/logs", responses=responses(401, 403, 404))
def logs(id: str, who: Asking, desk: AtDesk) -> list[BoxLog]:
    """The logs that a box sent, the newest first: the last five, for 30 days."""
    with desk.store.read() as conn:
        return [
            BoxLog(id=one.digest[:16], command=one.command, at_ms=one.used_ms or 0, bytes=len(one.body or b""))
            for one in _logs(conn, who, id)
        ]


@router.get("/devices/{id}/logs/{log}", response_class=PlainTextResponse, responses=responses(401, 403, 404))
def log(id: str, log: str, who: Asking, desk: AtDesk) -> PlainTextResponse:
    """One, as the box wrote it."""
    with desk.store.read() as conn:
        found = next((one for one in _logs(conn, who, id) if one.digest[:16] == log), None)
    if found is None:
        raise NotFound("log-unknown")
    return PlainTextResponse((found.body or b"").decode("utf-8", "replace"))


def _logs(conn: Connection, who: Who, id: str) -> list[Door]:
    require(who, "repair", device_for(conn, who, id).path)
    return doors.logs(conn, id)


def _told(conn: Connection, row: Row) -> Errand:
    same = ("id", "kind", "scope", "maker", "created_ms", "expires_ms", "step", "end", "ended_ms", "body")
    return Errand(**{name: getattr(row, name) for name in same}, rungs=errands.tally(conn, row.id))
