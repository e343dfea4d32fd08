"""An announcement is taken back: nothing of it sounds or shows, and each device says so. Or it is had again."""

from __future__ import annotations

from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for, case_of
from controller.errors import Clash
from controller.people.who import Who
from controller.store import announcements, audit, deliveries, occurrences
from controller.store.announcements import Announcement
from schedules.lifecycle import Action, Actor, Role, step


def cancel(desk: Desk, who: Who, id: str, reason: str = "") -> Announcement:
    """Cancel it with all its coming occurrences; what is on air is cut by the next timetable."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        row = announcement_for(conn, who, id, "cancel")
        state = step(case_of(row), Action.CANCEL, Actor(who.user_id, Role(who.role)))
        if not announcements.set_state(conn, id, row.state, state.value, reason=reason.strip(), changed_ms=now_ms):
            raise Clash("edited-meanwhile")
        gone = occurrences.cancel(conn, id, now_ms, "cancelled")
        deliveries.withdraw(conn, gone)
        detail = {"was": row.state, "reason": reason.strip(), "occurrences": len(gone)}
        audit.append(conn, now_ms, who.login, "cancel", id, detail, address=desk.address)
        done = announcements.get(conn, id)
    assert done is not None
    desk.bus.say("announcement", id=id, state=done.state)
    desk.nudge("plan")
    return done


def restore(desk: Desk, who: Who, id: str) -> Announcement:
    """Have it again as a draft: what it was agreed to is void, and what sounded meanwhile stays in the log."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        row = announcement_for(conn, who, id, "cancel")
        state = step(case_of(row), Action.RESTORE, Actor(who.user_id, Role(who.role)))
        if not announcements.set_state(conn, id, row.state, state.value, reason="", changed_ms=now_ms):
            raise Clash("edited-meanwhile")
        audit.append(conn, now_ms, who.login, "cancel-undo", id, {}, address=desk.address)
        done = announcements.get(conn, id)
    assert done is not None
    desk.bus.say("announcement", id=id, state=done.state)
    return done
