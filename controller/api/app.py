"""The application: layers, routes, and how refusals are answered."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

import devices.errors
import schedules.errors
from controller.api.answers import problem_answer, responses
from controller.api.layers import FORM_ROOM, PLAIN_BODY, Counted, Labels, OwnOrigin, Packed, Sizes
from controller.api.noted import Noted
from controller.api.routes import (
    alerts,
    announcements,
    area_changes,
    areas,
    audit,
    blanks,
    boards,
    boxes,
    claims,
    codes,
    commands,
    compositions,
    downloads,
    drafts,
    errands,
    events,
    failures,
    feeds,
    figures,
    groups,
    health,
    history,
    holidays,
    inbox,
    incidents,
    invitations,
    lexicon,
    lists,
    live,
    logbook,
    maps,
    me,
    media,
    metrics,
    microphone,
    neighbours,
    notices,
    occurrences,
    orders,
    outlines,
    panels,
    plans,
    programmes,
    readiness,
    readings,
    relays,
    residents,
    session,
    software,
    speech,
    tokens,
    users,
)
from controller.api.routes import devices as device_routes
from controller.api.system import System
from controller.errors import Refused
from controller.fleet.figures import Counting
from controller.web import console, trouble

API = "/api/v1"
ROUTERS = (
    session,
    me,
    tokens,
    users,
    invitations,
    audit,
    areas,
    outlines,
    panels,
    area_changes,
    lists,
    codes,
    failures,
    maps,  # before what takes any word for a device's id
    device_routes,
    readings,
    incidents,
    readiness,
    software,
    notices,
    neighbours,
    media,
    boards,
    speech,
    compositions,
    lexicon,
    announcements,
    inbox,
    drafts,
    blanks,
    groups,
    occurrences,
    orders,
    programmes,
    relays,
    holidays,
    commands,
    errands,
    alerts,
    live,
    microphone,
    history,
    logbook,
    figures,
    events,
    plans,
    feeds,
    residents,
)
DOWNLOADS = ("/media/", "/boxes/")
"""What devices fetch, piece by piece."""
MACHINES = ("/api/", "/media/", "/boxes/", "/claim", "/health", "/metrics")
"""What programs and devices call: they are answered with problem+json, people with a page."""

DESCRIPTION = """\
The commune loudspeaker controller. Sign in with `POST /session` (a cookie), or send an API token
(`Authorization: Bearer tl_…`). Instants are epoch milliseconds (UTC); wall times are `YYYY-MM-DDTHH:MM` in the zone of
their area. Every refusal is `application/problem+json` (RFC 9457) with a stable `code`, a sentence in Vietnamese
(`Accept-Language: en` for English) and one in English.
"""


def create_app(system: System) -> FastAPI:
    """The HTTP side for this system."""
    app = FastAPI(
        routes=list(doors()),
        title="Tiếng Làng",
        version="1",
        description=DESCRIPTION,
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # the framework's page loads its scripts from another place
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.system = system
    app.state.counting = Counting(system.desk)
    for kind in (
        Refused,
        schedules.errors.Refused,
        devices.errors.ContractError,
        HTTPException,
        RequestValidationError,
    ):
        app.add_exception_handler(kind, _handler)
    app.add_exception_handler(Exception, _handler)
    settings = system.desk.settings
    upload = settings.limits.upload_bytes + FORM_ROOM
    # The last one added is the first that a request meets.
    app.add_middleware(Noted)
    app.add_middleware(Sizes, answer=answer, limit=lambda path: upload if takes_files(path) else PLAIN_BODY)
    app.add_middleware(OwnOrigin, answer=answer, public_url=settings.http.public_url)
    app.add_middleware(Packed, plain=DOWNLOADS)
    app.add_middleware(Labels)
    app.add_middleware(Counted, answered=system.desk.meters.answered)
    return app


@cache
def doors() -> tuple[BaseRoute, ...]:
    """Every door, the same for each system: what it takes and answers is worked out at its first use, once a process.

    Each module is included directly, under its prefix: a router within a router is worked out twice.
    """
    made = APIRouter()
    for module in ROUTERS:
        made.include_router(module.router, prefix=API, responses=responses(422))
    for router in (
        downloads.router,
        boxes.router,
        downloads.tunes_router,
        claims.router,
        health.router,
        metrics.router,
    ):
        made.include_router(router)
    console.join(made)
    return tuple(made.routes)


def takes_files(path: str) -> bool:
    """Whether a body sent there may be as large as an upload."""
    return path in {
        f"{API}/{one}" for one in ("media", "pictures", "documents", "films", "software/releases", "devices/list")
    } or console.takes_files(path)


def answer(request: Request, problem: Exception) -> Response:
    """A refusal as whoever asked can read it."""
    if request.url.path.startswith(MACHINES):
        return problem_answer(request, problem)
    return trouble.page_answer(request, problem)


async def _handler(request: Request, problem: Exception) -> Response:
    return answer(request, problem)
