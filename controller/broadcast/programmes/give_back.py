"""A leader does not agree, and says what has to be changed: the programme goes back to its maker."""

from __future__ import annotations

from controller.broadcast.desk import Desk
from controller.broadcast.programmes.found import programme_for
from controller.broadcast.programmes.value import is_agreed, programme
from controller.errors import Clash, Refused
from controller.people.who import Who
from controller.store import audit, programmes
from controller.store.programmes import Listed
from schedules.fingerprint import list_fingerprint

LONGEST_REASON = 2_000


def give_back(desk: Desk, who: Who, id: str, fingerprint: str, reason: str) -> Listed:
    """Return what was seen, until somebody changes it. The reason must be said: somebody has to know what to change."""
    why, now_ms = reason.strip(), desk.now_ms()
    if not why:
        raise Refused("reason-blank", "reason")
    if len(why) > LONGEST_REASON:
        raise Refused("field-too-long", "reason", name="reason", limit=LONGEST_REASON)
    with desk.store.write() as conn:
        old = programme_for(conn, who, id, "approve")
        if is_agreed(old):
            raise Clash("programme-agreed")
        if fingerprint != list_fingerprint(programme(old)):
            raise Clash("programme-changed")
        if not programmes.edit(conn, id, old[0].edition, now_ms, None, reason=why):
            raise Clash("programme-changed")
        detail = {"fingerprint": fingerprint, "reason": why}
        audit.append(conn, now_ms, who.login, "programme-return", id, detail, address=desk.address)
        done = programmes.get(conn, id)
    assert done is not None
    desk.bus.say("programme", id=id)
    return done
