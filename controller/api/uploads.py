"""Taking in a file: counted while it flows (`layers.Sizes`), kept on our own disk, forgotten with the request."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, BinaryIO

from fastapi import Depends, Query
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from controller.api.door import Asking
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.people.who import Who, require
from controller.shelf import with_room
from controller.store import areas

FIELD = "file"


@dataclass(frozen=True, slots=True)
class Upload:
    """A whole file, for as long as the request lasts."""

    file: Path
    name: str
    area: str


def may_upload(
    who: Asking, desk: AtDesk, area: Annotated[str | None, Query(max_length=64, description="whose; one's own")] = None
) -> str:
    """The area, asked before the first byte of the file is read."""
    return allowed_area(desk, who, area or who.area)


def allowed_area(desk: Desk, who: Who, area: str, right: str = "write") -> str:
    """The area, if this person may do that there."""
    with desk.store.read() as conn:
        require(who, right, areas.known(conn, area).path)
    return area


async def uploaded(request: Request, desk: AtDesk, area: Annotated[str, Depends(may_upload)]) -> AsyncIterator[Upload]:
    """The file of a multipart form."""
    async with sent_file(request, desk) as (kept, name):
        yield Upload(kept, name, area)


@asynccontextmanager
async def sent_file(request: Request, desk: Desk) -> AsyncIterator[tuple[Path, str]]:
    """Our copy of a form's one file, and its name. Raises ``Refused``: ``wrong-media-type``, ``upload-missing``."""
    async with multipart(request, files=1) as form:
        given = form.get(FIELD)
        if not isinstance(given, UploadFile) or not given.filename:
            raise Refused("upload-missing", FIELD)
        kept = await run_in_threadpool(keep, desk, given.file)
        try:
            yield kept, given.filename
        finally:
            await run_in_threadpool(desk.shelf.drop, kept)


@asynccontextmanager
async def multipart(request: Request, files: int) -> AsyncIterator[FormData]:
    """A form with at most so many files. Raises ``Refused("wrong-media-type")``."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Refused("wrong-media-type")
    async with request.form(max_files=files, max_fields=10) as form:
        yield form


def keep(desk: Desk, source: BinaryIO) -> Path:
    """Copy to a file of ours, on the disk where media lie."""
    kept = desk.shelf.scratch(".upload")
    try:
        with with_room("upload-no-room"), kept.open("xb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
    except BaseException:
        desk.shelf.drop(kept)
        raise
    return kept
