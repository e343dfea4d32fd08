"""Who did what, append-only: each line's hash covers the line and the hash before it.

The chain shows a line that was changed, removed or moved by somebody who got past the triggers. It does not stop
somebody who can also recompute every later hash: keep `head` somewhere else (a backup, the level above) for that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from controller.store import facts, pick
from controller.store.tables import audit

_HEAD = "audit-head"


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
    """Write a line. ``detail`` is what JSON can say."""
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


def _link(chain: str, *line: Any) -> str:
    canonical = json.dumps([chain, *line], ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
