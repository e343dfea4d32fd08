"""Nothing is changed without a line in the log that says who, what and from where.

What a route does is written by the step that does it, in the same transaction and in words of its own. This layer
holds the rest: a request of a signed-in person that may change something, was not refused, and wrote no line, gets a
plain one before it is answered. What is left out stands in a table, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from controller.api.layers import SAFE_METHODS
from controller.api.system import address_of, desk_of
from controller.people.who import Who
from controller.store import audit

ACTION = "request"
_REFUSED = 400
_LONGEST = 96

_ASKS = "asks, and changes nothing"
_MAKES = "a sound or picture to look at; the notice that takes it is in the log"
_SAVES = "saves itself every few seconds; what becomes of the draft is in the log"
EXCUSED: Mapping[str, str] = {
    "/language": "one's own browser alone",
    "/announcements/when": _ASKS,
    "/announcements/filled": _ASKS,
    "/announcements/boards": _MAKES,
    "/announcements/speech": _MAKES,
    "/devices/list": _ASKS,
    "/devices/labels": _ASKS,
    "/relays/{id}/listen": _ASKS,
    "/api/v1/announcements/check": _ASKS,
    "/api/v1/blanks/{id}/fill": _ASKS,
    "/api/v1/programmes/check": _ASKS,
    "/api/v1/live/check": _ASKS,
    "/api/v1/devices/list": _ASKS,
    "/api/v1/devices/labels": _ASKS,
    "/api/v1/relay-sources/{id}/listen": _ASKS,
    "/api/v1/readings": _ASKS,
    "/api/v1/speeches": _MAKES,
    "/api/v1/compositions": _MAKES,
    "/api/v1/documents": _MAKES,
    "/announcements/{id}/heard": "how far somebody has listened; having heard it all is in the log",
    "/api/v1/announcements/{id}/heard": "the same",
    "/announcements/new": "keeps a draft each time that a button is pressed; what is sent is in the log",
    "/announcements/{id}/edit": "the same",
    "/api/v1/drafts/{id}": _SAVES,
}
"""Routes whose plain line would only hide the others."""
_EXCUSED = re.compile("|".join(re.sub(r"\{\w+\}", "[^/]+", one) for one in EXCUSED))


class Noted:
    """The layer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        with audit.answering(address_of(request)) as asked:

            async def noting(message: Message) -> None:
                if message["type"] == "http.response.start" and message["status"] < _REFUSED and asked.lines == 0:
                    await run_in_threadpool(_note, request)
                await send(message)

            await self.app(scope, receive, noting)


def _note(request: Request) -> None:
    who: Who | None = getattr(request.state, "person", None)
    if who is None or _EXCUSED.fullmatch(request.url.path):
        return
    desk = desk_of(request)
    detail = {"method": request.method, "path": request.url.path[:_LONGEST]}
    with desk.store.write() as conn:
        audit.append(conn, desk.now_ms(), who.login, ACTION, request.url.path[:_LONGEST], detail)
