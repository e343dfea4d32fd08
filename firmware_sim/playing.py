"""From the law to the horn: asks `devices.decide` what must sound, and makes it so.

The brain decides a little ahead of the instant (`ARM_MS`), so that the sound is handed over with an exact start and no
busy moment delays it; what should have begun already begins at once. Before a sound is handed over, the journal says
that it began. After a power cut such an item is never started from its beginning again: with a `late` policy of `join`,
or `resume` of `pause` or `never`, and time left, it is joined where a listener would be by now; anything else is
reported failed, `power-cut`.
"""

from __future__ import annotations

import msgspec

from devices import audible
from devices.decide import GRACE_MS, LIVE, Account, Due, Progress, Sounding, Why, decide
from devices.messages import Evidence, Item, Klass, Late, Media, Resume, Rung, Timetable
from devices.relay import KIND, Relay, Way
from firmware_sim import alerts, amplifier, listening, relaying, reporting, showing, timekeeping
from firmware_sim.effects import Play, Silence, Stream
from firmware_sim.events import Broken, Ended, Started
from firmware_sim.events import Sounding as SoundingEvent
from firmware_sim.journal import Began, Paused
from firmware_sim.mind import ENDED, NOTHING, Mind, Task, Voice

ARM_MS = 300
HAND_OVER_MS = 20
"""A sound is in the player's hands so long before it starts."""
SOON_MS = 600_000
"""Only what starts within this is held against the law each time; the rest of the horizon sleeps."""
HORIZON_PAUSE_MS = 21_600_000
MOST_SKEW_MS = 1_209_600_000
"""A message says no more than this, a fortnight; a clock of another century may."""
DARK = "dark"
"""Reason of what began late, or not at all, because the power was off at its start."""
POWER_CUT = "power-cut"
"""Reason of what was sounding when the power went, and was over when it came back."""
FRAME_MS = 20
"""Of a relay's pieces, before the first one says so itself."""
SILENT = "silent"
"""Reason of what was played and gave nothing to the amplifier."""
UNHEARD = "unheard"
"""Reason of what was given to the amplifier, and no sensor felt."""


def ahead(mind: Mind) -> int:
    """How far before the instant this box decides."""
    return ARM_MS if mind.profile.audio is not None else 0


def decide_now(mind: Mind) -> None:
    """Hold everything against the law, and do what follows."""
    if timekeeping.overslept(mind, Task.DECIDE):
        return
    mind.alarms.pop(Task.DECIDE, None)
    early = ahead(mind)
    at = None if mind.now is None else mind.now + early
    plan = near(mind, at)
    urgent = list(mind.urgent.values())
    if mind.alerts:
        urgent += [ringing.due for ringing in mind.alerts.values() if ringing.due is not None]
    decision = decide(plan, at, urgent, mind.progress, mind.missing)
    for account in decision.accounts:
        end(mind, account.id, *_ending(mind, account, plan))
    _sound(mind, decision.sound, at)
    if mind.profile.panel is not None:
        showing.follow(mind, decision.page)
    if at is None:
        if not mind.voice:
            amplifier.rest(mind)
        return
    showing.close_windows(mind, plan, at)
    _clear(mind, at)
    if decision.next_ms is not None:
        mind.wake(Task.DECIDE, max(mind.mono + 1, mind.mono_of(decision.next_ms) - early))
    if mind.plan is not None and mind.near_until:
        mind.wake(Task.DECIDE, max(mind.mono + 1, mind.mono_of(mind.near_until) - early))
    amplifier.follow(mind, plan, urgent, at)
    relaying.follow(mind, plan, at)


def _ending(mind: Mind, account: Account, plan: Timetable | None) -> tuple[Rung, str]:
    """How something ends unheard, and why: the law knows neither of darkness nor of a clock that was set too late."""
    if account.why is Why.INTERRUPTED and account.id in mind.cut and was_dark(mind, mind.progress[account.id].started):
        return Rung.FAILED, POWER_CUT  # nothing more urgent did it
    if account.why is Why.LATE and plan is not None:
        item = next((one for one in plan.items if one.id == account.id), None)
        if item is not None:
            return account.rung, unheard(mind, item.start + plan.offset)
    return account.rung, account.why


def unheard(mind: Mind, start_ms: int) -> str:
    """Why what is past was not begun: no power, no clock to begin by, or whatever made it late."""
    if was_dark(mind, start_ms):
        return DARK
    return Why.LATE if mind.knew(start_ms) else Why.CLOCK_UNTRUSTED


def was_dark(mind: Mind, start_ms: int) -> bool:
    """Whether this box had no power at an instant that is past."""
    return mind.now is not None and mind.now - (mind.mono - mind.powered) > start_ms


def answers(mind: Mind, name: str) -> bool:
    """Whether a command needs no other receipt: it has ended, or its start will be told within a moment.

    Until then `Began` is on flash: after a power cut it is reported failed, and comes again in vain.
    """
    did, voice = mind.progress.get(name), mind.voice
    if voice is not None and voice.due.id == name:
        return voice.start_mono - mind.mono <= ARM_MS
    return did is not None and did.ended


def expect(mind: Mind, due: Due) -> None:
    """Something new is due: decide at once, or when it is time to warm up for it."""
    early = ahead(mind) + mind.profile.warmup_ms + amplifier.PREPARE_MS
    if mind.now is not None and due.start - early > mind.now:
        mind.wake(Task.DECIDE, mind.mono_of(due.start - early))
    else:
        decide_now(mind)


def clock_set(mind: Mind) -> None:
    """True time is known from now on, or is another than was believed: what was held may play."""
    mind.near = None
    alerts.clock_set(mind)
    voice = mind.voice
    if voice is not None and mind.now is not None:
        # What sounds began when it began, whatever the clock said then.
        ringing = mind.alerts.get(voice.due.id)
        if ringing is not None and ringing.due is not None:
            voice.due = ringing.due
        begun = max(1, mind.now - (mind.mono - voice.start_mono))
        mind.progress[voice.due.id] = Progress(started=begun, heard=voice.skip, sounding=True)
    reporting.changed(mind)
    decide_now(mind)


def near(mind: Mind, at: int | None) -> Timetable | None:
    """The timetable with only those items that matter now: a fortnight's list is not walked for every command."""
    plan = mind.plan
    if plan is None or at is None:
        return plan
    if mind.near is not None and at < mind.near_until:
        return mind.near
    items, later = [], at + HORIZON_PAUSE_MS
    for item in plan.items:
        start = item.start + plan.offset
        if start > at + SOON_MS:
            later = min(later, start - SOON_MS // 2)
        elif not _is_over(mind, item, at):
            items.append(joined(item) if item.id in mind.cut else item)
    mind.near = msgspec.structs.replace(plan, items=tuple(items)) if items != list(plan.items) else plan
    mind.near_until = later
    return mind.near


def _is_over(mind: Mind, item: Item, at: int) -> bool:
    did = mind.progress.get(item.id)
    return did is not None and did.ended and (not item.pages or item.until <= at or did.hidden)


def joined(item: Item) -> Item:
    """The item as it is held to after a power cut in the middle of it."""
    return msgspec.structs.replace(item, resume=Resume.NEVER)


def after_power_cut(mind: Mind, names: list[str]) -> None:
    """Settle what was under way when the power went: join it, or say that it failed."""
    items = {item.id: item for item in mind.plan.items} if mind.plan else {}
    joining = set()
    for name in names:
        item = items.get(name)
        if name in mind.alerts:
            mind.progress.pop(name, None)
        elif name in mind.live:
            continue  # it is listened to again
        elif item is not None and (item.late is Late.JOIN or item.resume in (Resume.PAUSE, Resume.NEVER)):
            joining.add(name)
        else:
            end(mind, name, Rung.FAILED, POWER_CUT)
    mind.cut = frozenset(joining) or NOTHING


# ------------------------------------------------------------------ the horn


def _sound(mind: Mind, want: Sounding | None, at: int | None) -> None:
    voice = mind.voice
    if voice is not None and (want is None or want.due.id != voice.due.id):
        _interrupt(mind, voice)
    if want is not None and mind.voice is None:
        _start(mind, want, at)


def _start(mind: Mind, want: Sounding, at: int | None) -> None:
    due = want.due
    if due.sound is None:
        return
    way, relay = relaying.way_of(mind, due.sound) if due.sound.kind == KIND else (None, None)
    if way is Way.NONE:
        end(mind, due.id, Rung.FAILED, "undecodable")
        mind.wake(Task.DECIDE, mind.mono)
        return
    in_pieces = way is Way.PIECES or due.sound.kind == LIVE
    begin = mind.mono + HAND_OVER_MS
    if at is not None:
        begin = max(begin, mind.mono_of(at if want.skip else due.start))
    if not mind.amplifier:
        amplifier.switch(mind, True)
    begin = max(begin, mind.warm)
    # Live sound is not moved: who begins a moment late has missed a moment.
    skip = want.skip if not in_pieces else max(0, begin - mind.mono_of(due.start))
    mind.note(Began(due.id, at or 0, skip, mind.seen.get(due.id, 0)))
    mind.progress[due.id] = Progress(started=at or 1, heard=skip, sounding=True)
    mind.voice = Voice(due, skip, begin)
    longest = due.longest - skip if due.longest else 0
    if in_pieces:
        mind.out.append(_stream(mind, due, due.sound, begin, longest, relay))
    else:
        mind.out.append(Play(due.id, due.sound, begin, _volume(mind, due), longest, skip, due.chime))


def _stream(mind: Mind, due: Due, sound: Media, begin: int, longest: int, relay: Relay | None) -> Stream:
    frame = mind.live[due.id].live.frame if relay is None else FRAME_MS
    return Stream(due.id, sound, frame, begin, mind.mono_of(due.start), _volume(mind, due), longest, relay)


def _volume(mind: Mind, due: Due) -> int:
    if due.klass is Klass.EMERGENCY:
        return due.volume
    cap = mind.plan.cap if mind.plan else 100
    return round(min(due.volume, cap) * mind.settings.volume / 100)


def _interrupt(mind: Mind, voice: Voice) -> None:
    """Something more urgent, or nothing any more, sounds from now on."""
    name = voice.due.id
    hush(mind, name)
    did = mind.progress.get(name, ENDED)
    if did.ended:
        return
    known = name in mind.urgent or name in mind.alerts or (mind.plan and any(one.id == name for one in mind.plan.items))
    if not known:
        end(mind, name, Rung.SKIPPED, "withdrawn")
        return
    heard = voice.skip + max(0, mind.mono - voice.start_mono)
    mind.progress[name] = Progress(started=did.started, heard=heard)
    mind.note(Paused(name, did.started, heard))


def hush(mind: Mind, name: str) -> None:
    """Silence this, if it sounds."""
    if mind.voice is not None and mind.voice.due.id == name:
        mind.voice = None
        mind.idle_since = mind.mono
        mind.out.append(Silence(name))


def stop(mind: Mind, target: str) -> None:
    """A signed stop: end what sounds."""
    voice = mind.voice
    if voice is not None and target in ("", voice.due.id) and voice.due.id not in mind.alerts:
        end(mind, voice.due.id, Rung.SKIPPED, "stopped")


def end(mind: Mind, name: str, rung: Rung, reason: str = "", evidence: Evidence | None = None) -> None:
    """The end of one item. Only the first counts; what still sounds is silenced, and told with its evidence."""
    did = mind.progress.get(name)
    if did is not None and did.ended:
        return
    mind.progress[name] = ENDED
    if mind.voice is not None and mind.voice.due.id == name:
        mind.hushed[name] = (rung, reason)
        hush(mind, name)
        return
    reporting.report(mind, name, rung, reason, evidence)


# ------------------------------------------------------------------ what the player says


def started(mind: Mind, event: Started) -> None:
    """The first frame is out."""
    voice = mind.voice
    if voice is None or voice.due.id != event.id or voice.due.sound is None:
        return
    agreed = mind.mono_of(voice.due.start) + voice.skip if mind.now is not None else voice.start_mono
    begun = voice.start_mono + event.late_ms
    # A busy processor hears of it later than a resident does.
    skew = max(-MOST_SKEW_MS, min(MOST_SKEW_MS, begun - agreed))
    evidence = Evidence(voice.due.sound.hash, skew=skew)
    late = DARK if begun - mind.mono_of(voice.due.start) > GRACE_MS and was_dark(mind, voice.due.start) else ""
    reporting.report(mind, event.id, Rung.STARTED, late, evidence, mono=begun)
    relaying.tell(mind)


def sounding(mind: Mind, event: SoundingEvent) -> None:
    """There is evidence: it was heard, unless this box can feel that it was not."""
    voice = mind.voice
    if voice is None or voice.due.id != event.id:
        return
    voice.felt = event.evidence
    if not voice.heard and not _why_unheard(mind, event.evidence):
        _sounded(mind, voice, event.evidence)


def _why_unheard(mind: Mind, evidence: Evidence) -> str:
    """Why nobody can have heard what was measured; '' where that is not so, or cannot be felt by this box."""
    if audible.silent(evidence.level):
        return SILENT
    return UNHEARD if audible.unheard(mind.profile, evidence) else ""


def _sounded(mind: Mind, voice: Voice, evidence: Evidence) -> None:
    voice.heard = True
    reporting.report(mind, voice.due.id, Rung.SOUNDED, evidence=evidence)
    ringing = mind.alerts.get(voice.due.id)
    if ringing is not None:
        ringing.sounded, ringing.told = True, False


def ended(mind: Mind, event: Ended) -> None:
    """The last frame is out, or it was silenced."""
    voice = mind.voice
    if event.id in mind.hushed:
        rung, reason = mind.hushed.pop(event.id)
        reporting.report(mind, event.id, rung, reason, event.evidence)
        return
    if voice is None or voice.due.id != event.id or not _is_of(voice, event.evidence):
        return
    mind.voice, mind.idle_since = None, mind.mono
    why = _lost(mind, voice, event.evidence) or _why_unheard(mind, event.evidence)
    if not why and not voice.heard:
        _sounded(mind, voice, event.evidence)
    ringing = mind.alerts.get(event.id)
    if ringing is not None:
        alerts.round_over(mind, ringing, event.evidence, why)
    elif why:
        end(mind, event.id, Rung.FAILED, why, event.evidence)
    else:
        end(mind, event.id, Rung.FINISHED, evidence=event.evidence)
    decide_now(mind)


def _lost(mind: Mind, voice: Voice, evidence: Evidence) -> str:
    """Why nothing of a relay's stream was heard; '' of any other sound."""
    sound = voice.due.sound
    return "" if sound is None or sound.kind != KIND else relaying.over(mind, sound, evidence.carried)


def _is_of(voice: Voice, evidence: Evidence) -> bool:
    """Whether this was measured of what sounds now: of an alert's older version, another sound may just have ended."""
    return voice.due.sound is not None and voice.due.sound.hash == evidence.media


def broken(mind: Mind, event: Broken) -> None:
    """It cannot be played."""
    if mind.voice is not None and mind.voice.due.id == event.id:
        mind.voice, mind.idle_since = None, mind.mono
    end(mind, event.id, Rung.FAILED, event.reason, event.evidence)
    decide_now(mind)


def _clear(mind: Mind, at: int) -> None:
    """Forget commands that are over."""
    for name, due in list(mind.urgent.items()):
        did = mind.progress.get(name)
        if did is not None and did.ended and (not due.pages or due.until <= at):
            del mind.urgent[name]
    listening.leave_ended(mind)
