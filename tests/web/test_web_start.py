"""The first hour on its page: from a list of names to the first notice; what is done is read from what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from controller.broadcast.approve import approve
from controller.errors import Refused
from controller.people import accounts
from controller.people.first import code_of
from controller.people.who import Who
from controller.places import founding
from controller.store import announcements, areas, audit, users
from schedules.errors import Refused as BadHours
from tests.path.joined import MINUTE
from tests.serving import APPROVER, CHIEF, EDITOR, PASSWORD, Served, newborn
from tests.web.doors import SECRET
from tests.web.test_web_forms import browser, text

XA = "xa-tan-hoa"


def chief(service: Served) -> Who:
    with service.desk.store.read() as conn:
        row = users.by_login(conn, CHIEF)
    assert row is not None
    return Who.of(row)


def test_names_are_pasted_as_people_have_them() -> None:
    pasted = "1. Thôn Đông\n 2) Thôn Đoài  \r\n\n- Xóm  Chợ\nThôn Đông\n" + "x" * 500
    assert founding.names_of(pasted) == ["Thôn Đông", "Thôn Đoài", "Xóm Chợ", "x" * 160]


def test_hamlets_are_added_once(service: Served) -> None:
    page = browser(service, CHIEF)
    done = page.post(f"/start/{XA}/hamlets", data={"names": "Thôn Đông\nThôn Thượng\nThôn Hạ <b>\n"})
    assert (done.status_code, "Thôn Thượng, Thôn Hạ <b>" in text(done) or "Thôn Thượng" in text(done)) == (200, True)
    assert "Hạ <b>" not in done.text
    page.post(f"/start/{XA}/hamlets", data={"names": "Thôn Thượng"})
    with service.desk.store.read() as conn:
        named = [one.name for one in areas.below(conn) if one.name == "Thôn Thượng"]
        assert code_of(conn, "Thôn Thượng") == "thon-thuong-2"
        last = audit.recent(conn, 1)[0]
    assert named == ["Thôn Thượng"]
    assert (last.action, last.who) == ("area-add", CHIEF) or last.action == "request"
    empty = page.post(f"/start/{XA}/hamlets", data={"names": " \n "})
    assert (empty.status_code, "Chưa có tên thôn nào" in text(empty)) == (422, True)
    many = page.post(f"/start/{XA}/hamlets", data={"names": "\n".join(f"Thôn {n}" for n in range(301))})
    assert (many.status_code, "tối đa 300" in text(many)) == (422, True)


@pytest.mark.parametrize("typed", ["", "sáng sớm", "25:00-26:00", "06:30-05:30", "05:30"])
def test_hours_that_are_none(service: Served, typed: str) -> None:
    page = browser(service, CHIEF)
    answer = page.post(f"/start/{XA}/hours", data={"hours": typed})
    assert answer.status_code == 422
    with pytest.raises((BadHours, Refused)):
        founding.windows_of(typed)


def test_hours_are_set_and_the_rest_of_them_stays(service: Served) -> None:
    with service.desk.store.write() as conn:
        areas.change(conn, XA, hours={"windows": [], "minutes_a_day": 90})
    done = text(browser(service, CHIEF).post(f"/start/{XA}/hours", data={"hours": "5:30-06:30, 17:00 – 18:00"}))
    assert "05:30–06:30, 17:00–18:00" in done
    with service.desk.store.read() as conn:
        hours = areas.known(conn, XA).hours
    assert hours["minutes_a_day"] == 90
    assert [(one["start"], one["end"]) for one in hours["windows"]] == [("05:30", "06:30"), ("17:00", "18:00")]


def test_programs_set_hours(service: Served) -> None:
    api, door = service.client(CHIEF), f"/api/v1/areas/{XA}/hours"
    every = {"windows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "24:00"}]}
    assert api.put(door, json={"hours": {"windows": [{"days": [9], "start": "1", "end": "2"}]}}).status_code == 422
    assert api.put(door, json={"hours": {"loud": 1}}).status_code == 422
    assert api.put(door, json={"hours": None}).json()["hours"] is None
    assert api.put(door, json={"hours": every}).json()["hours"] == every
    assert service.client(EDITOR).put(door, json={"hours": every}).status_code == 403


def test_nobody_else_founds_a_commune(service: Served) -> None:
    page = browser(service, EDITOR)
    assert page.get("/start").status_code == 403
    assert page.get(f"/start/{XA}/voice").status_code == 403
    for what in ("hamlets", "hours", "practice", "test", "voice"):
        assert (
            page.post(f"/start/{XA}/{what}", data={"names": "A", "hours": "05:00-06:00", "what": "begin"}).status_code
            == 403
        )
    assert service.client(EDITOR).put(f"/api/v1/areas/{XA}/practice", json={"on": True}).status_code == 403


def test_practising_is_seen_on_every_page(service: Served) -> None:
    page = browser(service, CHIEF)
    seen = page.post(f"/start/{XA}/practice", data={"what": "begin"})
    assert "Đang tập ở Xã Tân Hòa: loa thật không kêu" in text(seen)
    for login in (CHIEF, EDITOR):
        assert "loa thật không kêu" in text(browser(service, login).get("/announcements"))
    stopped = service.client(CHIEF).post("/api/v1/commands", json={"kind": "volume", "scope": XA, "volume": 10})
    assert stopped.json()["code"] == "practice-silent"
    api, door = service.client(CHIEF), f"/api/v1/areas/{XA}/practice"
    assert api.put(door, json={"on": True}).json()["code"] == "practice-on"
    assert "loa thật không kêu" not in text(page.post(f"/start/{XA}/practice", data={"what": "end"}))
    assert (
        service.client(CHIEF).put(f"/api/v1/areas/{XA}/practice", json={"on": False}).json()["code"] == "practice-off"
    )
    assert page.post(f"/start/{XA}/practice", data={"what": "dance"}).status_code == 404


def test_a_test_that_is_returned_late_or_of_nobody_says_so(service: Served) -> None:
    page, leader = browser(service, CHIEF), browser(service, APPROVER)
    door = f"/start/{XA}/test"
    assert page.post(door, data={"device": "khong-co"}).status_code == 404
    assert "Đang chờ duyệt" in text(page.post(door, data={"device": "loa-dong-1"}))
    again = text(page.post(door, data={"device": "loa-dong-2"}))  # the one before is taken back
    assert "Loa đầu làng thôn Đông sẽ kêu lúc" in again
    with service.desk.store.read() as conn:
        rows = [one for one in announcements.below(conn, "/") if one.title == "Phát thử loa"]
        assert sorted(one.state for one in rows) == ["cancelled", "submitted"]
        (row,) = (one for one in rows if one.state == "submitted")
        assert announcements.audience_of(conn, row.id).devices == ("loa-dong-2",)
    assert (row.volume, row.page, row.rrule) == (30, False, None)
    mine = service.client(CHIEF).post(f"/api/v1/announcements/{row.id}/approve", json={"fingerprint": row.fingerprint})
    assert mine.status_code in (403, 409)  # nobody approves what they wrote
    leader.post(f"/inbox/{row.id}/return", data={"kind": "facts", "fingerprint": row.fingerprint})
    assert "Bản tin thử bị trả lại hoặc đã hủy" in text(page.get("/start"))
    page.post(door, data={"device": "loa-dong-2"})
    service.commune.run(30 * MINUTE, slice_ms=10 * MINUTE)
    assert "Quá giờ mà chưa ai duyệt" in text(page.get("/start"))
    with service.desk.store.write() as conn:
        areas.change(conn, XA, hours={"windows": []})
    refused = page.post(door, data={"device": "loa-dong-2"})
    assert (refused.status_code, "chưa có giờ được phát" in text(refused)) == (422, True)


def test_where_people_practise_the_test_is_made_for_a_simulated_horn(tmp_path: Path) -> None:
    with newborn(tmp_path) as (service, link):
        page = browser(service)
        first = {"province": "Tỉnh A", "commune": "Xã Tân Hòa", "name": "Chung", "login": "chung", "password": SECRET}
        page.post(link, data=first).raise_for_status()
        page.post(f"/start/{XA}/hours", data={"hours": "00:00-24:00"})
        page.post(f"/start/{XA}/practice", data={"what": "begin"})
        accounts.add(service.desk.store, APPROVER, "Bình", "approver", XA, PASSWORD, service.desk.now_ms())
        waits = text(page.post(f"/start/{XA}/test", data={"device": f"tap-horn-{XA}"}))
        assert "Đang chờ duyệt" in waits
        with service.desk.store.read() as conn:
            (row,) = announcements.below(conn, "/")
        approve(service.desk, service.commune.who(APPROVER), row.id, row.fingerprint)
        service.commune.work()
        assert "Đã duyệt" in text(page.get("/start"))
        service.commune.run(10 * MINUTE)
        service.commune.work()
        done = page.get("/start")
        assert "Tập xong" in text(done)
        assert f'src="/media/{row.sound}"' in done.text
        assert "6. Bản tin thử đầu tiên Đã xong" in text(done)


def test_a_voice_is_heard_and_kept(service: Served) -> None:
    page, door = browser(service, CHIEF), f"/start/{XA}/voice"
    assert "Đây là đài truyền thanh Xã Tân Hòa." in text(page.get(door))
    typed = {"voice": "north", "speed": "80", "pause": "120", "sentence": "Xã Tân Hòa <b>", "do": "hear"}
    heard = page.post(door, data=typed)
    assert 'autoplay preload="auto" src="/media/' in heard.text
    assert "Xã Tân Hòa &lt;b&gt;" in heard.text
    for wrong, says in (({"speed": "nhanh"}, "speed"), ({"speed": "900"}, "speed"), ({"sentence": " "}, "sentence")):
        refused = page.post(door, data=typed | wrong)
        assert (refused.status_code, f'id="{says}-' in refused.text) == (422, True)
    page.post(door, data=typed | {"do": "save"}).raise_for_status()
    with service.desk.store.read() as conn:
        kept = areas.known(conn, XA).speech
    assert kept is not None
    assert kept["speed"] == 80


def test_what_is_done_is_read_from_what_is_there(service: Served) -> None:
    seen = text(browser(service, CHIEF).get("/start"))
    assert "1. Thôn, xóm, tổ dân phố Đã xong" in seen
    assert "4. Người soạn, người duyệt Đã xong" in seen
    assert "6. Bản tin thử đầu tiên Đã xong" not in seen
