"""Single occurrences: left out at once; moved, told otherwise or restored when somebody else has agreed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import Connection

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.announcements import Approval, Reason
from controller.api.models.occurrences import (
    Exceptional,
    Foreseen,
    Occurrence,
    OccurrenceGiven,
    Occurrences,
    Proposal,
    ProposalGiven,
)
from controller.api.remarked import both
from controller.api.system import AtDesk
from controller.broadcast import single_approve, single_form, single_list
from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for
from controller.broadcast.single_value import fingerprint
from controller.people.who import Who
from controller.store import exceptions
from controller.store.announcements import Announcement as Row
from controller.words.singles import said

router = APIRouter(prefix="/announcements/{id}/occurrences", tags=["occurrences"])

Instant = Annotated[int | None, Query(ge=0, le=32_503_680_000_000)]
DAY_MS = 86_400_000
LONGEST_MS = 3660 * DAY_MS


@router.get("", responses=responses(401, 404, 422))
def coming(
    id: str,
    who: Asking,
    desk: AtDesk,
    since_ms: Instant = None,
    until_ms: Instant = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Occurrences:
    """Its times in [since, until), those that are left out among them; from now on for 400 days, if not said."""
    since = desk.now_ms() if since_ms is None else since_ms
    until = since + 400 * DAY_MS if until_ms is None else min(until_ms, since + LONGEST_MS)
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "read")
        times = single_list.times(conn, row, since, until, limit)
        return Occurrences(
            occurrences=[_told(conn, desk, who, row, one) for one in times],
            idle=[one.original_local for one in single_list.idle(conn, row, desk.now_ms())],
        )


@router.put("/{original}", responses=responses(401, 403, 404, 409, 422))
def put(id: str, original: str, given: OccurrenceGiven, who: Asking, desk: AtDesk) -> Occurrence:
    """Leave one time out, which takes effect at once and keeps the approval of the series; or propose another time or
    other content for it, checked like any submission. Until a proposal is approved, the series goes on as agreed."""
    if given.kind == "left-out":
        single_form.leave_out(desk, who, id, original)
    else:
        single_form.propose(desk, who, id, original, single_form.Wanted(**given.model_dump()))
    return _one(desk, who, id, original)


@router.post("/{original}/check", responses=responses(401, 403, 404, 422))
def check(id: str, original: str, given: ProposalGiven, who: Asking, desk: AtDesk) -> Foreseen:
    """What would become of a proposal, what stands against it and what is worth knowing. Nothing is changed."""
    row, made, seen = single_form.foresee(desk, who, id, original, single_form.Wanted(**given.model_dump()))
    words = {lang: said(made.kind, made.original_local, made.new_local, row.zone, lang) for lang in ("vi", "en")}
    return Foreseen(words=words["vi"], words_en=words["en"], remarks=both(seen.refusals, seen.notes))


@router.delete("/{original}", responses=responses(401, 403, 404, 409, 422))
def take_back(id: str, original: str, who: Asking, desk: AtDesk) -> Occurrence | None:
    """Withdraw what is proposed. Where something is agreed (also a time that is left out), propose that it be as in the
    series again: that widens what holds, so it waits for approval. Null where the series has no such time any more."""
    single_form.take_back(desk, who, id, original)
    return _found(desk, who, id, original)


@router.post("/{original}/approve", responses=responses(401, 403, 404, 409, 422))
def approve(id: str, original: str, given: Approval, who: Asking, desk: AtDesk) -> Occurrence:
    """Agree to exactly what was seen; neither its maker nor anybody who wrote at the series may."""
    single_approve.approve(desk, who, id, original, given.fingerprint)
    return _one(desk, who, id, original)


@router.post("/{original}/reject", responses=responses(401, 403, 404, 409, 422))
def reject(id: str, original: str, given: Reason, who: Asking, desk: AtDesk) -> Occurrence:
    """Turn the proposal down, with a reason; what holds goes on."""
    single_approve.reject(desk, who, id, original, given.reason)
    return _one(desk, who, id, original)


def _one(desk: Desk, who: Who, id: str, original: str) -> Occurrence:
    found = _found(desk, who, id, original)
    assert found is not None  # a step on an occurrence that is not there was refused before
    return found


def _found(desk: Desk, who: Who, id: str, original: str) -> Occurrence | None:
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "read")
        time = single_list.named(conn, row, single_form.named(original))
        return None if time is None else _told(conn, desk, who, row, time)


def _told(conn: Connection, desk: Desk, who: Who, row: Row, time: single_list.Time) -> Occurrence:
    state = time.kind.value if time.kind else "holiday" if time.holiday else "coming"
    to = time.agreed.new_local if time.agreed else None
    return Occurrence(
        id=time.id,
        original=time.original_local,
        start_ms=time.start_ms,
        state=state,  # type: ignore[arg-type]
        words=said(state, time.original_local, to, row.zone, "vi"),
        words_en=said(state, time.original_local, to, row.zone, "en"),
        planned=time.planned.state if time.planned else None,  # type: ignore[arg-type]
        planned_reason=time.planned.reason if time.planned else "",
        exception=Exceptional.model_validate(time.agreed) if time.agreed else None,
        proposal=_proposal(conn, desk, who, row, time.proposed) if time.proposed else None,
        rejected=Exceptional.model_validate(time.rejected) if time.rejected else None,
    )


def _proposal(conn: Connection, desk: Desk, who: Who, row: Row, one: exceptions.Exceptional) -> Proposal:
    seen = single_list.seen(conn, desk, row, one)
    return Proposal(
        **{name: getattr(one, name) for name in Exceptional.model_fields},
        fingerprint=fingerprint(row, one),
        may_approve=single_approve.may_agree(row, one, who),
        remarks=both(seen.refusals, seen.notes),
    )
