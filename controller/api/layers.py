"""What every request passes through before a route sees it: a name, a size, an origin; and what every answer carries.

Plain ASGI, because a body must be counted while it flows, not after it was read.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from controller.errors import Refused

Answer = Callable[[Request, Exception], Response]
Limit = Callable[[str], int]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
PLAIN_BODY = 1_000_000
"""Bytes of a body that is not an upload."""
FORM_ROOM = 1_000_000
"""Bytes of a form around its file."""

_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

# Nothing is loaded from another place, nothing runs that is written into a page, nobody frames us.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


def admit(answer: Response, directive: str, source: str) -> None:
    """Let one page take more than `POLICY` has: of this kind (``style-src``), from this source."""
    policy = answer.headers.get("content-security-policy", POLICY)
    answer.headers["content-security-policy"] = policy.replace(f"{directive} 'self'", f"{directive} 'self' {source}")


class Labels:
    """Gives each request an id (or keeps the caller's), and each answer its safety headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(6)
        scope.setdefault("state", {})["request_id"] = request_id

        async def labelled(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = request_id
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        with structlog.contextvars.bound_contextvars(request=request_id):
            await self.app(scope, receive, labelled)


class Packed:
    """Pages, styles and answers go out packed: on a slow line a page is there four times as soon.

    Not what devices fetch, piece by piece (a piece of a packed file is nothing), nor what is packed by its nature.
    """

    def __init__(self, app: ASGIApp, plain: tuple[str, ...]) -> None:
        self.app = app
        self.plain = plain
        self.packing = GZipMiddleware(app, minimum_size=1_000, compresslevel=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        whole = scope["type"] == "http" and "range" not in Headers(scope=scope)
        packs = whole and not scope["path"].startswith(self.plain)
        await (self.packing if packs else self.app)(scope, receive, send)


class Counted:
    """Counts what is answered, by method and status."""

    def __init__(self, app: ASGIApp, answered: Callable[[str, int], None]) -> None:
        self.app = app
        self.answered = answered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.answered(scope["method"], message["status"])
            await send(message)

        await self.app(scope, receive, counted)


def is_own_origin(headers: Headers, public_url: str) -> bool:
    """Whether a request comes from a page of ours, or from a program: one that carries a token, not a cookie.

    For doors that browsers open to any page: there ``Origin`` must be said.
    """
    if headers.get("authorization", "").lower().startswith("bearer "):
        return True
    asked = urlsplit(headers.get("origin", "")).netloc
    return bool(asked) and asked in (headers.get("host", ""), urlsplit(public_url).netloc)


class OwnOrigin:
    """Refuses requests that change something and come from another site's page.

    Browsers say it in ``Sec-Fetch-Site``, older ones in ``Origin``; a request with neither is no browser's, and one
    with an API token carries no cookie that another site could borrow.
    """

    def __init__(self, app: ASGIApp, answer: Answer, public_url: str) -> None:
        self.app = app
        self.answer = answer
        self.public = urlsplit(public_url).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and self._foreign(Headers(scope=scope)):
            response = self.answer(Request(scope, receive), Refused("foreign-origin"))
            await response(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _foreign(self, headers: Headers) -> bool:
        if headers.get("authorization", "").lower().startswith("bearer "):
            return False
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site not in ("same-origin", "none")
        origin = headers.get("origin")
        if origin is None:
            return False
        return urlsplit(origin).netloc not in (headers.get("host", ""), self.public)


class Sizes:
    """Refuses a body that is too large: at once where its length is declared, else while it is counted."""

    def __init__(self, app: ASGIApp, answer: Answer, limit: Limit) -> None:
        self.app = app
        self.answer = answer
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        limit = self.limit(scope["path"])
        kind, room = ("body-too-large", 0) if limit == PLAIN_BODY else ("upload-too-large", FORM_ROOM)
        refusal = Refused(kind, megabytes=(limit - room) // 1_000_000)
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isascii() or not declared.isdigit() or int(declared) > limit:
            response = self.answer(Request(scope, receive), refusal)
            await response(scope, receive, send)
            return
        count = 0

        async def counted() -> Message:
            nonlocal count
            message = await receive()
            if message["type"] == "http.request":
                count += len(message.get("body", b""))
                if count > limit:
                    raise refusal
            return message

        await self.app(scope, counted, send)
