"""Days off as rows, and the migration that brought them."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from controller.broadcast import value
from controller.store import Store, announcements, areas, holidays, migrating, users
from tests.store.test_store_path import EVERYBODY, PLAIN

NOW = 1_795_000_000_000


@pytest.fixture
def place(store: Store) -> Store:
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        users.add(conn, "u1", "lan", "Lan", "hash", "administrator", "xa", 1)
    return store


def test_entered_again_is_entered_instead(place: Store) -> None:
    first, other = holidays.Year(2027, 1, None, "u1", NOW), holidays.Year(2027, 2, "after", "u1", NOW + 1)
    with place.write() as conn:
        holidays.decide(conn, first)
        holidays.decide(conn, other)
        holidays.decide(conn, holidays.Year(2026, None, "before", "u1", NOW))
        assert holidays.years(conn)[1:] == [other]
        holidays.add(conn, holidays.Day("2027-01-02", "Nghỉ bù", "u1", NOW))
        holidays.add(conn, holidays.Day("11-24", "Ngày Văn hóa", "u1", NOW))
        holidays.add(conn, holidays.Day("2027-01-02", "Nghỉ hoán đổi", "u1", NOW))
        assert [(one.day, one.name) for one in holidays.days(conn)] == [
            ("11-24", "Ngày Văn hóa"),
            ("2027-01-02", "Nghỉ hoán đổi"),
        ]
        calendar = value.holidays(conn)
        assert calendar.undecided(2027) == frozenset()
        assert {one.day.isoformat() for one in calendar.in_year(2027) if one.code == "added"} == {
            "2027-01-02",
            "2027-11-24",
        }
        assert holidays.undecide(conn, 2027)
        assert not holidays.undecide(conn, 2027)
        assert holidays.remove(conn, "11-24")
        assert not holidays.remove(conn, "11-24")


def test_what_was_agreed_before_holidays_goes_on(store: Store) -> None:
    """A rule of the first version comes through the migration as it was, up, down and up again."""
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        users.add(conn, "u1", "lan", "Lan", "hash", "editor", "xa", 1)
        announcements.add(conn, PLAIN, EVERYBODY)
    with store._schema() as conn:  # as `upgrade` has it: tables may be rebuilt
        migrating.downgrade(conn, "0001")
        conn.execute(text("UPDATE announcements SET title = 'Cũ'"))
        migrating.upgrade(conn)
    with store.read() as conn:
        found = announcements.get(conn, PLAIN.id)
        assert found is not None
        assert (found.title, found.lunar, found.holidays) == ("Cũ", None, "play")
        assert announcements.audience_of(conn, PLAIN.id) == EVERYBODY
