"""Media and large timetables by hash: what devices fetch, and what the console plays.

Who knows the 256 bits of a name has been told them. Only what people sent, and nobody has
approved yet, asks who is there.
"""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from controller.api import ranges
from controller.api.answers import responses
from controller.api.door import person_of
from controller.api.system import AtDesk
from controller.broadcast import tunes
from controller.broadcast.board import PICTURE
from controller.broadcast.desk import Desk
from controller.broadcast.film_reach import FILM
from controller.errors import NotFound
from controller.store import media, timetables
from controller.store.media import Medium
from devices.ids import is_hash

router = APIRouter(prefix="/media", tags=["downloads"])
tunes_router = APIRouter(prefix="/tunes", tags=["downloads"])

TYPES: Mapping[str, str] = {
    "opus": "audio/ogg",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "png": "image/png",
    "master": "audio/flac",
    "apng": "image/apng",
    "mp4": "video/mp4",
    FILM: "video/mp4",
    "relay": "application/json",
    "firmware": "application/octet-stream",
}
SECRET = frozenset({"master", PICTURE, FILM})
"""What people sent, and nobody has approved yet."""
DOCUMENT = "application/jose"
FOR_EVER = "public, max-age=31536000, immutable"
FOR_ONE = "private, max-age=31536000, immutable"


@router.head("/{hash}", include_in_schema=False)
@router.get("/{hash}", response_class=Response, responses=responses(401, 404, 416))
def download(hash: str, request: Request, desk: AtDesk) -> Response:
    """The bytes of this name, whole or a range of them. They never change."""
    if not is_hash(hash):
        raise NotFound("media-unknown")
    with desk.store.read() as conn:
        medium = media.get(conn, hash)
        document = None if medium else timetables.document(conn, hash)
    if document is not None:
        return _bytes(request, document, _headers(hash, FOR_EVER))
    if medium is None or not desk.shelf.has(hash):
        raise NotFound("media-unknown")
    desk.shelf.touch(hash)
    secret = medium.kind in SECRET
    if secret:
        person_of(request)
    return _file(request, desk, medium, _headers(hash, FOR_ONE if secret else FOR_EVER))


@tunes_router.get("/{name}", response_class=Response, responses=responses(401, 404))
def tune(name: str, request: Request, desk: AtDesk) -> Response:
    """One of the program's own tunes, to choose by (GET /tunes of the API names them)."""
    person_of(request)
    headers = {"cache-control": "private, max-age=86400"}
    return FileResponse(tunes.master(desk, name), headers=headers, media_type=TYPES["flac"])


def _headers(hash: str, cache: str) -> dict[str, str]:
    return {"etag": f'"{hash}"', "cache-control": cache, "accept-ranges": "bytes", "vary": "range"}


def _known_already(request: Request, headers: Mapping[str, str]) -> bool:
    named = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return headers["etag"] in named or named == ["*"]


def _range(request: Request, etag: str, size: int) -> tuple[int, int] | None:
    """The range that is asked for, if what the caller has begun with is what we have."""
    if request.headers.get("if-range", etag) != etag:
        return None
    return ranges.asked(request.headers.get("range"), size)


def _file(request: Request, desk: Desk, medium: Medium, headers: dict[str, str]) -> Response:
    if _known_already(request, headers):
        return Response(status_code=304, headers=headers)
    path = desk.shelf.path(medium.hash)
    stat = path.stat()
    if _range(request, headers["etag"], stat.st_size) is None:
        # Starlette would answer several ranges, or a header that it cannot read, in its own way.
        request.scope["headers"] = [pair for pair in request.scope["headers"] if pair[0] != b"range"]
    return FileResponse(path, headers=headers, media_type=_type(medium), stat_result=stat)


def _type(medium: Medium) -> str:
    if medium.kind != PICTURE:
        return TYPES[medium.kind]
    return f"image/{(medium.facts or {}).get('form', 'png')}"


def _bytes(request: Request, body: bytes, headers: dict[str, str]) -> Response:
    if _known_already(request, headers):
        return Response(status_code=304, headers=headers)
    asked = _range(request, headers["etag"], len(body))
    if asked is None:
        return Response(body, headers=headers, media_type=DOCUMENT)
    first, end = asked
    headers["content-range"] = f"bytes {first}-{end - 1}/{len(body)}"
    return Response(body[first:end], 206, headers, DOCUMENT)
