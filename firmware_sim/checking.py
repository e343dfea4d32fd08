"""Self-test: what a box finds when it looks at itself. Its flash, the chain of keys, and a tone that nobody minds.

The tone goes to the horns as every sound does, a little under the law of `devices.quiet`; what its sensors felt is held
against what they felt when the box was well (`calibrate`), or against its model where nobody ever measured it. Whatever
else has to sound comes first: the tone gives way, and the test says `busy`.
"""

from __future__ import annotations

import msgspec

from devices import audible
from devices.errors import ContractError
from devices.keys import KeyRing, Role
from devices.messages import Evidence, Rung, SelfTest
from devices.quiet import WEAK_DB, softer
from devices.signing import is_signed_by, take_apart
from firmware_sim import amplifier, playing, reporting, tones, updating
from firmware_sim.effects import Check, Play, Stock
from firmware_sim.events import Broken, Checked, Ended
from firmware_sim.mind import Mind, Task

NEEDED = (Role.SCHEDULE, Role.COMMAND, Role.EMERGENCY, Role.TIME)


def begin(mind: Mind, order: SelfTest) -> None:
    """Look at the flash first; `checked` goes on."""
    mind.testing[order.id] = order
    mind.out.append(Check(order.id, output=not order.plan and order.tone is None))


def checked(mind: Mind, event: Checked) -> None:
    """The flash was looked at; then the keys, then the horn."""
    if event.id.startswith(updating.SELF_CHECK):
        updating.checked(mind, event)
        return
    order = mind.testing.pop(event.id, None)
    reason = event.reason or ("" if order is None else chain(mind, order))
    if reason or order is None or order.tone is None:
        reporting.report(mind, event.id, Rung.FAILED if reason else Rung.DONE, reason)
    else:
        _sound(mind, order)


def chain(mind: Mind, order: SelfTest) -> str:
    """Why the chain from the root key to this box's timetable does not hold now; '' where it does.

    That the order came this far is the first link: its signature was good under a key of the list that the root signed.
    """
    if mind.ring.version < order.keys:
        return "keys-old"
    if not order.plan:
        return ""
    if any(not _signs(mind, role) for role in NEEDED):
        return "no-key"
    if mind.plan_hash != order.plan:
        return "plan-other"
    kept = mind.flash.read("want")
    return "" if kept is not None and _holds(mind.ring, kept, mind.now) else "plan-broken"


def _signs(mind: Mind, role: Role) -> bool:
    """Whether somebody could sign for this role now."""
    listed = mind.ring.listed.keys if mind.ring.listed is not None else ()
    return any(
        role in one.roles
        and not one.revoked
        and one.scope in (mind.identity.device, *mind.areas)
        and (mind.now is None or one.since <= mind.now < one.until)
        for one in listed
    )


def _holds(ring: KeyRing, document: bytes, now_ms: int | None) -> bool:
    """Whether what lies on flash would still be believed."""
    try:
        sealed = take_apart(document)
        return is_signed_by(document, ring.signer(sealed.header.kid, "timetable", now_ms).public)
    except ContractError:
        return False


def _sound(mind: Mind, order: SelfTest) -> None:
    audio, tone = mind.profile.audio, order.tone
    if audio is None or not (mind.profile.current_sense or mind.profile.microphone):
        reporting.report(mind, order.id, Rung.SKIPPED, "no-part")
        return
    if mind.voice is not None or mind.testing or tone is None:
        reporting.report(mind, order.id, Rung.FAILED, "busy")
        return
    media, data = tones.tone(tone.hertz, tone.length, audio.sample_rate, tone.level)
    if not mind.shelf.has(media.hash):
        mind.out.append(Stock(media.hash, data))
    if not mind.amplifier:
        amplifier.switch(mind, True)
    start = max(mind.mono + playing.HAND_OVER_MS, mind.warm)
    mind.testing[order.id] = order
    mind.idle_since = start + tone.length
    mind.wake(Task.DECIDE, mind.idle_since + amplifier.REST_MS)
    mind.out.append(Play(order.id, media, start, 100, tone.length))


def over(mind: Mind, event: Ended | Broken) -> bool:
    """Whether that was the tone of a test: what was felt of it is judged."""
    order = mind.testing.pop(event.id, None)
    if order is None:
        return False
    if isinstance(event, Broken):
        reporting.report(mind, order.id, Rung.FAILED, event.reason, event.evidence)
        return True
    felt = event.evidence
    whole = order.tone is not None and felt.frames * 1000 >= order.tone.length * felt.rate * 0.9
    reason = _judge(mind, order, felt) if whole else "busy"
    if order.calibrate and not reason:
        mind.keep_settings(msgspec.structs.replace(mind.settings, well=felt))
    reporting.report(mind, order.id, Rung.FAILED if reason else Rung.DONE, reason, felt)
    return True


def _judge(mind: Mind, order: SelfTest, felt: Evidence) -> str:
    if audible.silent(felt.level):
        return "muted"
    if audible.unheard(mind.profile, felt):
        return "unheard"
    well = None if order.calibrate else mind.settings.well
    less = audible.lacks(mind.profile, felt) if well is None else softer(well, felt)
    return "weak" if (less or 0.0) >= WEAK_DB else ""
