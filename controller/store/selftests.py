"""What self-tests of boxes found: kept for good, as a slow death shows over months."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

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


def newest(conn: Connection, devices: Collection[str] | None = None, since_ms: int = 0) -> dict[str, list[SelfTest]]:
    """The newest test of each kind of each of these boxes (of all), since an instant; the failed ones first."""
    mine = [selftests.c.at_ms >= since_ms]
    if devices is not None:
        mine.append(feed.among(conn, selftests.c.device, devices))
    kinds = (selftests.c.device, selftests.c.kind)
    latest = select(*kinds, func.max(selftests.c.at_ms).label("at_ms")).where(*mine).group_by(*kinds).subquery()
    same = and_(*(selftests.c[name] == latest.c[name] for name in ("device", "kind", "at_ms")))
    order = (selftests.c.passed, selftests.c.at_ms.desc())
    found: dict[str, list[SelfTest]] = {}
    for one in pick.every(conn, SelfTest, select(*_COLUMNS).join(latest, same).order_by(*order)):
        found.setdefault(one.device, []).append(one)
    return found


def doubtful(conn: Connection, since_ms: int) -> list[tuple[str, bool, float | None]]:
    """Boxes, whether they passed, and what they lacked, of every test since an instant that says anything but well."""
    query = select(selftests.c.device, selftests.c.passed, selftests.c.lacks).distinct()
    mine = (selftests.c.at_ms >= since_ms, selftests.c.passed.is_(False) | selftests.c.lacks.is_not(None))
    return [(*row,) for row in conn.execute(query.where(*mine)).all()]


def last(conn: Connection, devices: Collection[str]) -> dict[str, SelfTest]:
    """What the self-tests of each of these boxes say now: of the newest of each kind one that failed, else the newest.
    One that was never tested is left out. (That the keys are well says nothing of the horn.)"""
    return {device: tests[0] for device, tests in newest(conn, devices).items()}


def of_device(conn: Connection, device: str, most: int) -> list[SelfTest]:
    """The tests of one box, the newest first."""
    mine = select(*_COLUMNS).where(selftests.c.device == device)
    return pick.every(conn, SelfTest, mine.order_by(selftests.c.at_ms.desc(), selftests.c.command).limit(most))


def calibrated(conn: Connection, devices: Collection[str]) -> dict[str, SelfTest]:
    """How each of these boxes answered when it was well, as it was measured last."""
    mine = (feed.among(conn, selftests.c.device, devices), selftests.c.calibrates, selftests.c.passed)
    found = pick.every(conn, SelfTest, select(*_COLUMNS).where(*mine).order_by(selftests.c.at_ms))
    return {one.device: one for one in found}
