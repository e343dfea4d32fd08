"""What a brain says: reports, `have`, state, heartbeats.

Every report is in the journal before it is sent. What arises without a connection is sent when there is one again, in
order, once; what got lost on the way is asked for by the controller, which sees the sequence number in `have`.
"""

from __future__ import annotations

import msgspec

from devices.messages import Beat, ClockState, Evidence, Have, Presence, Report, Rung, State
from devices.topics import TABLE, Kind
from firmware_sim import journal, showing, way
from firmware_sim.deaf import AMBIENT_DBFS
from firmware_sim.effects import Publish
from firmware_sim.journal import Offline, Told
from firmware_sim.light import daylight
from firmware_sim.mind import ENDED, Mind, Task

HAVE_PAUSE_MS = 400
"""Changes within this time are told together."""
BEAT_BYTES = 600
"""That a heartbeat costs on a mobile line, with all that is around it."""
_ENCODER = msgspec.json.Encoder()


def publish(mind: Mind, kind: Kind, message: msgspec.Struct) -> None:
    """Send one message on the topic of its kind."""
    row = TABLE[kind]
    mind.out.append(Publish(row.of(mind.identity.device), _ENCODER.encode(message), row.qos, row.retained))


def report(
    mind: Mind,
    name: str,
    rung: Rung,
    reason: str = "",
    evidence: Evidence | None = None,
    mono: int | None = None,
) -> None:
    """One rung of one delivery: into the journal, with how long the id of a command is remembered, then out.

    ``mono``: the counter's value when it happened, if that was not now.
    """
    mind.seq += 1
    ago = 0 if mono is None else mind.mono - mono
    if not mind.connected and not mind.offline:
        # before the report itself: a power cut between the two must not leave a report that nobody ever sends
        mind.offline = mind.seq
        mind.note(Offline(mind.seq))
    told = Report(mind.seq, mind.epoch, name, rung, mind.now - ago if mind.now else 0, reason, evidence)
    mind.note(Told(told, mind.seen.get(name, 0)))
    if rung in journal.OVER:
        did = mind.progress.get(name)
        mind.progress[name] = did if did is not None and did.ended else ENDED
    if mind.connected:
        publish(mind, Kind.REPORT, told)


def send_again(mind: Mind, since: int) -> None:
    """Every kept report from a sequence number on."""
    for told in journal.reports(mind.flash, since):
        publish(mind, Kind.REPORT, told)


def send_held_back(mind: Mind) -> None:
    """What arose without a connection."""
    if mind.offline:
        send_again(mind, mind.offline)
        mind.offline = 0
        mind.note(Offline(0))


def clock_state(mind: Mind) -> ClockState:
    """How good this clock is."""
    time = mind.time
    return ClockState(
        time.source, mind.now is not None, time.offset(), time.error(mind.mono), max(0, time.age(mind.mono))
    )


def have(mind: Mind) -> None:
    """What this device holds and applies."""
    mind.dirty = False
    mind.alarms.pop(Task.HAVE, None)
    if not mind.connected:
        return
    plan = mind.plan
    publish(
        mind,
        Kind.HAVE,
        Have(
            plan.v if plan else 0,
            mind.plan_hash,
            mind.epoch,
            mind.seq,
            tuple(sorted(mind.missing)),
            journal.results(mind.flash),
            clock_state(mind),
            mind.settings.volume,
            plan.cap if plan else 100,
            mind.ring.version,
            way.held(mind),
        ),
    )


def changed(mind: Mind, within_ms: int = HAVE_PAUSE_MS) -> None:
    """Something that `have` tells is different: say so soon, and not in step with the neighbours."""
    mind.dirty = True
    mind.wake(Task.HAVE, mind.mono + within_ms // 2 + mind.rng.randrange(1 + within_ms // 2))


def state(mind: Mind, presence: Presence) -> State:
    """The retained state, or the will."""
    image = mind.booted.image
    return State(
        presence,
        mind.session,
        mind.boot,
        mind.identity.profile,
        mind.booted.program.version,
        epoch=mind.epoch,
        image=image.hash,
        trial=mind.booted.slots.trial is not None,
    )


def beat(mind: Mind) -> None:
    """One heartbeat, with the sensors that this profile has, and the time of the next."""
    interval = mind.plan.beat if mind.plan else 30_000
    mind.alarms[Task.BEAT] = mind.mono + int(interval * mind.rng.uniform(0.9, 1.1))
    if not mind.connected:
        return
    profile, rng = mind.profile, mind.rng
    if profile.light_sensor:
        mind.lux = daylight(mind.now, mind.plan.zone if mind.plan else "UTC", rng)
        showing.shine(mind)
    felt = mind.voice.felt if mind.voice is not None else None
    mind.body.spend(BEAT_BYTES)
    body = mind.body.felt(rng)
    publish(
        mind,
        Kind.BEAT,
        Beat(
            max(0, mind.mono - mind.powered),
            mind.session,
            mains=body.mains,
            battery=body.battery,
            hours=body.hours,
            temperature=body.temperature,
            signal=body.signal,
            data=body.data,
            storage=max(0, mind.shelf.free()),
            volume=mind.settings.volume,
            current=((felt.current if felt else None) or 0) if profile.current_sense else None,
            microphone=((felt.microphone if felt else None) or AMBIENT_DBFS) if profile.microphone else None,
            light=mind.lux,
            showing=mind.picture,
            panel=mind.panel,
            clock=clock_state(mind),
        ),
    )
