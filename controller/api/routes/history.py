"""What of the logbook was due by announcements, for programs that count: the same lines, rung by rung."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.shapes import Told
from controller.api.system import AtDesk
from controller.logbook.sources import notices_due
from controller.logbook.wanted import Wanted
from controller.store import deliveries, occurrences

router = APIRouter(prefix="/history", tags=["history"])

Instant = Annotated[int | None, Query(ge=0, le=32_503_680_000_000)]
DAY_MS = 86_400_000


class Entry(Told):
    """One time that an announcement was due."""

    announcement: str
    title: str
    occurrence: str = Field(examples=["a7k2m9qrt.20261122t0530"])
    start_ms: int
    end_ms: int = Field(description="when sound and page are over; `until_ms` of the logbook is the end of the sound")
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
    """What announcements had due in [since, until) in one's own area, the newest first; seven days, if not said.

    The same lines as those of `GET /logbook`, in figures: only announcements (no talks, alarms or what was played at
    once), between instants instead of days, counted by rung instead of told in sentences, and no more than the newest
    `limit`. To look something up, or to read on page by page, ask the logbook.
    """
    until = desk.now_ms() + DAY_MS if until_ms is None else until_ms
    since = until - 7 * DAY_MS if since_ms is None else since_ms
    with desk.store.read() as conn:
        lines = notices_due(conn, who, Wanted(since, until), None, limit)
        ids = [one.id for one in lines]
        times, counts = occurrences.many(conn, ids), deliveries.counts(conn, ids)
    return [
        Entry(
            announcement=one.announcement,
            title=one.title,
            occurrence=one.id,
            start_ms=one.at_ms,
            end_ms=times[one.id].end_ms,
            state=one.state,
            reason=one.reason,
            counts=counts.get(one.id, {}),
        )
        for one in lines
    ]
