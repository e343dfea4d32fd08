"""Every report of every device as it came, once: the evidence behind the deliveries."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Executable, Select, and_, exists, func, select

from controller.store import feed, pick
from controller.store.tables import devices, reports
from devices.live import FRAMES
from devices.messages import Rung


class Report(msgspec.Struct, frozen=True, gc=False):
    """One rung that one device reported. ``at_ms`` is by the device's clock, 0 when it did not trust it."""

    device: str
    epoch: str
    seq: int
    subject: str
    rung: str
    at_ms: int
    received_ms: int
    reason: str = ""
    evidence: dict[str, Any] | None = None
    """`devices.messages.Evidence` as a dictionary."""

    @property
    def instant_ms(self) -> int:
        """When it happened, as well as anybody knows."""
        return self.at_ms or self.received_ms


_COLUMNS = pick.fields(Report, reports)
_AS_SAID = (reports.c.device, reports.c.received_ms, reports.c.seq)
_EPOCH = 64  # characters
_NAMES = tuple(column.name for column in _COLUMNS)


def take(conn: Connection, batch: Sequence[Report]) -> list[Report]:
    """Keep a batch; which of them were new, in order. A report is the same as another by (device, epoch, seq)."""
    if not batch:
        return []
    batch = [_fitting(report) for report in batch]
    found = conn.execute(_take(conn.dialect.name), feed.rows(batch)).all()
    if len(found) == len(batch):  # nothing came twice, as nearly always
        return batch
    kept, new = {tuple(key) for key in found}, []
    for report in batch:
        key = (report.device, report.epoch, report.seq)
        if key in kept:
            kept.remove(key)
            new.append(report)
    return new


def of_subject(conn: Connection, subject: str, device: str | None = None) -> list[Report]:
    """What devices (or one device) said about an occurrence or a command, as it came in."""
    query = select(*_COLUMNS).where(reports.c.subject == subject)
    if device is not None:
        query = query.where(reports.c.device == device)
    return pick.every(conn, Report, query.order_by(reports.c.received_ms, reports.c.device, reports.c.seq))


def reasons(conn: Connection, subjects: Collection[str], rung: str) -> dict[tuple[str, str], str]:
    """The reasons that devices gave with this rung, by subject and device; those without one are left out."""
    mine = (feed.among(conn, reports.c.subject, subjects), reports.c.rung == rung, reports.c.reason != "")
    found = conn.execute(select(reports.c.subject, reports.c.device, reports.c.reason).where(*mine))
    return {(subject, device): reason for subject, device, reason in found}


def first_gap(conn: Connection, device: str, epoch: str, after: int = 0) -> int:
    """The first sequence number above ``after`` that we have not got: ask the device for that one and what follows."""
    later = reports.alias("later")
    mine = and_(reports.c.device == device, reports.c.epoch == epoch)
    if conn.scalar(select(reports.c.seq).where(mine, reports.c.seq == after + 1)) is None:
        return after + 1
    follows = and_(later.c.device == device, later.c.epoch == epoch, later.c.seq == reports.c.seq + 1)
    ends: Select[Any] = select(func.min(reports.c.seq)).where(mine, reports.c.seq > after, ~exists().where(follows))
    return int(conn.execute(ends).scalar_one()) + 1


def _fitting(report: Report) -> Report:
    """A report as far as its columns can hold it: a box that counts beyond them harms nobody but itself."""
    if report.seq <= feed.MOST and len(report.epoch) <= _EPOCH:
        return report
    return msgspec.structs.replace(report, seq=feed.clipped(report.seq), epoch=report.epoch[:_EPOCH])


@functools.cache
def _take(dialect: str) -> Executable:
    new = feed.insert_rows(dialect, reports, *_NAMES).on_conflict_do_nothing()
    return new.returning(reports.c.device, reports.c.epoch, reports.c.seq)


def losing(conn: Connection, session: str) -> dict[str, str]:
    """The devices that lose pieces of what is live now, by their own last word, with their names."""
    said = (reports.c.subject == FRAMES + session, reports.c.rung.in_((Rung.FAILED.value, Rung.DONE.value)))
    query = select(reports.c.device, devices.c.name, reports.c.rung).join(devices, devices.c.id == reports.c.device)
    last = {device: (name, rung) for device, name, rung in conn.execute(query.where(*said).order_by(*_AS_SAID))}
    return {device: name for device, (name, rung) in last.items() if rung == Rung.FAILED}


def instants(conn: Connection, subjects: Collection[str]) -> dict[str, dict[str, int]]:
    """When it was first heard of these, by subject and device."""
    mine = feed.among(conn, reports.c.subject, subjects)
    query = select(reports.c.subject, reports.c.device, func.min(reports.c.received_ms)).where(mine)
    found: dict[str, dict[str, int]] = {}
    for subject, device, instant in conn.execute(query.group_by(reports.c.subject, reports.c.device)):
        found.setdefault(subject, {})[device] = instant
    return found
