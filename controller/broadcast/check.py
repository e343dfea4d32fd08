"""What would become of a form that nobody has saved: every mistake, what stands against it, what is worth knowing."""

from __future__ import annotations

from controller.broadcast.desk import Desk
from controller.broadcast.form import Draft, addressed, drafted, spoken
from controller.broadcast.found import announcement_for
from controller.broadcast.submit import Outlook, outlook
from controller.errors import ManyRefused
from controller.people.who import Who, require
from controller.store import areas

UNSAVED = "a-unsaved"


def check(desk: Desk, who: Who, draft: Draft, id: str | None = None) -> Outlook:
    """Look at a form as submitting it would, look for what would help, and change nothing.

    ``id`` is the announcement that the form would change: it is in nobody's way, least of all in its own.
    """
    with desk.store.read() as conn:
        require(who, "write", areas.known(conn, draft.area).path)
        name = announcement_for(conn, who, id, "write").id if id is not None else UNSAVED
    draft, wrong = spoken(desk, who, draft)
    with desk.store.read() as conn:
        try:
            row = drafted(conn, desk, who, draft, name, desk.now_ms(), wrong)
        except ManyRefused as refused:
            return Outlook(refused.refusals, (), ())
        return outlook(conn, desk, row, addressed(draft), offering=True)
