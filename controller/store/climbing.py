"""How reports lift deliveries: the one law, as SQL.

Every column is merged by a rule that forgets in which order, and how often, the reports came: the greatest, the least,
or "what came with the greatest". So late, doubled and reordered reports end in the same row (a property test tries).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    SmallInteger,
    case,
    func,
    literal,
    select,
    true,
    update,
)

from controller.store import feed
from controller.store.ladder import HELD, RANKS, READY, SHOWN, SOUNDED, STARTED
from controller.store.reports import Report
from controller.store.tables import deliveries, devices

UNASKED = "unasked"
"""Kind of a delivery that a device reports and nobody expected."""

_INSTANTS = {HELD: "held_ms", READY: "ready_ms", STARTED: "started_ms", SOUNDED: "sounded_ms", SHOWN: "shown_ms"}
_ALWAYS = ("subject", "device", "rung", "due_ms", "reason")
_BEGINNINGS = (STARTED, SHOWN)


def climb(conn: Connection, batch: Sequence[Report]) -> None:
    """Lift deliveries by these reports. Reports of devices that are not ours are left out."""
    for wave in _waves(batch):
        told = sorted(set().union(*wave).difference(_ALWAYS))
        rows = feed.rows(wave)
        kinds = conn.scalars(_climb(conn.dialect.name, tuple(told)), rows).all()
        if UNASKED in kinds:
            conn.execute(_due_earlier(conn.dialect.name), rows)


def _waves(batch: Sequence[Report]) -> Iterator[list[dict[str, Any]]]:
    """The batch, cut so that no statement meets one delivery twice (PostgreSQL refuses that)."""
    waves: list[list[dict[str, Any]]] = []
    seen: dict[tuple[str, str], int] = {}
    for report in batch:
        key = (report.subject, report.device)
        number = seen[key] = seen.get(key, -1) + 1
        if number == len(waves):
            waves.append([])
        waves[number].append(_row(report))
    return iter(waves)


def _row(report: Report) -> dict[str, Any]:
    """A delivery that only this report speaks of; what it says nothing about is left out and becomes NULL."""
    at_ms = report.instant_ms
    row: dict[str, Any] = {
        "subject": report.subject,
        "device": report.device,
        "rung": RANKS[report.rung],
        "due_ms": at_ms,
        _INSTANTS.get(report.rung, "ended_ms"): at_ms,
        "reason": report.reason,
    }
    if evidence := report.evidence:
        if (level := evidence.get("level")) is not None:
            row["level_dbfs"] = level
        if frames := feed.clipped(evidence.get("frames", 0)):
            row["frames"] = frames
        if proof := evidence.get("proof"):
            row["proof"] = proof
        if report.rung in _BEGINNINGS:
            row["skew_ms"] = feed.clipped(evidence.get("skew", 0))
        if report.rung == SHOWN:
            row["picture"] = evidence.get("picture", "")
    return row


@functools.cache
def _climb(dialect: str, told: tuple[str, ...]) -> Executable:
    """Only columns that some report of the wave speaks of are read and merged: each of them costs as much as a row."""
    names = (*_ALWAYS, *told)
    fed = feed.incoming(dialect, feed.shape(deliveries, *names) | {"rung": SmallInteger()})
    values: dict[str, ColumnElement[Any]] = {name: fed.c[name] for name in names}
    values["kind"] = literal(UNASKED)
    for name in ("picture", "proof"):
        values[name] = func.coalesce(fed.c[name], "") if name in told else literal("")
    ours = select(*values.values()).join_from(fed, devices, devices.c.id == fed.c.device)
    # SQLite would read the ON of "ON CONFLICT" as part of the join without a WHERE before it
    new = feed.insert(dialect, deliveries).from_select(list(values), ours.where(true()))
    merged = {name: value for name, value in _merged(deliveries.c, new.excluded).items() if name in names}
    climbed = new.on_conflict_do_update(index_elements=["subject", "device"], set_=merged)
    return climbed.returning(deliveries.c.kind)


@functools.cache
def _due_earlier(dialect: str) -> Executable:
    """What nobody ordered was due when it was first spoken of. A statement of its own, as it is seldom needed: SQLite
    writes every index of a column anew that a statement may set, and a third of all that a report costs was that."""
    fed = feed.incoming(dialect, feed.shape(deliveries, "subject", "device", "due_ms"))
    mine = (deliveries.c.subject == fed.c.subject, deliveries.c.device == fed.c.device)
    earlier = (deliveries.c.kind == UNASKED, fed.c.due_ms < deliveries.c.due_ms)
    return update(deliveries).where(*mine, *earlier).values(due_ms=fed.c.due_ms)


def _merged(old: Any, new: Any) -> dict[str, ColumnElement[Any]]:
    """Two rows of one delivery as one, but for the instant when it was due: see `_due_earlier`."""
    return {
        "rung": _greater(old.rung, new.rung),
        **{column: _lesser(old[column], new[column]) for column in _INSTANTS.values()},
        "ended_ms": _of_higher(old, new, "ended_ms", _lesser),
        "reason": _of_higher(old, new, "reason", _greater),
        "proof": _greater(old.proof, new.proof),
        "frames": _greater(old.frames, new.frames),
        "level_dbfs": _greater(old.level_dbfs, new.level_dbfs),
        "skew_ms": _lesser(old.skew_ms, new.skew_ms),
        "picture": case(
            (new.shown_ms.is_(None), old.picture),
            (old.shown_ms.is_(None), new.picture),
            (new.shown_ms < old.shown_ms, new.picture),
            (new.shown_ms == old.shown_ms, _greater(old.picture, new.picture)),
            else_=old.picture,
        ),
    }


def _lesser(a: ColumnElement[Any], b: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((a.is_(None), b), (b < a, b), else_=a)


def _greater(a: ColumnElement[Any], b: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((a.is_(None), b), (b > a, b), else_=a)


def _of_higher(old: Any, new: Any, column: str, tie: Any) -> ColumnElement[Any]:
    """The value of the row on the higher rung; ``tie`` decides between two on the same."""
    return case(
        (new.rung > old.rung, new[column]),
        (new.rung == old.rung, tie(old[column], new[column])),
        else_=old[column],
    )
