"""The path of an announcement over the API, and what bad input gets."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from controller.api.app import takes_files
from tests.serving import APPROVER, CHIEF, EDITOR, TECHNICIAN, Served

API = "/api/v1"
DRAFT: dict[str, Any] = {
    "area": "xa-tan-hoa",
    "title": "Lịch cắt điện ngày 22/11",
    "text": "Cắt điện Thôn Đông từ 8 giờ đến 11 giờ.",
    "areas": ["thon-dong"],
    "start": "2026-11-22T17:00",
}


def codes(answer: httpx.Response) -> dict[str, str | None]:
    assert answer.headers["content-type"] == "application/problem+json"
    for one in answer.json()["errors"]:
        assert one["detail"]
        assert one["detail_en"]
        assert one["detail"] != one["detail_en"]
    return {one["code"]: one["field"] for one in answer.json()["errors"]}


def test_from_the_form_to_the_report(service: Served):
    editor, approver, commune = service.client(EDITOR), service.client(APPROVER), service.commune
    made = editor.post(f"{API}/announcements", json=DRAFT)
    assert made.status_code == 201
    one = made.json()
    assert (one["state"], one["class"], one["areas"], one["edition"]) == ("draft", "normal", ["thon-dong"], 1)
    assert one["steps"] == ["cancel", "edit", "submit"]
    here = f"{API}/announcements/{one['id']}"
    assert editor.get(f"{here}/outlook").json() == {"remarks": [], "offers": []}
    assert editor.post(f"{here}/submit").json()["state"] == "submitted"
    assert "approve" not in editor.get(here).json()["steps"]
    assert "approve" in approver.get(here).json()["steps"]
    agreed = approver.post(f"{here}/approve", json={"fingerprint": one["fingerprint"]})
    assert agreed.json()["state"] == "approved"
    again = approver.post(f"{here}/approve", json={"fingerprint": one["fingerprint"]})
    assert (again.status_code, codes(again)) == (409, {"already-approved": None})

    commune.work()
    assert editor.get(here).json()["state"] == "planned"
    commune.run(5_000)
    board = editor.get(f"{API}/devices/bang-nha-van-hoa").json()
    assert (board["presence"], board["in_step"]) == ("online", True)
    items = editor.get(f"{API}/devices/bang-nha-van-hoa/timetable").json()["items"]
    assert [item["id"] for item in items] == [f"{one['id']}.20261122t1700"]
    explained = editor.get(f"{API}/devices/bang-nha-van-hoa/explain", params={"at": items[0]["start_ms"]}).json()
    assert explained["decision"]["page"]["due"]["id"] == items[0]["id"]

    rungs = {row["device"]: row["rung"] for row in editor.get(f"{here}/deliveries").json()}
    assert rungs["bang-nha-van-hoa"] == "ready"
    log = editor.get(f"{API}/history", params={"since_ms": items[0]["start_ms"], "until_ms": items[0]["start_ms"] + 1})
    assert [entry["announcement"] for entry in log.json()] == [one["id"]]
    gone = editor.post(f"{here}/cancel", json={"reason": "Điện không cắt nữa"}).json()
    assert (gone["state"], gone["reason"], gone["steps"]) == ("cancelled", "Điện không cắt nữa", ["restore"])
    again = editor.post(f"{here}/restore")
    assert (again.status_code, again.json()["state"]) == (200, "draft")
    assert editor.post(f"{here}/restore").status_code == 409


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"title": "   "}, {"title-blank": "title"}),
        ({"title": "x" * 201}, {"title-too-long": "title"}),
        ({"text": "x" * 5001}, {"text-too-long": "text"}),
        ({"start": ""}, {"start-missing": "start"}),
        ({"start": "2026-02-30T05:30"}, {"bad-date": "start"}),
        ({"start": "2026-11-21T05:30"}, {"start-in-past": "start"}),
        ({"rrule": "FREQ=MINUTELY"}, {"rule-too-often": "rrule"}),
        ({"rrule": "FREQ=SOMETIMES"}, {"bad-rule": "rrule"}),
        ({"areas": ["xa-khac"]}, {"area-unknown": "areas"}),
        ({"areas": ["tinh-phu-tho"]}, {"area-not-yours": "areas"}),
        ({"devices": ["loa-ma"]}, {"device-unknown": "devices"}),
        ({"volume": 101}, {"number-out-of-range": "volume"}),
        ({"show_minutes": 0}, {"number-out-of-range": "show_minutes"}),
        ({"sound": "0" * 64}, {"sound-unknown": "sound"}),
        ({"class": "loud"}, {"field-choice": "class"}),
        ({"volume": "much"}, {"field-not-number": "volume"}),
        ({"areas": "thon-dong"}, {"field-not-list": "areas"}),
        ({"surprise": 1}, {"field-unknown": "surprise"}),
        ({"title": "a\x00b"}, {"field-wrong": "title"}),
        (
            {"title": "", "start": "", "areas": ["xa-khac"]},
            {"title-blank": "title", "start-missing": "start", "area-unknown": "areas"},
        ),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, dict) else "",
)
def test_every_mistake_of_a_form_is_named_at_its_field(
    service: Served, change: dict[str, Any], wanted: dict[str, str | None]
):
    answer = service.client(EDITOR).post(f"{API}/announcements", json=DRAFT | change)
    assert answer.status_code == 422
    assert codes(answer) == wanted


@pytest.mark.parametrize("body", [b"{", b"", b"[]", b"null", b'"text"', b"\xff\xfe", b'{"title":' * 5000])
def test_what_is_no_json_of_ours(service: Served, body: bytes):
    answer = service.client(EDITOR).post(
        f"{API}/announcements", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code in (400, 422)
    assert codes(answer).keys() <= {"malformed-json", "field-missing"}


def test_a_body_without_end_is_cut_off(service: Served):
    client = service.client(EDITOR)
    declared = client.post(f"{API}/announcements", content=b" " * 1_000_001)
    assert (declared.status_code, declared.headers["connection"]) == (413, "close")
    counted = client.post(f"{API}/announcements", content=(b" " * 100_000 for _ in range(11)))
    assert codes(counted) == codes(declared) == {"body-too-large": None}


def test_nobody_approves_his_own_and_nothing_unseen(service: Served):
    chief, approver = service.client(CHIEF), service.client(APPROVER)
    one = chief.post(f"{API}/announcements", json=DRAFT).json()
    here = f"{API}/announcements/{one['id']}"
    chief.post(f"{here}/submit").raise_for_status()
    own = chief.post(f"{here}/approve", json={"fingerprint": one["fingerprint"]})
    assert (own.status_code, codes(own)) == (403, {"own-announcement": None})
    other = approver.post(f"{here}/approve", json={"fingerprint": "0" * 64})
    assert (other.status_code, codes(other)) == (409, {"changed-since-submit": None})
    blank = approver.post(f"{here}/reject", json={"reason": "  "})
    assert (blank.status_code, codes(blank)) == (422, {"reason-blank": "reason"})
    assert approver.post(f"{here}/reject", json={"reason": "Đổi sang 18:00"}).json()["state"] == "rejected"


def test_two_people_cannot_overwrite_each_other(service: Served):
    editor, chief = service.client(EDITOR), service.client(CHIEF)
    one = editor.post(f"{API}/announcements", json=DRAFT).json()
    here = f"{API}/announcements/{one['id']}"
    first = chief.put(here, json=DRAFT | {"title": "Bản của sếp", "edition": 1})
    assert (first.status_code, first.json()["edition"]) == (200, 2)
    second = editor.put(here, json=DRAFT | {"title": "Bản của tôi", "edition": 1})
    assert (second.status_code, codes(second)) == (409, {"edited-meanwhile": None})
    assert editor.get(here).json()["title"] == "Bản của sếp"


def test_roles(service: Served):
    approver, technician = service.client(APPROVER), service.client(TECHNICIAN)
    answer = approver.post(f"{API}/announcements", json=DRAFT)
    assert (answer.status_code, codes(answer)) == (403, {"role-may-not": None})
    assert answer.json()["detail"] == "Vai trò lãnh đạo duyệt không được phép soạn bản tin."
    english = approver.post(f"{API}/announcements", json=DRAFT, headers={"accept-language": "en-GB, vi;q=0.5"})
    assert english.json()["detail"] == english.json()["detail_en"]
    assert codes(technician.get(f"{API}/users")) == {"role-may-not": None}
    assert technician.get(f"{API}/announcements/unknown").status_code == 404
    assert service.client().get(f"{API}/nothing").json()["code"] == "no-such-page"
    assert service.client().put(f"{API}/session").json()["code"] == "method-not-allowed"


def test_pages_of_the_list(service: Served):
    editor = service.client(EDITOR)
    for number in range(3):
        editor.post(f"{API}/announcements", json=DRAFT | {"title": f"Trang {number}"}).raise_for_status()
    first = editor.get(f"{API}/announcements", params={"state": "draft", "limit": 2}).json()
    assert (len(first["announcements"]), first["next_offset"]) == (2, 2)
    bad = editor.get(f"{API}/announcements", params={"state": "loud", "limit": 0})
    assert codes(bad) == {"field-choice": "state.0", "field-too-small": "limit"}


def test_orders_and_their_receipts(service: Served):
    technician, editor = service.client(TECHNICIAN), service.client(EDITOR)
    given = technician.post(f"{API}/commands", json={"kind": "volume", "scope": "loa-dong-1", "volume": 55})
    assert given.status_code == 202
    service.commune.run(5_000, slice_ms=500)
    answer = technician.get(f"{API}/commands/{given.json()['id']}").json()
    assert [(row["device"], row["rung"]) for row in answer["deliveries"]] == [("loa-dong-1", "done")]
    assert codes(editor.post(f"{API}/commands", json={"kind": "reboot", "scope": "loa-dong-1"})) == {
        "role-may-not": None
    }
    stop = editor.post(f"{API}/commands", json={"kind": "stop", "scope": "xa-tan-hoa"})
    assert stop.status_code == 202
    service.commune.run(5_000, slice_ms=500)
    receipts = editor.get(f"{API}/commands/{stop.json()['id']}").json()["deliveries"]
    assert {row["rung"] for row in receipts} == {"done"}
    assert len(receipts) == 8
    assert codes(editor.post(f"{API}/commands", json={"kind": "stop", "scope": "nowhere"})) == {
        "scope-unknown": "scope"
    }


def test_people_places_and_devices(service: Served):
    chief = service.client(CHIEF)
    person = {"login": "moi", "name": "Người Mới", "role": "editor", "area": "thon-dong", "password": "một hai ba bốn"}
    made = chief.post(f"{API}/users", json=person)
    assert made.status_code == 201
    assert "password" not in made.text
    assert codes(chief.post(f"{API}/users", json=person)) == {"login-taken": "login"}
    assert codes(chief.post(f"{API}/users", json=person | {"login": "x", "password": "short"})) == {
        "password-short": "password"
    }
    assert codes(chief.post(f"{API}/users", json=person | {"login": "x", "area": "tinh-phu-tho"})) == {
        "area-not-reached": None
    }
    changed = chief.patch(f"{API}/users/{made.json()['id']}", json={"active": False})
    assert changed.json()["active"] is False

    place = {"code": "xom-moi", "parent": "xa-tan-hoa", "level": "hamlet", "name": "Xóm Mới"}
    assert chief.post(f"{API}/areas", json=place).json()["path"] == "/tinh-phu-tho/xa-tan-hoa/xom-moi/"
    assert codes(chief.post(f"{API}/areas", json=place)) == {"area-taken": "code"}
    assert codes(chief.post(f"{API}/areas", json=place | {"code": "Xóm"})) == {"area-code": "code"}
    assert codes(chief.post(f"{API}/areas", json=place | {"code": "x", "hours": {"windows": 5}})) == {
        "bad-hours": "hours"
    }
    box = {"id": "loa-moi", "area": "xom-moi", "profile": "horn-opus-60w", "name": "Loa mới"}
    new = chief.post(f"{API}/devices", json=box)
    assert new.status_code == 201
    assert new.json()["identity"]["password"]
    assert new.json()["device"]["presence"] == "never"
    assert codes(chief.post(f"{API}/devices", json=box)) == {"device-taken": "id"}
    assert codes(chief.post(f"{API}/devices", json=box | {"id": "y", "profile": "toaster"})) == {
        "profile-unknown": "profile"
    }


def test_devices_are_read_in_pages(service: Served):
    chief = service.client(CHIEF)
    every = [one["id"] for one in chief.get(f"{API}/devices").json()]
    found, path = [], f"{API}/devices?limit=3"
    while path:
        answer = chief.get(path)
        found += [one["id"] for one in answer.json()]
        assert len(answer.json()) <= 3
        path = answer.links["next"]["url"] if "next" in answer.links else ""
    assert found == every
    assert len(every) > 3
    assert chief.get(f"{API}/devices?limit={len(every)}").links == {}
    assert chief.get(f"{API}/devices?after={every[-1]}").json() == []
    assert [chief.get(f"{API}/devices?limit={wrong}").status_code for wrong in ("0", "1001", "x")] == [422] * 3


def test_the_description_of_the_api(service: Served):
    told = service.client().get(f"{API}/openapi.json").json()
    assert f"{API}/announcements/{{id}}/approve" in told["paths"]
    assert "/sign-in" not in told["paths"]
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            assert operation.get("description"), (method, path)
            body = operation.get("requestBody", {}).get("content", {})
            assert takes_files(path) == ("multipart/form-data" in body) or method == "get", (method, path)
    assert told["components"]["schemas"]["DraftGiven"]["examples"]
    assert "Problem" in told["components"]["schemas"]


def test_a_form_is_checked_without_being_kept(service: Served):
    editor = service.client(EDITOR)
    before = editor.get(f"{API}/announcements").json()
    wrong = editor.post(
        f"{API}/announcements/check", json=DRAFT | {"title": " ", "areas": ["khong-co"], "start": "2020-01-01T05:30"}
    )
    assert wrong.status_code == 200
    told = {one["code"]: one for one in wrong.json()["remarks"]}
    assert set(told) == {"title-blank", "area-unknown", "start-in-past"}
    assert all(one["blocks"] and one["detail"] and one["detail_en"] for one in told.values())
    assert told["title-blank"]["field"] == "title"
    good = editor.post(f"{API}/announcements/check", json=DRAFT)
    assert good.json() == {"remarks": [], "offers": []}
    assert editor.get(f"{API}/announcements").json() == before
    assert service.client().post(f"{API}/announcements/check", json=DRAFT).status_code == 401
