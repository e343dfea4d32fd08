"""What an announcement still lacks before it can be submitted: everything at once, so that a person mends it once.

Hours and conflicts are not judged here: plan it together with the others (`plan.plan`) and read its accounts
(`objections.objections`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain, islice, pairwise

from schedules.announcement import Announcement, Rule
from schedules.errors import Refused
from schedules.holidays import VIETNAM, Holidays, plays
from schedules.recurrence import YEARS, early, occurrences, original_at
from schedules.walltime import format_local, to_instant, to_local, zone_named

_LOOKED_AT = 1000
"""Occurrences in which the smallest distance is looked for: patterns of days and hours have all come round by then."""


def complaints(
    announcement: Announcement, now: datetime, least_gap: timedelta, holidays: Holidays = VIETNAM
) -> tuple[Refused, ...]:
    """All that keeps it from being submitted, nothing if it is fit. ``least_gap``: no rule may fire more often.

    The length of its sound counts as a least gap too: an announcement must not run into itself.
    """
    if announcement.sound is not None:
        least_gap = max(least_gap, timedelta(milliseconds=announcement.sound.length_ms))
    return tuple(content_complaints(announcement)) + rule_complaints(announcement.rule, now, least_gap, holidays)


def content_complaints(one: Announcement) -> Iterator[Refused]:
    """What its words, faces and audience lack."""
    if not _visible(one.title):
        yield Refused("title-blank", "title")
    if (one.page is not None or one.text) and not _visible(one.text):
        yield Refused("text-blank", "text")
    if not one.faces:
        yield Refused("no-face", "sound")
    if not one.audience:
        yield Refused("audience-empty", "audience")


def _visible(text: str) -> bool:
    """Whether a reader would see anything: spaces come in more kinds than `str.strip` knows (zero-width ones)."""
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in text)


def rule_complaints(
    rule: Rule, now: datetime, least_gap: timedelta, holidays: Holidays = VIETNAM
) -> tuple[Refused, ...]:
    """What is wrong with a rule: its zone and text first, then what it would do, then its exceptions."""
    try:
        zone = zone_named(rule.zone)
        if to_instant(rule.start, zone) > now + timedelta(days=366 * YEARS):
            return (Refused("start-too-far", "start", years=YEARS),)
        refused = _frequency(rule, least_gap, holidays) or _future(rule, now, holidays)
    except Refused as unreadable:
        return (unreadable,)
    found = [refused] if refused else []
    found += [
        Refused("no-such-occurrence", "left_out" if named in rule.left_out else "moved", original=format_local(named))
        for named in idle(rule, now)
    ]
    return tuple(found)


def idle(rule: Rule, now: datetime, more: Iterable[datetime] = ()) -> list[datetime]:
    """Exceptions still to come (and ``more`` names) that the rule has no occurrence for. Past ones did their work."""
    today = to_local(now, zone_named(rule.zone))
    coming = {named for named in (*rule.left_out, *more) if named >= today}
    coming |= {named for named, new in rule.moved.items() if max(named, new) >= today}
    return sorted(named for named in coming if original_at(rule, named) is None)


def _frequency(rule: Rule, least_gap: timedelta, holidays: Holidays) -> Refused | None:
    """Refusal of a rule that never fires, or too often."""
    first = list(islice(early(rule), _LOOKED_AT))
    if not first or not any(plays(rule, local.date(), holidays) for local in chain(first, early(rule))):
        raise Refused("rule-never-fires", _text(rule), years=YEARS)
    if any(after - before < least_gap for before, after in pairwise(first)):
        return Refused("rule-too-often", _text(rule), minutes=-(-least_gap // timedelta(minutes=1)))
    return None


def _future(rule: Rule, now: datetime, holidays: Holidays) -> Refused | None:
    """Refusal of a rule with nothing left to come. Looks near first: most rules fire within the month."""
    for days in (32, 400, 366 * 2 * YEARS):
        if occurrences(rule, now, now + timedelta(days=days), holidays):
            return None
    return Refused("start-in-past", "start") if rule.once else Refused("rule-over", _text(rule))


def _text(rule: Rule) -> str:
    """The name of the field in which the rule is written."""
    return "rrule" if rule.lunar is None else "lunar"
