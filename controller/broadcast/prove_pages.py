"""The claims of boards, held against the frames that they read back: what shows something else has not shown it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from controller.store import frames
from controller.store.reports import Report
from devices.messages import Rung
from devices.visible import STUCK

BECOMES = {Rung.SHOWN.value: (Rung.STARTED.value, ""), Rung.FINISHED.value: (Rung.FAILED.value, STUCK)}
"""A claim whose frame is not that of its page: the rung that is left of it, and why."""


def proved(conn: Connection, batch: Sequence[Report]) -> list[Report]:
    """The reports as far as they hold. One that speaks of no page is left as it is."""
    claims = {number: said for number, one in enumerate(batch) if (said := _frame(one)) is not None}
    if not claims:
        return list(batch)
    known = frames.expected(conn, {page for page, _ in claims.values()})
    after = list(batch)
    for number, (page, frame) in claims.items():
        if known.get(page) and known[page] != frame:
            rung, reason = BECOMES[batch[number].rung]
            after[number] = msgspec.structs.replace(batch[number], rung=rung, reason=reason)
    return after


def _frame(report: Report) -> tuple[str, str] | None:
    """The page that a report claims to have been seen, and the frame that was."""
    said: Any = report.evidence
    if report.rung not in BECOMES or not said or not said.get("picture") or not said.get("media"):
        return None
    return said["media"], said["picture"]
