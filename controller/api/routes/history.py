"""The station's logbook, and the log of who did what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.shapes import Told
from controller.api.system import AtDesk
from controller.broadcast import history

router = APIRouter(prefix="/history", tags=["history"])

Instant = Annotated[int | None, Query(ge=0, le=32_503_680_000_000)]
DAY_MS = 86_400_000


class Entry(Told):
    """One time that an announcement was due."""

    announcement: str
    title: str
    occurrence: str = Field(examples=["a7k2m9qrt.20261122t0530"])
    start_ms: int
    end_ms: int
    state: str
    reason: str
    counts: dict[str, int] = Field(description="devices on each rung", examples=[{"finished": 6, "missed": 1}])


@router.get("", responses=responses(401, 422))
def logbook(
    who: Asking,
    desk: AtDesk,
    since_ms: Instant = None,
    until_ms: Instant = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[Entry]:
    """What was due in [since, until) in one's own area, the newest first; the last seven days, if not said."""
    until = desk.now_ms() + DAY_MS if until_ms is None else until_ms
    since = until - 7 * DAY_MS if since_ms is None else since_ms
    return [
        Entry(
            announcement=one.announcement.id,
            title=one.announcement.title,
            occurrence=one.occurrence.id,
            start_ms=one.occurrence.start_ms,
            end_ms=one.occurrence.end_ms,
            state=one.occurrence.state,
            reason=one.occurrence.reason,
            counts=one.counts,
        )
        for one in history.logbook(desk, who, since, until, limit)
    ]
