"""Self-tests that have ended: read out of the reports as they come in, held against how each box was when well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from controller.store import audit, commands, devices, selftests
from controller.store.ladder import DONE, FAILED
from controller.store.reports import Report
from controller.store.selftests import PLAIN, QUIET, SILENT, SelfTest
from devices.audible import lacks, silent
from devices.errors import UnknownProfile
from devices.messages import Evidence
from devices.profiles import profile
from devices.quiet import softer

ORDERED = ("c-", "m-")
"""How the ids of what was ordered begin."""
BUSY = "busy"
"""It had something else to sound: that says nothing of its horn."""
_MEASURED = ("level", "current", "microphone", "ambient")


def take(conn: Connection, fresh: Sequence[Report]) -> list[SelfTest]:
    """The tests that these reports end; they are kept now."""
    ended = [one for one in fresh if one.rung in (DONE, FAILED) and one.subject.startswith(ORDERED)]
    if not ended:
        return []
    known = commands.many(conn, {one.subject for one in ended})
    mine = [(one, known[one.subject].body) for one in ended if one.subject in known and one.reason != BUSY]
    mine = [(one, body) for one, body in mine if known[one.subject].kind == "selftest"]
    if not mine:
        return []
    names = {one.device for one, _ in mine}
    models, well = devices.models(conn, names), selftests.calibrated(conn, names)
    found = [_read(one, body, models[one.device], well.get(one.device)) for one, body in mine if one.device in models]
    selftests.keep(conn, found)
    for one in found:
        if not one.passed:
            detail = {"reason": one.reason, "kind": one.kind}
            audit.append(conn, one.at_ms, one.device, "selftest-failed", one.command, detail)
    return found


def _read(report: Report, body: Mapping[str, Any], model: str, well: SelfTest | None) -> SelfTest:
    evidence: dict[str, Any] = report.evidence or {}
    measured: dict[str, Any] = {name: evidence.get(name) for name in _MEASURED}
    kind = QUIET if body.get("tone") else SILENT if body.get("chain") else PLAIN
    calibrates = bool(body.get("calibrate"))
    less = None if kind != QUIET else _less(measured, model, None if calibrates else well)
    return SelfTest(
        report.device,
        report.subject,
        report.instant_ms,
        kind,
        report.rung == DONE,
        report.reason,
        calibrates,
        **measured,
        lacks=None if less is None else round(less, 1),
    )


def _less(measured: Mapping[str, Any], model: str, well: SelfTest | None) -> float | None:
    """How many dB less it gave than when it was well; by its model, where nobody ever measured that."""
    now = Evidence(**measured)
    if silent(now.level):
        return None
    if well is not None:
        return softer(Evidence(current=well.current, microphone=well.microphone, ambient=well.ambient), now)
    try:
        return lacks(profile(model), now)
    except UnknownProfile:
        return None
