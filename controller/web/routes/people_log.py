"""Who did what, and from where: to search by person, kind, place and time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api.language import language_of
from controller.api.system import AtDesk
from controller.people.logbook import sought
from controller.people.who import require
from controller.store import areas, audit, users
from controller.web import log_view, moments
from controller.web.render import page
from controller.web.visitors import Visitor
from schedules.walltime import bounds

router = APIRouter(prefix="/people")
LINES = 50
Word = Annotated[str, Query(max_length=64)]


@router.get("/log")
def log(
    request: Request,
    who: Visitor,
    desk: AtDesk,
    by: Word = "",
    kind: Word = "",
    area: Word = "",
    since: Word = "",
    until: Word = "",
    before: Annotated[int | None, Query(ge=1, le=1 << 60)] = None,
) -> Response:
    """The newest first."""
    require(who, "audit", who.path)
    lang = language_of(request)
    with desk.store.read() as conn:
        zone = areas.known(conn, who.area).zone
        places = areas.below(conn, who.path)
        first, last = moments.typed_day(since), moments.typed_day(until)
        wanted = sought(
            conn,
            who,
            by=by,
            area=area,
            actions=log_view.GROUPS.get(kind, ()),
            since_ms=_begin_ms(first, zone) if first else None,
            until_ms=_begin_ms(last + timedelta(days=1), zone) if last else None,
            before=before,
        )
        found = audit.search(conn, wanted, LINES + 1)
        told = log_view.lines(conn, found[:LINES], zone, lang)
        people = [(one.login, one.name) for one in users.below(conn, who.path)]
    typed: dict[str, Any] = {"by": by, "kind": kind, "area": area, "since": since, "until": until}
    older = (
        urlencode({key: value for key, value in typed.items() if value} | {"before": found[LINES - 1].id})
        if (len(found) > LINES)
        else ""
    )
    return page(
        request,
        "people_log.html",
        lines=told,
        typed=typed,
        kinds=list(log_view.GROUPS),
        people=people,
        places=[(one.code, one.name) for one in places],
        older=older,
        newest=before is None,
    )


def _begin_ms(day: date, zone: str) -> int:
    return round(bounds(day, day, zone)[0].timestamp() * 1000)
