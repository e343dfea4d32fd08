"""Self-tests that have ended: read out of the reports as they come in, kept for technicians and for the morning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from controller.store import commands, selftests
from controller.store.ladder import DONE, FAILED
from controller.store.reports import Report
from controller.store.selftests import PLAIN, SelfTest

ORDERED = ("c-", "m-")
"""How the ids of what was ordered begin."""
_MEASURED = ("level", "current", "microphone", "ambient")


def take(conn: Connection, fresh: Sequence[Report]) -> list[SelfTest]:
    """The tests that these reports end; they are kept now."""
    ended = [one for one in fresh if one.rung in (DONE, FAILED) and one.subject.startswith(ORDERED)]
    if not ended:
        return []
    known = commands.many(conn, {one.subject for one in ended})
    found = [_read(one) for one in ended if one.subject in known and known[one.subject].kind == "selftest"]
    selftests.keep(conn, found)
    return found


def _read(report: Report) -> SelfTest:
    evidence: dict[str, Any] = report.evidence or {}
    measured: dict[str, Any] = {name: evidence.get(name) for name in _MEASURED}
    passed = report.rung == DONE
    return SelfTest(report.device, report.subject, report.instant_ms, PLAIN, passed, report.reason, **measured)
