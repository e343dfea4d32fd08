"""How areas are drawn on a map."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Body

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.maps import OutlinesTaken
from controller.api.system import AtDesk
from controller.places import outlines

router = APIRouter(prefix="/areas", tags=["areas"])

GEOJSON = Body(description="GeoJSON of at most 1 MB: features whose properties name an area, or one shape of its own")


@router.put("/{code}/outlines", responses=responses(401, 403, 404, 413, 422))
def draw(code: str, given: Annotated[dict[str, Any], GEOJSON], who: Asking, desk: AtDesk) -> OutlinesTaken:
    """Draw an area and those below it. Areas that no shape names keep the outline that they have."""
    found = outlines.take(desk, who, code, msgspec.json.encode(given))
    return OutlinesTaken(areas=sorted(found.shapes), unknown=list(found.unknown))
