"""The first hour on its page: from a list of names to the first notice; what is done is read from what is there."""

from __future__ import annotations

import pytest

from controller.errors import Refused
from controller.people.first import code_of
from controller.people.who import Who
from controller.places import founding
from controller.store import areas, audit, users
from schedules.errors import Refused as BadHours
from tests.serving import CHIEF, EDITOR, Served
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
    for what in ("hamlets", "hours", "practice"):
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


def test_what_is_done_is_read_from_what_is_there(service: Served) -> None:
    seen = text(browser(service, CHIEF).get("/start"))
    assert "1. Thôn, xóm, tổ dân phố Đã xong" in seen
    assert "4. Người soạn, người duyệt Đã xong" in seen
    assert "6. Bản tin thử đầu tiên Đã xong" not in seen
