"""What fails again and again over months, by place."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.failures import Failing, Month, Months, Repeat
from controller.api.routes.devices import device_for
from controller.api.system import AtDesk
from controller.fleet import failures as service

router = APIRouter(prefix="/devices", tags=["incidents"])
Count = Annotated[int, Query(description="how many months back, this one too: up to 24")]


@router.get("/failures", responses=responses(401, 403, 404, 422))
def everywhere(
    who: Asking,
    desk: AtDesk,
    area: Annotated[str, Query(max_length=64, description="a part of one's own area")] = "",
    months: Count = service.HALF_YEAR,
) -> list[Failing]:
    """Areas and devices where the same was wrong at least three times and in more than one month, the most frequent
    first. What concerned a whole area is told of the area, and not of each device in it."""
    with desk.store.read() as conn:
        found = service.below(desk, conn, who, area, months)
    return [
        Failing(
            area=one.area,
            device=one.device or None,
            name=one.name or one.place,
            again=[Repeat.model_validate(each) for each in one.again],
        )
        for one in found
    ]


@router.get("/{id}/months", responses=responses(401, 404, 422))
def of_device(id: str, who: Asking, desk: AtDesk, months: Count = service.YEAR) -> Months:
    """Incidents, hours in the dark and missed broadcasts of a place by month, whichever box hung there."""
    with desk.store.read() as conn:
        told, again = service.of_device(desk, conn, device_for(conn, who, id), months)
    return Months(
        months=[Month.model_validate(one) for one in told], again=[Repeat.model_validate(one) for one in again]
    )
