"""Somebody speaks live: join the session, take in what its key signed, and end by oneself when nothing comes any more.

A session claims the horn only when its first good message is heard. So an order that reaches a box hours late, or
after the service died, interrupts nothing. Of what is heard the law knows only that it is due (`devices.decide`): what
it interrupts goes on by its own policy when it has ended.

A session may also bring the sound of a relay that this box cannot carry itself. Then it is no sound of its own: the
relay stands in the timetable, and its pieces go where the relay sounds.

It is on flash while it lasts, so that a box that restarts in the middle joins again.
"""

from __future__ import annotations

import msgspec

from devices import live as wire
from devices.decide import of_live
from devices.errors import DocumentRefused
from devices.live import FRAMES, PIECES_LOST
from devices.messages import Live, Rung
from devices.relay import LINK_LOST
from devices.topics import TABLE, Heard, Kind
from firmware_sim import documents, playing, relaying, reporting
from firmware_sim.effects import Forget, Keep, Listen, Pieces, Silence
from firmware_sim.events import Losing
from firmware_sim.mind import LIVE_FILE, Listening, Mind, Task, live_file

LOST_MS = 5_000
"""Nothing was heard for so long: the link is lost, and the horn is given back."""
MOST = 4
"""Sessions listened to at once: each keeps its pieces."""
BACK_MS = 15_000
"""After a restart a session that was on flash has so long to be heard of, from the connection on: it says something at
least every second."""
INTERRUPTED = "interrupted"
QOS = TABLE[Kind.LIVE].qos


def join(mind: Mind, live: Live) -> None:
    """Listen from now on."""
    audio = mind.profile.audio
    if audio is None or live.codec not in audio.live or (live.item and relaying.carries(mind, live.item)):
        reporting.report(mind, live.id, Rung.SKIPPED, "no-part")
        return
    for old in [one.live for one in mind.live.values() if live.item and one.live.item == live.item]:
        if old.iat > live.iat:
            reporting.report(mind, live.id, Rung.DONE)
            return
        _leave(mind, old.id)  # the service has started anew in the middle, with another key
    if len(mind.live) >= MOST:
        reporting.report(mind, live.id, Rung.SKIPPED, "busy")
        return
    mind.out.append(Keep(live_file(live.id), msgspec.json.encode(live)))
    _listen(mind, live)
    reporting.report(mind, live.id, Rung.DONE if live.item else Rung.READY)


def _listen(mind: Mind, live: Live) -> Listening:
    due = of_live(live, mind.plan.offset if mind.plan else 0)
    session = mind.live[live.id] = Listening(live, TABLE[Kind.LIVE].of(live.area, live.id), due)
    mind.out.append(Listen(((session.topic, QOS),)))
    mind.wake(Task.LIVE, mind.mono_of(due.start + due.longest) + LOST_MS)
    return session


def recall(mind: Mind) -> None:
    """After a restart: what was listened to, unless it was ended, or all silenced, since."""
    for name in sorted(name for name in mind.flash.names() if name.startswith(LIVE_FILE)):
        try:
            live = msgspec.json.decode(mind.flash.read(name) or b"", type=Live)
        except msgspec.MsgspecError:
            mind.out.append(Forget(name))
            continue
        did = mind.progress.get(live.item or live.id)
        if live.iat <= mind.settings.stopped_ms or (did is not None and did.ended):
            mind.out.append(Forget(name))
        else:
            _listen(mind, live).kept = True


def connected(mind: Mind) -> None:
    """What was read back from flash is heard of soon now, or it is over."""
    for session in mind.live.values():
        if session.kept and session.heard is None:
            session.back = mind.mono + BACK_MS
            mind.wake(Task.LIVE, session.back)


def topics(mind: Mind) -> tuple[tuple[str, int], ...]:
    """What is listened to besides what every device listens to."""
    return tuple((one.topic, QOS) for one in mind.live.values())


def hear(mind: Mind, heard: Heard, message: bytes) -> None:
    """One message on a live topic."""
    session = mind.live.get(heard.session)
    if session is None or session.live.area != heard.name or session.ends:
        return
    try:
        frames = wire.admit(message, heard.session, session.live.key)
    except DocumentRefused as refused:
        refused.document = FRAMES + heard.session
        documents.refuse(mind, heard, message, refused)
        return
    first = session.heard is None and mind.now is not None
    if mind.now is None:
        return  # after a restart: no piece could be given its instant yet
    session.heard, session.ends, live = mind.mono, frames.end, session.live
    mind.wake(Task.LIVE, mind.mono + LOST_MS)
    if first and not frames.end and not live.item:
        mind.urgent[heard.session] = session.due
    origin, ends = mind.mono_of(session.due.start), frames.end and not live.item
    target = live.item or heard.session
    mind.out.append(Pieces(target, frames.first, frames.pieces, origin, live.frame, ends, frames.fault))
    if live.item:
        if frames.end:
            _leave(mind, live.id)
    elif frames.end:
        _end(mind, session)
    elif first:
        playing.expect(mind, session.due)


def _end(mind: Mind, session: Listening) -> None:
    """What sounds goes on to its last piece, and is told then; what does not will not begin any more."""
    name = session.live.id
    if mind.voice is None or mind.voice.due.id != name:
        _over(mind, session, "")


def look(mind: Mind) -> None:
    """Give the horn back where the link is lost, or where nobody came to speak."""
    for session in tuple(mind.live.values()):
        until = _until(mind, session)
        if mind.mono < until:
            mind.wake(Task.LIVE, until)
        elif session.live.item:
            _leave(mind, session.live.id)
        else:
            _over(mind, session, LINK_LOST)


def _until(mind: Mind, session: Listening) -> int:
    """When it is over, if nothing is heard until then."""
    over = mind.mono_of(session.due.start + session.due.longest) + LOST_MS
    if session.live.item or session.ends:
        return over
    if session.heard is not None:
        return session.heard + LOST_MS
    return over if session.back is None else min(over, session.back)


def _over(mind: Mind, session: Listening, reason: str) -> None:
    name = session.live.id
    did = mind.progress.get(name)
    if did is not None and did.started:
        reason = playing.POWER_CUT if session.kept and session.heard is None else reason
        playing.end(mind, name, Rung.FAILED if reason else Rung.SKIPPED, reason or INTERRUPTED)
    else:
        playing.end(mind, name, Rung.MISSED, reason or "waits")
    playing.decide_now(mind)
    leave_ended(mind)


def losing(mind: Mind, event: Losing) -> None:
    """Many pieces do not come in time, or all do again: whoever speaks is told."""
    if event.id in mind.live:
        rung = Rung.FAILED if event.many else Rung.DONE
        reporting.report(mind, FRAMES + event.id, rung, PIECES_LOST if event.many else "")


def stop(mind: Mind, target: str) -> None:
    """A signed stop: also what only waits to be heard ends."""
    for name in tuple(mind.live):
        if target in ("", name) and not mind.live[name].live.item:
            playing.end(mind, name, Rung.SKIPPED, "stopped")
    leave_ended(mind)


def leave_ended(mind: Mind) -> None:
    """Listen no more to what is over."""
    for name, session in tuple(mind.live.items()):
        target = session.live.item or name
        did = mind.progress.get(target)
        if did is not None and did.ended:
            mind.out.append(Silence(target))
            _leave(mind, name)


def _leave(mind: Mind, name: str) -> None:
    session = mind.live.pop(name)
    mind.urgent.pop(name, None)
    mind.out += [Listen((), (session.topic,)), Forget(live_file(name))]
