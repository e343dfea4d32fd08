"""The ladder: one row a device and a thing to do. "Did it sound?" is answered from here.

Expected rows are written with the plan or the command, in the same transaction; what devices report lifts them (see
`controller.store.climbing`). A row that a device reports and nobody expected is kept as ``unasked``: a horn that sounds
on its own is news.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    Executable,
    Select,
    String,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql

from controller.store import feed, pick, proofs
from controller.store.areas import within
from controller.store.climbing import UNASKED, climb
from controller.store.columns import RungType
from controller.store.ladder import DONE, FINISHED, FIRST_END, HELD, PLANNED, READY, SENT, SHOWN, SOUNDED
from controller.store.tables import areas, commands, deliveries, devices

OCCURRENCE, COMMAND, WITHDRAWN = "occurrence", "command", "withdrawn"
SOUNDING = ("play", "relay")
"""Commands that sound: people know them as broadcasts."""

BEHIND_MS = 2 * 86_400_000
"""How far back a timetable reaches at most: what was due before is in none that is sent now."""

__all__ = [
    "BEHIND_MS",
    "COMMAND",
    "OCCURRENCE",
    "UNASKED",
    "WITHDRAWN",
    "Delivery",
    "Expected",
    "climb",
    "counts",
    "ever_sounded",
    "expect",
    "expect_below",
    "foremost",
    "held",
    "of_device",
    "of_subject",
    "of_subjects",
    "owed",
    "results",
    "sent",
    "sent_command",
    "unfinished",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far one thing came on one device."""

    subject: str
    device: str
    kind: str
    rung: str
    due_ms: int
    sent_ms: int | None
    held_ms: int | None
    ready_ms: int | None
    started_ms: int | None
    sounded_ms: int | None
    shown_ms: int | None
    ended_ms: int | None
    reason: str
    frames: int | None
    level_dbfs: float | None
    skew_ms: int | None
    picture: str
    proof: str
    """What we found of it: see `controller.store.proofs`."""


class Expected(msgspec.Struct, frozen=True, gc=False):
    """One thing that one device has to do at an instant. A plan has 100,000 of them, so they are made cheaply."""

    subject: str
    device: str
    due_ms: int


_COLUMNS = pick.fields(Delivery, deliveries)
_NEW = ("subject", "device", "kind", "rung", "due_ms", "reason", "picture", "proof")


def expect(conn: Connection, batch: Sequence[Expected], kind: str = OCCURRENCE) -> None:
    """Note what devices have to do; the same again changes nothing, another due instant replaces the old one.

    What was withdrawn is expected anew, from the lowest rung.
    """
    if batch:
        conn.execute(_expect(conn.dialect.name), {**feed.rows(batch), "kind": kind})


def expect_below(conn: Connection, subject: str, path: str, due_ms: int, kind: str = COMMAND) -> int:
    """`expect` of every active device in the area at ``path`` and below, in one statement; how many are new."""
    source = (
        select(*_new(_text("subject"), devices.c.id, bindparam("due_ms", type_=BigInteger())))
        .join_from(devices, areas, devices.c.area == areas.c.code)
        .where(devices.c.active, within(areas.c.path, path))
    )
    statement = _renewing(conn.dialect.name, source)
    parameters = {"subject": subject, "due_ms": due_ms, "kind": kind}
    return conn.execute(statement, parameters, execution_options={"preserve_rowcount": True}).rowcount


def withdraw(conn: Connection, subjects: Collection[str], devices_: Collection[str] | None = None) -> int:
    """Expect these no more, of these devices or of all, where nothing has begun yet; how many rows.

    The row stays: a device that hears of it too late and plays all the same climbs it.
    """
    gone = and_(feed.among(conn, deliveries.c.subject, subjects), deliveries.c.rung <= READY)
    if devices_ is not None:
        gone = and_(gone, feed.among(conn, deliveries.c.device, devices_))
    return conn.execute(update(deliveries).where(gone).values(kind=WITHDRAWN)).rowcount


def sent(conn: Connection, devices_: Collection[str], now_ms: int) -> int:
    """The timetables of these devices went to the broker: what was planned in them is sent. How many rows."""
    lifted = update(deliveries).where(_in_timetable(conn, devices_, now_ms), deliveries.c.rung == PLANNED)
    return conn.execute(lifted.values(rung=SENT, sent_ms=now_ms)).rowcount


def sent_command(conn: Connection, subject: str, now_ms: int) -> int:
    """A command went to the broker. How many rows."""
    mine = (deliveries.c.rung == PLANNED, deliveries.c.subject == subject)
    return conn.execute(update(deliveries).where(*mine).values(rung=SENT, sent_ms=now_ms)).rowcount


def held(conn: Connection, devices_: Collection[str], now_ms: int, *, ready: bool = False) -> int:
    """These devices report the hash of their newest timetable (and miss no medium): lift all that is in it."""
    rung, instant = (READY, "ready_ms") if ready else (HELD, "held_ms")
    lifted = update(deliveries).where(_in_timetable(conn, devices_, now_ms), deliveries.c.rung < rung)
    values = {instant: now_ms} | ({"held_ms": func.coalesce(deliveries.c.held_ms, now_ms)} if ready else {})
    return conn.execute(lifted.values(rung=rung, **values)).rowcount


def owed(conn: Connection, devices_: Collection[str], since_ms: int) -> dict[str, dict[str, int]]:
    """What these devices are expected to do from an instant on: by device, the occurrences and when each is due."""
    mine = (feed.among(conn, deliveries.c.device, devices_), deliveries.c.due_ms >= since_ms)
    query = select(deliveries.c.device, deliveries.c.subject, deliveries.c.due_ms)
    found: dict[str, dict[str, int]] = {}
    for device, subject, due_ms in conn.execute(query.where(*mine, deliveries.c.kind == OCCURRENCE)).all():
        found.setdefault(device, {})[subject] = due_ms
    return found


def of_subject(conn: Connection, subject: str) -> list[Delivery]:
    """How far something came on each device, by device."""
    return of_subjects(conn, [subject])


def of_subjects(conn: Connection, subjects: Iterable[str]) -> list[Delivery]:
    """How far several things came, by due instant and device."""
    query = select(*_COLUMNS).where(feed.among(conn, deliveries.c.subject, list(subjects)))
    return pick.every(conn, Delivery, query.order_by(deliveries.c.due_ms, deliveries.c.subject, deliveries.c.device))


def foremost(conn: Connection, subjects: Iterable[str], most: int) -> list[Delivery]:
    """Of each of these the rows that somebody should look at first, no more than ``most`` of one: what ended badly,
    what is still open, then the rest, each by device."""
    ends_well = deliveries.c.rung.in_((DONE, FINISHED))
    first = case((ends_well, 2), (deliveries.c.rung >= FIRST_END, 0), else_=1)
    found: list[Delivery] = []
    for subject in subjects:
        query = (
            select(*_COLUMNS).where(deliveries.c.subject == subject).order_by(first, deliveries.c.device).limit(most)
        )
        found += pick.every(conn, Delivery, query)
    return found


def of_device(conn: Connection, device: str, since_ms: int, until_ms: int) -> list[Delivery]:
    """What one device had to do in [since, until), in order."""
    window = (deliveries.c.device == device, deliveries.c.due_ms >= since_ms, deliveries.c.due_ms < until_ms)
    return pick.every(conn, Delivery, select(*_COLUMNS).where(*window).order_by(deliveries.c.due_ms))


def last_of(conn: Connection, device: str, until_ms: int, limit: int, *, ordered: bool) -> list[Delivery]:
    """The last orders to one device, or its last broadcasts that were due before an instant, the newest first."""
    orders = exists(select(1).where(commands.c.id == deliveries.c.subject, commands.c.kind.not_in(SOUNDING)))
    kind = orders if ordered else and_(~orders, deliveries.c.due_ms < until_ms)
    mine = (deliveries.c.device == device, kind)
    order = (deliveries.c.due_ms.desc(), deliveries.c.subject)
    return pick.every(conn, Delivery, select(*_COLUMNS).where(*mine).order_by(*order).limit(limit))


def unfinished(conn: Connection, due_since_ms: int, due_until_ms: int) -> list[Delivery]:
    """What was due in [since, until) and has not come to an end: tickets, once the grace is over."""
    window = (deliveries.c.due_ms >= due_since_ms, deliveries.c.due_ms < due_until_ms)
    asked = deliveries.c.kind.in_((OCCURRENCE, COMMAND))
    query = select(*_COLUMNS).where(*window, asked, deliveries.c.rung < FIRST_END)
    return pick.every(conn, Delivery, query.order_by(deliveries.c.due_ms, deliveries.c.device))


def counts(conn: Connection, subjects: Collection[str]) -> dict[str, dict[str, int]]:
    """How many devices stand on which rung, by subject."""
    query = (
        select(deliveries.c.subject, deliveries.c.rung, func.count())
        .where(feed.among(conn, deliveries.c.subject, subjects))
        .group_by(deliveries.c.subject, deliveries.c.rung)
        .order_by(deliveries.c.subject, deliveries.c.rung)
    )
    found: dict[str, dict[str, int]] = {}
    for subject, rung, number in conn.execute(query):
        found.setdefault(subject, {})[rung] = number
    return found


def ever_sounded(conn: Connection, path: str) -> bool:
    """Whether anything was ever heard or seen of a device in the area at ``path``."""
    heard = deliveries.c.rung.in_((SOUNDED, SHOWN, FINISHED))
    query = (
        select(deliveries.c.device)
        .join_from(deliveries, devices, deliveries.c.device == devices.c.id)
        .join(areas, devices.c.area == areas.c.code)
        .where(within(areas.c.path, path), heard)
    )
    return conn.scalar(query.limit(1)) is not None


def results(conn: Connection, since_ms: int, until_ms: int) -> dict[str, int]:
    """How far what was due in [since, until) came, over all devices, by rung."""
    window = (deliveries.c.due_ms >= since_ms, deliveries.c.due_ms < until_ms, deliveries.c.kind == OCCURRENCE)
    query = select(deliveries.c.rung, func.count()).where(*window).group_by(deliveries.c.rung)
    return dict(conn.execute(query).all())


def found(conn: Connection, subjects: Collection[str], verdict: str) -> dict[str, dict[str, int]]:
    """Of how many devices on which rung this was found (`Proof.verdict`), by subject."""
    said = deliveries.c.proof.contains(f'"verdict":"{verdict}"', autoescape=True)
    query = (
        select(deliveries.c.subject, deliveries.c.rung, func.count())
        .where(feed.among(conn, deliveries.c.subject, subjects), said)
        .group_by(deliveries.c.subject, deliveries.c.rung)
    )
    there: dict[str, dict[str, int]] = {}
    for subject, rung, number in conn.execute(query):
        there.setdefault(subject, {})[rung] = number
    return there


def lost(conn: Connection, subjects: Collection[str]) -> dict[str, dict[str, int]]:
    """How much did not come in time (ms), by subject and name of the device, the most first."""
    said = deliveries.c.proof.contains('"lost_ms":', autoescape=True)
    query = select(deliveries.c.subject, devices.c.name, deliveries.c.proof).join_from(
        deliveries, devices, devices.c.id == deliveries.c.device
    )
    there: dict[str, dict[str, int]] = {}
    for subject, name, proof in conn.execute(query.where(feed.among(conn, deliveries.c.subject, subjects), said)):
        there.setdefault(subject, {})[name] = proofs.read(proof).lost_ms or 0
    return {subject: dict(sorted(each.items(), key=lambda one: -one[1])) for subject, each in there.items()}


def late(conn: Connection, subjects: Collection[str], by_ms: int) -> dict[str, tuple[int, int]]:
    """How many devices began so late or later, and by how much the latest of them, by subject."""
    behind = deliveries.c.started_ms - deliveries.c.due_ms
    query = (
        select(deliveries.c.subject, func.count(), func.max(behind))
        .where(feed.among(conn, deliveries.c.subject, subjects), behind >= by_ms)
        .group_by(deliveries.c.subject)
    )
    return {subject: (count, worst) for subject, count, worst in conn.execute(query)}


def _in_timetable(conn: Connection, devices_: Collection[str], now_ms: int) -> ColumnElement[bool]:
    mine = feed.among(conn, deliveries.c.device, devices_)
    return and_(mine, deliveries.c.kind == OCCURRENCE, deliveries.c.due_ms >= now_ms - BEHIND_MS)


def _text(name: str) -> BindParameter[str]:
    return bindparam(name, type_=String())


def _new(
    subject: ColumnElement[str], device: ColumnElement[str], due_ms: ColumnElement[int]
) -> list[ColumnElement[Any]]:
    """The values of `_NEW` for a row that nothing has been heard of."""
    return [subject, device, _text("kind"), literal(PLANNED, RungType()), due_ms, literal(""), literal(""), literal("")]


def _renewing(dialect: str, source: Select[Any]) -> postgresql.Insert:
    new = feed.insert(dialect, deliveries).from_select(_NEW, source)
    other = or_(deliveries.c.due_ms != new.excluded.due_ms, deliveries.c.kind != new.excluded.kind)
    anew = and_(deliveries.c.kind == WITHDRAWN, deliveries.c.rung <= READY)
    kept = {name: case((anew, null()), else_=deliveries.c[name]) for name in ("sent_ms", "held_ms", "ready_ms")}
    rung = case((anew, new.excluded.rung), else_=deliveries.c.rung)
    renewed = {"due_ms": new.excluded.due_ms, "kind": new.excluded.kind, "rung": rung, **kept}
    return new.on_conflict_do_update(index_elements=["subject", "device"], set_=renewed, where=other)


@functools.cache
def _expect(dialect: str) -> Executable:
    fed = feed.incoming(dialect, feed.shape(deliveries, "subject", "device", "due_ms"))
    return _renewing(dialect, select(*_new(fed.c.subject, fed.c.device, fed.c.due_ms)).where(true()))
