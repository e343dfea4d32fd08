"""Where devices hang, and how areas are drawn."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.maps import Map, Position, PositionGiven
from controller.api.system import AtDesk
from controller.broadcast.agenda import area_for
from controller.fleet import mapped, placing

router = APIRouter(prefix="/devices", tags=["devices"])


@router.get("/map", responses=responses(401, 404))
def everything(who: Asking, desk: AtDesk, area: Annotated[str, Query(max_length=64)] = "") -> Map:
    """Devices that have a position, with how they stand, and the outlines of their areas."""
    with desk.store.read() as conn:
        return Map.model_validate(mapped.drawn(desk, conn, area_for(conn, who, area or who.area)))


@router.put("/{id}/position", responses=responses(401, 403, 404, 422))
def put(id: str, given: PositionGiven, who: Asking, desk: AtDesk) -> Position:
    """Note where a device hangs."""
    return Position.model_validate(placing.put(desk, who, id, given.latitude, given.longitude))


@router.delete("/{id}/position", responses=responses(401, 403, 404), status_code=204)
def forget(id: str, who: Asking, desk: AtDesk) -> None:
    """Nobody knows where it hangs."""
    placing.forget(desk, who, id)
