"""A place over the months: what was wrong when and how often, whichever box hung there, and what repeats."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from controller.health.months import Month, Repeat, Spell, counted, repeats
from controller.health.rules import book
from controller.months import spans
from controller.words import LANGUAGES, codes

ZONE = "Asia/Ho_Chi_Minh"
HOUR = 3_600_000


def at(text: str) -> int:
    """Wall time in Việt Nam."""
    return round(datetime.fromisoformat(f"{text}+07:00").timestamp() * 1000)


NOW = at("2026-11-22T10:00")
MONTHS = spans(ZONE, NOW, 4)


def test_months_begin_at_midnight_on_the_wall_and_cross_years() -> None:
    assert [since for since, _ in MONTHS] == [at(f"2026-{month}-01T00:00") for month in ("11", "10", "09", "08")]
    assert all(until == since for (_, until), (since, _) in zip(MONTHS[1:], MONTHS, strict=False))
    assert spans(ZONE, at("2026-01-31T23:59"), 2)[1] == (at("2025-12-01T00:00"), at("2026-01-01T00:00"))
    assert datetime.fromtimestamp(MONTHS[0][0] / 1000, UTC).hour == 17


def test_each_month_has_its_own_and_darkness_is_cut_where_the_month_ends() -> None:
    spells = [
        Spell("dark", at("2026-09-30T22:00"), at("2026-10-01T03:00")),
        Spell("dark", at("2026-11-22T08:00")),
        Spell("deaf", at("2026-10-05T05:30"), at("2026-10-06T05:30")),
        Spell("deaf", at("2026-10-20T05:30"), at("2026-10-21T05:30")),
        Spell("hot", at("2026-01-01T00:00"), at("2026-01-02T00:00")),
    ]
    due = [(at("2026-10-05T05:30"), True), (at("2026-10-06T05:30"), False), (at("2026-11-01T00:00"), True)]
    november, october, september, august = counted(MONTHS, spells, due, [at("2026-10-06T09:00")], NOW)
    assert (november.times, november.dark_ms, november.due, november.missed) == ({"dark": 1}, 2 * HOUR, 1, 1)
    assert (october.times, october.dark_ms) == ({"deaf": 2}, 3 * HOUR)
    assert (october.due, october.missed, october.hung) == (2, 1, 1)
    assert (september.times, september.dark_ms) == ({"dark": 1}, 2 * HOUR)
    assert august == Month(*MONTHS[3])


@pytest.mark.parametrize(
    ("days", "hung", "found"),
    [
        (["2026-09-02", "2026-10-03", "2026-11-04"], [], [(3, 3, False)]),
        (["2026-11-02", "2026-11-03", "2026-11-04"], [], []),  # one bad week
        (["2026-10-03", "2026-11-04"], [], []),
        (["2026-07-31", "2026-10-03", "2026-11-04"], [], []),  # too long ago
        (["2026-09-02", "2026-10-03", "2026-11-04"], ["2026-10-10"], [(3, 3, True)]),
        (["2026-09-02", "2026-10-03", "2026-11-04"], ["2026-11-05"], [(3, 3, False)]),  # mended, as far as we know
        (["2026-09-02", "2026-10-03", "2026-11-04"], ["2026-08-05"], [(3, 3, False)]),
    ],
)
def test_what_repeats_over_months_is_told_also_after_the_box_was_replaced(
    days: list[str], hung: list[str], found: list[tuple[int, int, bool]]
) -> None:
    spells = [Spell("deaf", at(f"{day}T05:30")) for day in days]
    again = repeats(MONTHS, spells, [at(f"{day}T09:00") for day in hung])
    assert again == [Repeat("deaf", times, months, at("2026-11-04T05:30"), change) for times, months, change in found]


def test_the_most_frequent_comes_first() -> None:
    often = [Spell("dark", at(f"2026-{month}-{day}T01:00")) for month in ("09", "10") for day in ("01", "02")]
    seldom = [Spell("deaf", at(f"2026-{month}-01T01:00")) for month in ("09", "10", "11")]
    assert [one.rule for one in repeats(MONTHS, [*seldom, *often])] == ["dark", "deaf"]


def test_every_rule_of_ours_has_a_short_name() -> None:
    wanted = {f"trouble-{rule.code}" for rule in book().rules}
    assert all(wanted <= codes(lang) for lang in LANGUAGES)
