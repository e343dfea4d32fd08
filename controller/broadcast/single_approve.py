"""Somebody else agrees to what is proposed for one occurrence, exactly as they saw it, or turns it down with a reason.

Neither who proposed it nor anybody who wrote at the series may agree, as with the series itself.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from controller.broadcast import decided, hearing
from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for
from controller.broadcast.single_check import refuse_what_cannot_be
from controller.broadcast.single_form import changed, named
from controller.broadcast.single_value import fingerprint, varied
from controller.errors import NotFound, Refused
from controller.people.who import Who
from controller.store import audit, exceptions
from controller.store.announcements import Announcement
from controller.store.decisions import APPROVED, RETURNED
from controller.store.exceptions import AGREED, PROPOSED, REJECTED, Exceptional
from schedules.lifecycle import OVER, Action, Actor, Case, Role, State, allowed, step
from schedules.single import Kind


def case_of(row: Announcement, one: Exceptional) -> Case:
    """The proposal as something that was submitted; of a series that is over nothing is."""
    current = fingerprint(row, one)
    state = State(row.state) if row.state in OVER else State.SUBMITTED
    return Case(state, frozenset({row.maker, *row.editors, one.maker}), current, submitted=current)


def may_agree(row: Announcement, one: Exceptional, who: Who) -> bool:
    """Whether this person could agree to it: for the buttons of a page."""
    return Action.APPROVE in allowed(case_of(row, one), Actor(who.user_id, Role(who.role)))


def approve(desk: Desk, who: Who, id: str, original: str, seen: str) -> Exceptional | None:
    """Agree to what was seen: it holds from now on. None where the occurrence is as its series again."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        row, one = _proposed(conn, who, id, named(original))
        case = hearing.asked(conn, varied(row, one), who.user_id, case_of(row, one)) if one.sound else case_of(row, one)
        step(case, Action.APPROVE, Actor(who.user_id, Role(who.role)), seen)
        refuse_what_cannot_be(conn, desk, row, one)
        exceptions.drop(conn, id, one.original_local, AGREED, PROPOSED)
        held = None
        if one.kind != Kind.RESTORED:
            held = replace(one, state=AGREED, approver=who.user_id, agreed_ms=now_ms, fingerprint=seen)
            exceptions.put(conn, held)
        decided.keep_single(conn, who, one, APPROVED, now_ms)
        detail = {"original": one.original_local, "kind": one.kind, "fingerprint": seen}
        audit.append(conn, now_ms, who.login, "single-approve", id, detail, address=desk.address)
    changed(desk, row)
    desk.nudge("render")
    return held


def reject(desk: Desk, who: Who, id: str, original: str, reason: str) -> Exceptional:
    """Turn it down; what holds goes on. The reason must be said."""
    if not reason.strip():
        raise Refused("reason-blank", "reason")
    with desk.store.write() as conn:
        row, one = _proposed(conn, who, id, named(original))
        step(case_of(row, one), Action.REJECT, Actor(who.user_id, Role(who.role)))
        exceptions.drop(conn, id, one.original_local, PROPOSED)
        turned_down = replace(one, state=REJECTED, reason=reason.strip())
        exceptions.put(conn, turned_down)
        decided.keep_single(conn, who, one, RETURNED, desk.now_ms(), reason.strip())
        detail = {"original": one.original_local, "kind": one.kind, "reason": reason.strip()}
        audit.append(conn, desk.now_ms(), who.login, "single-reject", id, detail, address=desk.address)
    changed(desk, row)
    return turned_down


def _proposed(conn: Connection, who: Who, id: str, name: str) -> tuple[Announcement, Exceptional]:
    row = announcement_for(conn, who, id, "approve")
    one = exceptions.of_announcement(conn, id, PROPOSED).get(name)
    if one is None:
        raise NotFound("exception-unknown", "original", original=name)
    return row, one
