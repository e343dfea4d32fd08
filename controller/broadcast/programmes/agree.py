"""Somebody with authority, who did not make it, agrees to exactly these slots and repetitions: they are in force."""

from __future__ import annotations

from dataclasses import replace

from controller.broadcast.desk import Desk
from controller.broadcast.programmes.found import programme_for
from controller.broadcast.programmes.outlook import outlook
from controller.broadcast.programmes.value import is_agreed, programme
from controller.errors import Clash, Forbidden, ManyRefused
from controller.people.who import Who
from controller.store import audit, programmes
from controller.store.programmes import Listed
from schedules.fingerprint import list_fingerprint, slot_fingerprint


def agree(desk: Desk, who: Who, id: str, fingerprint: str) -> Listed:
    """Agree to what the approver saw. What has meanwhile become impossible is refused here too."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        row, lines = old = programme_for(conn, who, id, "approve")
        wanted = programme(old)
        if is_agreed(old):
            raise Clash("programme-agreed")
        if who.user_id in row.editors:
            raise Forbidden("own-programme")
        if fingerprint != list_fingerprint(wanted):
            raise Clash("programme-changed")
        seen = outlook(conn, desk, who, wanted)
        if seen.refusals:
            raise ManyRefused(seen.refusals)
        agreed = {"agreed_slots": slot_fingerprint(wanted), "approver": who.user_id, "agreed_ms": now_ms, "reason": ""}
        lines = tuple(replace(one, agreed_repeats=one.repeats) for one in lines)
        if not programmes.edit(conn, id, row.edition, now_ms, lines, **agreed):
            raise Clash("programme-changed")
        detail = {"fingerprint": fingerprint, "slots": slot_fingerprint(wanted)}
        audit.append(conn, now_ms, who.login, "programme-agree", id, detail, address=desk.address)
        done = programmes.get(conn, id)
    assert done is not None
    desk.bus.say("programme", id=id)
    desk.nudge("render")
    desk.nudge("plan")
    return done
