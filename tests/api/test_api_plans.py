"""Plans to read: as JSON, and as iCalendar feeds whose addresses are narrow and revocable."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from controller.broadcast.approve import approve
from controller.broadcast.cancel import cancel
from controller.broadcast.form import edit
from controller.broadcast.submit import submit
from controller.store import announcements
from controller.store.announcements import Announcement
from tests.path.joined import HOUR, MINUTE, MORNING, keep_master
from tests.path.path_sounds import tone
from tests.serving import CHIEF, EDITOR, Served

TITLE = "Giá lúa; hôm nay, ngày mai\\n và nước mặn: Đồng Tháp, Bến Tre, Cà Mau — rất đáng lo, bà con hãy nghe kỹ"
TODAY, TOMORROW = "2026-11-22", "2026-11-23"


@pytest.fixture(scope="module")
def sounding(service: Served, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Announcement]:
    """A daily notice, an emergency over it on one morning, and one that was cancelled."""
    commune = service.commune
    sound = keep_master(commune.desk, tone(Path(tmp_path_factory.mktemp("sounds")) / "a.wav", seconds=60)).hash
    agree, draft = commune.agree, commune.draft
    made = {
        "daily": agree(draft("2026-11-22T05:30", title=TITLE, sound=sound, page=False, rrule="FREQ=DAILY")),
        "storm": agree(draft("2026-11-23T05:30", title="Bão", sound=sound, page=False, klass="emergency")),
        "east": agree(draft("2026-11-24T17:00", title="Thôn Đông họp", areas=("thon-dong",), sound=sound, page=False)),
        "off": agree(draft("2026-11-24T18:00", title="Bị hủy", page=True)),
    }
    commune.work()
    cancel(commune.desk, commune.who("lanhdao"), made["off"].id, "hoãn")
    commune.work()
    return made


def entries(service: Served, path: str, login: str = EDITOR, **query: str) -> dict[str, dict[str, Any]]:
    answer = service.client(login).get(f"/api/v1/{path}/plan", params={"from": TODAY, "until": "2026-11-26"} | query)
    assert answer.status_code == 200, answer.text
    return {one["occurrence"]: one for one in answer.json()["entries"]}


def test_an_area_s_plan_has_every_time_once_and_says_what_happens_to_it(service, sounding):
    found = entries(service, "areas/xa-tan-hoa")
    daily, storm, off = sounding["daily"].id, sounding["storm"].id, sounding["off"].id
    assert [one["start"] for one in found.values() if one["announcement"] == daily] == [
        "2026-11-22T05:30",
        "2026-11-23T05:31",
        "2026-11-24T05:30",
        "2026-11-25T05:30",
        "2026-11-26T05:30",
    ]
    assert found[f"{storm}.20261123t0530"]["state"] == "planned"
    moved = found[f"{daily}.20261123t0530"]
    assert moved["state"] == "moved"
    assert moved["words"] == ["Phát muộn 1 phút 3 giây, sau bản tin ưu tiên hơn: “Bão”."]
    assert found[f"{off}.20261124t1800"]["state"] == "cancelled"


def test_a_device_s_plan_has_only_what_concerns_it(service, sounding):
    east = f"{sounding['east'].id}.20261124t1700"
    assert east in entries(service, "devices/loa-dong-1")
    assert east not in entries(service, "devices/loa-doai-1")
    assert entries(service, "devices/bang-ubnd").keys() == {f"{sounding['off'].id}.20261124t1800"}


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"from": "2026-11-26", "until": TODAY}, 422, "end-before-start"),
        ({"from": TODAY, "until": "2027-03-01"}, 422, "days-too-many"),
        ({"from": "2026-02-30"}, 422, None),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(service, query, status, code):
    answer = service.client(EDITOR).get("/api/v1/areas/xa-tan-hoa/plan", params=query)
    assert answer.status_code == status
    assert answer.json()["detail"]
    assert code is None or answer.json()["code"] == code


def test_another_commune_s_plan_is_not_there(service):
    assert service.client(EDITOR).get("/api/v1/areas/tinh-phu-tho/plan").status_code == 404
    assert service.client(EDITOR).get("/api/v1/devices/loa-khac/plan").status_code == 404
    assert service.client().get("/api/v1/areas/xa-tan-hoa/plan").status_code == 401


# ------------------------------------------------------------------ the feed


def address(service: Served, login: str = EDITOR, kind: str = "area", target: str = "xa-tan-hoa") -> tuple[str, str]:
    """A new feed: its id and its path with the secret."""
    given = {"kind": kind, "target": target, "name": "Điện thoại"}
    made = service.client(login).post("/api/v1/feeds", json=given)
    assert made.status_code == 201, made.text
    return made.json()["id"], made.json()["url"].partition("/api/")[2]


def read(service: Served, path: str) -> dict[str, Any]:
    answer = service.client().get("/api/" + path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return {str(one["UID"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_the_feed_says_the_same_as_the_plan(service, sounding):
    events = read(service, address(service)[1])
    planned = entries(service, "areas/xa-tan-hoa", until="2026-12-06")
    assert {uid.partition("@")[0] for uid in events} == set(planned)
    for uid, event in events.items():
        entry = planned[uid.partition("@")[0]]
        assert event["DTSTART"].dt == datetime.fromtimestamp(entry["start_ms"] // 1000, UTC)
        assert event["DTEND"].dt == datetime.fromtimestamp(entry["end_ms"] // 1000, UTC)
        assert entry["title"] in str(event["SUMMARY"])
        for sentence in entry["words"]:
            assert sentence in str(event["DESCRIPTION"])
    off = events[f"{sounding['off'].id}.20261124t1800@xa-tan-hoa.tieng-lang"]
    assert (str(off["STATUS"]), str(off["SUMMARY"])) == ("CANCELLED", "ĐÃ HỦY: Bị hủy")


def test_the_feed_keeps_the_rules_of_rfc_5545(service, sounding):
    body = service.client().get("/api/" + address(service)[1]).content
    lines = body.split(b"\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # a letter is not cut in two
    text = body.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:Giá lúa\\; hôm nay\\, ngày mai\\\\n và nước mặn: Đồng Tháp\\, Bến Tre" in text
    needed = ("UID:", "DTSTAMP:", "DTSTART:", "DTEND:", "SEQUENCE:", "LAST-MODIFIED:", "STATUS:")
    for event in text.split("BEGIN:VEVENT")[1:]:
        for name in needed:
            assert event.count("\r\n" + name) == 1, (name, event)
    assert text.count("VERSION:2.0") == text.count("PRODID:") == 1
    assert all(line.endswith("Z") for line in text.split("\r\n") if line.startswith(("DTSTART", "DTSTAMP", "DTEND")))


def test_nothing_changes_in_the_feed_while_nothing_changes(service, sounding):
    commune, path = service.commune, "/api/" + address(service)[1]
    first = service.client().get(path)
    commune.run(10 * MINUTE)
    commune.work()
    again = service.client().get(path)
    assert again.content == first.content
    same = service.client().get(path, headers={"if-none-match": first.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")


def test_what_changes_rises_in_sequence_and_the_rest_stays(service, sounding):
    commune, (_, path) = service.commune, address(service)
    before = read(service, path)
    commune.run(2 * MINUTE)
    with commune.desk.store.read() as conn:
        row = announcements.get(conn, sounding["east"].id)
    assert row is not None
    draft = commune.draft("2026-11-24T17:30", title="Thôn Đông họp", areas=("thon-dong",), sound=row.sound, page=False)
    edited = edit(commune.desk, commune.who("bientap"), row.id, draft, row.edition)
    commune.work()
    waiting = read(service, path)[f"{row.id}.20261124t1700@xa-tan-hoa.tieng-lang"]
    assert str(waiting["STATUS"]) == "CANCELLED"
    assert waiting["SEQUENCE"] > before[str(waiting["UID"])]["SEQUENCE"]
    assert waiting["LAST-MODIFIED"].dt > before[str(waiting["UID"])]["LAST-MODIFIED"].dt
    submit(commune.desk, commune.who("bientap"), row.id)
    approve(commune.desk, commune.who("lanhdao"), row.id, edited.fingerprint)
    commune.work()
    after = read(service, path)
    assert f"{row.id}.20261124t1730@xa-tan-hoa.tieng-lang" in after
    others = {uid for uid in before if not uid.startswith(row.id)}
    assert {uid: after[uid].to_ical() for uid in others} == {uid: before[uid].to_ical() for uid in others}


def test_an_address_opens_its_own_plan_and_nothing_else(service, sounding):
    id, path = address(service)
    secret = path.partition("key=")[2]
    stranger = service.client()
    for other in ("areas/thon-dong/plan.ics", "devices/loa-dong-1/plan.ics"):
        answer = stranger.get(f"/api/v1/{other}?key={secret}")
        assert (answer.status_code, answer.json()["code"]) == (401, "feed-wrong")
    bearer = {"authorization": f"Bearer {secret}"}
    assert stranger.get("/api/v1/devices", headers=bearer).status_code == 401
    assert stranger.get(f"/api/v1/areas/xa-tan-hoa/plan?key={secret}").status_code == 401
    assert secret not in service.client(EDITOR).get("/api/v1/feeds").text
    assert service.client(CHIEF).delete(f"/api/v1/feeds/{id}").status_code == 404
    assert service.client(EDITOR).delete(f"/api/v1/feeds/{id}").status_code == 204
    assert stranger.get("/api/" + path).status_code == 401
    assert service.client(EDITOR).delete(f"/api/v1/feeds/{id}").status_code == 404


def test_an_address_needs_a_name_and_a_place_of_one_s_own(service):
    client = service.client(EDITOR)
    given = {"kind": "area", "target": "xa-tan-hoa", "name": " "}
    assert client.post("/api/v1/feeds", json=given).json()["code"] == "feed-name-blank"
    given = {"kind": "area", "target": "tinh-phu-tho", "name": "x"}
    assert client.post("/api/v1/feeds", json=given).json()["code"] == "area-unknown"


def test_what_is_over_stays_as_it_was_told(service, sounding):
    """The last in this file: time goes on."""
    commune, (_, path) = service.commune, address(service)
    before = read(service, path)
    commune.run(MORNING - commune.now + HOUR, slice_ms=MINUTE)
    commune.work()
    after = read(service, path)
    past = [uid for uid, event in before.items() if event["DTEND"].dt < datetime.fromtimestamp(commune.now / 1000, UTC)]
    assert past
    assert {uid: after[uid].to_ical() for uid in past} == {uid: before[uid].to_ical() for uid in past}
    told = entries(service, "areas/xa-tan-hoa")[past[0].partition("@")[0]]
    assert told["state"] == "past"
    assert datetime.fromtimestamp(told["start_ms"] / 1000, UTC) == before[past[0]]["DTSTART"].dt
    assert timedelta() < before[past[0]]["DTEND"].dt - before[past[0]]["DTSTART"].dt < timedelta(minutes=2)
