"""The list of devices: counted by state and place, searched without marks, turned over without losing one."""

from __future__ import annotations

from controller.fleet import roster
from controller.fleet.roster import Line, parts, sheet
from controller.store.areas import Area
from controller.store.roster import Row


def area(code: str, parent: str | None, path: str, name: str) -> Area:
    return Area(code, parent, path, "commune", name, "UTC", None, None, 1)


def line(number: int, state: str = "online", place: str = "thon-doai", name: str = "Loa ngõ Giếng") -> Line:
    path = f"/xa/{place}/"
    row = Row(f"d-{number:03}", f"{name} {number}", "horn", place, "Thôn Đoài", path, "UTC", True, "online", 1, 1)
    return Line(row, state)


EVERY = sorted((line(n, "off" if n % 5 == 0 else "online") for n in range(100)), key=lambda one: one.key)


def test_pages_follow_one_another_and_what_is_broken_comes_first():
    seen: list[str] = []
    after, found = "", None
    while found is None or found.after:
        found = sheet(EVERY, after=after, size=30)
        seen += [one.row.id for one in found.lines]
        after = found.after
    assert sorted(seen) == [one.row.id for one in sorted(EVERY, key=lambda one: one.row.id)]
    assert {one.state for one in sheet(EVERY, size=20).lines} == {"off"}


def test_a_device_that_mends_meanwhile_makes_no_gap():
    first = sheet(EVERY, size=30)
    mended = sorted((Line(one.row, "online") for one in EVERY), key=lambda one: one.key)
    rest = sheet(mended, after=first.after, size=100)
    there = {one.row.id for one in first.lines} | {one.row.id for one in rest.lines}
    assert there >= {one.row.id for one in EVERY if one.state == "online"}


def test_words_are_found_without_marks_in_any_order():
    assert sheet(EVERY, wanted="GIENG doai 007").found == 1
    assert sheet(EVERY, wanted="giếng 7", size=100).found == 19
    assert sheet(EVERY, wanted="không có").found == 0
    assert roster.folded("Đường Đoài") == "duong doai"


def test_counts_are_of_what_was_searched_whatever_the_state():
    found = sheet(EVERY, state="off", wanted="loa")
    assert (found.found, found.counts) == (20, {"off": 20, "online": 80})
    assert sheet(EVERY, state="nonsense").found == 100


def test_a_broken_address_begins_at_the_top():
    for after in ("x", "~", "0~", "-1~/xa/~d-1", "99999~/~", "0~/xa/"):
        assert sheet(EVERY, after=after).lines[0] == EVERY[0]


def test_places_are_counted_with_all_below_them():
    top = area("xa", None, "/xa/", "Xã")
    inside = [top, area("thon", "xa", "/xa/thon/", "Thôn"), area("b", "xa", "/xa/b/", "B")]
    every = [line(1, place="thon"), line(2, "off", place="thon/xom")]
    (one,) = parts(every, inside, top)
    assert (one.area.code, one.counts) == ("thon", {"online": 1, "off": 1})
