"""The gate: whether this device may obey this document. Nothing else lets a document in.

The broker is untrusted: whoever owns it can drop, delay, reorder, replay and read. So each document is held against the
device's own knowledge, in the order of `admit`, and the first thing that does not hold is the reason reported.

| check | refused as |
|---|---|
| size, form, known algorithm | too-large, malformed |
| kind and name fit the topic it came on | wrong-kind, wrong-topic |
| key known, not revoked, in date, with the role for this kind | unknown-key, revoked-key, key-out-of-date, wrong-role |
| signature over the bytes as received | bad-signature |
| document's and key's scope contain this device | foreign-scope |
| payload has the message's form | malformed |
| meant for now | expired, from-the-future, untrusted-clock |
| newer than what came before under this key | old-version |
| never seen | (a duplicate: answered again, not obeyed again) |
| inside the device's own signed hours, not louder than its cap | outside-hours, too-loud, invalid-plan, stopped |
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache

import msgspec

from devices import quiet
from devices.errors import DocumentRefused, Reason
from devices.hours import closes_at, window_at
from devices.keys import ROOT_KID, KeyRing, Role
from devices.messages import (
    Alert,
    Alive,
    Command,
    Identify,
    Keys,
    Klass,
    Live,
    Play,
    Pointer,
    SelfTest,
    TimeAnswer,
    Timetable,
    Tone,
    Window,
)
from devices.signing import Sealed, document_hash, is_signed_by, take_apart
from devices.topics import TABLE, Heard, Kind

SKEW_MS = 120_000
"""A document may come from this far ahead of the device's clock."""
MOST_ITEMS = 5_000
CHIRP_MS = 2_000
"""A chirp lasts no longer."""

Message = Timetable | Pointer | Command | Alert | Keys | Alive | TimeAnswer

_DECODERS: dict[str, msgspec.json.Decoder[Message]] = {
    "timetable": msgspec.json.Decoder(Timetable | Pointer),
    "command": msgspec.json.Decoder(Command),
    "alert": msgspec.json.Decoder(Alert),
    "keys": msgspec.json.Decoder(Keys),
    "alive": msgspec.json.Decoder(Alive),
    "time": msgspec.json.Decoder(TimeAnswer),
}


class Standing(msgspec.Struct, gc=False):
    """What the device knows of itself when a document comes."""

    device: str
    areas: tuple[str, ...]
    """Its path, root first."""
    ring: KeyRing
    now_ms: int | None
    """None while the clock is not trusted."""
    versions: Mapping[str, tuple[int, str]] = {}
    """Per key, kind and scope: the highest version obeyed and that document's hash."""
    seen: Container[str] = frozenset()
    """Ids of commands obeyed or refused before; survives restarts."""
    nonce: str = ""
    """This session's, as sent in the clock question: what a command must echo while the clock is not trusted."""
    stopped_ms: int = 0
    """Issue instant of the newest stop: plays issued before it are refused."""
    zone: str = "UTC"
    hours: tuple[Window, ...] = ()
    cap: int = 100


class Admitted(msgspec.Struct, frozen=True, gc=False):
    """A document that passed."""

    message: Message
    sealed: Sealed
    again: bool = False
    """Heard before: answer it again, do not obey it again."""

    @property
    def mark(self) -> str:
        """Where its version is remembered."""
        header = self.sealed.header
        return f"{header.kid}/{header.typ}/{header.scope}"


def admit(heard: Heard, document: bytes, standing: Standing) -> Admitted:
    """The message, if this device may obey it; raises `DocumentRefused` with the first reason why not."""
    sealed = _take_apart(document)
    _check_topic(heard, sealed, standing)
    _check_key(sealed, standing)
    message = read(sealed.header.typ, sealed.payload)
    try:
        again = _is_again(message, sealed, standing)
        _check_dates(message, sealed, again, standing)
        if not again:
            _check_rules(message, sealed, standing)
    except DocumentRefused as refused:
        refused.document = refused.document or document_id(message)
        raise
    return Admitted(message, sealed, again)


# A group command reaches each of thousands of simulated devices in one process: what does not depend on the
# device is worked out once for the newest few documents.
@lru_cache(maxsize=64)
def _take_apart(document: bytes) -> Sealed:
    return take_apart(document)


@lru_cache(maxsize=64)
def read(typ: str, payload: bytes) -> Message:
    """The message in a payload; raises `DocumentRefused`. Remembered, as messages are frozen values."""
    try:
        return _DECODERS[typ].decode(payload)
    except KeyError:
        raise DocumentRefused(Reason.WRONG_KIND, typ) from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DocumentRefused(Reason.MALFORMED, str(error)) from None


def opens_a_session(document: bytes) -> bool:
    """Whether somebody will speak live: a box that does not know the time yet waits with it, and does not refuse it."""
    sealed = _take_apart(document)
    return isinstance(read(sealed.header.typ, sealed.payload), Live)


def document_id(message: Message) -> str:
    """What a refusal or receipt calls the document."""
    match message:
        case Timetable(v=v, device=device) | Pointer(v=v, device=device):
            return f"timetable:{device}:{v}"
        case Keys(v=v):
            return f"keys:{v}"
        case Alive(boot=boot):
            return f"alive:{boot}"
        case TimeAnswer(nonce=nonce):
            return f"time:{nonce}"
        case _:
            return message.id


def _check_topic(heard: Heard, sealed: Sealed, standing: Standing) -> None:
    header = sealed.header
    if TABLE[heard.kind].typ != header.typ:
        raise DocumentRefused(Reason.WRONG_KIND, f"{header.typ} on {heard.kind}")
    if heard.name and header.scope != heard.name:
        raise DocumentRefused(Reason.WRONG_TOPIC, f"{header.scope} on {heard.name}")
    if header.scope != standing.device and header.scope not in standing.areas:
        raise DocumentRefused(Reason.FOREIGN_SCOPE, header.scope)


def _check_key(sealed: Sealed, standing: Standing) -> None:
    header = sealed.header
    if header.typ == "keys":
        if header.kid != ROOT_KID:
            raise DocumentRefused(Reason.WRONG_ROLE, f"{header.kid} may not sign keys")
        public = standing.ring.root
    else:
        # What sets the clock is not held against the clock that it sets: see `_check_dates`.
        now_ms = None if header.typ == "time" else standing.now_ms
        entry = standing.ring.signer(header.kid, header.typ, now_ms)
        if entry.scope != standing.device and entry.scope not in standing.areas:
            raise DocumentRefused(Reason.FOREIGN_SCOPE, f"key {entry.kid} is for {entry.scope}")
        public = entry.public  # type: ignore[assignment]
    if not is_signed_by(sealed.document, public):
        raise DocumentRefused(Reason.BAD_SIGNATURE, header.kid)


def _is_again(message: Message, sealed: Sealed, standing: Standing) -> bool:
    match message:
        case Timetable(v=v) | Pointer(v=v) | Alert(v=v) | Keys(v=v):
            mark = f"{sealed.header.kid}/{sealed.header.typ}/{sealed.header.scope}"
            highest, held = standing.versions.get(mark, (0, ""))
            if v == highest and held == sealed.hash:
                return True
            if v <= highest:
                raise DocumentRefused(Reason.OLD_VERSION, f"{v}, held {highest}")
            return False
        case Alive() | TimeAnswer():
            return False
        case _:
            return message.id in standing.seen


def _check_dates(message: Message, sealed: Sealed, again: bool, standing: Standing) -> None:
    if isinstance(message, TimeAnswer):
        if message.nonce != standing.nonce:
            raise DocumentRefused(Reason.EXPIRED, "answer to another question")
        standing.ring.signer(sealed.header.kid, sealed.header.typ, message.t2)
        return
    if standing.now_ms is None:
        _check_without_clock(message, standing)
        return
    if message.exp <= standing.now_ms and not again:
        raise DocumentRefused(Reason.EXPIRED, f"at {message.exp}")
    if message.iat > standing.now_ms + SKEW_MS:
        raise DocumentRefused(Reason.FROM_THE_FUTURE, f"issued {message.iat}")


def _check_without_clock(message: Message, standing: Standing) -> None:
    """Held documents are only kept; a command must prove that it was made for this very session."""
    if isinstance(message, Timetable | Pointer | Keys | Alert | Alive | TimeAnswer):
        return
    if not standing.nonce or message.nonce != standing.nonce:
        raise DocumentRefused(Reason.UNTRUSTED_CLOCK, "the session's nonce is not echoed")


def _check_rules(message: Message, sealed: Sealed, standing: Standing) -> None:
    match message:
        case Timetable() | Pointer():
            if message.device != standing.device:
                raise DocumentRefused(Reason.FOREIGN_SCOPE, message.device)
            if isinstance(message, Timetable):
                check_plan(message)
        case Play():
            _check_play(message, sealed, standing)
        case Live():
            _check_live(message, sealed, standing)
        case Tone(length=length):
            _check_trial(message, length, standing)
        case Identify(chirp=True):
            _check_trial(message, CHIRP_MS, standing)
        case SelfTest(tone=tone) if tone is not None:
            if tone.level > quiet.MOST_DBFS or tone.length > quiet.LONGEST_MS:
                raise DocumentRefused(Reason.TOO_LOUD, f"{tone.level} dBFS for {tone.length} ms")


def _check_trial(order: Tone | Identify, length: int, standing: Standing) -> None:
    """What sounds only to try a horn is held to the hours, whoever asks: nobody is woken by a technician."""
    if order.iat <= standing.stopped_ms:
        raise DocumentRefused(Reason.STOPPED, "issued before the newest stop")
    _check_hours(order, standing)
    closes = closes_at(order.at, standing.zone, standing.hours)
    if closes is None or order.at + length > closes:
        raise DocumentRefused(Reason.OUTSIDE_HOURS, f"until {order.at + length}")


def _check_play(play: Play, sealed: Sealed, standing: Standing) -> None:
    if not _is_emergency(play, sealed, standing) and play.sounds:
        _check_hours(play, standing)


def _check_live(live: Live, sealed: Sealed, standing: Standing) -> None:
    """A session is held to the end of the hours in advance: it must not run beyond them, whoever goes on speaking."""
    if live.area not in standing.areas:
        raise DocumentRefused(Reason.FOREIGN_SCOPE, f"sound for {live.area}")
    if standing.now_ms is None:
        raise DocumentRefused(Reason.UNTRUSTED_CLOCK, "no piece of it could be given its instant")
    if _is_emergency(live, sealed, standing):
        return
    _check_hours(live, standing)
    closes = closes_at(live.at, standing.zone, standing.hours)
    if closes is None or live.at + live.longest > closes:
        raise DocumentRefused(Reason.OUTSIDE_HOURS, f"until {live.at + live.longest}")


def _is_emergency(order: Play | Live, sealed: Sealed, standing: Standing) -> bool:
    """Whether it is bound by nothing, and signed by who may order that; nothing sounds that a later stop forbade."""
    if order.iat <= standing.stopped_ms:
        raise DocumentRefused(Reason.STOPPED, "issued before the newest stop")
    if order.klass is not Klass.EMERGENCY:
        return False
    entry = standing.ring.signer(sealed.header.kid, sealed.header.typ, standing.now_ms)
    if Role.EMERGENCY not in entry.roles:
        raise DocumentRefused(Reason.WRONG_ROLE, f"{entry.kid} may not sign an emergency")
    return True


def _check_hours(order: Play | Live | Tone | Identify, standing: Standing) -> None:
    window = window_at(order.at, standing.zone, standing.hours)
    if window is None:
        raise DocumentRefused(Reason.OUTSIDE_HOURS, f"at {order.at}")
    if order.volume > min(standing.cap, window.cap):
        raise DocumentRefused(Reason.TOO_LOUD, f"{order.volume} %, allowed {min(standing.cap, window.cap)} %")


def check_plan(plan: Timetable) -> None:
    """Refuse a timetable that breaks its own rules, whole: one bad plan must not freeze or wake a village."""
    if len(plan.items) > MOST_ITEMS:
        raise DocumentRefused(Reason.INVALID_PLAN, f"{len(plan.items)} items")
    if plan.until <= plan.since or plan.exp <= plan.iat:
        raise DocumentRefused(Reason.INVALID_PLAN, "ends before it begins")
    if not plan.areas:
        raise DocumentRefused(Reason.INVALID_PLAN, "no area")
    try:
        window_at(plan.since, plan.zone, plan.hours)
    except (LookupError, ValueError, OSError):
        raise DocumentRefused(Reason.INVALID_PLAN, f"zone {plan.zone}") from None
    names: set[str] = set()
    for item in plan.items:
        if item.id in names:
            raise DocumentRefused(Reason.INVALID_PLAN, f"{item.id} twice")
        names.add(item.id)
        if item.sound is None and not item.pages:
            raise DocumentRefused(Reason.INVALID_PLAN, f"{item.id} neither sounds nor shows")
        if item.pages and item.until <= item.start:
            raise DocumentRefused(Reason.INVALID_PLAN, f"{item.id} shows until before it starts")
        if item.sound is not None and item.klass is not Klass.EMERGENCY:
            _check_item(plan, item.id, item.start, item.longest, item.volume)


def _check_item(plan: Timetable, name: str, start: int, longest: int, volume: int) -> None:
    if longest <= 0:
        raise DocumentRefused(Reason.INVALID_PLAN, f"{name} has no length")
    window = window_at(start, plan.zone, plan.hours)
    closes = closes_at(start, plan.zone, plan.hours)
    if window is None or closes is None or start + longest > closes:
        raise DocumentRefused(Reason.OUTSIDE_HOURS, name, f"timetable:{plan.device}:{plan.v}")
    if volume > min(plan.cap, window.cap):
        raise DocumentRefused(Reason.TOO_LOUD, name, f"timetable:{plan.device}:{plan.v}")


def admit_pointed(heard: Heard, pointer: Pointer, document: bytes, standing: Standing) -> Admitted:
    """The timetable that a signed pointer names, as it was fetched; raises `DocumentRefused` where it is another."""
    if document_hash(document) != pointer.document.hash:
        raise DocumentRefused(Reason.BAD_SIGNATURE, "not the document that the pointer names", document_id(pointer))
    admitted = admit(heard, document, standing)
    if not isinstance(admitted.message, Timetable):
        raise DocumentRefused(Reason.WRONG_KIND, "a pointer to a pointer", document_id(pointer))
    if admitted.message.v != pointer.v:
        detail = f"version {admitted.message.v}, the pointer's is {pointer.v}"
        raise DocumentRefused(Reason.INVALID_PLAN, detail, document_id(pointer))
    return admitted


KINDS_DOWN = frozenset(kind for kind in Kind if TABLE[kind].typ is not None)
"""What a device hears and must hold against the gate."""
