"""What devices say comes home by its own door: one batch, one transaction, whatever comes late or twice.

A message that cannot be read is counted and passed over: it must not hold up the others, and its device says it again
in its next `Have`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import msgspec
import structlog
from sqlalchemy import Connection

from controller.broadcast import board_watch, prove, prove_pages
from controller.broadcast.answers import Answers, Silent
from controller.broadcast.desk import Desk
from controller.fleet import selftests, stolen
from controller.ports import Incoming
from controller.store import (
    audit,
    beating,
    climbing,
    deliveries,
    errands,
    outbox,
    relay_faults,
    reports,
    standing_orders,
    status,
    timetables,
)
from controller.store import devices as device_rows
from controller.store.presence import ONLINE
from controller.store.reports import Report as ReportRow
from controller.store.status import BeatHeard, HaveHeard, Heard, StateHeard
from devices.messages import Beat, Have, Report, Rung, State
from devices.relay import REPORTS
from devices.topics import Kind, read
from devices.visible import GONE

log = structlog.get_logger()

_STATE = msgspec.json.Decoder(State)
_HAVE = msgspec.json.Decoder(Have)
_REPORT = msgspec.json.Decoder(Report)
_BEAT = msgspec.json.Decoder(Beat)
SOME = 10
AHEAD_MS = 86_400_000
"""A box whose clock is ahead of ours by more than a day has no clock: what it says happened when it came."""
LARGEST = 64 * 1024
"""Bytes of a message from a device; larger ones are passed over."""


@dataclass(slots=True)
class Batch:
    """What a batch of messages says, sorted by what is done with it. In the order in which it came."""

    heard: list[Heard] = field(default_factory=list)
    reports: list[ReportRow] = field(default_factory=list)
    haves: list[tuple[HaveHeard, Have]] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    """Whose topic each message came by."""
    garbled: list[str] = field(default_factory=list)
    """Who said what cannot be read."""
    unreadable: int = 0

    def without(self, names: Collection[str]) -> set[str]:
        """Leave out what these said of themselves; which of them had said something."""
        if not names:
            return set()
        came = {one.device for one in (*self.heard, *self.reports) if one.device in names}
        self.heard = [one for one in self.heard if one.device not in names]
        self.reports = [one for one in self.reports if one.device not in names]
        self.haves = [one for one in self.haves if one[0].device not in names]
        return came


@dataclass(frozen=True, slots=True)
class Wish:
    """A device that should be asked for its reports again, from a sequence number on."""

    device: str
    since: int


class Collector:
    """Takes batches. ``ask`` is called with the devices whose reports have a gap, ``where`` tells from which address
    somebody came to the broker."""

    def __init__(
        self, desk: Desk, ask: Callable[[Sequence[Wish]], None], where: Callable[[str], str] = lambda _: ""
    ) -> None:
        self._desk = desk
        self._ask = ask
        self._where = where
        self._ours: set[str] = set()
        self._whole: dict[str, tuple[str, int]] = {}
        """Of each device: up to which sequence number of which epoch all its reports were once in the database."""
        self._answers = Answers()

    def take(self, messages: Sequence[Incoming]) -> None:
        """Write one batch into the database. Raises what the database raises: nothing was acknowledged then."""
        batch = sort(messages)
        meters = self._desk.meters
        meters.came(one.topic for one in messages)
        if batch.unreadable:
            meters.unreadable(batch.unreadable)
            log.warning("unreadable-messages", count=batch.unreadable, some=sorted(set(batch.garbled))[:SOME])
        with self._desk.store.write() as conn:
            uninvited = batch.without(stolen.noted(conn, batch.heard, self._where))
            ours = self._known(conn, _speakers(batch))
            batch.reports = self._admitted([one for one in batch.reports if one.device in ours])
            batch.haves = [one for one in batch.haves if one[0].device in ours]
            turned = status.take(conn, beating.take(conn, batch.heard)) if batch.heard else []
            boards = board_watch.take(conn, batch.heard)
            fresh = reports.take(conn, batch.reports)
            silent: Silent = {}
            if fresh:
                fresh = prove_pages.proved(conn, prove.proved(conn, fresh))
                climbing.climb(conn, [one for one in fresh if not one.subject.startswith(_DOCUMENTS)])
                subjects = {one.subject for one in fresh}
                silent = self._answers.settle(conn, subjects, self._desk.now_ms())
                self._settle_errands(conn, fresh)
                self._settle_alarms(conn, subjects)
                standing_orders.done(conn, fresh)
            selftests.take(conn, fresh)
            _note_refusals(conn, fresh)
            faults = relay_faults.take(conn, fresh)
            whole = self._compare(conn, batch.haves)
        self._whole |= whole  # now that it is committed
        self._desk.uninvited.update(uninvited)
        self._answers.remember(silent)
        meters.reported(one.rung for one in fresh)
        self._desk.chatter.hear(batch.speakers, batch.garbled, self._desk.now_ms())
        self._desk.proven.heard(one.device for one in fresh)
        self._desk.beats.hear(one for one in batch.heard if isinstance(one, BeatHeard))
        self._note_rivals(batch.heard)
        self._say(turned, fresh)
        for board in boards:
            self._desk.bus.say("device", id=board)
        for fault in faults:
            self._desk.bus.say("relay", device=fault.device, source=fault.source)
        wishes = [
            Wish(heard.device, whole[heard.device][1] + 1)
            for heard, _ in {one[0].device: one for one in batch.haves}.values()
            if heard.seq > whole[heard.device][1]
        ]
        if wishes:
            self._ask(wishes)

    def _admitted(self, reports: list[ReportRow]) -> list[ReportRow]:
        """Those within what one box may say; a batch that is tried again counts twice, which nobody feels."""
        chatter, now_ms = self._desk.chatter, self._desk.now_ms()
        return [one for one in reports if chatter.admit(one.device, now_ms)]

    def _note_rivals(self, heard: Sequence[object]) -> None:
        for one in heard:
            if isinstance(one, StateHeard) and one.state == ONLINE:
                self._desk.rivals.hear(one.device, one.epoch, one.received_ms)

    def _known(self, conn: Connection, names: set[str]) -> set[str]:
        """Those that are devices of ours, at least. A device is retired, never removed, so it is looked up once."""
        if strangers := names - self._ours:
            self._ours |= device_rows.known(conn, strangers)
        return self._ours

    def _settle_errands(self, conn: Connection, fresh: Sequence[ReportRow]) -> None:
        """Each box has a letter of its own, which its own answer settles."""
        answered = {(one.subject, one.device) for one in fresh if one.subject.startswith(errands.IDS)}
        if answered:
            outbox.settle_boxes(conn, answered, self._desk.now_ms())

    def _settle_alarms(self, conn: Connection, subjects: Collection[str]) -> None:
        now_ms = self._desk.now_ms()
        for subject in {one for one in subjects if one.startswith("e-")}:
            outbox.settle_command(conn, subject, now_ms)
            outbox.settle_alert(conn, subject, now_ms)

    def _compare(self, conn: Connection, haves: Sequence[tuple[HaveHeard, Have]]) -> dict[str, tuple[str, int]]:
        """Desired against reported: only a device that reports the same hash holds what it should. How far the reports
        of each are here without a gap."""
        if not haves:
            return {}
        now_ms = self._desk.now_ms()
        newest = {heard.device: (heard, have) for heard, have in haves}
        marks = timetables.marks(conn, newest)
        same = {name: heard.hash for name, (heard, _) in newest.items() if _equal(marks.get(name), heard.hash)}
        if same:
            outbox.settle_wants(conn, same, now_ms)
            ready = [name for name in same if not newest[name][1].missing]
            waiting = [name for name in same if newest[name][1].missing]
            if ready:
                deliveries.held(conn, ready, now_ms, ready=True)
            if waiting:
                deliveries.held(conn, waiting, now_ms)
        return {name: (heard.epoch, self._reaches(conn, heard)) for name, (heard, _) in newest.items()}

    def _reaches(self, conn: Connection, heard: HaveHeard) -> int:
        """How far this device's reports are here without a gap; what was once here is not walked through again."""
        epoch, after = self._whole.get(heard.device, ("", 0))
        after = after if epoch == heard.epoch else 0
        return after if heard.seq <= after else reports.first_gap(conn, heard.device, heard.epoch, after) - 1

    def _say(self, turned: Sequence[status.Turned], fresh: Sequence[ReportRow]) -> None:
        if not self._desk.bus.listeners:
            return
        for one in turned:
            self._desk.bus.say("device", id=one.after.device, presence=one.after.presence)
        for report in fresh:
            self._desk.bus.say("delivery", subject=report.subject, device=report.device, rung=report.rung)


_DOCUMENTS = ("timetable:", "keys:", "alive:", "time:", "document:", "frames:", REPORTS, GONE)
"""Reports about documents and streams are evidence, but no delivery that anybody waits for."""


def sort(messages: Sequence[Incoming]) -> Batch:
    """Read every message of a batch. Pure."""
    batch = Batch()
    for message in messages:
        heard = read(message.topic)
        if heard is None or not heard.name:
            batch.unreadable += bool(message.payload)
            continue
        batch.speakers.append(heard.name)
        if len(message.payload) > LARGEST:
            batch.unreadable += 1
            batch.garbled.append(heard.name)
            continue
        try:
            _READERS[heard.kind](batch, heard.name, message)
        except (msgspec.MsgspecError, UnicodeDecodeError, KeyError):
            if message.payload:  # an empty retained state is how a broker is told to forget one
                batch.unreadable += 1
                batch.garbled.append(heard.name)
    return batch


def _speakers(batch: Batch) -> set[str]:
    return {one.device for one in batch.reports} | {heard.device for heard, _ in batch.haves}


def _equal(mark: timetables.Mark | None, hash: str) -> bool:
    return mark is not None and mark.hash == hash


def _note_refusals(conn: Connection, fresh: Sequence[ReportRow]) -> None:
    """A box that refuses what we signed is news for the log: a fault of ours, or somebody at the broker."""
    for one in fresh:
        if one.rung == Rung.REFUSED:
            detail = {"document": one.subject, "reason": one.reason}
            audit.append(conn, one.received_ms, one.device, "refused", one.subject, detail)


def _state(batch: Batch, device: str, message: Incoming) -> None:
    said = _STATE.decode(message.payload)
    batch.heard.append(
        StateHeard(
            device,
            message.received_ms,
            str(said.state),
            said.session,
            boot=said.boot,
            epoch=said.epoch,
            firmware=said.firmware,
            profile=said.profile,
            image=said.image,
        )
    )


def _have(batch: Batch, device: str, message: Incoming) -> None:
    said = _HAVE.decode(message.payload)
    heard = HaveHeard(
        device,
        message.received_ms,
        said.v,
        said.hash,
        said.epoch,
        said.seq,
        missing=said.missing,
        keys_version=said.keys,
        volume=said.volume,
        cap=said.cap,
        clock=msgspec.to_builtins(said.clock),
        network=said.network,
    )
    batch.heard.append(heard)
    batch.haves.append((heard, said))


def _beat(batch: Batch, device: str, message: Incoming) -> None:
    said = _BEAT.decode(message.payload)
    whole = msgspec.to_builtins(said)
    batch.heard.append(BeatHeard(device, message.received_ms, said.session, whole, whole.get("clock")))


def _report(batch: Batch, device: str, message: Incoming) -> None:
    said = _REPORT.decode(message.payload)
    batch.reports.append(
        ReportRow(
            device,
            said.epoch,
            said.seq,
            said.id,
            str(said.rung),
            said.at if said.at <= message.received_ms + AHEAD_MS else 0,
            message.received_ms,
            said.reason,
            None if said.evidence is None else msgspec.to_builtins(said.evidence),
        )
    )


_READERS: dict[Kind, Callable[[Batch, str, Incoming], None]] = {
    Kind.STATE: _state,
    Kind.HAVE: _have,
    Kind.BEAT: _beat,
    Kind.REPORT: _report,
}
