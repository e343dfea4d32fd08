"""Sound and page are made for every model in the audience, named by hash, once: what exists is reused.

A restart in the middle finds what was made before and goes on. What cannot be made stops this announcement, with the
reason, and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import structlog
from sqlalchemy import Connection

from controller.broadcast import chime, single_value
from controller.broadcast.desk import Desk
from controller.broadcast.making import Times, make_pages, make_sound
from controller.broadcast.programmes.value import repetitions
from controller.broadcast.renditions import in_a_row, page_source
from controller.broadcast.unmade import unmade
from controller.errors import Refused
from controller.places import coming, tree
from controller.places.tree import Day
from controller.store import announcements, audit, devices, exceptions, media
from controller.store.announcements import Announcement
from controller.store.exceptions import Exceptional
from devices.profiles import Profile, profile
from schedules.lifecycle import Action, Actor, Case, Role, State, step

log = structlog.get_logger()

SYSTEM = Actor("system", Role.SYSTEM)


def render_due(desk: Desk) -> int:
    """Make what is missing for everything that is agreed; how many announcements became ready."""
    with desk.store.read() as conn:
        rows = announcements.in_state(conn, State.APPROVED.value, State.READY.value, State.PLANNED.value)
        days = tree.ahead(conn)
        # Before areas merge or split, what will be lacking is found out one by one.
        lacking = {row.id for row in rows} if days else unmade(conn, rows)
    became = sum(_render(desk, row, days) for row in rows if row.id in lacking or row.state == State.APPROVED)
    if rows:
        desk.nudge("plan")
    return became


def _render(desk: Desk, row: Announcement, days: Sequence[Day]) -> bool:
    with desk.store.read() as conn:
        models = _models(conn, row, days)
        communes = coming.names(conn, days, row)
        singles = exceptions.agreed(conn, [row.id]).get(row.id, [])
        often = sorted(repetitions(conn).get(row.id, ()))
    try:
        _make_all(desk, row, models, communes, often)
    except Refused as refused:
        log.warning("render-failed", announcement=row.id, code=refused.code)
        return _fail(desk, row, refused)
    for one in filter(single_value.is_varied, singles):
        _render_single(desk, row, one, models, communes, often)
    return row.state == State.APPROVED and _move(desk, row, Action.RENDERED, "")


def _render_single(
    desk: Desk,
    row: Announcement,
    one: Exceptional,
    models: list[Profile],
    communes: Sequence[str],
    often: list[tuple[int, int]],
) -> None:
    """What one occurrence tells instead. If it cannot be made, that time is silent and says why; the series goes on."""
    try:
        _make_all(desk, single_value.varied(row, one), models, communes, often)
    except Refused as refused:
        if one.reason == refused.code:
            return
        log.warning("render-failed", announcement=row.id, original=one.original_local, code=refused.code)
        with desk.store.write() as conn:
            exceptions.put(conn, replace(one, reason=refused.code))
            detail = {"original": one.original_local, "reason": refused.code}
            audit.append(conn, desk.now_ms(), "system", Action.RENDER_FAILED.value, row.id, detail)


def _models(conn: Connection, row: Announcement, days: Sequence[Day]) -> list[Profile]:
    """One profile for each recipe in the audience, also in that after the days on which areas merge or split."""
    audience = announcements.audience_of(conn, row.id)
    named = devices.profiles_in_audience(conn, audience.areas, audience.devices)
    found = map(profile, [*named, *coming.profiles(conn, days, row)])
    return list({one.recipe: one for one in found}.values())


def _make_all(
    desk: Desk, row: Announcement, models: list[Profile], communes: Sequence[str], often: list[tuple[int, int]]
) -> None:
    """For every model, once and so ``often`` in a row as running lists ask for it."""
    for model in models:
        for commune in communes:
            _make(desk, row, model, commune)
        for repeats, pause_s in often:
            _make_in_a_row(desk, row, model, repeats, pause_s)


def _make(desk: Desk, row: Announcement, model: Profile, commune: str) -> None:
    if model.audio is not None and row.sound is not None:
        with desk.store.read() as conn:
            needed = _missing(conn, [row.sound, *([chime.SOURCE] if row.chime else [])], model.recipe)
        for source in needed:
            make_sound(desk, source, model)
    if model.panel is not None and row.page:
        source = page_source(row, commune)
        with desk.store.read() as conn:
            needed = _missing(conn, [source], model.recipe)
        if needed:
            make_pages(desk, source, row, commune, model)


def _make_in_a_row(desk: Desk, row: Announcement, model: Profile, repeats: int, pause_s: int) -> None:
    if model.audio is None or row.sound is None:
        return
    source = in_a_row(row.sound, repeats, pause_s)
    with desk.store.read() as conn:
        needed = _missing(conn, [source], model.recipe)
    if needed:
        make_sound(desk, source, model, Times(row.sound, repeats, pause_s))


def _missing(conn: Connection, sources: Iterable[str], recipe: str) -> list[str]:
    return [source for source in sources if not media.rendition(conn, source, recipe)]


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
