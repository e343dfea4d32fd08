"""When an announcement is due: RFC 5545 rules in local wall time, read and decided by python-dateutil; lunar ones by
`lunar_rule`.

The wall time is what people agreed on ("05:30"), so dateutil counts in naive wall time and the zone is attached to each
result (`walltime.to_instant` says what happens to times that a clock change skips or repeats): a clock change never
moves a show for more than that day. A start that does not fit its own rule (a Saturday, Monday to Friday) is only the
day from which the rule counts, as dateutil has it.

Simple rules are expanded by `simple_rules`, proven equal to dateutil; of the others this is done:

dateutil walks from DTSTART, so its cost grows with the age of a rule. For rules without COUNT, DTSTART is first moved
by whole intervals to just before the window, which changes nothing (proven against plain dateutil by property tests):
the parts that RFC 5545 would take from DTSTART are written into the rule, the phase of the interval stays the same, and
at least one whole period lies between the moved DTSTART and the window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from schedules import lunar_rule, simple_rules
from schedules.announcement import OnHolidays, Rule
from schedules.errors import Refused
from schedules.holidays import VIETNAM, Holidays, plays
from schedules.rrule_text import Pattern, read
from schedules.walltime import midnight, to_instant, to_local, to_minute, zone_named

_CHANGE = timedelta(days=1)
"""No zone ever moved its clocks by more than a day; a window is widened by it before wall times become instants."""
YEARS = 10
"""A rule must fire within so many years of its start, and nothing is planned further ahead."""


class Occurrence(NamedTuple):
    """One time that an announcement is due. Its identity is ``original_local``; ``start`` (UTC) is when it happens."""

    original_local: datetime
    start: datetime


_BY_START = attrgetter("start", "original_local")


def occurrences(rule: Rule, since: datetime, until: datetime, holidays: Holidays = VIETNAM) -> tuple[Occurrence, ...]:
    """All occurrences with ``since <= start < until`` (aware), sorted by start; the same however a window is cut.

    Left-out ones are not among them, moved ones are where they were moved to. An exception that names no occurrence
    of the rule does nothing. ``holidays`` is asked where the rule says something about them. Refuses what
    `rrule_text.read`, `lunar_rule.read` and `walltime.zone_named` refuse.
    """
    zone = zone_named(rule.zone)
    low, high = to_local(since, zone) - 2 * _CHANGE, to_local(until, zone) + 2 * _CHANGE
    # Compared often below, and instants of one zone are compared fastest.
    since, until = since.astimezone(UTC), until.astimezone(UTC)
    due = [
        Occurrence(original, start)
        for original in _happening(rule, originals(rule, low, high), holidays)
        if since <= (start := to_instant(original, zone)) < until
    ]
    due += _moved_into(rule, since, until, zone)
    due.sort(key=_BY_START)
    return tuple(due)


def _moved_into(rule: Rule, since: datetime, until: datetime, zone: ZoneInfo) -> Iterator[Occurrence]:
    for named, new in rule.moved.items():
        start = to_instant(new, zone)
        if since <= start < until and named not in rule.left_out and (original := original_at(rule, named)):
            yield Occurrence(original, start)


def _happening(rule: Rule, bare: Iterator[datetime], holidays: Holidays) -> Iterator[datetime]:
    """Without those that are excepted and those that a holiday takes out."""
    if rule.left_out or rule.moved:
        excepted = rule.left_out | rule.moved.keys()
        bare = (original for original in bare if to_minute(original) not in excepted)
    if rule.holidays is not OnHolidays.PLAY:
        bare = (original for original in bare if plays(rule, original.date(), holidays))
    return bare


def originals(rule: Rule, low: datetime, high: datetime) -> Iterator[datetime]:
    """The wall times that the rule alone gives, without its exceptions, ``low <= it < high`` (naive), in order."""
    if rule.once:
        return iter([rule.start] if low <= rule.start < high else [])
    if rule.lunar is not None:
        lunar = lunar_rule.read(rule.lunar, rule.start, rule.zone)
        return _cut(lunar_rule.series(lunar, low, high), low, _end(high, lunar.until))
    pattern = read(rule.rrule or "", rule.start, rule.zone)
    high = _end(high, pattern.until)
    if high <= low:
        return iter(())
    if pattern.simple is None:
        return _cut(_series(pattern, _near(pattern, low), high), low, high)
    return simple_rules.series(pattern.simple, low, high)


def _end(high: datetime, last: datetime | None) -> datetime:
    """The end of a window of a rule that has an end, too."""
    return high if last is None else min(high, last + timedelta(seconds=1))


def _cut(series: Iterator[datetime], low: datetime, high: datetime) -> Iterator[datetime]:
    return (local for local in takewhile(lambda local: local < high, series) if local >= low)


def original_at(rule: Rule, minute: datetime) -> datetime | None:
    """The occurrence of the bare rule within that minute of wall time, or None."""
    return next(originals(rule, minute, minute + timedelta(minutes=1)), None)


def early(rule: Rule) -> Iterator[datetime]:
    """What the bare rule gives in the first ten years after its start; ends soon even for a rule that never fires."""
    end = rule.start + timedelta(days=366 * YEARS)
    pattern = read(rule.rrule, rule.start, rule.zone) if rule.rrule is not None else None
    if pattern is None or pattern.simple is not None:
        yield from originals(rule, rule.start, end + timedelta(seconds=1))
        return
    if pattern.until is not None:
        end = min(end, pattern.until)
    yield from takewhile(lambda local: local <= end, _series(pattern, rule.start, end))


def _series(pattern: Pattern, start: datetime, end: datetime) -> Iterator[datetime]:
    """dateutil's answer, from ``start`` to a little more than ``end``; ends soon even where nothing comes.

    dateutil looks for a next result up to the year 9999: half a minute for some rules that never fire. The calendar
    repeats itself every 400 years to the weekday, so the rule is read as far up there as it goes, and most of that way
    is saved. dateutil finds some rules without any result out by itself, as a ValueError.
    """
    lift = max(0, (9999 - end.year) // 400 * 400)
    try:
        for lifted in rrulestr(pattern.text, dtstart=start.replace(year=start.year + lift)):
            yield lifted.replace(year=lifted.year - lift)
    except ValueError:
        raise Refused("rule-never-fires", "rrule", years=YEARS) from None


def _near(pattern: Pattern, low: datetime) -> datetime:
    """A DTSTART shortly before ``low`` that gives the same occurrences from there on; or the rule's own."""
    if pattern.counted or low <= pattern.start:
        return pattern.start
    passed = _PASSED[pattern.frequency](pattern, low) - 1
    whole = passed // pattern.interval * pattern.interval
    return _LATER[pattern.frequency](pattern, whole) if whole > 0 else pattern.start


def _week(pattern: Pattern, local: datetime) -> datetime:
    """The beginning of the week, which begins on the rule's own weekday."""
    return midnight(local) - timedelta(days=(local.weekday() - pattern.week_start) % 7)


def _months(local: datetime) -> int:
    return local.year * 12 + local.month - 1


def _month(number: int) -> datetime:
    return datetime(number // 12, number % 12 + 1, 1)  # noqa: DTZ001 - a wall time


# How many periods lie between the period of the start and the one of another wall time.
_PASSED: Mapping[str, Callable[[Pattern, datetime], int]] = {
    "YEARLY": lambda it, local: local.year - it.start.year,
    "MONTHLY": lambda it, local: _months(local) - _months(it.start),
    "WEEKLY": lambda it, local: (_week(it, local) - _week(it, it.start)) // timedelta(weeks=1),
    "DAILY": lambda it, local: (midnight(local) - midnight(it.start)) // timedelta(days=1),
    "HOURLY": lambda it, local: (local - it.start) // timedelta(hours=1),
    "MINUTELY": lambda it, local: (local - it.start) // timedelta(minutes=1),
}
# The beginning of the period that is so many periods after the one of the start.
_LATER: Mapping[str, Callable[[Pattern, int], datetime]] = {
    "YEARLY": lambda it, number: datetime(it.start.year + number, 1, 1),  # noqa: DTZ001 - a wall time
    "MONTHLY": lambda it, number: _month(_months(it.start) + number),
    "WEEKLY": lambda it, number: _week(it, it.start) + timedelta(weeks=number),
    "DAILY": lambda it, number: midnight(it.start) + timedelta(days=number),
    "HOURLY": lambda it, number: it.start + timedelta(hours=number),
    "MINUTELY": lambda it, number: it.start + timedelta(minutes=number),
}
