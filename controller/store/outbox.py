"""What has to reach devices: written in the transaction of the state that it carries, sent again until it is settled.

Settled means that the *device* answered (``receipt``), that something newer took its place (``replaced``), or that its
time is over (``expired``). A broker's acknowledgement settles nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    select,
    update,
)

from controller.store import feed, pick
from controller.store.ladder import SENT
from controller.store.tables import deliveries, outbox, timetables

WANT, CMD, ALERT, KEYS = "want", "cmd", "alert", "keys"
URGENCY = {ALERT: 0, CMD: 1, KEYS: 2, WANT: 3}
"""Lower goes first: a stop does not wait behind 5,000 timetables."""
_END = "/end"
"""What the subject of an alert's end has behind its id."""
RECEIPT, EXPIRED, REPLACED = "receipt", "expired", "replaced"


@dataclass(frozen=True, slots=True)
class Letter:
    """Something to send. ``subject`` is the device of a want, else the command's or alert's id."""

    topic: str
    payload: bytes
    """Empty for a want whose document is the device's row in `timetables`: `due` takes it from there. Kept here too, a
    fortnight's document would be written thrice: into either table, and again when it is noted that it was sent."""
    qos: int
    retain: bool
    kind: str
    subject: str
    created_ms: int
    expires_ms: int
    due_ms: int
    wanted: str = ""
    """The hash whose report settles a want."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter in the outbox."""

    id: int
    topic: str
    payload: bytes
    qos: int
    retain: bool
    kind: str
    subject: str
    wanted: str
    created_ms: int
    expires_ms: int
    due_ms: int
    attempts: int
    sent_ms: int | None
    settled_ms: int | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Again:
    """When entry ``id``, sent now, is to be sent again if no answer came."""

    id: int
    due_ms: int


_COLUMNS = pick.fields(Entry, outbox)
_OPEN = outbox.c.settled_ms.is_(None)
_PAYLOAD = case((func.length(outbox.c.payload) > 0, outbox.c.payload), else_=timetables.c.document)
_TO_SEND = [_PAYLOAD.label("payload") if column.name == "payload" else column for column in _COLUMNS]


def put(conn: Connection, letters: Sequence[Letter]) -> None:
    """Put letters in; a want takes the place of the older open wants of its device."""
    if letters:
        replace_wants(conn, [letter.subject for letter in letters if letter.kind == WANT], letters[0].created_ms)
        rows = [{**pick.values(letter), "urgency": URGENCY[letter.kind], "attempts": 0} for letter in letters]
        conn.execute(outbox.insert(), rows)


def replace_wants(conn: Connection, devices: Collection[str], now_ms: int) -> int:
    """Settle the open wants of these devices as replaced; how many."""
    if not devices:
        return 0
    return _settle(conn, and_(outbox.c.kind == WANT, feed.among(conn, outbox.c.subject, devices)), now_ms, REPLACED)


def due(conn: Connection, limit: int, now_ms: int) -> list[Entry]:
    """What is to be sent now, the most urgent first, then the longest due."""
    query = select(*_TO_SEND).where(_OPEN, outbox.c.due_ms <= now_ms, outbox.c.expires_ms > now_ms)
    query = query.join_from(outbox, timetables, timetables.c.device == outbox.c.subject, isouter=True)
    query = query.where(_PAYLOAD.is_not(None))
    return pick.every(conn, Entry, query.order_by(outbox.c.urgency, outbox.c.due_ms, outbox.c.id).limit(limit))


def sent(conn: Connection, batch: Sequence[Again], now_ms: int) -> None:
    """Note that these were handed to the broker, and when to send them again."""
    if batch:
        rows = [{"entry": again.id, "again": again.due_ms, "now": now_ms} for again in batch]
        conn.execute(_SENT, rows)


def settle_want(conn: Connection, device: str, digest: str, now_ms: int) -> bool:
    """The device reports ``digest``; whether that is what an open want waited for."""
    asked = and_(outbox.c.kind == WANT, outbox.c.subject == device, outbox.c.wanted == digest)
    return _settle(conn, asked, now_ms, RECEIPT) > 0


def settle_wants(conn: Connection, held: dict[str, str], now_ms: int) -> list[str]:
    """`settle_want` for many: ``held`` is the hash that each device reports; the devices that were waited for."""
    mine = and_(outbox.c.kind == WANT, feed.among(conn, outbox.c.subject, held))
    query = select(outbox.c.id, outbox.c.subject, outbox.c.wanted).where(_OPEN, mine)
    answered = {id: device for id, device, wanted in conn.execute(query) if held[device] == wanted}
    _settle(conn, feed.among(conn, outbox.c.id, answered), now_ms, RECEIPT)
    return sorted(answered.values())


def first_silent(conn: Connection, command: str, since: str = "") -> str | None:
    """The first device by id, from ``since`` on, that has not answered a command with whatever rung; None where all
    have. Who has answered never falls silent again, so the one that was found is where to look on from."""
    silent = select(deliveries.c.device).where(deliveries.c.subject == command, deliveries.c.rung <= SENT)
    return conn.scalar(silent.where(deliveries.c.device >= since).order_by(deliveries.c.device).limit(1))


def settle_command(conn: Connection, command: str, now_ms: int) -> bool:
    """Settle a command when each device it was expected of has answered with whatever rung; whether that is so now."""
    silent = exists().where(deliveries.c.subject == command, deliveries.c.rung <= SENT)
    asked = and_(outbox.c.kind.in_((CMD, ALERT)), outbox.c.subject == command, ~silent)
    return _settle(conn, asked, now_ms, RECEIPT) > 0


def settle_boxes(conn: Connection, answered: Collection[tuple[str, str]], now_ms: int) -> int:
    """Settle letters that went to one box each: these boxes (command, device) have said something; how many."""
    mine = feed.among(conn, outbox.c.subject, {to_box(command, device) for command, device in answered})
    return _settle(conn, and_(outbox.c.kind == CMD, mine), now_ms, RECEIPT)


def is_open(conn: Connection, subject: str) -> bool:
    """Whether a letter of a command is still to be answered."""
    return conn.scalar(select(outbox.c.id).where(_OPEN, outbox.c.kind == CMD, outbox.c.subject == subject)) is not None


def settle_alert(conn: Connection, alert: str, now_ms: int) -> bool:
    """Settle the end of an alert when nothing of it is expected any more of any device; whether that is so now."""
    ringing = exists().where(deliveries.c.subject == alert, deliveries.c.ended_ms.is_(None))
    asked = and_(outbox.c.kind == ALERT, outbox.c.subject == ending(alert), ~ringing)
    return _settle(conn, asked, now_ms, RECEIPT) > 0


def to_box(command: str, device: str) -> str:
    """What a letter is about that takes a command of many to one box."""
    return f"{command}/{device}"


def ending(alert: str) -> str:
    """What the letter is about that ends an alert: it waits for other answers than the alert itself."""
    return alert + _END


def withdraw(conn: Connection, kind: str, subject: str, now_ms: int) -> int:
    """Settle what is open of a subject as replaced, without an answer; how many."""
    return _settle(conn, and_(outbox.c.kind == kind, outbox.c.subject == subject), now_ms, REPLACED)


def expire(conn: Connection, now_ms: int) -> list[Entry]:
    """Settle what is over and was not answered; it is returned, so that nobody forgets it silently."""
    over = update(outbox).where(_OPEN, outbox.c.expires_ms <= now_ms).values(settled_ms=now_ms, outcome=EXPIRED)
    return sorted(pick.every(conn, Entry, over.returning(*_COLUMNS)), key=lambda entry: entry.id)


def next_due(conn: Connection) -> int | None:
    """When the next open letter is to be sent; None for an empty outbox."""
    earliest: int | None = conn.scalar(select(func.min(outbox.c.due_ms)).where(_OPEN))
    return earliest


def open_by_kind(conn: Connection) -> dict[str, int]:
    """How many letters are on their way."""
    query = select(outbox.c.kind, func.count()).where(_OPEN).group_by(outbox.c.kind)
    return dict(conn.execute(query).all())


def hurry(conn: Connection, now_ms: int, *kinds: str) -> int:
    """Send everything open (of these kinds) again now, because the broker is back; how many."""
    some = and_(_OPEN, outbox.c.kind.in_(kinds)) if kinds else _OPEN
    return conn.execute(update(outbox).where(some, outbox.c.due_ms > now_ms).values(due_ms=now_ms)).rowcount


def of_subject(conn: Connection, kind: str, subject: str) -> list[Entry]:
    """Every letter of a subject, settled or not, the oldest first."""
    query: Select[Any] = select(*_COLUMNS).where(outbox.c.kind == kind, outbox.c.subject == subject)
    return pick.every(conn, Entry, query.order_by(outbox.c.id))


def sweep(conn: Connection, before_ms: int) -> int:
    """Forget what was settled before; how many."""
    return conn.execute(delete(outbox).where(outbox.c.settled_ms < before_ms)).rowcount


def _settle(conn: Connection, which: ColumnElement[bool], now_ms: int, outcome: str) -> int:
    return conn.execute(update(outbox).where(_OPEN, which).values(settled_ms=now_ms, outcome=outcome)).rowcount


_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("entry"))
    .values(attempts=outbox.c.attempts + 1, sent_ms=bindparam("now"), due_ms=bindparam("again"))
)
