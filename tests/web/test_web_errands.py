"""Orders for many boxes: through the form, through the API, and through the doors that a box was told."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from controller.store import audit
from controller.store import doors as door_rows
from tests.api.test_api_path import API, codes
from tests.path.joined import MINUTE
from tests.serving import EDITOR, TECHNICIAN, Served
from tests.web.test_web_forms import browser, text


@pytest.fixture(autouse=True, scope="module")
def boxes(service: Served):
    """All on line, and able to send their logs to this very server."""
    commune = service.commune

    def send(url: str, data: bytes) -> str:
        answer = service.client().put(f"/boxes/{url.partition('/boxes/')[2]}", content=data)
        return "" if answer.is_success else f"http-{answer.status_code}"

    commune.world.downloads.takes = send
    commune.power_on()
    commune.run(2 * MINUTE, slice_ms=MINUTE)


def run(service: Served) -> None:
    service.commune.run(6_000, slice_ms=2_000)


def order(service: Served, login: str = TECHNICIAN, **wanted: Any) -> httpx.Response:
    return service.client(login).post(f"{API}/errands", json=wanted)


def test_a_technician_orders_ticked_boxes_by_the_form_and_reads_their_answers(service: Served) -> None:
    page = browser(service, TECHNICIAN)
    device = page.get("/devices/loa-dong-1")
    assert 'href="/commands/new?device=loa-dong-1"' in device.text
    blank = page.get("/commands/new?device=loa-dong-1").text
    assert re.search(r'value="loa-dong-1" checked', blank)
    wrong = page.post("/commands/new", data={"kind": "volume", "volume": "loud", "devices": ["loa-dong-1"]})
    assert (wrong.status_code, "Phải là số từ 0 đến 100." in text(wrong)) == (422, True)
    nobody = page.post("/commands/new", data={"kind": "reboot"})
    assert "Nơi đã chọn không có thiết bị nào." in text(nobody)
    sent = page.post("/commands/new", data={"kind": "volume", "volume": "45", "devices": ["loa-dong-1", "loa-cho-2"]})
    assert (sent.status_code, sent.url.path[:12]) == (200, "/commands/m-")
    assert "Âm lượng 45 %" in text(sent)
    run(service)
    seen = text(page.get(sent.url.path))
    assert ("Đã làm xong 2" in seen, "Loa nhà văn hóa thôn Đông" in seen) == (True, True)
    assert "Đặt âm lượng" in text(page.get("/commands"))
    assert page.post(f"{sent.url.path}/cancel").status_code == 409


def test_a_saved_group_of_hamlets_is_ordered_as_one(service: Served) -> None:
    both = {"name": "Hai thôn ven sông", "areas": ["thon-doai", "xom-cho"]}
    group = service.client(EDITOR).post(f"{API}/groups", json=both).raise_for_status().json()["id"]
    page = browser(service, TECHNICIAN)
    assert "Hai thôn ven sông" in text(page.get("/commands/new"))
    wrong = page.post("/commands/new", data={"kind": "volume", "volume": "loud", "groups": [group]})
    assert re.search(rf'value="{group}" checked', wrong.text)
    sent = page.post("/commands/new", data={"kind": "report", "groups": [group], "areas": ["thon-doai"]})
    run(service)
    told = service.client(TECHNICIAN).get(f"{API}/errands/{sent.url.path.rpartition('/')[2]}").json()
    every = service.client(TECHNICIAN).get(f"{API}/devices").json()
    inside = {one["id"] for one in every if one["area"] in both["areas"]}
    assert {one["device"] for one in told["boxes"]} == inside
    assert len(inside) > 2
    assert order(service, kind="report", groups=[group]).status_code == 202
    assert order(service, kind="report", groups=["g-nobody"]).json()["code"] == "group-unknown"


def test_passwords_come_back_neither_in_a_form_nor_in_the_books(service: Served) -> None:
    page = browser(service, TECHNICIAN)
    form = {"kind": "network", "areas": "xom-cho", "wifi": "UBND xã", "wifi_password": "bí mật của xã", "minutes": "99"}
    refused = page.post("/commands/new", data=form)
    assert (refused.status_code, "UBND xã" in refused.text, "bí mật" in refused.text) == (422, True, False)
    given = order(service, kind="network", areas=["xom-cho"], wifi="UBND xã", wifi_password="bí mật của xã")
    assert given.status_code == 202
    told = service.client(TECHNICIAN).get(f"{API}/errands/{given.json()['id']}")
    with service.desk.store.read() as conn:
        lines = str([one.detail for one in audit.recent(conn)])
    assert "bí mật" not in given.text + told.text + lines
    assert "Đổi: UBND xã" in text(page.get(f"/commands/{given.json()['id']}"))
    assert service.client(TECHNICIAN).post(f"{API}/errands/{given.json()['id']}/cancel").json()["end"] == "cancelled"


def test_a_log_comes_by_its_door_once_and_is_shown_as_plain_text(service: Served) -> None:
    given = order(service, kind="log", devices=["loa-doai-1"], percent=100)
    run(service)
    api = service.client(TECHNICIAN)
    told = api.get(f"{API}/errands/{given.json()['id']}").json()
    assert [(box["device"], box["rung"]) for box in told["boxes"]] == [("loa-doai-1", "done")]
    (log,) = api.get(f"{API}/devices/loa-doai-1/logs").json()
    page = browser(service, TECHNICIAN)
    assert f'href="/devices/loa-doai-1/logs/{log["id"]}"' in page.get("/devices/loa-doai-1").text
    shown = page.get(f"/devices/loa-doai-1/logs/{log['id']}")
    assert shown.headers["content-type"].startswith("text/plain")
    assert "device loa-doai-1" in shown.text
    assert browser(service, EDITOR).get(f"/devices/loa-doai-1/logs/{log['id']}").status_code == 403
    assert codes(api.get(f"{API}/devices/loa-doai-1/logs/{'0' * 16}")) == {"log-unknown": None}


def test_doors_that_were_never_opened_stay_closed(service: Served) -> None:
    stranger = service.client()
    for path in ("/boxes/log/guess", "/boxes/log/" + "a" * 22):
        assert codes(stranger.put(path, content=b"x")) == {"door-closed": None}
    assert codes(stranger.get("/boxes/network/" + "a" * 22)) == {"door-closed": None}
    assert stranger.put("/boxes/log/guess", content=b"x" * 262_145).status_code == 413
    assert stranger.put("/boxes/log/guess", content=b"x" * 2_000_000).status_code == 413
    with service.desk.store.read() as conn:
        assert door_rows.logs(conn, "loa-dong-1") == []


def test_what_is_no_order_is_refused_with_a_sentence(service: Served) -> None:
    for wanted, status, code in (
        ({"kind": "dance", "areas": ["xa-tan-hoa"]}, 422, {"field-choice": "kind"}),
        ({"kind": "reboot", "areas": ["xa-tan-hoa"], "percent": 101}, 422, None),
        ({"kind": "reboot", "devices": ["loa-nao"]}, 404, {"scope-unknown": "devices"}),
        ({"kind": "reboot", "areas": ["tinh-phu-tho"]}, 404, {"scope-unknown": "areas"}),
        ({"kind": "tone", "areas": ["xa-tan-hoa"], "hertz": 5}, 422, None),
        ({"kind": "network", "areas": ["xa-tan-hoa"]}, 422, {"network-nothing": "broker_host"}),
        ({"kind": "reboot", "areas": ["xa-tan-hoa"], "password": "x"}, 422, None),
    ):
        answer = order(service, **wanted)
        assert answer.status_code == status, wanted
        assert answer.json()["detail"]
        assert code is None or codes(answer) == code
    assert codes(order(service, EDITOR, kind="reboot", areas=["xa-tan-hoa"])) == {"role-may-not": None}
    assert service.client().get(f"{API}/errands").status_code == 401
    assert browser(service, EDITOR).get("/commands").status_code == 200
    assert service.client(TECHNICIAN).get(f"{API}/errands/m-nichts").status_code == 404
