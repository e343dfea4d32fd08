"""What was found before broadcasts, on both databases: the first look stays, the last one counts."""

from __future__ import annotations

import pytest

from controller.store import Store, areas, deliveries, devices, readiness
from controller.store.deliveries import Expected
from controller.store.readiness import Row


@pytest.fixture
def commune(store: Store) -> Store:
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        for hamlet in ("dong", "doai"):
            areas.add(conn, hamlet, "xa", "hamlet", hamlet, 1)
            devices.add(conn, f"loa-{hamlet}", hamlet, "horn-mp3-30w", f"Loa {hamlet}", "hash", 1)
    return store


def test_the_first_look_stays_and_the_last_one_counts(commune: Store) -> None:
    with commune.write() as conn:
        readiness.put(conn, [Row("loa-dong", 100, 70, ["clock"], 70, ["clock"]), Row("loa-doai", 100, 70, [], 70, [])])
        readiness.put(conn, [Row("loa-dong", 100, 80, [], 80, []), Row("loa-doai", 100, 80, ["dark"], 80, ["dark"])])
    with commune.read() as conn:
        rows = readiness.below(conn, "/xa/", 0, 101)
        assert [(one.name, one.since_ms, one.first, one.checked_ms, one.causes) for one in rows] == [
            ("Loa doai", 70, [], 80, ["dark"]),
            ("Loa dong", 70, ["clock"], 80, []),
        ]
        assert [one.device for one in readiness.lacking(conn, 100)] == ["loa-doai"]
        assert readiness.lacking(conn, 101) == []
        assert set(readiness.ahead(conn, 99)) == {("loa-dong", 100), ("loa-doai", 100)}
        assert readiness.ahead(conn, 100) == {}
        assert readiness.below(conn, "/xa/dong/", 0, 100) == []
    with commune.write() as conn:
        readiness.drop(conn, [("loa-doai", 100)])
        assert [one.device for one in readiness.below(conn, "/xa/", 0, 101)] == ["loa-dong"]
        readiness.sweep(conn, 101)
        assert readiness.below(conn, "/xa/", 0, 101) == []


def test_what_is_due_is_what_the_plan_owes(commune: Store) -> None:
    with commune.write() as conn:
        owed = [Expected("a.1", "loa-dong", 50), Expected("a.2", "loa-dong", 60), Expected("a.1", "loa-doai", 60)]
        deliveries.expect(conn, owed)
        deliveries.expect(conn, [Expected("c-1", "loa-doai", 55)], deliveries.COMMAND)
        deliveries.withdraw(conn, ["a.2"])
        assert readiness.dues(conn, 40, 60) == {"loa-dong": [50], "loa-doai": [60]}
        assert readiness.dues(conn, 50, 59) == {}
        assert readiness.firsts(conn, "/xa/dong/", 0, 100) == {"loa-dong": 50}
        devices.change(conn, "loa-dong", active=False)
        assert readiness.dues(conn, 0, 60) == {"loa-doai": [60]}
