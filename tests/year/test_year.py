"""Some days of the year that `./run prove year` runs whole, with a few boxes on which more goes wrong than usual."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.year.year_oracle import lunar_days
from tests.year.year_proof import prove

FIRST, LAST = date(2028, 1, 20), date(2028, 1, 27)
"""Tết with its holidays, a lunar first, days that people moved and left out, and a flood."""


def test_some_days_of_the_year_agree_to_the_second(tmp_path: Path) -> None:
    verdict = prove(tmp_path, 18, FIRST, LAST, lambda _: None, rough=6)
    assert verdict.wrong == []
    assert {account for _, account in verdict.table} >= {
        "played",
        "played, moved by people",
        "played, changed by people",
        "played, moved by the law",
        "left-out",
        "shown",
        "missed: dark",
    }
    assert sum(verdict.table.values()) > 1_000


def test_the_oracle_knows_the_lunar_days_that_people_know() -> None:
    table = lunar_days()
    assert table[date(2028, 1, 26)] == (1, 1, False)
    assert table[date(2028, 4, 4)] == (3, 10, False)
    assert [day for day, found in table.items() if day.year == 2028 and found[1:] == (1, True)] == [date(2028, 6, 23)]
