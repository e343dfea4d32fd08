"""The watch over a real database, on both: written once, read back whole, begun anew when writing fails."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from controller.health.months import Spell
from controller.health.watch import Incident, Member, Watch
from controller.store import Store, areas, deliveries, devices, failures, incidents, users
from tests.health.health_village import DAY, MINUTE, TEN, Village, boxes


@pytest.fixture
def commune(store: Store) -> Store:
    with store.write() as conn:
        areas.add(conn, "tinh", None, "province", "Tỉnh", 1)
        areas.add(conn, "xa", "tinh", "commune", "Xã", 1)
        for hamlet, parent in (("dong", "xa"), ("doai", "xa"), ("xa-kia", "tinh")):
            areas.add(conn, hamlet, parent, "hamlet", hamlet, 1)
        for box in boxes(dong=3, doai=4).values():
            devices.add(conn, box.id, box.areas[-1], box.profile, box.id, "hash", 1)
    return store


def kept(store: Store, *changed: Incident) -> None:
    with store.write() as conn:
        incidents.keep(conn, changed)


def test_a_story_is_written_and_read_back_whole(commune: Store) -> None:
    village = Village(boxes(dong=3, doai=4))
    village.dark("dong-1", "dong-2", "dong-3", "doai-1")
    village.at(6 * MINUTE)
    kept(commune, *village.told.values())
    with commune.read() as conn:
        opened = incidents.open_(conn)
        assert {one.id: one for one in opened} == village.told
        (place, single) = sorted(incidents.below(conn, "/"), key=lambda row: row.device)
        assert (place.area, place.device, single.device, single.path) == ("dong", "", "doai-1", "/tinh/xa/doai/")
        assert [row.id for row in incidents.below(conn, "/tinh/xa/doai/")] == [single.id]
        assert [row.id for row in incidents.of_device(conn, "dong-2", 9)] == [place.id]
    village.watch = Watch(village.rules, opened)  # a restart
    village.back("dong-1", "dong-2", "dong-3")
    village.at(20 * MINUTE)
    kept(commune, *village.told.values())
    with commune.read() as conn:
        assert [one.device for one in incidents.open_(conn)] == ["doai-1"]
        assert [row.end for row in incidents.below(conn, "/tinh/xa/dong/", 0)] == ["recovered"]
        assert incidents.below(conn, "/tinh/xa/dong/", TEN + DAY) == []
        assert incidents.members(conn, {place.id})[place.id]["dong-1"] == Member(TEN, TEN + 6 * MINUTE)
    with commune.write() as conn:
        incidents.sweep(conn, TEN + DAY)
        assert [row.id for row in incidents.below(conn, "/", 0)] == [single.id]


ONE = Incident("i1", "dark", "grave", "dong", "dong-1", 5, 10, {"dong-1": Member(5)}, {"value": 1.0})


def test_what_people_did_stays_when_the_watch_writes_again(commune: Store) -> None:
    kept(commune, ONE)
    with commune.write() as conn:
        users.add(conn, "u1", "lan", "Lan", "hash", "technician", "xa", 1)
        incidents.change(conn, "i1", owner="u1", silent_until_ms=99)
        incidents.note(conn, "i1", 20, "u1", "own")
        incidents.note(conn, "i1", 30, "u1", "note", "Cháy cầu chì")
    kept(commune, replace(ONE, closed_ms=50, ended_ms=40, end="recovered"))
    with commune.read() as conn:
        row = incidents.get(conn, "i1")
        assert row is not None
        assert (row.owner, row.silent_until_ms, row.closed_ms, row.detail) == ("u1", 99, 50, {"value": 1.0})
        assert [(note.number, note.kind, note.text) for note in incidents.notes(conn, "i1")] == [
            (1, "own", ""),
            (2, "note", "Cháy cầu chì"),
        ]


def test_failures_of_a_place_are_counted_over_months(commune: Store) -> None:
    for number in range(4):
        end = "merged" if number == 1 else "recovered"
        kept(commune, replace(ONE, id=f"i{number}", opened_ms=number * DAY, closed_ms=number * DAY + 1, end=end))
    with commune.read() as conn:
        row = incidents.get(conn, "i3")
        assert row is not None
        assert (incidents.times(conn, row, 0), incidents.times(conn, row, 2 * DAY)) == (3, 2)


def test_what_a_place_suffered_is_read_by_place_whatever_it_was_part_of(commune: Store) -> None:
    alone = replace(ONE, id="i1", rule="deaf", area="dong", device="dong-1", since_ms=5, ended_ms=9)
    whole = replace(ONE, id="i2", area="dong", device="", members={"dong-1": Member(20, 30), "dong-2": Member(21)})
    merged = replace(ONE, id="i3", area="dong", device="dong-1", end="merged")
    kept(commune, alone, whole, merged)
    with commune.write() as conn:
        due = [deliveries.Expected(f"a.{hour}", "dong-1", hour) for hour in (10, 20, 30)]
        deliveries.expect(conn, due, deliveries.OCCURRENCE)
        deliveries.expect(conn, [deliveries.Expected("c-1", "dong-1", 20)], deliveries.COMMAND)
    with commune.read() as conn:
        told = failures.of_device(conn, "dong-1", 0)
        assert [(one.rule, one.since_ms, one.until_ms) for one in told if one.rule == "dark"] == [("dark", 20, 30)]
        assert failures.of_device(conn, "dong-2", 40) == [Spell("dark", 21)], "it still lasts"
        assert failures.of_device(conn, "dong-1", 40) == [one for one in told if one.until_ms is None]
        assert set(failures.below(conn, "/tinh/xa/", 0)) == {("dong", ""), ("dong", "dong-1")}
        assert failures.below(conn, "/tinh/xa-kia/", 0) == {}
        assert failures.broadcasts(conn, "dong-1", 15, 30) == [(20, "planned")]


def test_the_place_around_is_told_below_it(commune: Store) -> None:
    kept(commune, replace(ONE, id="i2", area="tinh", device=""), replace(ONE, id="i3", area="xa", device="dong-1"))
    with commune.read() as conn:
        assert [row.id for row in incidents.above(conn, "/tinh/xa/dong/")] == ["i2"]
        assert incidents.above(conn, "/tinh/") == []


def test_a_write_that_fails_writes_nothing(commune: Store) -> None:
    with commune.write() as conn:
        conn.execute(text("ALTER TABLE incident_devices RENAME TO away"))
    with pytest.raises(DBAPIError):
        kept(commune, ONE)
    with commune.write() as conn:
        conn.execute(text("ALTER TABLE away RENAME TO incident_devices"))
        assert incidents.open_(conn) == []
