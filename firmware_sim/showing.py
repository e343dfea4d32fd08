"""From the law to the panel: the page whose turn it is, and an account of every window in which pages were due."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from devices.decide import UNTOUCHED, Due, Progress, Showing, Why
from devices.messages import Evidence, Rung, Timetable
from devices.screen import is_off, setting
from devices.visible import GONE
from firmware_sim import playing, reporting
from firmware_sim.effects import Motion, Shine, Show
from firmware_sim.events import NotShown, Sensed, Shown
from firmware_sim.mind import HIDDEN, Mind, Task

SAFE = "safe"
"""The id under which the safe page is shown."""
NOT_SHOWN = "not-shown"
"""Reason of a page whose time is over and that was never shown."""
WITHDRAWN = "withdrawn"
"""Reason of what a new timetable took off the board before its time was over."""
OUT_OF_STEP_MS = 25
"""What runs is moved only where the clock was set by more than this: a jump is seen."""


def follow(mind: Mind, want: Showing | None) -> None:
    """Change the panel, if it shows something else."""
    name = "" if want is None else want.due.id if want.due is not None else SAFE
    media = None if want is None else want.page.media
    drawn = (name, media.hash if media is not None else "")
    motion = None if want is None else _motion(mind, want)
    if drawn != mind.drawn or _differ(motion, mind.moving):
        if drawn == mind.drawn and motion is not None:
            motion = msgspec.structs.replace(motion, enter="")  # it is there already
        mind.drawn, mind.moving = drawn, motion
        mind.out.append(Show(name, media, motion))
    shine(mind)


def _motion(mind: Mind, want: Showing) -> Motion | None:
    """What of a page moves here: as far as this panel can, and its files have come."""
    page, able = want.page, mind.profile.panel.moves if mind.profile.panel is not None else ()
    if not able or not (page.strips or page.clip or page.enter):
        return None
    has = mind.shelf.has
    strips = tuple(one for one in page.strips if "strip" in able and has(one.media.hash))
    clip = page.clip if page.clip is not None and page.clip.media.kind in able and has(page.clip.media.hash) else None
    enter = page.enter if "enter" in able else ""
    if not (strips or clip or enter):
        return None
    # Without a trusted clock it moves by the counter alone: out of step with its neighbours, and that is all.
    zero = 0 if mind.now is None else mind.mono - mind.now
    begun = mind.mono if mind.now is None else zero + want.since
    return Motion(strips, clip, enter, begun, zero)


def _differ(motion: Motion | None, before: Motion | None) -> bool:
    """Whether other things move than before, or by another time. One more turn of the same page is no change."""
    if motion is None or before is None:
        return motion is not before
    same = (motion.strips, motion.clip) == (before.strips, before.clip)
    return not same or abs(motion.zero_mono - before.zero_mono) > OUT_OF_STEP_MS


def shine(mind: Mind) -> None:
    """As bright as hour and light sensor say."""
    if mind.profile.panel is None:
        return
    plan = mind.plan
    wanted = setting(plan.screen if plan else None, mind.now, plan.zone if plan else "UTC", mind.lux)
    if wanted != mind.shine:
        mind.shine = wanted
        mind.out.append(Shine(*wanted))


def sensed(mind: Mind, event: Sensed) -> None:
    """What the panel says of itself."""
    mind.picture, mind.panel = event.frame, event.panel
    name, page = mind.drawn
    if mind.pictures and name in mind.pictures and event.panel.page == page:
        mind.pictures = {**mind.pictures, name: (page, event.frame)}  # it may have healed since it came on


def shown(mind: Mind, event: Shown) -> None:
    """The panel shows it: reported once for each occurrence, and the last frame of all when its window ends."""
    mind.picture = event.picture
    _say_gone(mind)
    if event.id in ("", SAFE) or event.id != mind.drawn[0]:
        return
    mind.pictures = {**(mind.pictures or {}), event.id: (mind.drawn[1], event.picture)}
    did = mind.progress.get(event.id, UNTOUCHED)
    if did.started or did.ended:
        return
    mind.progress[event.id] = Progress(started=mind.now or 1)
    evidence = Evidence(mind.drawn[1], picture=event.picture)
    reporting.report(mind, event.id, Rung.SHOWN, evidence=evidence)


def not_shown(mind: Mind, event: NotShown) -> None:
    """The panel cannot show it."""
    if event.id == mind.drawn[0]:
        mind.drawn = ("", "?")
    if event.id not in ("", SAFE):
        playing.end(mind, event.id, Rung.FAILED, event.reason)
        mind.progress[event.id] = HIDDEN
        playing.decide_now(mind)


def taken_away(mind: Mind, plan: Timetable) -> tuple[str, ...]:
    """The notices whose time is now and that the new timetable has no more: cancelled, or meant for others."""
    if mind.profile.panel is None or mind.plan is None or mind.now is None:
        return ()
    now, named = mind.now, {item.id for item in plan.items}
    due = [one.id for one in mind.plan.items if one.pages and one.start <= now < one.until]
    return tuple(name for name in due if name not in named)


def tell_gone(mind: Mind, taken: tuple[str, ...]) -> None:
    """They are on the board no more: said with the frame that is there instead, once that is there."""
    for name in taken:
        if not mind.progress.get(name, UNTOUCHED).ended:
            playing.end(mind, name, Rung.SKIPPED, WITHDRAWN)
    mind.leaving += taken
    if mind.leaving and not any(isinstance(one, Show) for one in mind.out):
        _say_gone(mind)


def _say_gone(mind: Mind) -> None:
    leaving, mind.leaving = mind.leaving, ()
    for name in leaving:
        reporting.report(mind, GONE + name, Rung.DONE, WITHDRAWN, Evidence(picture=mind.picture))


def close_windows(mind: Mind, plan: Timetable | None, at: int) -> None:
    """Account for every notice without a sound whose window has ended."""
    for name, until, pages in _windows(mind, plan):
        did = mind.progress.get(name, UNTOUCHED)
        if did.ended:
            continue
        if at < until:
            mind.wake(Task.DECIDE, mind.mono_of(until) + 1 - playing.ahead(mind))
        elif did.started:
            playing.end(mind, name, Rung.FINISHED, evidence=_last(mind, name))
        else:
            playing.end(mind, name, Rung.MISSED, _unshown(mind, plan, until, pages))


def _unshown(mind: Mind, plan: Timetable | None, until: int, pages: frozenset[str]) -> str:
    """Why a notice was never shown."""
    if pages & mind.missing:
        return "no-media"
    if plan is not None and is_off(plan.screen, until - 1, plan.zone):
        return Why.SCREEN_OFF
    return NOT_SHOWN


def _last(mind: Mind, name: str) -> Evidence | None:
    """The frame that was read back of a notice when it came on last."""
    page, picture = (mind.pictures or {}).pop(name, ("", ""))
    return Evidence(page, picture=picture) if picture else None


def _windows(mind: Mind, plan: Timetable | None) -> Iterator[tuple[str, int, frozenset[str]]]:
    for item in plan.items if plan else ():
        if item.sound is None and item.pages:
            yield item.id, item.until, frozenset(page.media.hash for page in item.pages)
    for due in mind.urgent.values():
        if due.sound is None and due.pages:
            yield due.id, due.until, _hashes(due)


def _hashes(due: Due) -> frozenset[str]:
    return frozenset(page.media.hash for page in due.pages)
