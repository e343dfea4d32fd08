"""Emergencies that last: retained for every device that comes back while they do."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.alerts import Alert, AlertGiven, AlertWithReceipts
from controller.api.models.announcements import Delivery
from controller.api.system import AtDesk
from controller.fleet import alert
from controller.people.who import reaches
from controller.store import alerts, deliveries, devices

router = APIRouter(prefix="/alerts", tags=["alerts"])


@router.post("", responses=responses(401, 403, 404, 409, 422), status_code=201)
def give(given: AlertGiven, who: Asking, desk: AtDesk) -> Alert:
    """Raise the alarm: it sounds at once, again in rounds, and on every device that comes back, until it is ended.

    For leaders. It is exempt from the allowed hours and their limits, and the logbook says so. Of an area there is one
    at a time; areas above and below may have their own.
    """
    return Alert.model_validate(alert.give(desk, who, alert.Wish(**given.model_dump())))


@router.post("/{id}/end", responses=responses(401, 403, 404))
def end(id: str, who: Asking, desk: AtDesk) -> Alert:
    """It is over. A device that was dark hears so when it comes back. Ending what has ended changes nothing."""
    return Alert.model_validate(alert.end(desk, who, id))


@router.get("", responses=responses(401))
def recent(
    who: Asking, desk: AtDesk, active: bool = False, limit: Annotated[int, Query(ge=1, le=500)] = 50
) -> list[Alert]:
    """With ``active`` those that sound somewhere in one's own area now; else the last of that area and below."""
    with desk.store.read() as conn:
        path, now_ms = who.path, desk.now_ms()
        found = alerts.active_for(conn, path, now_ms) if active else alerts.recent(conn, path, limit)
    return [Alert.model_validate(one) for one in found]


@router.get("/{id}", responses=responses(401, 404))
def one(id: str, who: Asking, desk: AtDesk) -> AlertWithReceipts:
    """One alert, and how far it came on each device of one's own area."""
    with desk.store.read() as conn:
        row = alert.known(conn, who, id)
        found = deliveries.of_subject(conn, id)
        mine = {one.id for one in devices.many(conn, [each.device for each in found]) if reaches(who, one.path)}
    told = [Delivery.model_validate(each) for each in found if each.device in mine]
    return AlertWithReceipts(**Alert.model_validate(row).model_dump(), deliveries=told)
