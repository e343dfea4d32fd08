"""A rule as phrases, for people: "05:30 Monday to Friday, except public holidays, until 30/11/2026".

Here are codes and values; the sentence is made by `controller.words.rules` from the catalogue (``rule-<code>``). Every
rule that can be read can be described. The first phrase says at what time, the second on which days; then what narrows
them, the exceptions, and from when to when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import islice

from schedules import lunar_rule, rrule_text
from schedules.announcement import OnHolidays, Rule
from schedules.describe_days import lunar_days, numbers, solar_days
from schedules.phrases import Phrase, clock, on, phrase, weekday
from schedules.recurrence import early

_MANY = 6
"""More times a day than these are counted, not listed."""
_COUNTED = 1000
_WITHIN_DAY = frozenset({"HOURLY", "MINUTELY"})
_HOLIDAYS = {OnHolidays.SKIP: "not-on-holidays", OnHolidays.ONLY: "only-on-holidays"}
_WHOLE_DAY = time(23, 59)


def describe(rule: Rule, today: date | None = None) -> tuple[Phrase, ...]:
    """The phrases of a rule in the order in which they are said. Refuses what `recurrence.occurrences` refuses.

    From when on is said where it matters: for a rule that begins after ``today``, or counts every n days from there.
    """
    if rule.once:
        day = rule.start.date()
        return (phrase("once", time=clock(rule.start), weekday=(weekday(day.isoweekday()),), date=on(day)),)
    return tuple(_repeated(rule, today))


def _repeated(rule: Rule, today: date | None) -> Iterator[Phrase]:
    if rule.lunar is not None:
        lunar = lunar_rule.read(rule.lunar, rule.start, rule.zone)
        parts, until = rrule_text.split(rule.lunar, "lunar"), lunar.until
        yield _times(lunar.times)
        yield from lunar_days(lunar)
    else:
        pattern = rrule_text.read(rule.rrule or "", rule.start, rule.zone)
        parts, until = rrule_text.split(pattern.text), pattern.until
        yield from _clocks(parts, rule.start)
        yield from solar_days(parts)
    if rule.holidays in _HOLIDAYS:
        yield phrase(_HOLIDAYS[rule.holidays])
    yield from _exceptions(rule)
    yield from _bounds(rule, parts, until, today)


def _clocks(parts: Mapping[str, str], start: datetime) -> Iterator[Phrase]:
    hours, minutes = numbers(parts, "BYHOUR"), numbers(parts, "BYMINUTE")
    if parts["FREQ"] not in _WITHIN_DAY:
        yield _times([time(hour, minute, start.second) for hour in hours for minute in minutes])
        return
    yield phrase(parts["FREQ"].lower(), n=int(parts.get("INTERVAL", "1")))
    if minutes:
        yield phrase("at-minutes", minutes=tuple(phrase("number", n=one) for one in minutes))
    if hours:
        yield phrase("in-hours", hours=tuple(phrase("number", n=one) for one in hours))


def _times(times: Sequence[time]) -> Phrase:
    said = [clock(one) for one in times]
    if len(said) > _MANY:
        return phrase("many-times", n=len(said), first=said[0], last=said[-1])
    return phrase("times", times=tuple(phrase("clock", time=one) for one in said))


def _exceptions(rule: Rule) -> Iterator[Phrase]:
    if len(rule.left_out) == 1:
        (local,) = rule.left_out
        yield phrase("left-out-one", time=clock(local), date=on(local.date()))
    elif rule.left_out:
        yield phrase("left-out", n=len(rule.left_out))
    moved = [local for local in rule.moved if local not in rule.left_out]
    if moved:
        yield phrase("moved", n=len(moved))


def _bounds(rule: Rule, parts: Mapping[str, str], until: datetime | None, today: date | None) -> Iterator[Phrase]:
    if parts["FREQ"] in _WITHIN_DAY and parts.get("INTERVAL", "1") != "1":
        yield phrase("since-time", time=clock(rule.start), date=on(rule.start.date()))
    elif parts.get("INTERVAL", "1") != "1" or (today is not None and rule.start.date() > today):
        yield phrase("since", date=on(rule.start.date()))
    if "COUNT" in parts:
        count = int(parts["COUNT"])
        yield phrase("count", n=count)
        # Of so many, or where the last one lies more than ten years ahead, nobody wants to know the day.
        last = next(islice(early(rule), count - 1, None), None) if 1 < count <= _COUNTED else None
        if last is not None:
            yield phrase("until", date=on(last.date()))
    elif until is not None and until.time() >= _WHOLE_DAY:
        yield phrase("until", date=on(until.date()))
    elif until is not None:
        yield phrase("until-time", time=clock(until), date=on(until.date()))
