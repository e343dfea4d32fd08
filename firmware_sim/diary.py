"""The box's own log, as text for a technician: what it is and holds, then all its reports, the newest last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from firmware_sim import journal
from firmware_sim.mind import Mind


def text(mind: Mind, most: int) -> bytes:
    """Its last ``most`` bytes, from the beginning of a line on."""
    whole = "\n".join(_lines(mind)).encode() + b"\n"
    if len(whole) <= most:
        return whole
    cut = whole[len(whole) - most :]
    return cut[cut.index(b"\n") + 1 :] if b"\n" in cut else b""


def _lines(mind: Mind) -> Iterator[str]:
    yield f"device {mind.identity.device} profile {mind.identity.profile} firmware {mind.booted.program.version}"
    yield f"boot {mind.boot} epoch {mind.epoch} session {mind.session} up {mind.mono - mind.powered} ms"
    yield f"clock {mind.time.source} trusted {mind.now is not None} error {mind.time.error(mind.mono)} ms"
    yield f"timetable {mind.plan.v if mind.plan else 0} {mind.plan_hash or '-'} missing {len(mind.missing)}"
    yield f"keys {mind.ring.version} volume {mind.settings.volume} storage {mind.shelf.free()}"
    for report in journal.reports(mind.flash, 0):
        at = datetime.fromtimestamp(report.at / 1000, UTC).isoformat(timespec="milliseconds") if report.at else "-"
        yield f"{at} {report.seq} {report.id} {report.rung} {report.reason}".rstrip()
