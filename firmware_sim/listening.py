"""Somebody speaks live: join the session, take in what its key signed, and end by oneself when nothing comes any more.

A session claims the horn only when its first good message is heard. So an order that reaches a box hours late, or
after the service died, interrupts nothing. Of what is heard the law knows only that it is due (`devices.decide`): what
it interrupts goes on by its own policy when it has ended.
"""

from __future__ import annotations

from devices import live as wire
from devices.decide import of_live
from devices.errors import DocumentRefused
from devices.messages import Live, Rung
from devices.topics import TABLE, Heard, Kind
from firmware_sim import documents, playing, reporting
from firmware_sim.effects import Listen, Pieces, Silence
from firmware_sim.mind import Listening, Mind, Task

LOST_MS = 5_000
"""Nothing was heard for so long: the link is lost, and the horn is given back."""
MOST = 4
"""Sessions listened to at once: each keeps its pieces."""
LINK_LOST = "link-lost"
INTERRUPTED = "interrupted"
QOS = TABLE[Kind.LIVE].qos


def join(mind: Mind, live: Live) -> None:
    """Listen from now on."""
    if mind.profile.audio is None or live.codec != "opus":
        reporting.report(mind, live.id, Rung.SKIPPED, "no-part")
        return
    if len(mind.live) >= MOST:
        reporting.report(mind, live.id, Rung.SKIPPED, "busy")
        return
    due = of_live(live, mind.plan.offset if mind.plan else 0)
    topic = TABLE[Kind.LIVE].of(live.area, live.id)
    mind.live[live.id] = Listening(live, topic, due)
    mind.out.append(Listen(((topic, QOS),)))
    reporting.report(mind, live.id, Rung.READY)
    mind.wake(Task.LIVE, mind.mono_of(due.start + due.longest) + LOST_MS)


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
        refused.document = f"frames:{heard.session}"
        documents.refuse(mind, heard, message, refused)
        return
    first = session.heard is None
    session.heard, session.ends = mind.mono, frames.end
    mind.wake(Task.LIVE, mind.mono + LOST_MS)
    if first and not frames.end:
        mind.urgent[heard.session] = session.due
    origin = mind.mono_of(session.due.start)
    mind.out.append(Pieces(heard.session, frames.first, frames.pieces, origin, session.live.frame, frames.end))
    if frames.end:
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
        over = mind.mono_of(session.due.start + session.due.longest)
        until = session.heard if session.heard is not None and not session.ends else over
        if mind.mono >= until + LOST_MS:
            _over(mind, session, LINK_LOST)
        else:
            mind.wake(Task.LIVE, until + LOST_MS)


def _over(mind: Mind, session: Listening, reason: str) -> None:
    name = session.live.id
    did = mind.progress.get(name)
    if did is not None and did.started:
        playing.end(mind, name, Rung.FAILED if reason else Rung.SKIPPED, reason or INTERRUPTED)
    else:
        playing.end(mind, name, Rung.MISSED, reason or "waits")
    playing.decide_now(mind)
    leave_ended(mind)


def stop(mind: Mind, target: str) -> None:
    """A signed stop: also what only waits to be heard ends."""
    for name in tuple(mind.live):
        if target in ("", name):
            playing.end(mind, name, Rung.SKIPPED, "stopped")
    leave_ended(mind)


def leave_ended(mind: Mind) -> None:
    """Listen no more to what is over."""
    for name, session in tuple(mind.live.items()):
        did = mind.progress.get(name)
        if did is not None and did.ended:
            del mind.live[name]
            mind.urgent.pop(name, None)
            mind.out += [Silence(name), Listen((), (session.topic,))]
