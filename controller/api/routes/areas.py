"""Places: the tree from the province down to the hamlet."""

from __future__ import annotations

from fastapi import APIRouter

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.places import Area, AreaGiven, HornsGiven, HoursGiven, PracticeGiven
from controller.api.system import AtDesk
from controller.errors import Clash, Refused
from controller.fleet import beside
from controller.people.who import require
from controller.places import founding, practising
from controller.store import areas, audit, devices
from devices.ids import is_id
from schedules import hours_data
from schedules.walltime import zone_named

router = APIRouter(prefix="/areas", tags=["areas"])


@router.get("", responses=responses(401))
def my_areas(who: Asking, desk: AtDesk) -> list[Area]:
    """One's own area and all below it, each after its parent."""
    with desk.store.read() as conn:
        return [Area.model_validate(one) for one in areas.below(conn, who.path)]


@router.post("", responses=responses(401, 403, 404, 409, 422), status_code=201)
def new_area(given: AreaGiven, who: Asking, desk: AtDesk) -> Area:
    """A new area under one of one's own."""
    if not is_id(given.code):
        raise Refused("area-code", "code", code=given.code)
    if not given.name.strip():
        raise Refused("name-blank", "name")
    hours_data.read(given.hours or {})
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        parent = areas.known(conn, given.parent)
        require(who, "areas", parent.path)
        if devices.get(conn, given.code) is not None:
            raise Clash("area-taken", "code", area=given.code)
        row = areas.add(
            conn,
            given.code,
            given.parent,
            given.level,
            given.name.strip(),
            now_ms,
            zone=zone_named(given.zone).key if given.zone else parent.zone,
            hours=given.hours,
            volume_cap=given.volume_cap,
        )
        audit.append(conn, now_ms, who.login, "area-add", row.code, {"parent": row.parent}, address=desk.address)
    desk.bus.say("area", id=row.code)
    return Area.model_validate(row)


@router.put("/{code}/hours", responses=responses(401, 403, 404, 409, 422))
def hours(code: str, given: HoursGiven, who: Asking, desk: AtDesk) -> Area:
    """When sound is allowed in an area and all below it; what is agreed to is planned anew at once."""
    return Area.model_validate(founding.keep_hours(desk, who, code, given.hours))


@router.put("/{code}/practice", responses=responses(401, 403, 404, 409, 422))
def practice(code: str, given: PracticeGiven, who: Asking, desk: AtDesk) -> Area:
    """Begin to practise in an area and all below it, or end it.

    While people practise, all is written, approved and planned as ever, and nothing reaches a box. It begins only where
    no box has been heard yet. At the end everything that was sent for approval or agreed to is cancelled.
    """
    return Area.model_validate((practising.begin if given.on else practising.end)(desk, who, code))


@router.put("/{code}/horns", responses=responses(401, 403, 404, 422))
def horns(code: str, given: HornsGiven, who: Asking, desk: AtDesk) -> Area:
    """Let the horns of an area that reach each other speak together, or one after the other."""
    return Area.model_validate(beside.set_horns(desk, who, code, horns=given.horns, pause_ms=given.pause_ms))
