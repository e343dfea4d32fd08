"""Priority announcements of the commune that are due at the same time: a person says which goes first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import Connection

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.sequences import OpenQuestion, Order, OrderGiven, Place, Rival
from controller.api.system import AtDesk
from controller.broadcast import order as ordering
from controller.broadcast import value
from controller.people.who import reaches
from controller.store import areas, devices, media, orders

router = APIRouter(prefix="/orders", tags=["orders"])


@router.get("/open", responses=responses(401))
def open_questions(who: Asking, desk: AtDesk) -> list[OpenQuestion]:
    """The questions that wait for an answer in one's own area, the most urgent first."""
    with desk.store.read() as conn:
        return [told(conn, one) for one in ordering.open_questions(conn, desk, who)]


@router.post("", responses=responses(401, 403, 404, 409, 422), status_code=201)
def give(given: OrderGiven, who: Asking, desk: AtDesk) -> Order:
    """Say which goes first. It holds for all times at which these meet; one that joins them asks anew.

    For leaders of all the areas whose announcements are named: it moves what leaders agreed to.
    """
    return Order.model_validate(ordering.order(desk, who, given.announcements))


@router.get("", responses=responses(401))
def recent(who: Asking, desk: AtDesk, limit: Annotated[int, Query(ge=1, le=500)] = 100) -> list[Order]:
    """The last orders of one's own area and below, the newest first."""
    with desk.store.read() as conn:
        said = orders.recent(conn, limit)
        mine = {one.area for one in said if reaches(who, areas.known(conn, one.area).path)}
    return [Order.model_validate(one) for one in said if one.area in mine]


def told(conn: Connection, one: ordering.Open) -> OpenQuestion:
    """A question with the names of what and where."""
    names = {area.code: area.name for area in areas.below(conn)}
    sounds = media.many(conn, {row.sound for row in one.rows if row.sound})
    return OpenQuestion(
        announcements=[
            Rival(
                id=row.id,
                title=row.title,
                area=row.area,
                start=row.start_local,
                zone=row.zone,
                length_ms=sounds[row.sound].length_ms if row.sound in sounds else 0,
                state=row.state,
            )
            for row in one.rows
        ],
        devices=[
            Place(device=found.id, name=found.name, area=found.area, area_name=names[found.area])
            for found in devices.many(conn, one.question.devices)
        ],
        first_ms=value.ms(one.question.first),
        until_ms=value.ms(one.question.until),
        may_answer=one.mine,
    )
