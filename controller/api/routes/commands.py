"""Commands: what cannot wait for a timetable."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import Connection

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.announcements import Delivery
from controller.api.models.orders import Command, CommandWithReceipts, OrderGiven
from controller.api.system import AtDesk
from controller.errors import NotFound
from controller.fleet.orders import Order, order
from controller.people.who import Who, reaches
from controller.store import areas, commands, deliveries, devices
from controller.store.commands import DEVICE
from controller.store.commands import Command as Row

router = APIRouter(prefix="/commands", tags=["commands"])


@router.post("", responses=responses(401, 403, 404, 409, 422), status_code=202)
def give(given: OrderGiven, who: Asking, desk: AtDesk) -> Command:
    """Give an order. It is repeated until each device has answered or it expires; ask for its receipts.

    What is played at once keeps to the allowed hours of each place, their minutes, sessions and days, and to the
    volume of the hour; an emergency is exempt from all of it, and the logbook says so.
    """
    return Command.model_validate(order(desk, who, Order(**given.model_dump())))


@router.get("", responses=responses(401))
def recent(who: Asking, desk: AtDesk, limit: Annotated[int, Query(ge=1, le=500)] = 100) -> list[Command]:
    """The last commands to one's own area and below, the newest first."""
    with desk.store.read() as conn:
        return [Command.model_validate(one) for one in commands.recent(conn, limit) if _mine(conn, who, one)]


@router.get("/{id}", responses=responses(401, 404))
def one(id: str, who: Asking, desk: AtDesk) -> CommandWithReceipts:
    """One command, and what each device answered."""
    with desk.store.read() as conn:
        row = commands.get(conn, id)
        if row is None or not _mine(conn, who, row):
            raise NotFound("command-unknown")
        receipts = [Delivery.model_validate(each) for each in deliveries.of_subject(conn, id)]
    return CommandWithReceipts(**Command.model_validate(row).model_dump(), deliveries=receipts)


def _mine(conn: Connection, who: Who, row: Row) -> bool:
    target = devices.get(conn, row.scope) if row.scope_kind == DEVICE else areas.get(conn, row.scope)
    return target is not None and reaches(who, target.path)
