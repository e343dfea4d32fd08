"""What comes down: every document is held against `devices.gate`, and only what passes is kept and obeyed."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from devices import gate
from devices.errors import DocumentRefused, Reason
from devices.messages import Alert, Alive, Keys, Pointer, Rung, TimeAnswer, Timetable
from devices.topics import Heard, Kind, subscriptions
from devices.topics import read as read_topic
from firmware_sim import alerts, commands, listening, playing, reporting, timekeeping, updating, wanted
from firmware_sim.effects import Keep, Listen
from firmware_sim.journal import last_of
from firmware_sim.mind import Mind, Task, ring_of

PASSING = frozenset({Reason.UNTRUSTED_CLOCK, Reason.FROM_THE_FUTURE, Reason.EXPIRED, Reason.UNKNOWN_KEY})
"""Refusals that another clock or a newer list of keys may lift: the id is not burnt by them."""
DATED = frozenset({Reason.EXPIRED, Reason.FROM_THE_FUTURE, Reason.KEY_OUT_OF_DATE})
"""Refusals for which this device's own clock may be to blame."""
MOST_HELD = 8
TOKENS = 20
TOKEN_MS = 5_000
"""Refusals are reported at most so often: who floods a box with rubbish does not wear out its flash."""
MOST_SEEN = 64
TIMELESS = (TimeAnswer, Alive, Keys)
"""They may be of another time than now."""

_topic = lru_cache(maxsize=1024)(read_topic)


def hear(mind: Mind, topic: str, payload: bytes) -> None:
    """One message from the broker."""
    heard = _topic(topic)
    if heard is not None and heard.kind is Kind.LIVE:
        listening.hear(mind, heard, payload)
        return
    if heard is None or heard.kind not in gate.KINDS_DOWN or not payload:
        return
    _judge(mind, heard, payload, DATED)


def reconsider(mind: Mind) -> None:
    """The clock was compared, or nobody answered: what was held back meanwhile is judged as it is."""
    held, mind.doubted = mind.doubted, ()
    mind.alarms.pop(Task.DOUBT, None)
    for heard, payload in held:
        _judge(mind, heard, payload, frozenset())


def _judge(mind: Mind, heard: Heard, payload: bytes, doubtful: frozenset[Reason]) -> None:
    """Before a document is refused for one of the ``doubtful`` reasons, the clock is asked about."""
    try:
        admitted = gate.admit(heard, payload, standing(mind, heard.kind))
    except DocumentRefused as refused:
        answer = heard.kind is Kind.TIME_ANSWER
        if refused.reason in doubtful and not answer and len(mind.doubted) < MOST_HELD and timekeeping.doubt(mind):
            mind.doubted = (*mind.doubted, (heard, payload))
            mind.wake(Task.DOUBT, mind.mono + timekeeping.PATIENCE_MS)
        elif refused.reason is Reason.UNTRUSTED_CLOCK and gate.opens_a_session(payload):
            mind.early = tuple(dict.fromkeys((*mind.early, (heard, payload))))[-listening.MOST :]
        else:
            refuse(mind, heard, payload, refused)
    else:
        if not admitted.again and _is_far(mind, admitted.message):
            timekeeping.doubt(mind)
        _obey(mind, admitted)


def _is_far(mind: Mind, message: gate.Message) -> bool:
    """Whether something new was issued at another time than now: it was long on its way, or this clock is wrong."""
    if mind.now is None or isinstance(message, TIMELESS):
        return False
    return abs(message.iat - mind.now) > gate.SKEW_MS


def standing(mind: Mind, kind: Kind) -> gate.Standing:
    """What this device knows of itself, for the gate.

    A clock that was never compared with the service's may be a battery's that ran out in another year: it does not
    judge the list of keys, without which nothing could ever set it right.
    """
    plan = mind.plan
    never = kind is Kind.KEYS and mind.time.source != "exchange"
    return gate.Standing(
        mind.identity.device,
        mind.areas,
        mind.ring,
        None if never else mind.now,
        mind.versions,
        mind.seen,
        mind.session,
        mind.settings.stopped_ms,
        plan.zone if plan else "UTC",
        plan.hours if plan else (),
        plan.cap if plan else 100,
    )


def _obey(mind: Mind, admitted: gate.Admitted) -> None:
    message = admitted.message
    if isinstance(message, TimeAnswer):
        _time(mind, message)
    elif isinstance(message, Alive):
        _alive(mind, message)
    elif admitted.again and not _has_lost(mind, message):
        _again(mind, message)
    else:
        _new(mind, message, admitted)


def _time(mind: Mind, answer: TimeAnswer) -> None:
    updating.met(mind)
    if timekeeping.heard(mind, answer):
        playing.clock_set(mind)
    else:
        mind.wake(Task.DECIDE, mind.mono)
    if mind.doubted and timekeeping.confirmed(mind):
        reconsider(mind)
    if mind.early and mind.now is not None:
        early, mind.early = mind.early, ()
        for heard, payload in early:
            _judge(mind, heard, payload, DATED)


def _has_lost(mind: Mind, message: gate.Message) -> bool:
    """Whether this box obeyed it once and holds no timetable any more: its flash forgot what its versions remember."""
    return isinstance(message, Timetable | Pointer) and mind.plan is None and mind.pointer is None


def _again(mind: Mind, message: gate.Message) -> None:
    """Heard before: say again what was said, and do nothing."""
    if isinstance(message, Timetable | Pointer):
        reporting.have(mind)
    elif isinstance(message, Alert):
        alerts.confirmed(mind, message)
    elif not isinstance(message, Keys | Alive | TimeAnswer):
        told = last_of(mind.flash, message.id)
        if told is not None:
            reporting.publish(mind, Kind.REPORT, told)


def _new(mind: Mind, message: gate.Message, admitted: gate.Admitted) -> None:
    match message:
        case Keys():
            _keys(mind, message, admitted)
        case Timetable():
            wanted.apply(mind, message, admitted)
        case Pointer():
            wanted.follow(mind, message, admitted)
        case Alert():
            alerts.heard(mind, message, admitted)
        case Alive() | TimeAnswer():
            raise AssertionError("these are never remembered")
        case _:
            remember(mind, message.id, message.exp)
            commands.obey(mind, message)


def remember(mind: Mind, name: str, until: int) -> None:
    """This id was obeyed or refused; forget those whose documents have expired anyway."""
    mind.seen[name] = until
    if len(mind.seen) > MOST_SEEN and mind.now is not None:
        now = mind.now
        mind.seen = {one: until for one, until in mind.seen.items() if until > now}


def _alive(mind: Mind, alive: Alive) -> None:
    if alive.boot != mind.service:
        mind.service = alive.boot
        mind.dirty = True
        mind.wake(Task.HAVE, mind.mono + mind.rng.randrange(1 + min(alive.spread, 600_000)))


def _keys(mind: Mind, keys: Keys, admitted: gate.Admitted) -> None:
    document, first = admitted.sealed.document, not mind.ring.version
    mind.out.append(Keep("keys", document))
    mind.ring = ring_of(mind.ring.root, document)
    mind.remember_version(admitted.mark, keys.v, admitted.sealed.hash)
    reporting.changed(mind)
    if mind.connected:
        # What a new key signed may have come before the list and been refused; it is retained, so it comes again.
        mind.out.append(Listen(subscriptions(mind.identity.device, mind.areas)))
        if first:
            timekeeping.begin(mind)


def refuse(mind: Mind, heard: Heard, payload: bytes, refused: DocumentRefused) -> None:
    """Say so, unless nobody has to do anything about it or too much is refused."""
    if heard.kind in (Kind.TIME_ANSWER, Kind.ALIVE) and refused.reason is Reason.EXPIRED:
        return  # late on the way: nobody has to do anything about it
    if refused.reason is Reason.OLD_VERSION and heard.kind in (Kind.ALERT, Kind.KEYS):
        return  # a retained one that a newer one overtook
    tokens, since = mind.refusals
    earned = (mind.mono - since) // TOKEN_MS
    tokens = min(TOKENS, tokens + earned)
    mind.refusals = (max(0, tokens - 1), mind.mono if earned else since)
    if not tokens:
        return
    name = refused.document
    command = heard.kind in (Kind.COMMAND, Kind.GROUP_COMMAND)
    burnt = bool(name) and command and refused.reason not in PASSING
    if burnt:
        remember(mind, name, (mind.now or 0) + 86_400_000)
    name = name or f"{heard.kind}:{hashlib.sha256(payload).hexdigest()[:16]}"
    reporting.report(mind, name, Rung.REFUSED, refused.reason)
