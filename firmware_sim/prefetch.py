"""Media ahead of time: what is named and not there is fetched, each device at its own moment, nearest use first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from devices.decide import LIVE
from devices.messages import Media, Page
from devices.relay import KIND
from firmware_sim import relaying, reporting
from firmware_sim.effects import Discard, Fetch
from firmware_sim.events import Fetched
from firmware_sim.mind import NOTHING, Errand, Mind, Task

AT_ONCE = 2
SPREAD_MS = 4_000
URGENT_MS = 250
"""A commune of boxes that hears "play now" does not knock at the same millisecond."""
FIRST_RETRY_MS = 1_000
LONGEST_RETRY_MS = 120_000


def planned(mind: Mind) -> Iterator[Media]:
    """Every file that the timetable names, in the order of its use."""
    if mind.plan is None:
        return
    for page in mind.plan.safe:
        yield from _of_page(mind, page)
    for item in sorted(mind.plan.items, key=lambda item: item.start):
        if item.sound is not None:
            yield item.sound
            yield from relaying.fillers(mind, item.sound)
        if item.chime is not None:
            yield item.chime
        for page in item.pages:
            yield from _of_page(mind, page)


def at_once(mind: Mind) -> Iterator[Media]:
    """Every file that commands and alerts name."""
    for due in (*mind.urgent.values(), *(ringing.due for ringing in mind.alerts.values() if ringing.due)):
        if due.sound is not None and due.sound.kind != LIVE:
            yield due.sound
            yield from relaying.fillers(mind, due.sound)
        for page in due.pages:
            yield from _of_page(mind, page)


def _of_page(mind: Mind, page: Page) -> Iterable[Media]:
    """The picture, and what moves on it where this panel can."""
    panel = mind.profile.panel
    return page.files if panel is not None and panel.moves else (page.media,)


def look(mind: Mind) -> None:
    """After anything that names media has changed: what is missing, and when to fetch it."""
    missing: set[str] = set()
    for urgent, media in (*((True, one) for one in at_once(mind)), *((False, one) for one in planned(mind))):
        if media.hash in missing or mind.shelf.has(media.hash):
            continue
        missing.add(media.hash)
        if media.hash not in mind.fetching:
            wait = mind.rng.randrange(URGENT_MS if urgent else SPREAD_MS)
            mind.fetching[media.hash] = Errand(media, _address(mind, media), mind.mono + wait)
    mind.missing = frozenset(missing) or NOTHING
    if mind.pointer is not None:
        missing.add(mind.pointer[0].document.hash)
    if mind.update is not None:
        missing.add(mind.update.release.image.hash)
    if mind.fetching:
        mind.fetching = {name: one for name, one in mind.fetching.items() if name in missing or one.running}
        _wake(mind)


def point(mind: Mind, media: Media, media_url: str, spread_ms: int = URGENT_MS) -> None:
    """A timetable or an image that is fetched like media. One that is named again is not fetched twice at once."""
    if media.hash not in mind.fetching:
        wait = mind.rng.randrange(spread_ms)
        mind.fetching[media.hash] = Errand(media, media_url + media.hash, mind.mono + wait)
    _wake(mind)


def run(mind: Mind) -> None:
    """Start what is due, as many as may run at once."""
    running = sum(one.running for one in mind.fetching.values())
    for errand in mind.fetching.values():
        if running < AT_ONCE and not errand.running and errand.due <= mind.mono:
            if mind.shelf.free() < errand.media.bytes:
                _make_room(mind)
            errand.running, running = True, running + 1
            errand.tries += 1
            mind.out.append(Fetch(errand.media, errand.url))
    _wake(mind)


def fetched(mind: Mind, event: Fetched) -> None:
    """One fetch has ended."""
    errand = mind.fetching.pop(event.hash, None)
    if not event.reason:
        mind.missing -= {event.hash}
        if errand is not None and errand.media.kind == KIND:
            look(mind)  # now it is known what else it needs
        reporting.changed(mind)
    elif errand is not None:
        pause = min(FIRST_RETRY_MS * 2 ** min(errand.tries - 1, 10), LONGEST_RETRY_MS)
        errand.due = mind.mono + int(pause * mind.rng.uniform(0.5, 1.5))
        errand.running = False
        mind.fetching[event.hash] = errand
    _wake(mind)


def _address(mind: Mind, media: Media) -> str:
    prefix = mind.plan.media_url if mind.plan else mind.identity.media_url
    return (prefix or mind.identity.media_url) + media.hash


def _make_room(mind: Mind) -> None:
    """Take off the shelf what nothing names any more."""
    named = {media.hash for media in planned(mind)} | {media.hash for media in at_once(mind)}
    named |= _software(mind)
    for digest in mind.shelf.hashes():
        if digest not in named:
            mind.out.append(Discard(digest))


def _software(mind: Mind) -> set[str]:
    """What lies in the two slots, and what shall come into one."""
    slots = mind.booted.slots
    coming = {mind.update.release.image.hash} if mind.update is not None else set()
    return {one.hash for one in (slots.running, slots.other) if one is not None} | coming


def _wake(mind: Mind) -> None:
    waiting = [one.due for one in mind.fetching.values() if not one.running]
    running = len(mind.fetching) - len(waiting)
    mind.alarms.pop(Task.FETCH, None)
    if waiting and running < AT_ONCE:
        mind.alarms[Task.FETCH] = min(waiting)
