"""What waits for one's own word, to list it; it is decided where it lives."""

from __future__ import annotations

from fastapi import APIRouter
from sqlalchemy import Connection

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.inbox import Difference, LastDecision, Waiting
from controller.api.system import AtDesk
from controller.broadcast import inbox
from controller.broadcast.changes import changes
from controller.broadcast.decided import content_of
from controller.broadcast.single_value import fingerprint
from controller.people.who import require
from controller.store import announcements, decisions

router = APIRouter(prefix="/inbox", tags=["announcements"])


@router.get("", responses=responses(401, 403))
def waiting(who: Asking, desk: AtDesk) -> list[Waiting]:
    """Everything that one could agree to now, what is needed first at the top; never what one made oneself.

    Approve or return it with `/announcements/{id}/approve` and `/reject`, or those of the occurrence.
    """
    require(who, "approve", who.path)
    with desk.store.read() as conn:
        return [_told(conn, one) for one in inbox.waiting(conn, desk, who)]


def _told(conn: Connection, one: inbox.Waiting) -> Waiting:
    row, single = one.row, one.single
    return Waiting(
        announcement=row.id,
        original=single.original_local if single else None,
        title=row.title,
        klass=row.klass,
        maker=single.maker if single else row.maker,
        due_ms=one.due_ms,
        fingerprint=fingerprint(row, single) if single else row.fingerprint,
        last=None if single else _last(conn, one),
    )


def _last(conn: Connection, one: inbox.Waiting) -> LastDecision | None:
    last = decisions.latest(conn, one.row.id)
    if last is None:
        return None
    found = changes(last.content, content_of(one.row, announcements.audience_of(conn, one.row.id)))
    told = [Difference(what=each.what, before=each.before, after=each.after) for each in found]
    return LastDecision(
        outcome=last.outcome,  # type: ignore[arg-type]  # pydantic checks the word
        who=last.who,
        at_ms=last.at_ms,
        reason=last.reason,
        changes=told,
    )
