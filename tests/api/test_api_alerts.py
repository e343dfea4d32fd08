"""Alarms through the API: who may, what is told, what is refused; and the page with its banner."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from controller.demo import sample
from tests.path.joined import MINUTE, keep_master
from tests.path.path_sounds import tone
from tests.serving import APPROVER, EDITOR, TECHNICIAN, Served

ALERTS = "/api/v1/alerts"


@pytest.fixture(scope="module")
def flood(service: Served, tmp_path_factory: pytest.TempPathFactory) -> str:
    sound = keep_master(service.desk, tone(tmp_path_factory.mktemp("siren") / "siren.wav", seconds=5))
    commune = service.commune
    row = commune.agree(commune.draft("2026-11-30T17:00", klass="emergency", title="Lũ <quét>", sound=sound.hash))
    commune.work()
    return row.id


@pytest.fixture
def leader(service: Served) -> Iterator[httpx.Client]:
    client = service.client(APPROVER)
    yield client
    for one in client.get(ALERTS, params={"active": True}).json():
        client.post(f"{ALERTS}/{one['id']}/end")


def given(client: httpx.Client, flood: str, **changes: object) -> httpx.Response:
    return client.post(ALERTS, json={"announcement": flood, "scope": sample.COMMUNE} | changes)


def test_it_is_raised_seen_and_ended(service: Served, leader: httpx.Client, flood: str) -> None:
    raised = given(leader, flood, again_s=60)
    assert raised.status_code == 201
    id = raised.json()["id"]
    service.commune.run(MINUTE)
    assert [one["id"] for one in service.client(EDITOR).get(ALERTS, params={"active": True}).json()] == [id]
    told = leader.get(f"{ALERTS}/{id}").json()
    assert len(told["deliveries"]) == 8
    assert {one["rung"] for one in told["deliveries"]} <= {"sounded", "finished", "shown"}
    ended = leader.post(f"{ALERTS}/{id}/end").json()
    assert ended["ended_ms"] is not None
    assert ended["ender"] is not None
    assert leader.get(ALERTS, params={"active": True}).json() == []
    assert leader.get(ALERTS).json()[0]["id"] == id


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"scope": "xa-khac"}, 404, "area-unknown"),
        ({"announcement": "a-none"}, 404, "announcement-unknown"),
        ({"again_s": 5}, 422, "number-out-of-range"),
        ({"lasts_s": 9_000_000}, 422, "number-out-of-range"),
    ],
)
def test_a_refusal_is_a_sentence(
    leader: httpx.Client, flood: str, changes: dict[str, object], status: int, code: str
) -> None:
    answer = given(leader, flood, **changes)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["code"] == code


def test_others_may_look_and_not_touch(service: Served, leader: httpx.Client, flood: str) -> None:
    id = given(leader, flood).json()["id"]
    for login in (EDITOR, TECHNICIAN):
        client = service.client(login)
        assert given(client, flood).status_code == 403
        assert client.post(f"{ALERTS}/{id}/end").status_code == 403
        assert client.get(f"{ALERTS}/{id}").status_code == 200
    assert given(leader, flood).status_code == 409
    assert httpx.get(f"{service.url}{ALERTS}").status_code == 401


def test_the_page_raises_it_a_banner_stands_on_every_page_and_a_button_ends_it(
    service: Served, leader: httpx.Client, flood: str
) -> None:
    form = {"announcement": flood, "scope": sample.COMMUNE, "again": "2", "lasts": "6"}
    refused = leader.post("/alerts", data=form | {"scope": "", "again": "x"}, headers={"origin": service.url})
    assert refused.status_code == 422
    assert f'value="{flood}" checked' in refused.text
    done = leader.post("/alerts", data=form, headers={"origin": service.url})
    assert done.headers["location"] == "/alerts?done=alert-given"
    page = service.client(EDITOR).get("/devices").text
    assert "Đang báo khẩn: Lũ &lt;quét&gt; (Xã Tân Hòa)" in page
    shown = leader.get("/alerts").text
    (button,) = re.findall(r'action="(/alerts/e-[0-9a-f]+/end)"', shown)
    assert button not in service.client(EDITOR).get("/alerts").text
    assert leader.post(button, headers={"origin": service.url}).status_code == 303
    assert "Đang báo khẩn" not in service.client(EDITOR).get("/devices").text
    assert "kết thúc lúc" in leader.get("/alerts").text
