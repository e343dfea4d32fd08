"""From the law to the panel: the page whose turn it is, and an account of every window in which pages were due."""

from __future__ import annotations

from collections.abc import Iterator

from devices.decide import UNTOUCHED, Due, Progress, Showing
from devices.messages import Evidence, Rung, Timetable
from firmware_sim import playing, reporting
from firmware_sim.effects import Show
from firmware_sim.events import NotShown, Shown
from firmware_sim.mind import HIDDEN, Mind, Task

SAFE = "safe"
"""The id under which the safe page is shown."""
NOT_SHOWN = "not-shown"
"""Reason of a page whose time is over and that was never shown."""


def follow(mind: Mind, want: Showing | None) -> None:
    """Change the panel, if it shows something else."""
    name = "" if want is None else want.due.id if want.due is not None else SAFE
    media = None if want is None else want.page.media
    drawn = (name, media.hash if media is not None else "")
    if drawn != mind.drawn:
        mind.drawn = drawn
        mind.out.append(Show(name, media))


def shown(mind: Mind, event: Shown) -> None:
    """The panel shows it: reported once for each occurrence."""
    mind.picture = event.picture
    if event.id in ("", SAFE) or event.id != mind.drawn[0]:
        return
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


def close_windows(mind: Mind, plan: Timetable | None, at: int) -> None:
    """Account for every notice without a sound whose window has ended."""
    for name, until, pages in _windows(mind, plan):
        did = mind.progress.get(name, UNTOUCHED)
        if did.ended:
            continue
        if at < until:
            mind.wake(Task.DECIDE, mind.mono_of(until) + 1 - playing.ahead(mind))
        elif did.started:
            playing.end(mind, name, Rung.FINISHED)
        else:
            playing.end(mind, name, Rung.MISSED, "no-media" if pages & mind.missing else NOT_SHOWN)


def _windows(mind: Mind, plan: Timetable | None) -> Iterator[tuple[str, int, frozenset[str]]]:
    for item in plan.items if plan else ():
        if item.sound is None and item.pages:
            yield item.id, item.until, frozenset(page.media.hash for page in item.pages)
    for due in mind.urgent.values():
        if due.sound is None and due.pages:
            yield due.id, due.until, _hashes(due)


def _hashes(due: Due) -> frozenset[str]:
    return frozenset(page.media.hash for page in due.pages)
