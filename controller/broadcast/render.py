"""Sound and page are made for every model in the audience, named by hash, once: what exists is reused.

A restart in the middle finds what was made before and goes on. What cannot be made stops this announcement, with the
reason, and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import structlog

from controller.broadcast import chime, single_value
from controller.broadcast.board import page_source
from controller.broadcast.desk import Desk
from controller.broadcast.making import Times, make_pages, make_sound
from controller.broadcast.needs import Needs
from controller.broadcast.renditions import in_a_row
from controller.errors import Refused
from controller.store import announcements, audit, exceptions, media
from controller.store.announcements import Announcement
from controller.store.exceptions import Exceptional
from controller.store.plates import Plate
from devices.profiles import Profile
from schedules.announcement import Klass
from schedules.lifecycle import Action, Actor, Case, Role, State, step

log = structlog.get_logger()

AT_ONCE = 2
"""Files that are made at the same time: the machine has other work too."""
NEARLY = 0.99
"""Of a file that is written, but neither checked nor on the shelf."""
LATER = frozenset({"sound-no-room"})
"""What may go well another time, without anybody touching the announcement: it stays as it is and is tried again."""
SYSTEM = Actor("system", Role.SYSTEM)


def render_due(desk: Desk) -> int:
    """Make what is missing for everything that is agreed; how many announcements became ready."""
    with desk.store.read() as conn:
        rows = announcements.in_state(conn, State.APPROVED.value, State.READY.value, State.PLANNED.value)
        needs = Needs.load(conn, desk.press, rows)
    became = sum(_render(desk, row, needs) for row in sorted(rows, key=_urgency))
    if rows:
        desk.nudge("plan")
    return became


def _urgency(row: Announcement) -> tuple[int, int]:
    """What cannot wait goes first, then what was agreed first."""
    return -Klass.from_wire(row.klass, "klass"), row.approved_ms or 0


def _render(desk: Desk, row: Announcement, needs: Needs) -> bool:
    try:
        _make_all(desk, row, row, needs)
    except Refused as refused:
        log.warning("render-failed", announcement=row.id, code=refused.code)
        return refused.code not in LATER and _fail(desk, row, refused)
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


@dataclass(frozen=True, slots=True)
class Job:
    """One thing that is not there yet: made by ``work``, which is told whom to tell how far it is (ms)."""

    source: str
    model: Profile
    work: Callable[[Callable[[int], None]], None]
    length_ms: int = 1


def _make_all(desk: Desk, row: Announcement, told: Announcement, needs: Needs) -> None:
    """What is ``told`` for every model in the audience, once and so often in a row as running lists ask for it."""
    jobs = [
        job
        for model in needs.models(row)
        for jobs in (_sounds(desk, row, told, needs, model), _pages(desk, row, told, needs, model))
        for job in jobs
    ]
    if not jobs:
        return
    with desk.progress.making(row.id, len(jobs), desk.bus) as making, ThreadPoolExecutor(AT_ONCE, "render") as pool:
        running = [pool.submit(_do, job, partial(making.reach, number)) for number, job in enumerate(jobs)]
        try:
            for job, one in zip(jobs, running, strict=True):
                one.result()
                needs.note(job.source, job.model)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _do(job: Job, reach: Callable[[float], None]) -> None:
    job.work(lambda ms: reach(min(ms / job.length_ms, NEARLY)))
    reach(1.0)


def _sounds(desk: Desk, row: Announcement, told: Announcement, needs: Needs, model: Profile) -> Iterator[Job]:
    if model.audio is None or told.sound is None:
        return
    often = {in_a_row(told.sound, *times): Times(told.sound, *times) for times in needs.often(row)}
    missing = needs.missing([told.sound, *([chime.SOURCE] if told.chime else []), *often], model)
    if not missing:
        return
    with desk.store.read() as conn:
        once_ms = media.lengths(conn, [told.sound]).get(told.sound, 0) or 1
    for source in missing:
        times = often.get(source)
        whole_ms = times.repeats * (once_ms + times.pause_s * 1000) if times else once_ms
        yield Job(source, model, partial(make_sound, desk, source, model, times), whole_ms)


def _pages(desk: Desk, row: Announcement, told: Announcement, needs: Needs, model: Profile) -> Iterator[Job]:
    if model.panel is None or not told.page:
        return
    for plate in needs.plates(row):
        for source in needs.missing([page_source(desk.press, told, plate)], model):
            yield Job(source, model, partial(_page, desk, source, told, plate, model))


def _page(
    desk: Desk, source: str, told: Announcement, plate: Plate, model: Profile, _reached: Callable[[int], None]
) -> None:
    make_pages(desk, source, told, plate, model)


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
