"""Simple rules are expanded without dateutil, and equal to it.

Two hundred examples by default. A proof at length (and a million at a stroke: `prove_simple.py`):

    pytest tests/schedules/test_schedules_simple.py --hypothesis-profile=many
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from schedules.announcement import Rule
from schedules.recurrence import early, originals
from schedules.rrule_text import WEEKDAYS, read
from schedules.walltime import parse_local
from tests.schedules.schedules_making import ZONE, listed, proof, starts

_PARTS = {
    "BYMONTH": listed(1, 12),
    "BYMONTHDAY": listed(1, 31, signed=True),
    "BYDAY": st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=5, unique=True).map(",".join),
    "BYHOUR": listed(0, 23),
    "BYMINUTE": listed(0, 59),
    "WKST": st.sampled_from(WEEKDAYS),
    "COUNT": st.integers(1, 300).map(str),
}

_NUMBERED = st.lists(
    st.builds("{}{}".format, st.sampled_from([1, 2, 3, 4, 5, -1, -2, -5]), st.sampled_from(WEEKDAYS)),
    min_size=1,
    max_size=3,
    unique=True,
).map(",".join)


@st.composite
def simple_rules(draw: st.DrawFn) -> str:
    """Texts of the simple frequencies with any of their parts, those included that never fire."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "YEARLY"]))
    chosen = draw(st.lists(st.sampled_from(sorted(_PARTS)), max_size=4, unique=True))
    parts = {"FREQ": frequency} | {part: draw(_PARTS[part]) for part in chosen}
    if draw(st.booleans()):
        parts["INTERVAL"] = str(draw(st.integers(1, 15)))
    if frequency == "WEEKLY":
        parts.pop("BYMONTHDAY", None)
    if frequency == "MONTHLY" or (frequency == "YEARLY" and "BYMONTH" in parts):
        parts |= draw(st.sampled_from([{}, {"BYDAY": draw(_NUMBERED)}]))
    return ";".join(f"{part}={value}" for part, value in parts.items())


def by_dateutil(text: str, start: datetime, end: datetime) -> list[datetime]:
    """All of a rule's wall times before ``end``. dateutil walks to the year 9999 in search of what never comes, so it
    is asked as late as the calendar repeats itself (every 400 years) and soon ends there."""
    lift = (9990 - start.year) // 400 * 400
    text += ";WKST=MO" * ("WKST" not in text)
    lifted = rrulestr(text, dtstart=start.replace(year=start.year + lift))
    return list(takewhile(lambda local: local < end, (one.replace(year=one.year - lift) for one in lifted)))


@given(simple_rules(), starts, st.integers(-60, 2000), st.integers(0, 90), st.integers(0, 86399))
@proof(200)
def test_equal_to_dateutil_in_every_window(text: str, start: datetime, ahead: int, days: int, seconds: int) -> None:
    pattern = read(text, start, ZONE)
    assert pattern.simple is not None
    low = start + timedelta(days=ahead, seconds=seconds)
    high = low + timedelta(days=days)
    plain = [local for local in by_dateutil(text, start, high) if local >= low]
    assert list(originals(Rule(start, ZONE, text), low, high)) == plain


@given(simple_rules(), starts)
@proof(60)
def test_equal_to_dateutil_from_its_beginning(text: str, start: datetime) -> None:
    found = list(islice(early(Rule(start, ZONE, text)), 40))
    plain = by_dateutil(text, start, (found[-1] if len(found) == 40 else start) + timedelta(seconds=1))
    assert found[: len(plain)] == plain
    if len(found) < 40:
        assert found == by_dateutil(text, start, start + timedelta(days=3660, seconds=1))


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=HOURLY",
        "FREQ=MINUTELY;INTERVAL=90",
        "FREQ=YEARLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYDAY=MO,2TU",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYYEARDAY=100",
    ],
)
def test_what_is_not_simple_stays_with_dateutil(text: str) -> None:
    assert read(text, parse_local("2026-11-22T05:30"), ZONE).simple is None
