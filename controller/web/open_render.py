"""Pages for everybody: small, without a cookie, kept by browsers and proxies as long as they are fresh."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from controller.web.render import environment, words
from controller.web.residents_app import ICONS, icon
from controller.words import LANGUAGES

FILES = Path(__file__).parent / "residents"
FRESH_S = 20
"""So long a browser shows a page without asking: an emergency must not wait behind it."""
TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "webmanifest": "application/manifest+json",
}


@dataclass(frozen=True, slots=True)
class Body:
    """One page, packed and unpacked, by the name of its content."""

    plain: bytes
    packed: bytes
    tag: str

    @classmethod
    def of(cls, text: str) -> Body:
        plain = text.encode()
        return cls(plain, gzip.compress(plain, 6, mtime=0), hashlib.sha256(plain).hexdigest()[:20])


def language(asked: str) -> str:
    """Vietnamese, unless the address says otherwise."""
    return asked if asked in LANGUAGES else LANGUAGES[0]


def render(template: str, lang: str, **values: Any) -> str:
    """The page's text."""
    made = environment().get_template(f"residents/{template}")
    return made.render(t=words(lang), lang=lang, file=address, tail="?lang=en" if lang == "en" else "", **values)


def sent(request: Request, body: Body, status: int = 200, *, cache: str = f"public, max-age={FRESH_S}") -> Response:
    """The page, or the word that it has not changed."""
    packed = "gzip" in request.headers.get("accept-encoding", "")
    tag = f'"{body.tag}{"-z" if packed else ""}"'
    headers = {"etag": tag, "cache-control": cache, "vary": "accept-encoding"}
    if status == 200 and tag in [one.strip().removeprefix("W/") for one in _asked(request)]:
        return Response(status_code=304, headers=headers)
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(body.packed if packed else body.plain, status, headers, "text/html; charset=utf-8")


@cache
def file(name: str) -> tuple[bytes, str, str]:
    """A file of these pages: its bytes, their name, their type. Raises `KeyError`."""
    path = FILES / name
    kind = TYPES[name.rpartition(".")[2]]
    if name in ICONS:
        body = icon(ICONS[name])
    elif "/" in name or name.startswith(".") or not path.is_file():
        raise KeyError(name)
    else:
        body = path.read_bytes()
    return body, hashlib.sha256(body).hexdigest()[:12], kind


def address(name: str) -> str:
    """Where a file is fetched: another one after each change, so that it may be kept for ever."""
    return f"/xa/files/{file(name)[1]}/{name}"


def _asked(request: Request) -> list[str]:
    return request.headers.get("if-none-match", "").split(",")
