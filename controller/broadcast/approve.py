"""Somebody else with authority agrees to exactly this content, audience and time, or returns it with a reason."""

from __future__ import annotations

from controller.broadcast import decided, hearing
from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for, case_of
from controller.broadcast.submit import refuse_what_cannot_be
from controller.errors import Clash, Refused
from controller.people.who import Who
from controller.store import announcements, audit
from controller.store.announcements import Announcement
from controller.store.decisions import APPROVED, RETURNED
from schedules.lifecycle import Action, Actor, Role, step


def approve(desk: Desk, who: Who, id: str, fingerprint: str) -> Announcement:
    """Agree to what the approver saw: ``fingerprint``. What has meanwhile become impossible is refused here too."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        row = announcement_for(conn, who, id, "approve")
        state = step(
            hearing.case(conn, row, who.user_id), Action.APPROVE, Actor(who.user_id, Role(who.role)), fingerprint
        )
        refuse_what_cannot_be(conn, desk, row)
        agreed = {"approver": who.user_id, "approved_fingerprint": fingerprint, "approved_ms": now_ms}
        if not announcements.set_state(conn, id, row.state, state.value, **agreed):
            raise Clash("edited-meanwhile")
        decided.keep(conn, who, row, APPROVED, now_ms)
        audit.append(conn, now_ms, who.login, "approve", id, {"fingerprint": fingerprint}, address=desk.address)
        done = announcements.get(conn, id)
    assert done is not None
    desk.bus.say("announcement", id=id, state=done.state)
    desk.nudge("render")
    return done


def reject(desk: Desk, who: Who, id: str, reason: str) -> Announcement:
    """Return it to its maker. The reason must be said: somebody has to know what to change."""
    if not reason.strip():
        raise Refused("reason-blank", "reason")
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        row = announcement_for(conn, who, id, "approve")
        state = step(case_of(row), Action.REJECT, Actor(who.user_id, Role(who.role)))
        if not announcements.set_state(conn, id, row.state, state.value, reason=reason.strip()):
            raise Clash("edited-meanwhile")
        decided.keep(conn, who, row, RETURNED, now_ms, reason.strip())
        audit.append(conn, now_ms, who.login, "reject", id, {"reason": reason.strip()}, address=desk.address)
        done = announcements.get(conn, id)
    assert done is not None
    desk.bus.say("announcement", id=id, state=done.state)
    return done
