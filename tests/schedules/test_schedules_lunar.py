"""The lunar calendar against the one that is published, and against what people remember of it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.lunar import YEARS, LunarDate, date_of, months, months_from, of
from schedules.sky import new_moon, sun_longitude
from tests.schedules.schedules_making import modest

# One line a year, 1968 to 2099: first day (Tết), number of the leap month, days of each month in order. Facts of the
# published Vietnamese calendar, decoded from the table of Hồ Ngọc Đức and not from our own reckoning.
PUBLISHED = {
    int(line[:4]): line.split() for line in (Path(__file__).parent / "lunar_years.txt").read_text("ascii").splitlines()
}
days = st.dates(date(1968, 1, 29), date(2099, 12, 31))


def test_every_month_of_132_years_is_as_published() -> None:
    assert list(PUBLISHED) == list(range(1968, 2100))
    for year, (tet, leap, *lengths) in PUBLISHED.items():
        found = months(year)
        assert str(found[0].first) == tet
        assert [one.number for one in found if one.leap] == ([] if leap == "-" else [int(leap)])
        assert [str(one.length) for one in found] == lengths


# Tết as newspapers and calendars had it, written down apart from the table above.
TET = [
    "1975-02-11", "1976-01-31", "1980-02-16", "1986-02-09", "1990-01-27", "1995-01-31", "1997-02-07",
    "1998-01-28", "1999-02-16", "2000-02-05", "2001-01-24", "2002-02-12", "2003-02-01", "2004-01-22",
    "2005-02-09", "2006-01-29", "2008-02-07", "2009-01-26", "2010-02-14", "2011-02-03", "2012-01-23",
    "2013-02-10", "2014-01-31", "2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05",
    "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17",
    "2027-02-06", "2028-01-26", "2029-02-13",
]  # fmt: skip


@pytest.mark.parametrize("tet", TET)
def test_tet_as_people_remember_it(tet: str) -> None:
    assert date_of(LunarDate(int(tet[:4]), 1, 1)) == date.fromisoformat(tet)


@pytest.mark.parametrize(
    ("ours", "chinas"),
    [
        ("1968-01-29", "1968-01-30"),
        ("1969-02-16", "1969-02-17"),
        ("1985-01-21", "1985-02-20"),
        ("2007-02-17", "2007-02-18"),
        ("2030-02-02", "2030-02-03"),
        ("2053-02-18", "2053-02-19"),
    ],
)
def test_tet_is_not_always_the_chinese_new_year(ours: str, chinas: str) -> None:
    assert of(date.fromisoformat(ours))[1:] == (1, 1, False)
    assert of(date.fromisoformat(chinas))[1:] != (1, 1, False)


def test_leap_months_that_differ_from_the_chinese() -> None:
    """China had a leap tenth month in 1984 and a leap sixth in 1987."""
    leaps = {year: [one.number for one in months(year) if one.leap] for year in (1984, 1985, 1987, 2023, 2025, 2033)}
    assert leaps == {1984: [], 1985: [2], 1987: [7], 2023: [2], 2025: [6], 2033: [11]}


@pytest.mark.parametrize(
    ("solar", "lunar"),
    [
        ("2024-04-18", LunarDate(2024, 3, 10)),
        ("2025-04-07", LunarDate(2025, 3, 10)),
        ("2026-04-26", LunarDate(2026, 3, 10)),
        ("2023-04-19", LunarDate(2023, 2, 29, leap=True)),
        ("2023-09-29", LunarDate(2023, 8, 15)),
        ("2025-01-28", LunarDate(2024, 12, 29)),
        ("2026-11-22", LunarDate(2026, 10, 14)),
        ("2024-02-09", LunarDate(2023, 12, 30)),
    ],
)
def test_days_that_people_know(solar: str, lunar: LunarDate) -> None:
    assert of(date.fromisoformat(solar)) == lunar
    assert date_of(lunar) == date.fromisoformat(solar)


@given(days)
@modest(200)
def test_there_and_back(day: date) -> None:
    assert date_of(of(day)) == day
    after, before = of(day + timedelta(days=1)), of(day)
    assert after.day == before.day + 1 or (after.day == 1 and before.day in (29, 30))
    assert next(months_from(day)).day(before.day) == day


def test_months_follow_each_other_without_a_gap_to_the_ends_of_what_is_reckoned() -> None:
    every = [one for year in YEARS for one in months(year)]
    for before, after in pairwise(every):
        assert before.first + timedelta(days=before.length) == after.first
        assert before.length in (29, 30)
    assert {len(months(year)) for year in YEARS} == {12, 13}


def test_what_is_not_there() -> None:
    assert date_of(LunarDate(2026, 10, 30)) is not None
    assert date_of(LunarDate(2024, 12, 30)) is None
    assert date_of(LunarDate(2026, 4, 1, leap=True)) is None
    for year in (YEARS.start - 1, YEARS.stop):
        with pytest.raises(ValueError, match="no lunar calendar"):
            months(year)
    with pytest.raises(ValueError, match="no lunar calendar"):
        of(date(2200, 6, 1))
    with pytest.raises(ValueError, match="no day"):
        months(2024)[11].day(30)


def test_the_sky_itself() -> None:
    """Examples of Meeus: 49.a (new moon of February 1977, 3:37:42 TT) and 25.b (sun on 13 October 1992, 0h TT)."""
    delta_t = 47.7 / 86400
    assert new_moon(-283) == pytest.approx(2443192.65118 - delta_t, abs=10 / 86400)
    assert sun_longitude(2448908.5 - 59 / 86400) == pytest.approx(199.906016, abs=3 / 3600)
