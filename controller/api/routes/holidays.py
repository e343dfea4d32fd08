"""Days off: what rules mean by "not on public holidays" and "only on public holidays"."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.holidays import AddedDay, DayGiven, DayOff, DecisionGiven, YearOff
from controller.api.models.holidays import Decision as Told
from controller.api.system import AtDesk
from controller.broadcast import holidays
from controller.words.holidays import reason

router = APIRouter(prefix="/holidays", tags=["holidays"])

Year = Annotated[int, Path(ge=1, le=9999)]


@router.get("", responses=responses(401, 422))
def of_year(_who: Asking, desk: AtDesk, year: Annotated[int, Query(ge=1, le=9999, examples=[2027])]) -> YearOff:
    """The days off of a year with their reasons, what was entered for it, and what is not decided yet."""
    with desk.store.read() as conn:
        return _told(holidays.of_year(conn, year))


@router.put("/years/{year}", responses=responses(401, 403, 422))
def decide(year: Year, given: DecisionGiven, who: Asking, desk: AtDesk) -> YearOff:
    """Enter the decision of a year. For the administrator of the highest area; everything is planned anew."""
    return _told(holidays.decide(desk, who, year, given.tet_days_before, given.national_day_beside))


@router.delete("/years/{year}", responses=responses(401, 403, 404, 422))
def undecide(year: Year, who: Asking, desk: AtDesk) -> YearOff:
    """Take the decision of a year back."""
    return _told(holidays.undecide(desk, who, year))


@router.post("/days", responses=responses(401, 403, 422), status_code=201)
def add(given: DayGiven, who: Asking, desk: AtDesk) -> AddedDay:
    """Add a day off, of one year or of every year."""
    return AddedDay.model_validate(holidays.add(desk, who, given.day, given.name))


@router.delete("/days/{day}", responses=responses(401, 403, 404), status_code=204)
def remove(day: Annotated[str, Path(max_length=10)], who: Asking, desk: AtDesk) -> None:
    """Take an added day back. The law's own days cannot be removed."""
    holidays.remove(desk, who, day)


def _told(found: holidays.YearOff) -> YearOff:
    return YearOff(
        year=found.year,
        days=[
            DayOff(day=one.day.isoformat(), code=one.code, name=reason(one, "vi"), name_en=reason(one, "en"))  # type: ignore[arg-type]
            for one in found.days
        ],
        decision=Told.model_validate(found.decided) if found.decided else None,
        undecided=list(found.undecided),  # type: ignore[arg-type]
        added=[AddedDay.model_validate(one) for one in found.added],
    )
