"""Programmes over the API: made, agreed to, sounding in step, and what bad lists get."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from controller.demo import sample
from controller.store import announcements, areas, programmes
from tests.api.test_api_path import codes
from tests.path.joined import DAY, MORNING, keep_master
from tests.path.path_sounds import tone
from tests.serving import APPROVER, CHIEF, EDITOR, TECHNICIAN, Served, served

API = "/api/v1"


@pytest.fixture(autouse=True)
def afterwards(service: Served) -> Iterator[None]:
    """What sounds in one test, and the hours that it set, must not be in the way of another."""
    yield
    with service.desk.store.write() as conn:
        for row, _ in programmes.below(conn):
            programmes.remove(conn, row.id, row.edition)
        areas.change(conn, sample.COMMUNE, hours=sample.ALL_DAY, horns=None, pause_ms=None)
        live = announcements.in_state(conn, "draft", "submitted", "approved", "ready", "planned")
    for one in live:
        service.client(CHIEF).post(f"{API}/announcements/{one.id}/cancel", json={}).raise_for_status()
    service.commune.work()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Served]:
    """One of its own, for a test that lets time go on."""
    with served(tmp_path) as made:
        yield made


SOUNDS: dict[float, str] = {}


def sounding(service: Served, seconds: float) -> str:
    """The hash of a sound of that length."""
    file = service.desk.settings.data_dir / f"notice-{seconds}.wav"
    if not file.exists():
        SOUNDS[seconds] = keep_master(service.desk, tone(file, seconds=seconds)).hash
    return SOUNDS[seconds]


def announced(service: Served, title: str, seconds: float = 2, login: str = EDITOR, **changes: Any) -> str:
    """A daily announcement at 05:30 with a sound, as a draft; its id."""
    client = service.client(login)
    draft = {
        "area": "xa-tan-hoa",
        "title": title,
        "areas": ["xa-tan-hoa"],
        "start": "2026-11-22T05:30",
        "rrule": "FREQ=DAILY",
        "sound": sounding(service, seconds),
        "page": False,
        "chime": False,
    }
    made = client.post(f"{API}/announcements", json=draft | changes)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def approved(service: Served, id: str) -> str:
    here = f"{API}/announcements/{id}"
    one = service.client(EDITOR).post(f"{here}/submit").raise_for_status().json()
    service.client(APPROVER).post(f"{here}/approve", json={"fingerprint": one["fingerprint"]}).raise_for_status()
    return id


def programme(*entries: str | dict[str, Any], **changes: Any) -> dict[str, Any]:
    whole = {
        "area": "xa-tan-hoa",
        "name": "Buổi chiều",
        "start": "2026-11-22T05:30",
        "rrule": "FREQ=DAILY",
        "minutes": 5,
        "entries": [{"announcement": one} if isinstance(one, str) else one for one in entries],
    }
    return whole | changes


def agreed(service: Served, given: dict[str, Any]) -> dict[str, Any]:
    made = service.client(EDITOR).post(f"{API}/programmes", json=given)
    assert made.status_code == 201, made.text
    one = made.json()
    done = service.client(APPROVER).post(
        f"{API}/programmes/{one['id']}/agree", json={"fingerprint": one["fingerprint"]}
    )
    assert done.status_code == 200, done.text
    return dict(done.json())


def items(service: Served, device: str) -> list[tuple[str, int, int]]:
    """What a device will sound on that Sunday: announcement, seconds after 05:30, length in ms."""
    found = service.client(EDITOR).get(f"{API}/devices/{device}/timetable").json()["items"]
    return [
        (one["id"].partition(".")[0], (one["start_ms"] - MORNING) // 1000, one["longest_ms"])
        for one in found
        if MORNING <= one["start_ms"] < MORNING + DAY // 2
    ]


def test_made_agreed_and_heard_in_step(fresh: Served) -> None:
    service = fresh
    tune, east, close = (announced(service, title) for title in ("Nhạc hiệu", "Tin thôn Đông", "Lời kết"))
    east_only = {"area": "xa-tan-hoa", "title": "Tin thôn Đông", "areas": ["thon-dong"], "start": "2026-11-22T05:30"}
    row = service.client(EDITOR).get(f"{API}/announcements/{east}").json()
    changed = east_only | {"rrule": "FREQ=DAILY", "sound": row["sound"], "page": False, "chime": False, "edition": 1}
    service.client(EDITOR).put(f"{API}/announcements/{east}", json=changed).raise_for_status()
    for one in (tune, east, close):
        approved(service, one)
    lines: list[str | dict[str, Any]] = [
        tune,
        {"announcement": east, "gap_s": 5},
        {"announcement": close, "gap_s": 3, "repeats": 3, "pause_s": 4},
    ]
    made = service.client(EDITOR).post(f"{API}/programmes", json=programme(*lines)).json()
    assert (made["in_force"], made["steps"]) == (False, ["edit", "remove"])
    service.commune.work()
    assert [one[1] for one in items(service, "loa-dong-1")] == [0, 2, 4]  # each by itself, by the law of conflicts

    done = service.client(APPROVER).post(
        f"{API}/programmes/{made['id']}/agree", json={"fingerprint": made["fingerprint"]}
    )
    assert done.json()["in_force"] is True
    service.commune.work()
    assert items(service, "loa-dong-1") == [(tune, 0, 2000), (east, 7, 2000), (close, 12, 14_000)]
    assert items(service, "loa-doai-1") == [(tune, 0, 2000), (close, 12, 14_000)]

    days = {"from": "2026-11-22", "until": "2026-11-22"}
    for where in ("areas/thon-doai", "devices/loa-doai-1", "areas/xa-tan-hoa"):
        entries = service.client(EDITOR).get(f"{API}/{where}/plan", params=days).json()["entries"]
        begin = {one["announcement"]: (one["start_ms"] - MORNING) // 1000 for one in entries}
        assert {one["programme"] for one in entries} == {made["id"]}
        assert "Trong chương trình “Buổi chiều”, mục 3." in next(
            one["words"] for one in entries if one["announcement"] == close
        )
        assert (begin[tune], begin[close]) == (0, 12), where

    service.commune.run(MORNING - service.commune.now + 60_000, slice_ms=60_000)
    for one, boxes in ((tune, 6), (east, 2), (close, 6)):
        rows = service.client(EDITOR).get(f"{API}/announcements/{one}/deliveries").json()
        played = [row for row in rows if row["subject"] == f"{one}.20261122t0530" and row["rung"] == "finished"]
        assert len(played) == boxes
        assert all(row["frames"] >= (13.9 if one == close else 1.9) * 8_000 for row in played)
        assert len({row["started_ms"] for row in played}) == 1

    log = service.client(CHIEF).get(f"{API}/audit")
    if log.status_code == 200:
        assert "programme-agree" in log.text


def test_order_is_the_editors_and_slots_are_the_leaders(service: Served) -> None:
    one, two = (approved(service, announced(service, title)) for title in ("Một", "Hai"))
    made = agreed(service, programme(one, two))
    editor, leader, here = service.client(EDITOR), service.client(APPROVER), f"{API}/programmes/{made['id']}"
    service.commune.work()
    first = {it[0]: it[1] for it in items(service, "loa-dong-1")}
    assert (first[one], first[two]) == (0, 2)
    three = approved(service, announced(service, "Ba"))  # agreed later: outside the list an equal may go first

    def change(edition: int, *entries: Any, **changes: Any) -> httpx.Response:
        given = programme(*entries, **changes) | {"edition": edition}
        given.pop("area")
        return editor.put(here, json=given)

    moved = change(2, {"announcement": two}, {"announcement": three, "gap_s": 10}, one, name="Chiều nay")
    assert (moved.json()["in_force"], moved.json()["edition"]) == (True, 3)
    service.commune.work()
    assert items(service, "loa-dong-1") == [(two, 0, 2000), (three, 12, 2000), (one, 14, 2000)]

    stale = change(2, one, two)
    assert (stale.status_code, codes(stale)) == (409, {"programme-edited-meanwhile": None})
    longer = change(3, {"announcement": two, "repeats": 2}, one).json()
    assert (longer["in_force"], longer["approver"] is not None) == (False, True)
    assert codes(editor.post(f"{here}/agree", json={"fingerprint": longer["fingerprint"]})) == {"role-may-not": None}
    old = leader.post(f"{here}/agree", json={"fingerprint": made["fingerprint"]})
    assert (old.status_code, codes(old)) == (409, {"programme-changed": None})
    assert leader.post(f"{here}/agree", json={"fingerprint": longer["fingerprint"]}).json()["in_force"]
    again = leader.post(f"{here}/agree", json={"fingerprint": longer["fingerprint"]})
    assert (again.status_code, codes(again)) == (409, {"programme-agreed": None})
    assert change(5, {"announcement": two}, one).json()["in_force"]  # fewer repetitions need nobody
    assert not change(6, {"announcement": two}, one, minutes=6).json()["in_force"]

    assert codes(service.client(TECHNICIAN).delete(here, params={"edition": 7})) == {"role-may-not": None}
    assert codes(leader.delete(here, params={"edition": 1})) == {"programme-edited-meanwhile": None}
    assert leader.delete(here, params={"edition": 7}).status_code == 204
    assert codes(leader.get(here)) == {"programme-unknown": None}
    service.commune.work()
    assert sorted(it[1] for it in items(service, "loa-dong-1")) == [0, 2, 4]


def test_a_leader_returns_it_with_a_reason_until_it_is_changed(service: Served) -> None:
    given = programme(announced(service, "Một"))
    editor, leader = service.client(EDITOR), service.client(APPROVER)
    made = editor.post(f"{API}/programmes", json=given).json()
    here = f"{API}/programmes/{made['id']}"
    why = {"fingerprint": made["fingerprint"], "reason": "Dời sang 17:30."}
    assert codes(leader.post(f"{here}/return", json=why | {"reason": " "})) == {"reason-blank": "reason"}
    assert codes(leader.post(f"{here}/return", json=why | {"fingerprint": "x"})) == {"programme-changed": None}
    assert codes(editor.post(f"{here}/return", json=why)) == {"role-may-not": None}
    assert leader.get(here).json()["steps"] == ["agree", "remove", "return"]
    back = leader.post(f"{here}/return", json=why).json()
    assert (back["reason"], back["in_force"]) == ("Dời sang 17:30.", False)
    assert editor.get(here).json()["reason"] == "Dời sang 17:30."
    changed = {name: value for name, value in given.items() if name != "area"} | {"minutes": 6}
    changed["edition"] = back["edition"]
    assert editor.put(here, json=changed).json()["reason"] == ""
    seen = leader.get(here).json()["fingerprint"]
    assert leader.post(f"{here}/agree", json={"fingerprint": seen}).json()["in_force"]
    assert codes(leader.post(f"{here}/return", json=why)) == {"programme-agreed": None}


def test_nobody_agrees_to_his_own_slots(service: Served) -> None:
    one = announced(service, "Một")
    chief = service.client(CHIEF)
    made = chief.post(f"{API}/programmes", json=programme(one)).json()
    own = chief.post(f"{API}/programmes/{made['id']}/agree", json={"fingerprint": made["fingerprint"]})
    assert (own.status_code, codes(own)) == (403, {"own-programme": None})


def test_what_does_not_fit_is_said_with_what_would_help(service: Served) -> None:
    ids = [announced(service, f"Mục {number}", start="2026-11-22T17:05") for number in range(1, 5)]
    editor = service.client(EDITOR)
    often = {"announcement": ids[3], "repeats": 2, "pause_s": 492}
    given = programme(*ids[:3], often, start="2026-11-22T17:05")
    refused = editor.post(f"{API}/programmes", json=given)
    (problem,) = refused.json()["errors"]
    assert (problem["code"], problem["field"]) == ("programme-too-long-offers", "minutes")
    assert problem["detail"] == (
        "Chương trình “Buổi chiều” lúc 17:05 22/11/2026 dài hơn khung giờ 3 phút 22 giây: mục 4 chỉ phát một lần, "
        "bớt mục 4, kéo dài khung giờ thành 9 phút, hoặc bắt đầu lúc 17:00."
    )
    assert "is 3 min 22 s longer than its slot: let item 4 sound only once" in problem["detail_en"]
    same = editor.post(f"{API}/programmes/check", json=given).json()["remarks"]
    assert problem["detail"] in [one["detail"] for one in same if one["blocks"]]
    assert editor.get(f"{API}/programmes").json() == {"programmes": []}

    made = editor.post(f"{API}/programmes", json=given | {"minutes": 9}).json()
    found = editor.get(f"{API}/programmes/{made['id']}/slots", params={"from": "2026-11-22", "until": "2026-11-23"})
    first, second = found.json()["slots"]
    assert [(place["number"], place["start_ms"] - first["start_ms"]) for place in first["places"]] == [
        (1, 0),
        (2, 2_000),
        (3, 4_000),
        (4, 6_000),
    ]
    assert (first["total_ms"], first["over_ms"], first["offers"]) == (502_000, 0, [])
    assert second["start_ms"] - first["start_ms"] == DAY


def test_an_announcement_that_makes_a_later_slot_too_long_is_told_when_and_what_helps(service: Served) -> None:
    daily, guest = announced(service, "Hằng ngày", 40), announced(service, "Thứ Ba", 15, rrule="FREQ=WEEKLY;BYDAY=TU")
    agreed(service, programme(daily, guest, minutes=1))
    editor, here = service.client(EDITOR), f"{API}/announcements/{guest}"
    approved(service, daily)
    row = editor.get(here).json()
    body = {name: row[name] for name in ("area", "title", "areas", "rrule", "page", "chime", "edition", "start")}
    editor.put(here, json=body | {"sound": sounding(service, 31)}).raise_for_status()
    refused = editor.post(f"{here}/submit")
    (problem,) = refused.json()["errors"]
    assert problem["detail"].startswith(
        "Chương trình “Buổi chiều” lúc 05:30 24/11/2026 dài hơn khung giờ 11 giây: bớt mục 2,"
    )
    assert editor.get(f"{here}/outlook").json()["remarks"][0]["code"] == "programme-too-long-offers"


def test_bad_lists(service: Served) -> None:
    one, two = announced(service, "Một"), announced(service, "Hai")
    silent = announced(service, "Chữ", sound=None, page=True, text="Chữ")
    storm, gone = announced(service, "Bão", klass="emergency"), announced(service, "Thôi")
    editor = service.client(EDITOR)
    editor.post(f"{API}/announcements/{gone}/cancel", json={}).raise_for_status()
    cases: list[tuple[dict[str, Any], dict[str, str | None]]] = [
        ({"entries": []}, {"programme-empty": "entries"}),
        (programme(one, two, one), {"entry-twice": "entries.2.announcement"}),
        (programme("aaaaaaaaa"), {"entry-unknown": "entries.0.announcement"}),
        (programme(one, gone), {"entry-over": "entries.1.announcement"}),
        (programme(silent), {"entry-silent": "entries.0.announcement"}),
        (programme(storm), {"entry-emergency": "entries.0.announcement"}),
        ({"minutes": 0}, {"slot-length-out-of-range": "minutes"}),
        ({"minutes": 1000}, {"slot-length-out-of-range": "minutes"}),
        ({"start": "2026-11-22T23:58"}, {"slot-crosses-midnight": "minutes"}),
        ({"start": ""}, {"start-missing": "start"}),
        ({"start": "2026-11-31T05:30"}, {"bad-date": "start"}),
        ({"start": "2026-11-20T05:30", "rrule": None}, {"start-in-past": "start"}),
        ({"rrule": "FREQ=MINUTELY"}, {"rule-too-often": "rrule"}),
        ({"rrule": "FREQ=DAILY", "lunar": "FREQ=MONTHLY;BYMONTHDAY=1"}, {"rule-twice": "lunar"}),
        (programme({"announcement": one, "gap_s": 86_400}), {"gap-out-of-range": "entries.0.gap_s"}),
        (programme({"announcement": one, "repeats": 10_000}), {"repeats-out-of-range": "entries.0.repeats"}),
        (programme({"announcement": one, "pause_s": -1}), {"pause-out-of-range": "entries.0.pause_s"}),
        (programme(one, *([two] * 60)), {"programme-too-many": "entries"}),
        ({"name": " "}, {"name-blank": "name"}),
        ({"name": "x" * 161}, {"field-too-long": "name"}),
        ({"area": "xa-khac"}, {"area-unknown": None}),
        ({"area": "tinh-phu-tho"}, {"area-not-reached": None}),
        ({"area": "thon-dong"}, {"entry-elsewhere": "entries.0.announcement"}),
        (
            programme({"announcement": one, "gap_s": -1}, "aaaaaaaaa", name="", minutes=0),
            {"gap-out-of-range": "entries.0.gap_s", "name-blank": "name", "slot-length-out-of-range": "minutes"},
        ),
    ]  # fmt: skip
    for change, wanted in cases:
        answer = editor.post(f"{API}/programmes", json=programme(one) | change)
        assert (answer.status_code >= 400, codes(answer)) == (True, wanted), change
    assert editor.get(f"{API}/programmes").json() == {"programmes": []}


def test_slots_outside_hours_or_over_another_programme(service: Served) -> None:
    one, two = announced(service, "Một"), announced(service, "Hai")
    editor = service.client(EDITOR)
    agreed(service, programme(one, minutes=10))
    over = editor.post(f"{API}/programmes", json=programme(two, start="2026-11-22T05:39", name="Sau"))
    assert codes(over) == {"programme-collides": "start"}
    assert over.json()["detail"] == (
        "Lúc 05:39 22/11/2026 chương trình “Buổi chiều” đang phát trên cùng thiết bị. Hãy chọn khung giờ khác."
    )
    assert editor.post(f"{API}/programmes", json=programme(two, start="2026-11-22T05:40", name="Sau")).is_success
    with service.desk.store.write() as conn:
        windows = [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "05:00", "end": "18:00"}]
        areas.change(conn, sample.COMMUNE, hours={"windows": windows})
    late = editor.post(f"{API}/programmes", json=programme(two, start="2026-11-22T17:57", minutes=9))
    assert codes(late) == {"finding-outside-hours": "start"}
    assert late.json()["detail"] == (
        "Lúc 17:57 22/11/2026 nằm ngoài khung giờ được phép phát. Giờ được phép gần nhất là 17:51 22/11/2026."
    )


def test_an_entry_that_never_meets_its_slot_is_told_so_with_the_time_to_set(service: Served) -> None:
    one, other = announced(service, "Một"), announced(service, "Trưa", start="2026-11-22T11:30")
    remarks = service.client(EDITOR).post(f"{API}/programmes/check", json=programme(one, other)).json()["remarks"]
    told = {remark["code"]: remark for remark in remarks}
    assert not any(remark["blocks"] for remark in remarks)
    assert told["entry-never-meets"]["field"] == "entries.1.announcement"
    assert told["entry-never-meets"]["detail"].endswith("Hãy đặt giờ phát của bản tin là 05:30.")
    assert told["entry-not-agreed"]["field"] == "entries.0.announcement"


def test_another_commune_sees_nothing_of_it(service: Served) -> None:
    one = announced(service, "Một")
    made = agreed(service, programme(one))
    chief = service.client(CHIEF)
    person = {
        "login": "nguoi-la",
        "name": "Người Lạ",
        "role": "editor",
        "area": "thon-doai",
        "password": "ba loa đầu làng",
    }
    chief.post(f"{API}/users", json=person).raise_for_status()
    stranger = service.client()
    stranger.post(f"{API}/session", json={"login": "nguoi-la", "password": "ba loa đầu làng"}).raise_for_status()
    assert stranger.get(f"{API}/programmes").json() == {"programmes": []}
    for path in ("", "/slots"):
        assert codes(stranger.get(f"{API}/programmes/{made['id']}{path}")) == {"programme-unknown": None}
    wished = stranger.post(f"{API}/programmes", json=programme(one, area="thon-doai"))
    assert codes(wished) == {"entry-unknown": "entries.0.announcement"}
    assert service.client().get(f"{API}/programmes").status_code == 401


def test_days_that_are_asked_for(service: Served) -> None:
    made = agreed(service, programme(announced(service, "Một")))
    here, editor = f"{API}/programmes/{made['id']}/slots", service.client(EDITOR)
    assert len(editor.get(here).json()["slots"]) == 7
    for bad, code in (
        ({"from": "30/2"}, "bad-date"),
        ({"from": "2026-11-22", "until": "2026-11-21"}, "days-out-of-range"),
        ({"from": "2026-11-22", "until": "2027-11-21"}, "days-out-of-range"),
    ):
        assert list(codes(editor.get(here, params=bad))) == [code]


def test_priority_announcements_that_meet_at_a_place_in_a_list_are_asked_about_there(service: Served) -> None:
    """The list shifts the first from 17:00 to 17:01:05, into the other; by its own time nobody would be asked."""
    tune = announced(service, "Nhạc hiệu", 5, start="2026-11-22T17:00")
    first = announced(service, "Cắt điện", 4, start="2026-11-22T17:00", klass="priority")
    other = announced(service, "Tiêm phòng", 4, start="2026-11-22T17:01", rrule=None, klass="priority")
    late = {"announcement": first, "gap_s": 58, "repeats": 2, "pause_s": 6}
    agreed(service, programme(tune, late, start="2026-11-22T17:00"))
    for one in (tune, first, other):
        approved(service, one)
    service.commune.work()
    leader = service.client(APPROVER)
    (question,) = leader.get(f"{API}/orders/open").json()
    assert {one["id"] for one in question["announcements"]} == {first, other}
    assert question["until_ms"] == MORNING + (11 * 60 + 31) * 60_000 + 4_000
    today = {"from": "2026-11-22", "until": "2026-11-22"}
    entries = leader.get(f"{API}/areas/xa-tan-hoa/plan", params=today).json()["entries"]
    assert {one["announcement"]: one["end_ms"] - one["start_ms"] for one in entries if one["state"] == "asks"} == {
        first: 14_000,
        other: 4_000,
    }
    said = leader.post(f"{API}/orders", json={"announcements": [first, other]})
    assert said.status_code == 201, said.text
    service.commune.work()
    assert leader.get(f"{API}/orders/open").json() == []


def test_neighbours_that_speak_in_turn_need_longer_for_a_list_and_keep_its_order(service: Served) -> None:
    technician, editor = service.client(TECHNICIAN), service.client(EDITOR)
    technician.put(f"{API}/neighbours/loa-dong-2/loa-dong-1", json={}).raise_for_status()
    horns = technician.put(f"{API}/areas/xa-tan-hoa/horns", json={"horns": "in-turn", "pause_ms": 2000})
    horns.raise_for_status()
    one, two = (approved(service, announced(service, title, 15)) for title in ("Một", "Hai"))
    short = editor.post(f"{API}/programmes", json=programme(one, two, minutes=1))
    assert codes(short) == {"programme-too-long-offers": "minutes"}
    assert "dài hơn khung giờ 4 giây" in short.json()["detail"]
    made = agreed(service, programme(one, two, minutes=2))
    service.commune.work()
    starts = {box: [it[:2] for it in items(service, box)] for box in ("loa-dong-1", "loa-dong-2", "loa-doai-1")}
    assert sorted([starts.pop("loa-dong-1"), starts.pop("loa-dong-2")]) == sorted(
        [[(one, 0), (two, 32)], [(one, 17), (two, 49)]]
    )
    assert starts == {"loa-doai-1": [(one, 0), (two, 15)]}
    today = {"from": "2026-11-22", "until": "2026-11-22"}
    (slot,) = editor.get(f"{API}/programmes/{made['id']}/slots", params=today).json()["slots"]
    assert (slot["turns"], slot["total_ms"]) == (2, 64_000)
    technician.delete(f"{API}/neighbours/loa-dong-1/loa-dong-2").raise_for_status()


def test_a_single_time_that_makes_its_slot_too_long_is_refused_for_that_day(service: Served) -> None:
    one, two = (approved(service, announced(service, title, 20)) for title in ("Một", "Hai"))
    agreed(service, programme(one, two, minutes=1))
    service.commune.work()
    there = f"{API}/announcements/{two}/occurrences/2026-11-23T05:30"
    longer = service.client(EDITOR).put(there, json={"kind": "changed", "sound": sounding(service, 50)})
    assert codes(longer) == {"programme-too-long-offers": "to"}
    assert "lúc 05:30 23/11/2026 dài hơn khung giờ 10 giây: bớt mục" in longer.json()["detail"]
    assert service.client(EDITOR).put(there, json={"kind": "changed", "sound": sounding(service, 40)}).is_success
