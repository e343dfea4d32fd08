"""One occurrence, ready to be asked for on any device."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from schedules.announcement import Announcement
from schedules.conflict import Claim
from schedules.findings import Finding
from schedules.programme import Entry, Place
from schedules.recurrence import Occurrence
from schedules.span import Span


class Listed(NamedTuple):
    """Its place in a slot, and the sounds before it: how long they are in all, and how many."""

    place: Place
    slot: Span
    before: timedelta
    many: int


class Wish(NamedTuple):
    """``claim`` is None where it has no sound, or none that may sound. ``starts`` is when it begins if nothing is in
    its way: its own start, or its place in a running list, whose line is ``entry``; ``findings`` is what the list says.
    """

    announcement: Announcement
    occurrence: Occurrence
    id: str
    claim: Claim | None
    starts: datetime
    entry: Entry | None = None
    findings: tuple[Finding, ...] = ()
    varied: bool = False
    """``announcement`` is as it is at this one occurrence, not as the series has it."""
    listed: Listed | None = None


Due = Mapping[str, Sequence[Wish]]
"""What each announcement (by id) wishes: made once, for all devices."""
