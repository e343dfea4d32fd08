"""The claims of a batch of reports, held against what was to sound: what is left of them climbs the ladder."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import msgspec
from sqlalchemy import Connection

from controller.broadcast.verdict import BECOMES, Case, Expected, Verdict, judge
from controller.store import accounts, devices, media, proofs
from controller.store.media import Held
from controller.store.reports import Report
from devices.messages import Evidence, Rung
from devices.profiles import all_profiles
from devices.relay import FAULTS, LINK_LOST

CLAIMS = frozenset({Rung.SOUNDED.value, Rung.FINISHED.value, Rung.FAILED.value})
SHORTENED = frozenset({"cut-by-higher", "paused-for-higher", "covered-by-higher", "cut-by-slot"})
"""Findings of a plan after which a sound is not heard whole, or not in one piece."""


ALL = "*"


def proved(conn: Connection, batch: Sequence[Report]) -> list[Report]:
    """The reports as far as they hold. One that speaks of no sound is left as it is."""
    said = {number: one for number, report in enumerate(batch) if (one := _evidence(report)) is not None}
    if not said:
        return list(batch)
    models = devices.models(conn, {batch[number].device for number in said})
    files = media.held(conn, {name for one in said.values() for name in (one.media, one.chime) if name})
    cases = {}
    for number, evidence in said.items():
        report = batch[number]
        profile = all_profiles().get(models.get(report.device, ""))
        if profile is not None:
            cases[number] = Case(Rung(report.rung), evidence, profile, _expected(evidence, files))
    cut = _cut(conn, {batch[number].subject for number, case in cases.items() if case.cut_short()})
    after = list(batch)
    for number, case in cases.items():
        report = batch[number]
        planned = report.device in cut.get(report.subject, ()) or ALL in cut.get(report.subject, ())
        after[number] = _judged(report, replace(case, cut=True) if planned else case)
    return after


def _evidence(report: Report) -> Evidence | None:
    """What a claim of sound rests on."""
    if report.rung not in CLAIMS or not report.evidence or not report.evidence.get("rate"):
        return None
    if report.reason in FAULTS or report.reason == LINK_LOST:
        return None  # a station that sent nothing, or a line, is no fault of the horn
    return msgspec.convert(report.evidence, Evidence)


def _expected(said: Evidence, files: Mapping[str, Held]) -> Expected:
    """Chime and sound together; nothing where one of them is none of ours, or no file (a live voice)."""
    parts = [files.get(name) for name in (said.chime, said.media) if name]
    known = [one for one in parts if one is not None]
    if not said.media or len(known) < len(parts):
        return Expected()
    length = sum(one.length_ms for one in known)
    levels = [(one.length_ms, one.level_dbfs) for one in known if one.level_dbfs is not None]
    if len(levels) < len(known) or not length:
        return Expected(length)
    power = sum(ms * 10 ** (level / 10) for ms, level in levels) / length
    return Expected(length, round(10 * math.log10(power), 1) if power > 0 else None)


def _cut(conn: Connection, subjects: Collection[str]) -> dict[str, set[str]]:
    """The devices on which the plan itself shortened these."""
    if not subjects:
        return {}
    found: dict[str, set[str]] = {}
    for subject, rows in accounts.of_occurrences(conn, subjects).items():
        for row in rows:
            if any(code in SHORTENED for code, _ in row.findings):
                found.setdefault(subject, set()).update([ALL] if row.devices is None else row.devices)
    return found


def _judged(report: Report, case: Case) -> Report:
    proof = judge(case)
    rung = BECOMES.get((case.rung, Verdict(proof.verdict)), case.rung) if proof.verdict else case.rung
    if rung is Rung.STARTED:
        return msgspec.structs.replace(report, rung=rung.value, evidence=None)
    reason = report.reason if rung is case.rung else proof.verdict
    evidence = (report.evidence or {}) | {"proof": proofs.write(proof, rung.value)}
    return msgspec.structs.replace(report, rung=rung.value, reason=reason, evidence=evidence)
