"""A list of devices from a spreadsheet: looked at first, faults named by line and column; then made, all or none."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.language import language_of
from controller.api.models.claims import ClaimCode, ListTold
from controller.api.problems import mistakes
from controller.api.routes.media import BODY
from controller.api.system import AtDesk
from controller.api.uploads import sent_file
from controller.fleet import listing
from controller.people.who import require

router = APIRouter(prefix="/devices/list", tags=["devices"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


async def sent(request: Request, who: Asking, desk: AtDesk) -> AsyncIterator[Path]:
    """The file of a multipart form, of somebody who may add devices."""
    require(who, "devices", who.path)
    async with sent_file(request, desk) as (kept, _):
        yield kept


@router.post("", responses=responses(401, 403, 413, 415, 422), openapi_extra={"requestBody": BODY})
def take(
    request: Request,
    file: Annotated[Path, Depends(sent)],
    who: Asking,
    desk: AtDesk,
    make: Annotated[bool, Query(description="make them, if nothing is wrong; else only look")] = False,
) -> ListTold:
    """A list (XLSX, CSV) of up to 500 devices: columns name, area, model and perhaps id, named in either language.

    With `make` every device and its code is made, or nothing and every fault is told (422).
    """
    found = listing.look(desk, who, desk.papers.rows(file))
    made = listing.make(desk, who, found) if make else []
    lang = language_of(request)
    return ListTold(
        good=len(found.wanted),
        bad=found.bad_lines,
        faults=[mistakes(one.refused(), lang)[0] for one in found.faults],
        unused=list(found.unused),
        codes=[
            ClaimCode(
                device=one.device.id, profile=one.profile, code=one.shown, link=one.link, expires_ms=one.expires_ms
            )
            for one in made
        ],
    )


@router.get("/template", response_class=Response, responses=responses(401, 403))
def template(who: Asking, desk: AtDesk, form: Literal["xlsx", "csv"] = "xlsx") -> Response:
    """An empty list with the right headings; the spreadsheet also names the areas and models that there are."""
    body = listing.template(desk, who, form)
    headers = {"content-disposition": f'attachment; filename="thiet-bi.{form}"'}
    return Response(body, media_type=TYPES[form], headers=headers)
