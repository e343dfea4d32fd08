"""The timetable that this device holds to: kept as heard, fetched where it is large."""

from __future__ import annotations

import sys
from collections import OrderedDict
from typing import TypeVar, cast

import msgspec

from devices import gate
from devices.decide import UNTOUCHED
from devices.errors import ContractError, DocumentRefused
from devices.messages import Pointer, Rung, Timetable
from devices.signing import take_apart
from devices.topics import Heard, Kind, subscriptions
from firmware_sim import documents, playing, prefetch, reporting, showing
from firmware_sim.effects import Discard, Keep, Listen
from firmware_sim.mind import Mind, Task

_Part = TypeVar("_Part")


def apply(mind: Mind, plan: Timetable, admitted: gate.Admitted, digest: str = "") -> None:
    """A new timetable: keep it, then hold to it."""
    document = admitted.sealed.document
    mind.out.append(Keep("want", document))
    mind.remember_version(admitted.mark, plan.v, digest or admitted.sealed.hash)
    if mind.pointer is not None and mind.pointer[0].v <= plan.v:
        mind.pointer = None
    _let_go(mind, plan)
    taken = showing.taken_away(mind, plan)
    adopt(mind, plan, admitted.sealed.hash)
    prefetch.look(mind)
    playing.decide_now(mind)
    showing.tell_gone(mind, taken)
    reporting.have(mind)


def _let_go(mind: Mind, plan: Timetable) -> None:
    """What began before the new timetable reaches back to, and has not been told the end of: it is told now, or nobody
    would ever hear of it. So it is with a box that was dark for days and knows the time only after it has heard this.
    """
    named = {item.id for item in plan.items}
    for item in mind.plan.items if mind.plan is not None else ():
        gone = item.start < plan.since and (mind.now is None or item.start < mind.now)
        if gone and item.id not in named and (mind.voice is None or mind.voice.due.id != item.id):
            begun = mind.progress.get(item.id, UNTOUCHED).started
            reason = playing.unheard(mind, item.start)
            if item.sound is None:
                playing.end(mind, item.id, *((Rung.FINISHED, "") if begun else (Rung.MISSED, showing.NOT_SHOWN)))
            else:
                playing.end(mind, item.id, Rung.SKIPPED if begun else Rung.MISSED, reason)


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


def follow(mind: Mind, pointer: Pointer, admitted: gate.Admitted) -> None:
    """A pointer: the timetable itself is fetched, if it is not there."""
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
        admitted = gate.admit_pointed(heard, pointer, document, documents.standing(mind, heard.kind))
    except DocumentRefused as refused:
        documents.refuse(mind, heard, document, refused)
    else:
        apply(mind, cast(Timetable, admitted.message), admitted, digest)
    mind.out.append(Discard(pointer.document.hash))  # it is kept as the timetable now, or it is worth nothing


def recall(mind: Mind) -> None:
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
