"""What the check of a form offers, in both languages; every offer, sent back, is taken without objection."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.test_api_path import API, DRAFT, codes
from tests.api.test_api_rules import agreed
from tests.path.joined import keep_master
from tests.path.path_sounds import tone
from tests.serving import EDITOR, Served

CHECK = f"{API}/announcements/check"


@pytest.fixture(scope="module")
def busy(service: Served, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A form that meets something agreed in one of its two hamlets, with a sound of a minute."""
    folder = tmp_path_factory.mktemp("sounds")
    sound = keep_master(service.desk, tone(folder / "a.wav", seconds=60)).hash
    form = DRAFT | {"sound": sound, "page": False, "chime": True, "areas": ["thon-dong", "thon-doai"]}
    agreed(
        service, **form | {"title": "Tiếp âm", "start": "2026-11-23T17:00", "areas": ["thon-dong"], "klass": "priority"}
    )
    return form | {"start": "2026-11-23T17:00"}


def check(service: Served, form: dict[str, Any], **query: str) -> dict[str, Any]:
    answer = service.client(EDITOR).post(CHECK, json=form, params=query)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_times_and_places_are_offered_and_each_holds(service: Served, busy: dict[str, Any]):
    told = check(service, busy)
    assert [one["code"] for one in told["remarks"]] == ["finding-after-higher"]
    offers = {one["way"]: one for one in told["offers"]}
    assert offers.keys() == {"earlier", "later", "fewer"}
    assert (offers["earlier"]["start"], offers["later"]["start"]) == ("2026-11-23T16:55", "2026-11-23T17:05")
    assert offers["later"]["detail"] == "Phát muộn hơn: 17:05 ngày 23/11/2026"
    assert offers["later"]["detail_en"] == "Later: 17:05 on 23/11/2026"
    assert offers["fewer"]["detail"] == "Giữ giờ này, không gửi tới Thôn Đông"
    assert (offers["fewer"]["areas"], offers["fewer"]["without"]) == (["thon-doai"], ["thon-dong"])
    for one in offers.values():
        change = {name: one[name] for name in ("start", "areas", "devices") if one[name] is not None}
        assert check(service, busy | change) == {"remarks": [], "offers": []}


def test_a_repeated_rule_is_offered_a_clock(service: Served, busy: dict[str, Any]):
    told = check(service, busy | {"rrule": "FREQ=DAILY"})
    assert "Phát muộn hơn: 17:05" in [one["detail"] for one in told["offers"]]


def test_too_long_for_the_evening_is_told_by_how_much(service: Served, busy: dict[str, Any]):
    """The day closes at midnight: less than a minute is left, chime and all."""
    told = check(service, busy | {"start": "2026-11-24T23:59"})
    assert {one["code"] for one in told["remarks"]} == {"finding-outside-hours"}
    assert not any("Giờ được phép gần nhất" in one["detail"] for one in told["remarks"])
    (shorter,) = [one for one in told["offers"] if one["way"] == "shorter"]
    assert shorter["seconds"] < 60
    assert shorter["detail"].startswith("Giữ giờ này, bản ghi âm dài nhiều nhất ")


def test_an_announcement_is_not_in_its_own_way(service: Served, busy: dict[str, Any]):
    mine = agreed(service, **busy | {"start": "2026-11-25T17:00"})
    service.commune.run(1_000)
    form = busy | {"start": "2026-11-25T17:00"}
    assert {one["code"] for one in check(service, form)["remarks"]} == {"finding-after-equal"}
    assert check(service, form, id=mine["id"])["remarks"] == []
    unknown = service.client(EDITOR).post(CHECK, json=form, params={"id": "a-khac"})
    assert (unknown.status_code, codes(unknown)) == (404, {"announcement-unknown": None})


def test_nothing_is_offered_where_nothing_is_wrong_or_the_form_is(service: Served, busy: dict[str, Any]):
    assert check(service, busy | {"start": "2026-11-24T10:00"}) == {"remarks": [], "offers": []}
    assert check(service, busy | {"title": " "})["offers"] == []


def test_what_is_pushed_aside_is_told_and_can_be_avoided(service: Served, busy: dict[str, Any]):
    """A minute before something that is agreed already, a sound of a minute and its chime goes first."""
    agreed(service, **busy | {"title": "Tin cũ", "start": "2026-11-26T17:01", "areas": ["thon-dong"]})
    told = check(service, busy | {"start": "2026-11-26T17:00"})
    (remark,) = told["remarks"]
    assert (remark["code"], remark["blocks"]) == ("aside-moved", False)
    assert remark["detail"] == "Vì bản tin này, “Tin cũ” lúc 17:01 26/11/2026 sẽ phát muộn hơn ở 2 thiết bị."
    assert {one["way"] for one in told["offers"]} == {"earlier", "later"}
    for one in told["offers"]:
        assert check(service, busy | {"start": one["start"]}) == {"remarks": [], "offers": []}


def test_what_is_due_in_two_months_is_checked_today(service: Served, busy: dict[str, Any]):
    agreed(service, **busy | {"title": "Hội nghị", "start": "2027-01-20T17:00", "klass": "priority"})
    told = check(service, busy | {"start": "2027-01-20T17:00"})
    assert [one["code"] for one in told["remarks"]] == ["finding-after-higher"]
    assert [one["start"] for one in told["offers"]] == ["2027-01-20T16:55", "2027-01-20T17:05"]
