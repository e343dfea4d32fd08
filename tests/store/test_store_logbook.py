"""The questions of the logbook and of the month are understood by both databases."""

from __future__ import annotations

import pytest

from controller.logbook import months, reading
from controller.logbook.wanted import OUTCOMES, Wanted
from controller.people.who import Who
from controller.store import Store, areas, decisions, users

LATER = 10**13


@pytest.fixture
def who(store: Store) -> Who:
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        users.add(conn, "u1", "lanhdao", "Bình", "$argon2id$", "approver", "xa", 1)
    return Who("u1", "lanhdao", "Bình", "approver", "xa", "/xa/", "vi")


@pytest.mark.parametrize("outcome", ["", *OUTCOMES])
def test_an_empty_book_has_no_line_whatever_is_asked(store: Store, who: Who, outcome: str):
    wanted = Wanted(0, LATER, area="xa", klass="normal", words="họp", outcome=outcome, approver="u1")
    with store.read() as conn:
        assert reading.lines(conn, who, wanted, (LATER, "z")) == []
        assert reading.lines(conn, who, Wanted(0, LATER, outcome=outcome)) == []


def test_an_empty_month_counts_nothing(store: Store, who: Who):
    with store.read() as conn:
        found = months.counted(conn, who, 0, LATER, LATER)
        assert (found.days, found.places, found.reasons) == ({}, {}, {})
        assert decisions.latest(conn, "a") is None
