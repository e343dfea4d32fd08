"""What became of occurrences that do not go plainly as wished, on which devices, and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, literal_column, select, update

from controller.store import feed, pick
from controller.store.occurrences import AHEAD
from controller.store.tables import accounts, occurrences

ASKS = "asks"
Found = list[Any]
"""``[code, {parameter: value}]``, as `schedules.findings.Finding` has them."""


@dataclass(frozen=True, slots=True)
class Account:
    """One outcome of one occurrence. ``devices`` is None where it is the same for all that the occurrence addresses."""

    occurrence: str
    number: int
    kind: str
    due_ms: int
    start_ms: int | None
    end_ms: int
    findings: list[Found]
    devices: list[str] | None


_COLUMNS = pick.fields(Account, accounts)
_ASKS = accounts.c.kind == literal_column(f"'{ASKS}'")
"""As the index has it, so that the databases see that they may use it."""


def settle(
    conn: Connection, wanted: Sequence[Account], announcements: Collection[str], since_ms: int, now_ms: int
) -> None:
    """Make ``wanted`` true: all that is to be told of these announcements, due from ``since_ms`` on and not over.

    Doing it again changes nothing.
    """
    open_ = (accounts.c.end_ms > now_ms, accounts.c.due_ms >= since_ms)
    mine = accounts.join(occurrences, accounts.c.occurrence == occurrences.c.id)
    query = select(*_COLUMNS).select_from(mine).where(feed.among(conn, occurrences.c.announcement, announcements))
    there = pick.every(conn, Account, query.where(*open_).order_by(accounts.c.number))
    before, after = _by_occurrence(there), _by_occurrence(wanted)
    stale = [name for name, rows in before.items() if after.get(name) != rows]
    fresh = [row for name, rows in after.items() if before.get(name) != rows for row in rows]
    # Also what is over in one place and not in another: an occurrence is told of as a whole.
    stale += [row.occurrence for row in fresh]
    if stale:
        conn.execute(delete(accounts).where(feed.among(conn, accounts.c.occurrence, stale)))
    if fresh:
        conn.execute(accounts.insert(), [pick.values(row) for row in fresh])


def of_occurrences(conn: Connection, ids: Collection[str]) -> dict[str, list[Account]]:
    """What is to be told of these, by occurrence."""
    query = select(*_COLUMNS).where(feed.among(conn, accounts.c.occurrence, ids))
    return _by_occurrence(pick.every(conn, Account, query.order_by(accounts.c.occurrence, accounts.c.number)))


def asking(conn: Connection, now_ms: int) -> list[Account]:
    """What waits for a person's word, in order."""
    join = accounts.join(occurrences, accounts.c.occurrence == occurrences.c.id)
    open_ = (_ASKS, accounts.c.end_ms > now_ms, occurrences.c.state.in_(AHEAD))
    query = select(*_COLUMNS).select_from(join).where(*open_)
    return pick.every(conn, Account, query.order_by(accounts.c.due_ms, accounts.c.occurrence, accounts.c.number))


def miss(conn: Connection, now_ms: int) -> list[str]:
    """Put on record that nobody said the word in time; the occurrences."""
    over = select(*_COLUMNS).where(_ASKS, accounts.c.end_ms <= now_ms)
    missed = pick.every(conn, Account, over)
    for row in missed:
        found = [["order-missed" if code == "order-needed" else code, params] for code, params in row.findings]
        this = (accounts.c.occurrence == row.occurrence, accounts.c.number == row.number)
        conn.execute(update(accounts).where(*this).values(kind="dropped", findings=found))
    return sorted({row.occurrence for row in missed})


def _by_occurrence(rows: Sequence[Account]) -> dict[str, list[Account]]:
    found: dict[str, list[Account]] = {}
    for row in rows:
        found.setdefault(row.occurrence, []).append(row)
    return found
