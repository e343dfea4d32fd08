"""Lunar rules and holidays over the API: composed, told in words, planned; and what bad input gets."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from controller.people import accounts
from controller.store import audit
from tests.api.test_api_path import API, DRAFT, codes
from tests.serving import APPROVER, CHIEF, EDITOR, PASSWORD, Served

TOP = "quantritinh"


@pytest.fixture(scope="module")
def top(service: Served) -> httpx.Client:
    """The administrator of the province."""
    accounts.add(service.desk.store, TOP, "Đỗ Văn Tỉnh", "administrator", "tinh-phu-tho", PASSWORD, service.commune.now)
    return service.client(TOP)


def agreed(service: Served, **change: Any) -> dict[str, Any]:
    editor, approver = service.client(EDITOR), service.client(APPROVER)
    one = editor.post(f"{API}/announcements", json=DRAFT | change).json()
    here = f"{API}/announcements/{one['id']}"
    assert editor.post(f"{here}/submit").status_code == 200
    assert approver.post(f"{here}/approve", json={"fingerprint": one["fingerprint"]}).status_code == 200
    service.commune.work()
    told: dict[str, Any] = editor.get(here).json()
    return told


def planned(service: Served, announcement: str) -> list[str]:
    items = service.client(EDITOR).get(f"{API}/devices/bang-nha-van-hoa/timetable").json()["items"]
    return [item["id"].rpartition(".")[2] for item in items if item["id"].startswith(announcement)]


def test_a_lunar_rule_is_told_in_words_and_planned(service: Served):
    one = agreed(service, lunar="FREQ=MONTHLY;BYMONTHDAY=1,15")
    assert (one["rrule"], one["lunar"], one["holidays"]) == (None, "FREQ=MONTHLY;BYMONTHDAY=1,15", "play")
    assert one["when"] == "17:00 mùng 1 và rằm hằng tháng âm lịch"
    assert one["when_en"] == "17:00 on the 1st and the 15th of each lunar month"
    # Rằm of the tenth month of 2026 is 23 November.
    assert planned(service, one["id"]) == ["20261123t1700"]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"rrule": "FREQ=DAILY", "lunar": "FREQ=MONTHLY;BYMONTHDAY=1"}, {"rule-twice": "lunar"}),
        ({"lunar": "FREQ=DAILY"}, {"bad-rule": "lunar"}),
        ({"lunar": "FREQ=MONTHLY;BYMONTHDAY=31"}, {"bad-rule": "lunar"}),
        ({"lunar": "FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20261101"}, {"end-before-start": "lunar"}),
        ({"lunar": "FREQ=YEARLY;BYMONTH=2L;BYMONTHDAY=30;SKIP=OMIT"}, {"rule-never-fires": "lunar"}),
        ({"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, {"rule-never-fires": "rrule"}),
        ({"rrule": "FREQ=SECONDLY"}, {"rule-too-often": "rrule"}),
        ({"rrule": "FREQ=DAILY;UNTIL=20261101"}, {"end-before-start": "rrule"}),
        ({"start": "2026-02-30T17:00", "rrule": "FREQ=DAILY"}, {"bad-date": "start"}),
        ({"start": "2026-11-31T17:00", "lunar": "FREQ=MONTHLY"}, {"bad-date": "start"}),
        ({"holidays": "skip"}, {"holidays-once": "holidays"}),
        ({"rrule": "FREQ=DAILY", "holidays": "sometimes"}, {"field-choice": "holidays"}),
        # 23 November never is a holiday, not even in ten years
        ({"rrule": "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23", "holidays": "only"}, {"rule-never-fires": "rrule"}),
    ],
    ids=lambda value: ",".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_every_mistake_of_a_rule_is_a_sentence(service: Served, change: dict[str, Any], wanted: dict[str, str]):
    answer = service.client(EDITOR).post(f"{API}/announcements", json=DRAFT | change)
    assert answer.status_code == 422
    assert codes(answer) == wanted


@pytest.mark.parametrize(
    ("change", "when"),
    [
        (
            {"start": "2028-02-29T05:30", "rrule": "FREQ=YEARLY"},
            "05:30 ngày 29 tháng 2 hằng năm",
        ),
        (
            {"lunar": "FREQ=MONTHLY;BYMONTHDAY=30"},
            "17:00 ngày 30 hằng tháng âm lịch, tháng thiếu thì vào ngày 29",
        ),
        (
            {"lunar": "FREQ=MONTHLY;BYMONTHDAY=30;SKIP=OMIT"},
            "17:00 ngày 30 hằng tháng âm lịch, tháng thiếu thì bỏ qua",
        ),
    ],
)
def test_what_is_odd_and_right_is_told(service: Served, change: dict[str, Any], when: str):
    """29 February comes every fourth year; a 30th that a month has not is kept on the 29th, or left out if asked."""
    answer = service.client(EDITOR).post(f"{API}/announcements", json=DRAFT | change)
    assert (answer.status_code, answer.json().get("when")) == (201, when)


def test_an_unknown_zone_is_refused(service: Served, top: httpx.Client):
    answer = top.post(
        f"{API}/areas",
        json={"code": "thon-nam", "parent": "xa-tan-hoa", "level": "hamlet", "name": "Thôn Nam", "zone": "Asia/Hanoi"},
    )
    assert (answer.status_code, codes(answer)) == (422, {"unknown-zone": "zone"})


def test_the_days_off_of_a_year_with_their_reasons(service: Served):
    told = service.client(EDITOR).get(f"{API}/holidays", params={"year": 2026}).json()
    days = {one["day"]: (one["code"], one["name"], one["name_en"] != one["name"]) for one in told["days"]}
    assert days["2026-02-17"] == ("tet", "Tết Nguyên đán", True)
    assert days["2026-04-26"] == ("hung-kings", "Giỗ Tổ Hùng Vương", True)
    assert list(days) == sorted(days)
    assert (told["decision"], told["undecided"], told["added"]) == (None, ["national", "tet"], [])


def test_what_is_decided_and_added_counts_at_once_and_voids_no_approval(service: Served, top: httpx.Client):
    one = agreed(service, start="2026-11-22T17:05", rrule="FREQ=DAILY;COUNT=3", holidays="skip")
    assert one["when"] == "17:05 hằng ngày, trừ ngày lễ, 3 lần, đến 24/11/2026"
    assert planned(service, one["id"]) == ["20261122t1705", "20261123t1705", "20261124t1705"]
    added = top.post(f"{API}/holidays/days", json={"day": "2026-11-23", "name": " Ngày  Di sản "})
    assert (added.status_code, added.json()) == (201, {"day": "2026-11-23", "name": "Ngày Di sản"})
    service.commune.work()
    assert planned(service, one["id"]) == ["20261122t1705", "20261124t1705"]
    now = service.client(EDITOR).get(f"{API}/announcements/{one['id']}").json()
    assert (now["state"], now["fingerprint"]) == ("planned", one["fingerprint"])
    year = top.get(f"{API}/holidays", params={"year": 2026}).json()
    assert {"day": "2026-11-23", "code": "added", "name": "Ngày Di sản", "name_en": "Ngày Di sản"} in year["days"]
    assert top.delete(f"{API}/holidays/days/2026-11-23").status_code == 204
    service.commune.work()
    assert planned(service, one["id"]) == ["20261122t1705", "20261123t1705", "20261124t1705"]
    gone = top.delete(f"{API}/holidays/days/2026-11-23")
    assert (gone.status_code, codes(gone)) == (404, {"holiday-unknown": "day"})

    decided = top.put(f"{API}/holidays/years/2027", json={"tet_days_before": 1, "national_day_beside": "after"}).json()
    assert decided["undecided"] == []
    assert {"2027-09-02", "2027-09-03"} <= {day["day"] for day in decided["days"]}
    assert sum(day["code"] == "tet" for day in decided["days"]) == 5
    assert top.delete(f"{API}/holidays/years/2027").json()["undecided"] == ["national", "tet"]
    again = top.delete(f"{API}/holidays/years/2027")
    assert (again.status_code, codes(again)) == (404, {"holiday-unknown": "year"})
    with service.desk.store.read() as conn:
        said = [line.action for line in audit.recent(conn, 400) if line.who == TOP]
    assert said[:4] == ["holidays-undecide", "holidays-decide", "holidays-remove", "holidays-add"]


@pytest.mark.parametrize(
    ("day", "name", "wanted"),
    [
        ("2026-02-30", "x", {"bad-date": "holidays"}),
        ("30/4", "x", {"bad-date": "holidays"}),
        ("13-01", "x", {"bad-date": "holidays"}),
        ("1700-01-01", "x", {"number-out-of-range": "year"}),
        ("2026-12-24", "  ", {"name-blank": "name"}),
        ("2026-12-24", "x" * 161, {"field-too-long": "name"}),
    ],
)
def test_a_day_off_that_is_none(top: httpx.Client, day: str, name: str, wanted: dict[str, str]):
    answer = top.post(f"{API}/holidays/days", json={"day": day, "name": name})
    assert (answer.status_code, codes(answer)) == (422, wanted)


@pytest.mark.parametrize(
    ("year", "body", "wanted"),
    [
        (2027, {"tet_days_before": 5}, {"field-too-large": "tet_days_before"}),
        (2027, {"national_day_beside": "both"}, {"field-choice": "national_day_beside"}),
        (1800, {}, {"number-out-of-range": "year"}),
    ],
)
def test_a_decision_that_is_none(top: httpx.Client, year: int, body: dict[str, Any], wanted: dict[str, str]):
    answer = top.put(f"{API}/holidays/years/{year}", json=body)
    assert (answer.status_code, codes(answer)) == (422, wanted)


def test_only_the_top_enters_days_off(service: Served):
    given = {"day": "2026-12-24", "name": "Nghỉ"}
    commune = service.client(CHIEF).post(f"{API}/holidays/days", json=given)
    assert (commune.status_code, codes(commune)) == (403, {"holidays-not-yours": None})
    editor = service.client(EDITOR).post(f"{API}/holidays/days", json=given)
    assert (editor.status_code, codes(editor)) == (403, {"role-may-not": None})
    assert service.client().get(f"{API}/holidays", params={"year": 2026}).status_code == 401
