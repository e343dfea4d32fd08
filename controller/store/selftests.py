"""What self-tests of boxes found: kept for good, as a slow death shows over months."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from controller.store import feed, pick
from controller.store.tables import selftests

PLAIN, SILENT, QUIET = "plain", "silent", "quiet"
"""Storage and output alone; the chain of keys, too; a quiet tone through the horns."""


@dataclass(frozen=True, slots=True)
class SelfTest:
    """One test of one box. Levels in dBFS; ``lacks`` is how many dB less it gave than when it was well."""

    device: str
    command: str
    at_ms: int
    kind: str
    passed: bool
    reason: str = ""
    calibrates: bool = False
    level: float | None = None
    current: int | None = None
    microphone: float | None = None
    ambient: float | None = None
    lacks: float | None = None


_COLUMNS = pick.fields(SelfTest, selftests)


def keep(conn: Connection, found: Sequence[SelfTest]) -> None:
    """Write down what was found; of one command to one box only the first word counts."""
    if found:
        names = tuple(column.name for column in _COLUMNS)
        conn.execute(feed.insert_rows(conn.dialect.name, selftests, *names).on_conflict_do_nothing(), feed.rows(found))


def last(conn: Connection, devices: Collection[str], *kinds: str) -> dict[str, SelfTest]:
    """The newest test of each of these boxes (of these kinds); one that was never tested is left out."""
    mine = [feed.among(conn, selftests.c.device, devices)]
    if kinds:
        mine.append(selftests.c.kind.in_(kinds))
    newest = (
        select(selftests.c.device, func.max(selftests.c.at_ms).label("at_ms"))
        .where(*mine)
        .group_by(selftests.c.device)
        .subquery()
    )
    same = (selftests.c.device == newest.c.device) & (selftests.c.at_ms == newest.c.at_ms)
    found = pick.every(conn, SelfTest, select(*_COLUMNS).join(newest, same).where(*mine))
    return {one.device: one for one in found}


def of_device(conn: Connection, device: str, most: int) -> list[SelfTest]:
    """The tests of one box, the newest first."""
    mine = select(*_COLUMNS).where(selftests.c.device == device)
    return pick.every(conn, SelfTest, mine.order_by(selftests.c.at_ms.desc(), selftests.c.command).limit(most))


def calibrated(conn: Connection, devices: Collection[str]) -> dict[str, SelfTest]:
    """How each of these boxes answered when it was well, as it was measured last."""
    mine = (feed.among(conn, selftests.c.device, devices), selftests.c.calibrates, selftests.c.passed)
    found = pick.every(conn, SelfTest, select(*_COLUMNS).where(*mine).order_by(selftests.c.at_ms))
    return {one.device: one for one in found}
