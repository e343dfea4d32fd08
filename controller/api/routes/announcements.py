"""Announcements and the steps of their path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.requests import Request

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.language import language_of
from controller.api.models.announcements import (
    Announcement,
    Announcements,
    Approval,
    Delivery,
    DraftChange,
    DraftGiven,
    Making,
    Offer,
    Outlook,
    Reason,
)
from controller.api.models.sequences import Account
from controller.api.remarked import remarked
from controller.api.system import AtDesk
from controller.api.telling import account_lines, offered, remarks, told
from controller.broadcast import again, form, history, submit
from controller.broadcast import approve as approving
from controller.broadcast import cancel as cancelling
from controller.broadcast import check as checking
from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for
from controller.people.who import Who
from controller.store import announcements
from controller.store.announcements import Announcement as Row
from controller.words import outcomes
from controller.words.offers import recorded
from schedules.lifecycle import State
from schedules.offers import Offer as LawOffer
from schedules.offers import Way
from schedules.walltime import format_local

router = APIRouter(prefix="/announcements", tags=["announcements"])


@router.get("", responses=responses(401, 422))
def some(
    who: Asking,
    desk: AtDesk,
    state: Annotated[list[State] | None, Query(description="only these")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Announcements:
    """Announcements of one's own area and below, the last changed first."""
    with desk.store.read() as conn:
        rows = announcements.below(conn, who.path, state or (), limit=limit + 1, offset=offset)
        more = offset + limit if len(rows) > limit else None
        return Announcements(announcements=told(conn, who, rows[:limit]), next_offset=more)


@router.post("", responses=responses(401, 403, 404, 422), status_code=201)
def compose(
    given: DraftGiven,
    who: Asking,
    desk: AtDesk,
    draft: Annotated[str, Query(max_length=64, description="the draft (`/drafts`) that it was written in")] = "",
) -> Announcement:
    """A new draft. Nothing is heard or shown before somebody else has approved it.

    With ``draft`` it may be sent again when the answer was lost: one draft becomes one announcement.
    """
    return _answer(desk, who, form.compose(desk, who, given.draft(), written=draft))


@router.post("/check", responses=responses(401, 403, 404, 422))
def check(
    given: DraftGiven,
    who: Asking,
    desk: AtDesk,
    id: Annotated[str | None, Query(max_length=64, description="the announcement that this form would change")] = None,
) -> Outlook:
    """What would become of this form: every mistake, what stands against it, what is worth knowing, what would help.

    Nothing is kept.
    """
    seen = checking.check(desk, who, given.draft(), id)
    with desk.store.read() as conn:
        return said(conn, seen)


@router.get("/{id}", responses=responses(401, 404))
def one(id: str, who: Asking, desk: AtDesk) -> Announcement:
    """One announcement."""
    with desk.store.read() as conn:
        found = told(conn, who, [announcement_for(conn, who, id, "read")])[0]
    made = desk.progress.of(id)
    return found.model_copy(update={"making": Making.model_validate(made) if made else None})


@router.put("/{id}", responses=responses(401, 403, 404, 409, 422))
def edit(id: str, given: DraftChange, who: Asking, desk: AtDesk) -> Announcement:
    """Change it. Whatever had been agreed is void: it is a draft again."""
    return _answer(desk, who, form.edit(desk, who, id, given.draft(), given.edition))


@router.post("/{id}/copy", responses=responses(401, 403, 404, 422), status_code=201)
def as_last_time(id: str, who: Asking, desk: AtDesk) -> Announcement:
    """A new draft with the same words, sound and places, at the next time like its own."""
    return _answer(desk, who, again.copy(desk, who, id))


@router.get("/{id}/outlook", responses=responses(401, 404))
def outlook(id: str, who: Asking, desk: AtDesk) -> Outlook:
    """What stands against it among all that is planned, and what is only worth knowing."""
    with desk.store.read() as conn:
        return look(conn, desk, announcement_for(conn, who, id, "read"))


@router.post("/{id}/submit", responses=responses(401, 403, 404, 409, 422))
def send_for_approval(id: str, who: Asking, desk: AtDesk) -> Announcement:
    """Send a draft for approval, if nothing stands against it."""
    return _answer(desk, who, submit.submit(desk, who, id))


@router.post("/{id}/approve", responses=responses(401, 403, 404, 409, 422))
def approve(id: str, given: Approval, who: Asking, desk: AtDesk) -> Announcement:
    """Agree to exactly what was seen. Nobody approves what he made himself."""
    return _answer(desk, who, approving.approve(desk, who, id, given.fingerprint))


@router.post("/{id}/reject", responses=responses(401, 403, 404, 409, 422))
def reject(id: str, given: Reason, who: Asking, desk: AtDesk) -> Announcement:
    """Return it to its maker, with a reason."""
    return _answer(desk, who, approving.reject(desk, who, id, given.reason))


@router.post("/{id}/cancel", responses=responses(401, 403, 404, 409))
def cancel(id: str, given: Reason, who: Asking, desk: AtDesk) -> Announcement:
    """Take it back: nothing of it sounds or shows any more."""
    return _answer(desk, who, cancelling.cancel(desk, who, id, given.reason))


@router.post("/{id}/restore", responses=responses(401, 403, 404, 409))
def restore(id: str, who: Asking, desk: AtDesk) -> Announcement:
    """Have one that was cancelled again as a draft, to be approved anew."""
    return _answer(desk, who, cancelling.restore(desk, who, id))


@router.get("/{id}/deliveries", responses=responses(401, 404))
def deliveries(id: str, request: Request, who: Asking, desk: AtDesk) -> list[Delivery]:
    """Did it sound? For each time and each device, with the evidence, and how late."""
    lang = language_of(request)
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "read")
    return [
        Delivery.model_validate(one).model_copy(
            update={
                "late": outcomes.late(one, row.late, time.began.get(one.device, ""), row.zone, lang),
                "outcome": outcomes.heard(one, lang),
                "gone_ms": time.gone.get(one.device),
            }
        )
        for time in history.of_announcement(desk, who, id)
        for one in time.deliveries
    ]


@router.get("/{id}/accounts", responses=responses(401, 404))
def accounts(id: str, who: Asking, desk: AtDesk) -> list[Account]:
    """What became of each time that does not go plainly as wished: moved, shortened, dropped or waiting, and why."""
    return account_lines(desk, history.of_announcement(desk, who, id))


def look(conn: Connection, desk: Desk, row: Row) -> Outlook:
    """The outlook of a row, in sentences of both languages."""
    return said(conn, submit.outlook(conn, desk, row, offering=True))


def said(conn: Connection, seen: submit.Outlook) -> Outlook:
    """An outlook in sentences of both languages."""
    return Outlook(
        remarks=remarked(remarks(seen)),
        offers=[_offer(one, seen, details) for one, details in offered(conn, seen, ("vi", "en"))],
    )


def _offer(one: LawOffer, seen: submit.Outlook, details: Sequence[str]) -> Offer:
    assert seen.mine is not None
    fewer = one.way is Way.FEWER
    return Offer(
        way=one.way.value,
        start=format_local(one.start) if one.start is not None else None,
        seconds=recorded(one, seen.mine) if one.way is Way.SHORTER else None,
        areas=sorted(one.audience.areas) if fewer else None,
        devices=sorted(one.audience.devices) if fewer else None,
        without=list(one.without),
        detail=details[0],
        detail_en=details[1],
    )


def _answer(desk: Desk, who: Who, row: Row) -> Announcement:
    with desk.store.read() as conn:
        return told(conn, who, [announcements.get(conn, row.id) or row])[0]
