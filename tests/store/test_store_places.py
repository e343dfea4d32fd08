"""Areas, people and devices: the tree, and who lies where in it."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from controller.errors import Clash, NotFound
from controller.store import Store, areas, devices, keys, media, neighbours, timetables
from controller.store.areas import Settled
from controller.store.keys import Key
from controller.store.media import Medium, Rendition
from controller.store.neighbours import Pair
from controller.store.timetables import Mark, Timetable

HOURS = [{"days": [1, 2, 3], "start": "05:30", "end": "06:30"}]


@pytest.fixture
def province(store: Store) -> Store:
    with store.write() as conn:
        areas.add(conn, "tinh", None, "province", "Tỉnh", 1, hours=HOURS, volume_cap=90)
        areas.add(conn, "xa", "tinh", "commune", "Xã", 1)
        areas.add(conn, "xa-tan", "tinh", "commune", "Xã Tân", 1, volume_cap=70)
        for code, parent in (("thon-dong", "xa"), ("thon", "xa"), ("xom", "xa-tan")):
            areas.add(conn, code, parent, "hamlet", code, 1)
        for device, area in (("loa-1", "thon"), ("loa-2", "thon-dong"), ("loa-3", "xom"), ("bang-1", "xa")):
            devices.add(conn, device, area, "horn", device, "hash", 1, offset_ms=3)
    return store


def test_the_tree_is_read_root_first(province: Store) -> None:
    with province.read() as conn:
        assert [area.path for area in areas.below(conn)] == sorted(area.path for area in areas.below(conn))
        assert [area.code for area in areas.below(conn, "/tinh/xa/")] == ["xa", "thon-dong", "thon"]
        assert [area.code for area in areas.chain(conn, "thon")] == ["tinh", "xa", "thon"]
        assert areas.get(conn, "atlantis") is None
        with pytest.raises(NotFound, match="area-unknown"):
            areas.chain(conn, "atlantis")


def test_what_nobody_entered_is_inherited(province: Store) -> None:
    with province.read() as conn:
        assert areas.settled(areas.chain(conn, "thon")) == Settled("Asia/Ho_Chi_Minh", HOURS, 90)
        assert areas.settled(areas.chain(conn, "xom")).volume_cap == 70


def test_a_code_is_taken_once_and_a_parent_must_exist(province: Store) -> None:
    with province.write() as conn:
        with pytest.raises(Clash, match="area-taken"):
            areas.add(conn, "xa", "tinh", "commune", "Xã", 1)
        with pytest.raises(NotFound, match="area-unknown"):
            areas.add(conn, "moi", "atlantis", "hamlet", "Mới", 1)


def test_communes_merge_with_all_below_them(province: Store) -> None:
    with province.write() as conn:
        areas.move(conn, "xa", "xa-tan")
        assert [area.path for area in areas.below(conn, "/tinh/xa-tan/xa/")] == [
            "/tinh/xa-tan/xa/",
            "/tinh/xa-tan/xa/thon-dong/",
            "/tinh/xa-tan/xa/thon/",
        ]
        moved = devices.get(conn, "loa-1")
        assert moved is not None
        assert moved.areas == ("tinh", "xa-tan", "xa", "thon")
        for below_itself in ("xa", "thon"):
            with pytest.raises(Clash, match="area-below-itself"):
                areas.move(conn, "xa", below_itself)
        assert areas.change(conn, "xa", name="Xã cũ", volume_cap=50)
        assert not areas.change(conn, "atlantis", name="x")
        renamed = areas.known(conn, "xa")
        assert (renamed.name, renamed.volume_cap, renamed.parent) == ("Xã cũ", 50, "xa-tan")


def test_an_audience_reaches_each_device_once(province: Store) -> None:
    with province.write() as conn:

        def reached(codes: list[str], named: list[str]) -> list[str]:
            return [device.id for device in devices.in_audience(conn, codes, named)]

        assert reached(["xa"], []) == ["bang-1", "loa-1", "loa-2"]
        assert reached(["xa", "thon"], ["loa-1", "loa-3"]) == ["bang-1", "loa-1", "loa-2", "loa-3"]
        assert reached([], ["loa-3", "nobody"]) == ["loa-3"]
        assert reached([], []) == reached(["atlantis"], []) == []
        assert devices.change(conn, "loa-1", active=False)
        assert reached(["xa"], ["loa-1"]) == ["bang-1", "loa-2"]
        assert [device.id for device in devices.below(conn, "/tinh/xa/thon/")] == []
        assert [device.id for device in devices.below(conn, "/tinh/xa/thon/", retired=True)] == ["loa-1"]
        assert devices.known(conn, ["loa-1", "nobody"]) == {"loa-1"}
        assert not devices.change(conn, "nobody", name="x")


def test_a_device_lies_somewhere(province: Store) -> None:
    with pytest.raises(IntegrityError), province.write() as conn:
        devices.add(conn, "loa-9", "atlantis", "horn", "Loa", "hash", 1)
    with pytest.raises(IntegrityError), province.write() as conn:
        devices.add(conn, "loa-1", "xa", "horn", "Loa", "hash", 1)


def test_media_are_known_once(province: Store) -> None:
    with province.write() as conn:
        first = Medium("a" * 64, "master", 1_000, 2_000, 1, {"rate": 48_000}, "bản tin.mp3", "xa")
        opus = Medium("b" * 64, "opus", 500, 2_000, 1)
        assert media.add(conn, first)
        assert not media.add(conn, Medium("a" * 64, "master", 1_000, 2_000, 9, None, "again"))
        assert media.add(conn, opus)
        assert media.get(conn, "a" * 64) == first
        assert media.many(conn, ["a" * 64, "c" * 64]) == {"a" * 64: first}
        pages = [Rendition("w" * 64, "led-192x64", part, "b" * 64, 5_000) for part in (1, 0)]
        media.made(conn, [Rendition("a" * 64, "opus-48", 0, "b" * 64), *pages])
        media.made(conn, pages)
        media.made(conn, [])
        assert media.rendition(conn, "w" * 64, "led-192x64") == pages[::-1]
        assert media.rendition(conn, "w" * 64, "another") == []
        assert len(media.made_from(conn, ["a" * 64, "w" * 64])) == 3


def test_a_timetable_is_never_replaced_by_an_older_one(province: Store) -> None:
    def table(device: str, version: int) -> Timetable:
        return Timetable(device, version, "c" * 64, f"{version:064d}", b"\x00\xff signed", 1, 9)

    with province.write() as conn:
        timetables.put(conn, [])
        timetables.put(conn, [table("loa-1", 5), table("loa-2", 5)])
        timetables.put(conn, [table("loa-1", 6), table("loa-2", 4)])
        assert timetables.get(conn, "loa-1") == table("loa-1", 6)
        assert timetables.get(conn, "loa-3") is None
        mark = Mark("loa-2", 5, "c" * 64, f"{5:064d}", 9)
        assert timetables.marks(conn, ["loa-2", "nobody"]) == {"loa-2": mark}
        assert set(timetables.marks(conn)) == {"loa-1", "loa-2"}
        assert [one.device for one in timetables.every(conn, limit=1)] == ["loa-1"]
        assert [one.device for one in timetables.every(conn, "loa-1")] == ["loa-2"]


def test_documents_stay_while_a_timetable_names_them(province: Store) -> None:
    with province.write() as conn:
        timetables.put(conn, [Timetable("loa-1", 1, "c" * 64, "d" * 64, b"", 1, 9)])
        for digest in ("d" * 64, "e" * 64, "e" * 64):
            timetables.keep_document(conn, digest, digest.encode(), 100)
        assert timetables.sweep_documents(conn, 100) == 0
        assert timetables.sweep_documents(conn, 101) == 1
        assert timetables.document(conn, "d" * 64) == b"d" * 64
        assert timetables.document(conn, "e" * 64) is None


def test_keys_are_withdrawn_once(province: Store) -> None:
    key = Key("command-1", "x", ["command"], "tinh", 1, 9)
    with province.write() as conn:
        keys.add(conn, key)
        assert keys.revoke(conn, "command-1", 5)
        assert not keys.revoke(conn, "command-1", 6)
        assert not keys.revoke(conn, "nobody", 6)
        assert keys.every(conn) == [Key("command-1", "x", ["command"], "tinh", 1, 9, 5)]
        assert keys.get(conn, "nobody") is None
        assert keys.get(conn, "command-1") == keys.every(conn)[0]


def test_a_pair_of_neighbours_is_there_once_whoever_is_named_first(province: Store) -> None:
    with province.write() as conn:
        neighbours.put(conn, "loa-2", "loa-1", 40)
        neighbours.put(conn, "loa-1", "loa-2", 50)
        neighbours.put(conn, "loa-3", "loa-2")
        assert neighbours.every(conn) == [Pair("loa-1", "loa-2", 50), Pair("loa-2", "loa-3", None)]
        assert neighbours.of(conn, ["loa-1"]) == [Pair("loa-1", "loa-2", 50)]
        assert neighbours.of(conn, []) == []
        assert neighbours.remove(conn, "loa-2", "loa-1")
        assert not neighbours.remove(conn, "loa-2", "loa-1")
    with pytest.raises(IntegrityError), province.write() as conn:
        neighbours.put(conn, "loa-1", "atlantis")
