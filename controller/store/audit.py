"""Who did what, append-only: each line's hash covers the line and the hash before it.

The chain shows a line that was changed, removed or moved by somebody who got past the triggers. It does not stop
somebody who can also recompute every later hash: keep `head` somewhere else (a backup, the level above) for that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from controller.store import facts, pick
from controller.store.areas import within
from controller.store.tables import announcements, areas, audit, devices, users

_HEAD = "audit-head"


@dataclass(slots=True)
class Asked:
    """A request that is being answered: where it comes from, and how many lines it has written."""

    address: str
    lines: int = 0


_ASKED: ContextVar[Asked | None] = ContextVar("asked", default=None)


@contextmanager
def answering(address: str) -> Iterator[Asked]:
    """Inside, every line says where it comes from, and is counted: also in threads that answer the same request."""
    asked = Asked(address)
    token = _ASKED.set(asked)
    try:
        yield asked
    finally:
        _ASKED.reset(token)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log."""

    id: int
    at_ms: int
    who: str
    address: str
    action: str
    subject: str
    detail: Any
    chain: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first line that is not what was written: ``changed``, ``missing`` (this one, or the last)."""

    id: int
    what: str


_COLUMNS = pick.fields(Line, audit)


def append(
    conn: Connection,
    at_ms: int,
    who: str,
    action: str,
    subject: str,
    detail: Mapping[str, Any] | None = None,
    *,
    address: str = "",
) -> Line:
    """Write a line. ``detail`` is what JSON can say; without ``address`` it is that of the request, if there is one."""
    if (asked := _ASKED.get()) is not None:
        asked.lines += 1
        address = address or asked.address
    last, chain = head(conn)
    said = json.loads(json.dumps(detail or {}, allow_nan=False))
    chain = _link(chain, last + 1, at_ms, who, address, action, subject, said)
    line = Line(last + 1, at_ms, who, address, action, subject, said, chain)
    conn.execute(audit.insert(), pick.values(line))
    facts.put(conn, _HEAD, f"{line.id}:{chain}")
    return line


def head(conn: Connection) -> tuple[int, str]:
    """Number and hash of the last line that was written; (0, "") before the first."""
    number, _, chain = (facts.get(conn, _HEAD) or "0:").partition(":")
    return int(number), chain


def verify(conn: Connection) -> Flaw | None:
    """Read the whole log; the first flaw, or None."""
    chain, number = "", 0
    query = select(*_COLUMNS).order_by(audit.c.id)
    with conn.execute(query, execution_options={"yield_per": 1000}) as rows:
        for number, row in enumerate(rows, 1):
            line = Line(*row)
            if line.id != number:
                return Flaw(number, "missing")
            if line.chain != _link(chain, *row[:-1]):
                return Flaw(number, "changed")
            chain = line.chain
    return None if head(conn) == (number, chain) else Flaw(number + 1, "missing")


def recent(conn: Connection, limit: int = 100, *, before: int | None = None, subject: str | None = None) -> list[Line]:
    """The last lines (before line ``before``, about ``subject``), the newest first."""
    query = select(*_COLUMNS).order_by(audit.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(audit.c.id < before)
    if subject is not None:
        query = query.where(audit.c.subject == subject)
    return pick.every(conn, Line, query)


@dataclass(frozen=True, slots=True)
class Sought:
    """Which lines. ``path``: done in this area or below, or to something there; None: all.

    ``actions``: how they begin.
    """

    path: str | None = None
    who: str = ""
    actions: Collection[str] = ()
    since_ms: int = 0
    until_ms: int = 1 << 62
    before: int | None = None


def search(conn: Connection, sought: Sought, limit: int) -> list[Line]:
    """Lines that fit, the newest first."""
    query = select(*_COLUMNS).order_by(audit.c.id.desc()).limit(limit)
    query = query.where(audit.c.at_ms >= sought.since_ms, audit.c.at_ms < sought.until_ms)
    if sought.path is not None:
        query = query.where(_concerns(sought.path))
    if sought.who:
        query = query.where(audit.c.who == sought.who)
    if sought.actions:
        begins = (audit.c.action.startswith(one, autoescape=True) for one in sought.actions)
        query = query.where(or_(*begins))
    if sought.before is not None:
        query = query.where(audit.c.id < sought.before)
    return pick.every(conn, Line, query)


def _concerns(path: str) -> ColumnElement[bool]:
    """That somebody of this area did it, or that it was done to a person, device, notice or place there."""
    here = select(areas.c.code).where(within(areas.c.path, path))
    subjects = (
        here,
        select(users.c.id).where(users.c.area.in_(here)),
        select(devices.c.id).where(devices.c.area.in_(here)),
        select(announcements.c.id).where(announcements.c.area.in_(here)),
    )
    people = select(users.c.login).where(users.c.area.in_(here))
    return or_(audit.c.who.in_(people), *(audit.c.subject.in_(some) for some in subjects))


def _link(chain: str, *line: Any) -> str:
    canonical = json.dumps([chain, *line], ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
