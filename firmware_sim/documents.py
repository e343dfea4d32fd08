"""What comes down: every document is held against `devices.gate`, and only what passes is kept and obeyed."""

from __future__ import annotations

import hashlib
import sys
from collections import OrderedDict
from functools import lru_cache
from typing import TypeVar, cast

import msgspec

from devices import gate
from devices.errors import ContractError, DocumentRefused, Reason
from devices.messages import Alert, Alive, Keys, Pointer, Rung, TimeAnswer, Timetable
from devices.signing import take_apart
from devices.topics import Heard, Kind, subscriptions
from devices.topics import read as read_topic
from firmware_sim import alerts, commands, playing, prefetch, reporting, timekeeping
from firmware_sim.effects import Discard, Keep, Listen
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

_Part = TypeVar("_Part")
_topic = lru_cache(maxsize=1024)(read_topic)


def hear(mind: Mind, topic: str, payload: bytes) -> None:
    """One message from the broker."""
    heard = _topic(topic)
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
        else:
            _refuse(mind, heard, payload, refused)
    else:
        if not admitted.again and _is_far(mind, admitted.message):
            timekeeping.doubt(mind)
        _obey(mind, admitted)


def _is_far(mind: Mind, message: gate.Message) -> bool:
    """Whether something new was issued at another time than now: it was long on its way, or this clock is wrong."""
    if mind.now is None or isinstance(message, TimeAnswer | Alive | Keys):
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
    elif admitted.again:
        _again(mind, message)
    else:
        _new(mind, message, admitted)


def _time(mind: Mind, answer: TimeAnswer) -> None:
    if timekeeping.heard(mind, answer):
        playing.clock_set(mind)
    else:
        mind.wake(Task.DECIDE, mind.mono)
    if mind.doubted and timekeeping.confirmed(mind):
        reconsider(mind)


def _again(mind: Mind, message: gate.Message) -> None:
    """Heard before: say again what was said, and do nothing."""
    if isinstance(message, Timetable | Pointer):
        reporting.have(mind)
    elif not isinstance(message, Alert | Keys | Alive | TimeAnswer):
        told = last_of(mind.flash, message.id)
        if told is not None:
            reporting.publish(mind, Kind.REPORT, told)


def _new(mind: Mind, message: gate.Message, admitted: gate.Admitted) -> None:
    match message:
        case Keys():
            _keys(mind, message, admitted)
        case Timetable():
            apply(mind, message, admitted)
        case Pointer():
            _pointer(mind, message, admitted)
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
    document = admitted.sealed.document
    mind.out.append(Keep("keys", document))
    mind.ring = ring_of(mind.ring.root, document)
    mind.remember_version(admitted.mark, keys.v, admitted.sealed.hash)
    reporting.changed(mind)
    if mind.connected:
        # What a new key signed may have come before the list and been refused; it is retained, so it comes again.
        mind.out.append(Listen(subscriptions(mind.identity.device, mind.areas)))


def apply(mind: Mind, plan: Timetable, admitted: gate.Admitted, digest: str = "") -> None:
    """A new timetable: keep it, then hold to it."""
    document = admitted.sealed.document
    mind.out.append(Keep("want", document))
    mind.remember_version(admitted.mark, plan.v, digest or admitted.sealed.hash)
    if mind.pointer is not None and mind.pointer[0].v <= plan.v:
        mind.pointer = None
    adopt(mind, plan, admitted.sealed.hash)
    prefetch.look(mind)
    playing.decide_now(mind)
    reporting.have(mind)


def adopt(mind: Mind, plan: Timetable, digest: str) -> None:
    """Hold to a timetable, whether it was just heard or read back from flash."""
    mind.plan = shared(plan)
    mind.plan_hash = digest
    mind.near = None
    if mind.plan.areas != mind.areas:
        old = {topic for topic, _ in subscriptions(mind.identity.device, mind.areas)}
        new = subscriptions(mind.identity.device, mind.plan.areas)
        mind.areas = mind.plan.areas
        if mind.connected:
            mind.out.append(
                Listen(tuple(one for one in new if one[0] not in old), tuple(old - {topic for topic, _ in new}))
            )
    if mind.connected:
        mind.wake(Task.BEAT, mind.mono + mind.plan.beat)


def shared(plan: Timetable) -> Timetable:
    """The same timetable, holding to the parts that other devices of this process hold already."""
    return msgspec.structs.replace(
        plan,
        items=_one(plan.items),
        hours=_one(plan.hours),
        safe=_one(plan.safe),
        areas=_one(plan.areas),
        zone=sys.intern(plan.zone),
        media_url=sys.intern(plan.media_url),
    )


_parts: OrderedDict[object, object] = OrderedDict()
MOST_PARTS = 4096


def _one(part: _Part) -> _Part:
    """The first equal value that was seen; values are frozen, so sharing them is not noticed."""
    first = _parts.setdefault(part, part)
    if len(_parts) > MOST_PARTS:
        _parts.popitem(last=False)
    return cast(_Part, first)


def _pointer(mind: Mind, pointer: Pointer, admitted: gate.Admitted) -> None:
    waiting = mind.pointer
    if waiting is not None and waiting[1] == admitted.mark and waiting[0].v > pointer.v:
        return  # overtaken on the way by the one that is being fetched
    mind.pointer = (pointer, admitted.mark, admitted.sealed.hash)
    if mind.shelf.has(pointer.document.hash):
        pointed(mind)
    else:
        prefetch.point(mind, pointer.document, pointer.media_url)


def pointed(mind: Mind) -> None:
    """The timetable that a pointer names is on the shelf."""
    if mind.pointer is None:
        return
    pointer, _, digest = mind.pointer
    mind.pointer = None
    document = mind.shelf.read(pointer.document.hash) or b""
    heard = Heard(Kind.WANT, mind.identity.device)
    try:
        admitted = gate.admit_pointed(heard, pointer, document, standing(mind, heard.kind))
    except DocumentRefused as refused:
        _refuse(mind, heard, document, refused)
    else:
        apply(mind, cast(Timetable, admitted.message), admitted, digest)
    mind.out.append(Discard(pointer.document.hash))  # it is kept as the timetable now, or it is worth nothing


def recall_plan(mind: Mind) -> None:
    """The timetable that flash holds, held to again after power-on; it passed the gate before it was written."""
    document = mind.flash.read("want")
    if not document:
        return
    try:
        sealed = take_apart(document)
        plan = gate.read(sealed.header.typ, sealed.payload)
    except ContractError:
        return
    if isinstance(plan, Timetable):
        adopt(mind, plan, sealed.hash)


def _refuse(mind: Mind, heard: Heard, payload: bytes, refused: DocumentRefused) -> None:
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
    until = (mind.now or 0) + 86_400_000 if burnt else 0
    if burnt:
        remember(mind, name, until)
    name = name or f"{heard.kind}:{hashlib.sha256(payload).hexdigest()[:16]}"
    reporting.report(mind, name, Rung.REFUSED, refused.reason, until=until)
