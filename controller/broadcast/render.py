"""Sound and page are made for every model in the audience, named by hash, once: what exists is reused.

A restart in the middle finds what was made before and goes on. What cannot be made stops this announcement, with the
reason, and no other.
"""

from __future__ import annotations

from dataclasses import replace

import structlog

from controller.broadcast import chime, single_value
from controller.broadcast.desk import Desk
from controller.broadcast.making import Times, make_pages, make_sound
from controller.broadcast.needs import Needs
from controller.broadcast.renditions import in_a_row, page_source
from controller.errors import Refused
from controller.store import announcements, audit, exceptions
from controller.store.announcements import Announcement
from controller.store.exceptions import Exceptional
from schedules.lifecycle import Action, Actor, Case, Role, State, step

log = structlog.get_logger()

SYSTEM = Actor("system", Role.SYSTEM)


def render_due(desk: Desk) -> int:
    """Make what is missing for everything that is agreed; how many announcements became ready."""
    with desk.store.read() as conn:
        rows = announcements.in_state(conn, State.APPROVED.value, State.READY.value, State.PLANNED.value)
        needs = Needs.load(conn, rows)
    became = sum(_render(desk, row, needs) for row in rows)
    if rows:
        desk.nudge("plan")
    return became


def _render(desk: Desk, row: Announcement, needs: Needs) -> bool:
    try:
        _make_all(desk, row, row, needs)
    except Refused as refused:
        log.warning("render-failed", announcement=row.id, code=refused.code)
        return _fail(desk, row, refused)
    for one in needs.singles(row):
        _render_single(desk, row, one, needs)
    return row.state == State.APPROVED and _move(desk, row, Action.RENDERED, "")


def _render_single(desk: Desk, row: Announcement, one: Exceptional, needs: Needs) -> None:
    """What one occurrence tells instead. If it cannot be made, that time is silent and says why; the series goes on."""
    try:
        _make_all(desk, row, single_value.varied(row, one), needs)
    except Refused as refused:
        if one.reason == refused.code:
            return
        log.warning("render-failed", announcement=row.id, original=one.original_local, code=refused.code)
        with desk.store.write() as conn:
            exceptions.put(conn, replace(one, reason=refused.code))
            detail = {"original": one.original_local, "reason": refused.code}
            audit.append(conn, desk.now_ms(), "system", Action.RENDER_FAILED.value, row.id, detail)


def _make_all(desk: Desk, row: Announcement, told: Announcement, needs: Needs) -> None:
    """What is ``told`` for every model in the audience, once and so often in a row as running lists ask for it."""
    for model in needs.models(row):
        if model.audio is not None and told.sound is not None:
            for source in needs.missing([told.sound, *([chime.SOURCE] if told.chime else [])], model):
                make_sound(desk, source, model)
                needs.note(source, model)
            for repeats, pause_s in needs.often(row):
                for source in needs.missing([in_a_row(told.sound, repeats, pause_s)], model):
                    make_sound(desk, source, model, Times(told.sound, repeats, pause_s))
                    needs.note(source, model)
        if model.panel is not None and told.page:
            for commune in needs.communes(row):
                for source in needs.missing([page_source(told, commune)], model):
                    make_pages(desk, source, told, commune, model)
                    needs.note(source, model)


def _fail(desk: Desk, row: Announcement, refused: Refused) -> bool:
    """What was agreed cannot be made. One that already plays elsewhere goes on playing there."""
    if row.state == State.APPROVED:
        _move(desk, row, Action.RENDER_FAILED, refused.code)
    return False


def _move(desk: Desk, row: Announcement, action: Action, reason: str) -> bool:
    now_ms = desk.now_ms()
    case = Case(State(row.state), frozenset({row.maker}), row.fingerprint, approved=row.approved_fingerprint)
    after = step(case, action, SYSTEM)
    with desk.store.write() as conn:
        # Somebody may have edited or cancelled it meanwhile: then it is not ours to move any more.
        moved = announcements.set_state(conn, row.id, row.state, after.value, reason=reason)
        if moved:
            audit.append(conn, now_ms, "system", action.value, row.id, {"reason": reason} if reason else {})
    if moved:
        desk.bus.say("announcement", id=row.id, state=after.value)
    return moved and after is State.READY
