"""What people said about an order, and what became of occurrences: on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controller.store import Store, accounts, announcements, areas, occurrences, orders, users
from controller.store.accounts import Account
from controller.store.announcements import Audience
from controller.store.occurrences import Occurrence
from tests.store.test_store_path import HOUR, NOW, PLAIN


@pytest.fixture
def commune(store: Store) -> Store:
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        users.add(conn, "u1", "lan", "Lan", "hash", "approver", "xa", 1)
        for name in ("a1", "a2"):
            announcements.add(conn, replace(PLAIN, id=name), Audience(areas=("xa",)))
        occurrences.materialise(conn, [due("a1"), due("a2")], ["a1", "a2"], NOW, NOW + 9 * HOUR)
    return store


def due(announcement: str, **changed: object) -> Occurrence:
    start = NOW + HOUR
    asks = Occurrence(
        f"{announcement}.1", announcement, "2026-11-22T05:30", start, start + 60_000, "asks", "order-needed", "asks"
    )
    return replace(asks, **changed)  # type: ignore[arg-type]


def waiting(announcement: str, rival: str, **changed: object) -> Account:
    start = NOW + HOUR
    asks = Account(
        f"{announcement}.1", 0, "asks", start, None, start + 60_000, [["order-needed", {"by": f"{rival}.1"}]], None
    )
    return replace(asks, **changed)  # type: ignore[arg-type]


IDS = {"a1", "a2"}
BOTH = [waiting("a1", "a2"), waiting("a2", "a1", devices=["loa-1", "loa-2"])]


def test_the_latest_word_on_the_same_announcements_replaces_the_others(commune: Store) -> None:
    with commune.write() as conn:
        first = orders.add(conn, ["a1", "a2"], "xa", "u1", NOW)
        orders.add(conn, ["a1", "a3"], "xa", "u1", NOW + 1)
        orders.add(conn, ["a3", "a2", "a1"], "xa", "u1", NOW + 2)
        last = orders.add(conn, ["a2", "a1"], "xa", "u1", NOW + 3)
    with commune.read() as conn:
        assert orders.sequences(conn, ["a1", "a2"]) == [["a3", "a2", "a1"], ["a2", "a1"]]
        assert orders.sequences(conn, ["a1"]) == []
        assert orders.recent(conn, 1) == [last]
        assert orders.recent(conn, 9)[-1] == first
        assert last == orders.Order(last.id, ["a2", "a1"], "xa", "u1", NOW + 3)


def test_telling_the_same_again_changes_nothing(commune: Store) -> None:
    for _ in range(2):
        with commune.write() as conn:
            accounts.settle(conn, BOTH, IDS, NOW, NOW)
        with commune.read() as conn:
            assert accounts.of_occurrences(conn, ["a1.1", "a2.1"]) == {"a1.1": BOTH[:1], "a2.1": BOTH[1:]}
            assert accounts.asking(conn, NOW) == BOTH


def test_what_is_not_so_any_more_is_not_told_any_more_and_what_is_over_stays(commune: Store) -> None:
    moved = waiting("a1", "a2", kind="moved", start_ms=NOW + HOUR + 6_000, findings=[["after-equal", {"by": "a2.1"}]])
    with commune.write() as conn:
        accounts.settle(conn, BOTH, IDS, NOW, NOW)
        accounts.settle(conn, [moved], IDS, NOW, NOW)
        assert accounts.of_occurrences(conn, ["a1.1", "a2.1"]) == {"a1.1": [moved]}
        assert accounts.asking(conn, NOW) == []
        accounts.settle(conn, [], IDS, NOW, NOW + 2 * HOUR)
        assert accounts.of_occurrences(conn, ["a1.1"]) == {"a1.1": [moved]}


def test_a_question_that_nobody_answered_is_on_record(commune: Store) -> None:
    with commune.write() as conn:
        accounts.settle(conn, BOTH, IDS, NOW, NOW)
        assert accounts.miss(conn, NOW + HOUR) == []
        assert occurrences.miss(conn, NOW + HOUR) == []
        late = NOW + HOUR + 60_000
        assert accounts.miss(conn, late) == ["a1.1", "a2.1"]
        assert occurrences.miss(conn, late) == ["a1.1", "a2.1"]
        assert accounts.miss(conn, late) == occurrences.miss(conn, late) == []
        (told,) = accounts.of_occurrences(conn, ["a1.1"])["a1.1"]
        assert (told.kind, told.findings) == ("dropped", [["order-missed", {"by": "a2.1"}]])
        found = occurrences.get(conn, "a1.1")
    assert found is not None
    assert (found.state, found.kind, found.reason) == ("dropped", "dropped", "order-missed")


def test_a_cancelled_announcement_asks_nothing(commune: Store) -> None:
    with commune.write() as conn:
        accounts.settle(conn, BOTH, IDS, NOW, NOW)
        assert occurrences.cancel(conn, "a1", NOW, "cancelled") == ["a1.1"]
        assert [row.occurrence for row in accounts.asking(conn, NOW)] == ["a2.1"]


def test_announcements_that_touch_a_place_or_a_device(commune: Store) -> None:
    with commune.write() as conn:
        announcements.add(conn, replace(PLAIN, id="a3", state="ready"), Audience(devices=("loa-9",)))
        announcements.add(conn, replace(PLAIN, id="a4"), Audience(areas=("khac",), devices=("xa",)))
        assert [one.id for one in announcements.touching(conn, ["xa"], ["loa-9"])] == ["a1", "a2", "a3"]
        assert [one.id for one in announcements.touching(conn, ["xa"], ["loa-9"], "ready")] == ["a3"]
        assert announcements.touching(conn, [], []) == []
        assert announcements.titles(conn, ["a3", "a5"]) == {"a3": PLAIN.title}
