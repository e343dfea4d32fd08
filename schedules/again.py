"""As last time: the rule of an old announcement, begun anew at the next time like it.

Once becomes the same weekday and clock in one of the coming weeks. A repeated rule begins at its next time; one that
had an end lasts as long as it did, or as often.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from schedules.announcement import Rule
from schedules.holidays import VIETNAM, Holidays
from schedules.recurrence import occurrences
from schedules.rrule_text import last_time, split
from schedules.walltime import to_instant, to_local, zone_named

_WEEK = timedelta(weeks=1)
_AHEAD = (timedelta(days=32), timedelta(days=400), timedelta(days=3660))
"""Looked near first: most rules are due within the month."""


def again(rule: Rule, earliest: datetime, holidays: Holidays = VIETNAM) -> Rule:
    """The rule from its first time at or after ``earliest`` (an instant) on. What was left out or moved was of then."""
    bare = replace(rule, left_out=frozenset(), moved={})
    text = rule.lunar or rule.rrule
    if text is None:
        return replace(bare, start=_next_week(rule, earliest))
    parts = split(text)
    endless = _with(bare, {name: value for name, value in parts.items() if name not in ("UNTIL", "COUNT")})
    start = _first(endless, max(earliest, to_instant(rule.start, zone_named(rule.zone))), holidays)
    until = last_time(parts.get("UNTIL"), rule.zone)
    if until is not None and until < start:
        parts["UNTIL"] = f"{until + (start.date() - rule.start.date()):%Y%m%dT%H%M%S}"
    return replace(_with(bare, parts), start=start)


def _next_week(rule: Rule, earliest: datetime) -> datetime:
    """The same weekday and clock, and never the very time that it had."""
    zone = zone_named(rule.zone)
    start = rule.start + _WEEK
    start += max(0, (to_local(earliest, zone) - start) // _WEEK) * _WEEK
    return start if to_instant(start, zone) >= earliest else start + _WEEK


def _first(endless: Rule, since: datetime, holidays: Holidays) -> datetime:
    for ahead in _AHEAD:
        if found := occurrences(endless, since, since + ahead, holidays):
            return to_local(found[0].start, zone_named(endless.zone))
    return endless.start


def _with(rule: Rule, parts: Mapping[str, str]) -> Rule:
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    return replace(rule, lunar=text) if rule.lunar is not None else replace(rule, rrule=text)
