"""Taking in two files of one form: an image, and what its maker signed about it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Query
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from controller.api.door import Asking
from controller.api.system import AtDesk
from controller.api.uploads import allowed_area, keep, multipart
from controller.broadcast.desk import Desk
from controller.errors import Refused
from controller.fleet.software import LARGEST_DOCUMENT, RIGHT

IMAGE, RELEASE = "image", "release"


@dataclass(frozen=True, slots=True)
class Pair:
    """For as long as the request lasts."""

    image: Path
    release: bytes
    area: str


def may_release(
    who: Asking, desk: AtDesk, area: Annotated[str | None, Query(max_length=64, description="whose; one's own")] = None
) -> str:
    """The area, asked before the first byte is read."""
    return allowed_area(desk, who, area or who.area, RIGHT)


async def sent_pair(request: Request, desk: AtDesk, area: Annotated[str, Depends(may_release)]) -> AsyncIterator[Pair]:
    """Both files of a multipart form."""
    async with multipart(request, files=2) as form:
        pair = await taken(form, desk, area)
        try:
            yield pair
        finally:
            await run_in_threadpool(desk.shelf.drop, pair.image)


async def taken(form: FormData, desk: Desk, area: str) -> Pair:
    """From the form to a file of ours; the caller drops the image."""
    image, release = (form.get(name) for name in (IMAGE, RELEASE))
    if not isinstance(release, UploadFile) or not release.filename:
        raise Refused("release-missing", RELEASE)
    if not isinstance(image, UploadFile) or not image.filename:
        raise Refused("image-missing", IMAGE)
    document = await release.read(LARGEST_DOCUMENT + 1)
    return Pair(await run_in_threadpool(keep, desk, image.file), document, area)
