"""Relays: tuned a little before they sound, tried again while they fail, and every fault told when it begins and ends.

What sounds meanwhile is the player's business (the filler, at once); what it meant is told here. Reports about a stream
carry the item's id after ``relay:``, so that they are no rung of the item's own ladder: `failed` with the fault when
the filler takes over, `done` when the stream is back.

What this model cannot carry comes in pieces from the controller (`listening`): then nothing is opened, and whoever
sends says what is wrong with the stream.
"""

from __future__ import annotations

from collections.abc import Iterator

from devices.messages import Media, Rung, Timetable
from devices.relay import DEAD, KIND, REPORTS, SILENT, NotRelay, Relay, Way, read_relay, way
from firmware_sim import reporting
from firmware_sim.effects import Tune
from firmware_sim.events import Received
from firmware_sim.mind import Mind, Task, Tuned

EARLY_MS = 10_000
"""A stream is opened so long before it sounds: time to hear how loud it is, and for another attempt."""
SPREAD_MS = 1_500
"""... less a little, by chance: a commune's boxes do not knock at a station at the same millisecond."""
FIRST_RETRY_MS = 1_000
LONGEST_RETRY_MS = 30_000
NO_RETRY = frozenset({"", SILENT})
"""It is still listened to."""


def follow(mind: Mind, plan: Timetable | None, at: int) -> None:
    """Open what sounds soon; forget what has sounded."""
    if mind.profile.audio is None or plan is None:
        return
    soon = {}
    for item in plan.items:
        sound, start = item.sound, item.start + plan.offset
        if sound is None or sound.kind != KIND or _is_over(mind, item.id):
            continue
        if start - EARLY_MS <= at < start + item.longest:
            soon[sound.hash] = sound
        elif start > at:
            early = EARLY_MS - mind.rng.randrange(SPREAD_MS)
            mind.wake(Task.DECIDE, mind.mono_of(start - early))
    voice = mind.voice
    if voice is not None and voice.due.sound is not None and voice.due.sound.kind == KIND:
        soon.setdefault(voice.due.sound.hash, voice.due.sound)
    mind.relays = {name: one for name, one in mind.relays.items() if name in soon}
    for name, sound in soon.items():
        if name not in mind.relays and sound.hash not in mind.missing:
            mind.relays[name] = Tuned(sound)
            itself = way_of(mind, sound)[0] is Way.ITSELF
            if itself and (voice is None or voice.due.sound != sound):
                mind.out.append(Tune(sound))  # what sounds already has opened it


def received(mind: Mind, event: Received) -> None:
    """The stream can be heard, or not."""
    tuned = mind.relays.get(event.hash)
    if tuned is None:
        return
    tuned.fault = event.reason
    if event.reason in NO_RETRY or way_of(mind, tuned.sound)[0] is not Way.ITSELF:
        tuned.again, tuned.tries = None, 0
    else:
        pause = min(FIRST_RETRY_MS * 2 ** min(tuned.tries, 10), LONGEST_RETRY_MS)
        tuned.tries += 1
        tuned.again = mind.mono + int(pause * mind.rng.uniform(0.75, 1.25))
        mind.wake(Task.TUNE, tuned.again)
    tell(mind)


def again(mind: Mind) -> None:
    """Try again what failed."""
    for tuned in mind.relays.values():
        if tuned.again is not None and tuned.again <= mind.mono:
            tuned.again = None
            mind.out.append(Tune(tuned.sound))
        elif tuned.again is not None:
            mind.wake(Task.TUNE, tuned.again)


def tell(mind: Mind) -> None:
    """Report a fault of what sounds, once, and its end."""
    voice = mind.voice
    if voice is None or voice.due.sound is None or voice.start_mono > mind.mono:
        return
    tuned = mind.relays.get(voice.due.sound.hash)
    if tuned is None or tuned.fault == tuned.told:
        return
    tuned.told = tuned.fault
    rung = Rung.FAILED if tuned.fault else Rung.DONE
    reporting.report(mind, REPORTS + voice.due.id, rung, tuned.fault)


def over(mind: Mind, sound: Media, carried: int) -> str:
    """It has sounded: '' where something of the stream did, else what was wrong with it."""
    tuned = mind.relays.pop(sound.hash, None)
    return "" if carried else (tuned.fault if tuned is not None else "") or DEAD


def way_of(mind: Mind, sound: Media) -> tuple[Way, Relay | None]:
    """How this model comes by the sound, and what is signed of it; its description may be missing or none."""
    try:
        relay = read_relay(mind.shelf.read(sound.hash) or b"")
    except NotRelay:
        return Way.ITSELF, None  # it is told when it should sound
    return way(mind.profile, relay.codec), relay


def carries(mind: Mind, name: str) -> bool:
    """Whether this is a relay that this box opens itself: then it takes no pieces of it."""
    sounds = [due.sound for due in mind.urgent.values() if due.id == name]
    sounds += [item.sound for item in (mind.plan.items if mind.plan else ()) if item.id == name]
    return any(
        sound is not None and sound.kind == KIND and way_of(mind, sound)[0] is Way.ITSELF and mind.shelf.has(sound.hash)
        for sound in sounds
    )


def fillers(mind: Mind, sound: Media) -> Iterator[Media]:
    """What a relay needs beside its description, where that is here."""
    if sound.kind != KIND:
        return
    try:
        filler = read_relay(mind.shelf.read(sound.hash) or b"").filler
    except NotRelay:
        return
    if filler is not None:
        yield filler


def _is_over(mind: Mind, name: str) -> bool:
    did = mind.progress.get(name)
    return did is not None and did.ended
