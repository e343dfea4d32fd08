"""An update of this box's software: judged, fetched, put into the other slot, tried, and confirmed or given up.

The order to do so is on flash until its end is told, so a power cut anywhere finds its way: before the slots are
written it is begun again, after that the loader goes on with the trial or back to what ran before.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from devices import firmware
from devices.errors import DocumentRefused
from devices.messages import Evidence, Presence, Release, Rung, Update
from devices.signing import take_apart
from devices.topics import Kind
from firmware_sim import prefetch, reporting, slots
from firmware_sim.effects import Check, Forget, Keep, Reboot
from firmware_sim.events import Checked, Fetched
from firmware_sim.journal import last_of
from firmware_sim.mind import Mind, Task

FILE = "update"
SELF_CHECK = "trial:"
LOOK_AGAIN_MS = 60_000
"""Something sounds that no timetable knew of, or the time is not known: look again."""
SPOILT = frozenset({"wrong-hash", "cut-short", "too-large"})
SPOILT_TIMES = 3
"""A file that is another than its name says was damaged on the way, or is damaged where it lies."""
NO_GAP, NO_CONTACT, OTHER_VERSION = "no-gap", "no-contact", "wrong-version"


class Updating(Struct, gc=False):
    """One update, as far as it has come."""

    order: Update
    release: Release
    there: bool = False
    """The image is on the shelf, whole."""
    spoilt: int = 0
    met: bool = False
    """On trial: the controller has answered..."""
    sound: bool = False
    """... and the box finds nothing wrong with itself."""


def begin(mind: Mind, order: Update) -> None:
    """A new order. What is wrong with the image is said at once, before a byte of it is fetched."""
    try:
        release = _judged(mind, order)
    except DocumentRefused as refused:
        reporting.report(mind, order.id, Rung.REFUSED, refused.reason)
        return
    if release.image.hash == mind.booted.image.hash:
        _tell_done(mind, order.id)
        return
    if mind.booted.slots.trial is not None:
        reporting.report(mind, order.id, Rung.SKIPPED, "on-trial")
        return
    if mind.update is not None:
        reporting.report(mind, mind.update.order.id, Rung.SKIPPED, "replaced")
    mind.update = Updating(order, release)
    mind.out.append(Keep(FILE, msgspec.json.encode(order)))
    reporting.report(mind, order.id, Rung.HELD)
    _fetch(mind)


def _judged(mind: Mind, order: Update) -> Release:
    room = mind.profile.slot_mb << 20
    document, installed = order.release.encode(), mind.booted.slots.running.v
    return firmware.admit(document, mind.ring, mind.profile.name, mind.areas, mind.now, installed, room)


def recall(mind: Mind, left_open: list[str]) -> list[str]:
    """After power-on: go on where the flash says that it stands. Of what a power cut left open, what is no update."""
    fell, kept = mind.booted.slots.fell, mind.flash.read(FILE)
    if fell is not None:
        _fallen(mind, fell)
        return [name for name in left_open if name != fell.id]
    if kept is None:
        return left_open
    order = msgspec.json.decode(kept, type=Update)
    release = msgspec.json.decode(take_apart(order.release.encode()).payload, type=Release)
    mind.seen[order.id] = order.exp
    if mind.booted.slots.trial is not None:
        mind.update = Updating(order, release, there=True)
        _on_trial(mind, order)
    elif release.image.hash == mind.booted.image.hash:
        _tell_done(mind, order.id)  # confirmed, and cut before it was told
        mind.out.append(Forget(FILE))
    else:
        mind.update = Updating(order, release)
        if last_of(mind.flash, order.id) is None:
            reporting.report(mind, order.id, Rung.HELD)
        _fetch(mind)
    return [name for name in left_open if name != order.id]


def _fetch(mind: Mind) -> None:
    update = mind.update
    assert update is not None
    if mind.shelf.has(update.release.image.hash):
        _came(mind, update)
    else:
        order = update.order
        prefix = order.media_url or (mind.plan.media_url if mind.plan else "") or mind.identity.media_url
        prefetch.point(mind, update.release.image, prefix, max(prefetch.URGENT_MS, order.spread))
        mind.wake(Task.UPDATE, mind.mono_of(order.exp) if mind.now is not None else mind.mono + LOOK_AGAIN_MS)


def fetched(mind: Mind, event: Fetched) -> None:
    """The image has come, or not this time."""
    update = mind.update
    if update is None or update.there:
        return
    if not event.reason:
        _came(mind, update)
    elif event.reason == "flash-full":
        _end(mind, Rung.REFUSED, event.reason)
    elif event.reason in SPOILT:
        update.spoilt += 1
        if update.spoilt >= SPOILT_TIMES:
            _end(mind, Rung.REFUSED, event.reason)


def _came(mind: Mind, update: Updating) -> None:
    update.there = True
    reporting.report(mind, update.order.id, Rung.READY)
    mind.alarms[Task.UPDATE] = mind.mono


def look(mind: Mind) -> None:
    """The alarm rang: is this the time to start it, to give it up, or to go back?"""
    update = mind.update
    if update is None:
        return
    if mind.booted.slots.trial is not None:
        _go_back(mind, NO_CONTACT if update.sound else "selftest")
    elif mind.now is None:
        mind.wake(Task.UPDATE, mind.mono + LOOK_AGAIN_MS)
    elif mind.now >= update.order.exp:
        _end(mind, Rung.SKIPPED, NO_GAP if update.there else "late")
    elif not update.there:
        mind.wake(Task.UPDATE, mind.mono_of(update.order.exp))
    else:
        _when_it_rests(mind, update, mind.now)


def _when_it_rests(mind: Mind, update: Updating, now_ms: int) -> None:
    rests = firmware.rests_at(mind.plan.items if mind.plan else (), now_ms, update.order.margin)
    if rests > now_ms:
        mind.wake(Task.UPDATE, mind.mono_of(min(rests, update.order.exp)))
    elif mind.voice is not None or mind.live or mind.alerts:
        mind.wake(Task.UPDATE, mind.mono + LOOK_AGAIN_MS)
    else:
        _try(mind, update)


def _try(mind: Mind, update: Updating) -> None:
    """Told first, then written, then done: whatever is cut off is done again."""
    release, id = update.release, update.order.id
    reporting.report(mind, id, Rung.STARTED)
    tried = slots.Image(release.v, release.version, release.image.hash)
    mind.out.append(Keep(slots.FILE, slots.written(slots.Slots(mind.booted.slots.running, tried, slots.Trial(id)))))
    mind.out.append(Reboot())


def _on_trial(mind: Mind, order: Update) -> None:
    if mind.booted.program.version != mind.booted.image.version:
        _go_back(mind, OTHER_VERSION)
        return
    mind.alarms[Task.UPDATE] = mind.mono + order.trial
    mind.out.append(Check(SELF_CHECK + order.id))


def checked(mind: Mind, event: Checked) -> None:
    """What the box found out about itself on trial."""
    if mind.update is None or mind.booted.slots.trial is None:
        return
    if event.reason:
        _go_back(mind, "selftest")
        return
    mind.update.sound = True
    _confirm(mind, mind.update)


def met(mind: Mind) -> None:
    """The controller has answered a question of this very session: both ways are open."""
    if mind.update is not None and mind.booted.slots.trial is not None:
        mind.update.met = True
        _confirm(mind, mind.update)


def _confirm(mind: Mind, update: Updating) -> None:
    if not (update.met and update.sound):
        return
    mind.booted = slots.Booted(mind.booted.slots.confirmed(), mind.booted.program)
    mind.update = None
    mind.alarms.pop(Task.UPDATE, None)
    mind.out.append(Keep(slots.FILE, slots.written(mind.booted.slots)))
    _tell_done(mind, update.order.id)
    mind.out.append(Forget(FILE))
    reporting.publish(mind, Kind.STATE, reporting.state(mind, Presence.ONLINE))


def _go_back(mind: Mind, reason: str) -> None:
    mind.update = None
    mind.out.append(Keep(slots.FILE, slots.written(mind.booted.slots.back(reason))))
    mind.out.append(Reboot())


def _fallen(mind: Mind, fell: slots.Fell) -> None:
    reporting.report(mind, fell.id, Rung.FAILED, fell.reason)
    mind.booted = slots.Booted(slots.Slots(mind.booted.slots.running), mind.booted.program)
    mind.out.append(Forget(FILE))
    mind.out.append(Keep(slots.FILE, slots.written(mind.booted.slots)))


def stop(mind: Mind, target: str) -> None:
    """It is called off by its name, if it has not begun: a silence for all that sounds leaves it alone."""
    if mind.update is not None and mind.update.order.id == target and mind.booted.slots.trial is None:
        _end(mind, Rung.SKIPPED, "stopped")


def _end(mind: Mind, rung: Rung, reason: str) -> None:
    """Nothing was started."""
    update, mind.update = mind.update, None
    assert update is not None
    mind.fetching.pop(update.release.image.hash, None)
    mind.alarms.pop(Task.UPDATE, None)
    reporting.report(mind, update.order.id, rung, reason)
    mind.out.append(Forget(FILE))


def _tell_done(mind: Mind, name: str) -> None:
    reporting.report(mind, name, Rung.DONE, evidence=Evidence(media=mind.booted.image.hash))
