"""Sound and page are made for every model in the audience, named by hash, once: what exists is reused.

A restart in the middle finds what was made before and goes on. What cannot be made stops this announcement, with the
reason, and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

import structlog

from controller.broadcast import chime, single_value
from controller.broadcast.board import page_source
from controller.broadcast.desk import Desk
from controller.broadcast.making import Times, make_pages, make_sounds
from controller.broadcast.needs import Needs
from controller.broadcast.progress import Making
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
"""So many jobs at the same time: the machine has other work too."""
TOGETHER = 4
"""Formats of one sound that one job makes: each has a thread of its own there."""
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
    """What some models have not got yet, made at once by ``work``, which is told whom to tell how far it is (ms)."""

    source: str
    models: Sequence[Profile]
    work: Callable[[Callable[[int], None]], None]
    length_ms: int = 1


def _make_all(desk: Desk, row: Announcement, told: Announcement, needs: Needs) -> None:
    """What is ``told`` for every model in the audience, once and so often in a row as running lists ask for it."""
    jobs = [*_sounds(desk, row, told, needs), *_pages(desk, row, told, needs)]
    if not jobs:
        return
    numbers = count()
    files = [[next(numbers) for _ in job.models] for job in jobs]
    with desk.progress.making(row.id, next(numbers), desk.bus) as making, ThreadPoolExecutor(AT_ONCE, "render") as pool:
        running = [pool.submit(_do, job, mine, making) for job, mine in zip(jobs, files, strict=True)]
        try:
            for job, one in zip(jobs, running, strict=True):
                one.result()
                for model in job.models:
                    needs.note(job.source, model)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _do(job: Job, numbers: Sequence[int], making: Making) -> None:
    job.work(lambda ms: making.reach(numbers, min(ms / job.length_ms, NEARLY)))
    making.reach(numbers, 1.0)


def _sounds(desk: Desk, row: Announcement, told: Announcement, needs: Needs) -> Iterator[Job]:
    """One job for each sound: what several models play of it is made from one reading."""
    models = [one for one in needs.models(row) if one.audio is not None]
    if told.sound is None or not models:
        return
    often = {in_a_row(told.sound, *times): Times(told.sound, *times) for times in needs.often(row)}
    sources = (told.sound, *([chime.SOURCE] if told.chime else []), *often)
    found = {source: [one for one in models if needs.missing([source], one)] for source in sources}
    if not any(found.values()):
        return
    with desk.store.read() as conn:
        once_ms = media.lengths(conn, [told.sound]).get(told.sound, 0) or 1
    for source, missing in found.items():
        times = often.get(source)
        whole_ms = times.repeats * (once_ms + times.pause_s * 1000) if times else once_ms
        for at in range(0, len(missing), TOGETHER):
            some = missing[at : at + TOGETHER]
            yield Job(source, some, partial(make_sounds, desk, source, some, times), whole_ms)


def _pages(desk: Desk, row: Announcement, told: Announcement, needs: Needs) -> Iterator[Job]:
    if not told.page:
        return
    for model in needs.models(row):
        if model.panel is None:
            continue
        for plate in needs.plates(row):
            for source in needs.missing([page_source(desk.press, told, plate)], model):
                yield Job(source, [model], partial(_page, desk, source, told, plate, model))


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
