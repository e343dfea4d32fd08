"""Programmes: running lists inside a slot, and how each coming slot would be filled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Response

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.announcements import Approval
from controller.api.models.programmes import (
    Programme,
    ProgrammeChange,
    ProgrammeGiven,
    ProgrammeOutlook,
    Programmes,
    Return,
    Slots,
)
from controller.api.programme_telling import said, slot, told
from controller.api.system import AtDesk
from controller.broadcast import value
from controller.broadcast.programmes import agree as agreeing
from controller.broadcast.programmes import form
from controller.broadcast.programmes import give_back as returning
from controller.broadcast.programmes.found import programme_for
from controller.broadcast.programmes.slots import coming, rows_of
from controller.broadcast.programmes.value import programme
from controller.errors import Refused
from controller.store import programmes
from schedules.walltime import bounds, to_local, zone_named

router = APIRouter(prefix="/programmes", tags=["programmes"])

DAYS = 7
MOST_DAYS = 62

Day = Annotated[str | None, Query(max_length=10, description="YYYY-MM-DD in the programme's zone")]


@router.get("", responses=responses(401))
def some(who: Asking, desk: AtDesk) -> Programmes:
    """Programmes of one's own area and below, by the hour that they begin at."""
    with desk.store.read() as conn:
        return Programmes(programmes=[told(conn, who, one) for one in programmes.below(conn, who.path)])


@router.post("", responses=responses(401, 403, 404, 422), status_code=201)
def compose(given: ProgrammeGiven, who: Asking, desk: AtDesk) -> Programme:
    """A new programme. It is in force when somebody else has agreed to its slots."""
    made = form.compose(desk, who, given.drafted(given.area))
    with desk.store.read() as conn:
        return told(conn, who, made)


@router.post("/check", responses=responses(401, 403, 404, 422))
def check(
    given: ProgrammeGiven,
    who: Asking,
    desk: AtDesk,
    instead_of: Annotated[str, Query(max_length=64, description="the programme that it would change")] = form.UNSAVED,
) -> ProgrammeOutlook:
    """What stands against this programme, and what is worth knowing. Nothing is kept."""
    return said(form.check(desk, who, given.drafted(given.area), instead_of))


@router.get("/{id}", responses=responses(401, 404))
def one(id: str, who: Asking, desk: AtDesk) -> Programme:
    """One programme."""
    with desk.store.read() as conn:
        return told(conn, who, programme_for(conn, who, id, "read"))


@router.put("/{id}", responses=responses(401, 403, 404, 409, 422))
def edit(id: str, given: ProgrammeChange, who: Asking, desk: AtDesk) -> Programme:
    """Change it. Other slots and more repetitions wait for agreement; order, gaps and entries are the editor's."""
    with desk.store.read() as conn:
        area = programme_for(conn, who, id, "write")[0].area
    made = form.edit(desk, who, id, given.drafted(area), given.edition)
    with desk.store.read() as conn:
        return told(conn, who, made)


@router.post("/{id}/agree", responses=responses(401, 403, 404, 409, 422))
def agree(id: str, given: Approval, who: Asking, desk: AtDesk) -> Programme:
    """Agree to the slots and repetitions that were seen. Nobody agrees to what he made himself."""
    done = agreeing.agree(desk, who, id, given.fingerprint)
    with desk.store.read() as conn:
        return told(conn, who, done)


@router.post("/{id}/return", responses=responses(401, 403, 404, 409, 422))
def give_back(id: str, given: Return, who: Asking, desk: AtDesk) -> Programme:
    """Return to its maker what was seen, with what has to be changed."""
    done = returning.give_back(desk, who, id, given.fingerprint, given.reason)
    with desk.store.read() as conn:
        return told(conn, who, done)


@router.delete("/{id}", responses=responses(401, 403, 404, 409, 422), status_code=204)
def remove(id: str, edition: Annotated[int, Query(ge=1)], who: Asking, desk: AtDesk) -> Response:
    """Take it away: its announcements sound by their own rules."""
    form.remove(desk, who, id, edition)
    return Response(status_code=204)


@router.get("/{id}/slots", responses=responses(401, 404, 422))
def slots(
    id: str,
    who: Asking,
    desk: AtDesk,
    since: Annotated[Day, Query(alias="from")] = None,
    until: Day = None,
) -> Slots:
    """Every slot from the first to the last day, both whole, as it would be filled; a week, if nothing is said."""
    with desk.store.read() as conn:
        wanted = programme(programme_for(conn, who, id, "read"))
        zone = zone_named(wanted.rule.zone)
        first = _day(since, "from") or to_local(value.instant(desk.now_ms()), zone).date()
        last = _day(until, "until") or first + timedelta(days=DAYS - 1)
        if not timedelta() <= last - first < timedelta(days=MOST_DAYS):
            raise Refused("days-out-of-range", "until", limit=MOST_DAYS)
        rows = rows_of(conn, wanted)
        low, high = bounds(first, last, wanted.rule.zone)
        return Slots(slots=[slot(one, rows) for one in coming(conn, wanted, rows, low, high)])


def _day(text: str | None, field: str) -> date | None:
    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if not 1970 < found.year < 2200:
        raise Refused("bad-date", field, text=text)
    return found
