"""Boards: when they are lit, and what is wrong with their panels."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.panels import BoardFault, Film, ScreenGiven
from controller.api.models.places import Area
from controller.api.routes.media import BODY
from controller.api.system import AtDesk
from controller.api.uploads import Upload, uploaded
from controller.broadcast import board_watch, lighting
from controller.broadcast.films import take_film
from controller.words import panels as words

router = APIRouter(tags=["panels"])


@router.put("/areas/{code}/screen", responses=responses(401, 403, 404, 422))
def screen(code: str, given: ScreenGiven, who: Asking, desk: AtDesk) -> Area:
    """When the boards of an area are dark, and how bright they are by hour and by light sensor."""
    return Area.model_validate(lighting.set_screen(desk, who, code, given.screen))


@router.post(
    "/films", responses=responses(401, 403, 413, 415, 422), status_code=201, openapi_extra={"requestBody": BODY}
)
def film(given: Annotated[Upload, Depends(uploaded)], who: Asking, desk: AtDesk) -> Film:
    """A film (MP4) of at most a minute, for boards that can show one: checked, made smaller, its sound thrown away."""
    return Film.model_validate(take_film(desk, who, given.area, given.file, given.name))


@router.get("/board-faults", responses=responses(401, 422))
def faults(
    who: Asking, desk: AtDesk, since_ms: Annotated[int, Query(ge=0, le=32_503_680_000_000)] = 0
) -> list[BoardFault]:
    """Panels of one's area that were not as they should be, by what they say of themselves; what lasts first."""
    with desk.store.read() as conn:
        found = board_watch.since(conn, who, since_ms)
    return [
        BoardFault(
            device=one.device,
            name=one.name,
            fault=one.fault,  # type: ignore[arg-type]  # pydantic checks the word
            since_ms=one.since_ms,
            until_ms=one.until_ms,
            detail=words.trouble(one, "vi"),
            detail_en=words.trouble(one, "en"),
        )
        for one in found
    ]
