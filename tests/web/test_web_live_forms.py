"""The page with the microphone, without a microphone: what it says before anybody speaks, and to whom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from controller.live.books import Wanted
from controller.store import areas
from tests.path.test_path_orders import COMMUNE
from tests.path.test_path_orders_hours import ALL_WEEK, OPEN
from tests.serving import APPROVER, EDITOR, Served
from tests.web.test_web_browser import DESKTOP, PHONE, fits, opened


@pytest.fixture(autouse=True)
def open_hours(service: Served) -> Iterator[None]:
    with service.desk.store.write() as conn:
        areas.change(conn, COMMUNE, hours={"windows": [{"days": ALL_WEEK, "start": "00:00", "end": "24:00"}]})
    yield
    service.system.live.close()


def begun(service: Served) -> str:
    who = service.commune.who(APPROVER)
    return service.system.live.begin(service.desk, who, who.name, Wanted(("thon-dong",))).talk.id


def test_the_check_says_that_it_may_be_and_keeps_what_was_chosen(service):
    answer = service.client(APPROVER).post(
        "/live", data={"areas": "thon-dong", "klass": "priority", "minutes": "5", "volume": "60"}
    )
    assert answer.status_code == 200
    assert "Được phép nói bây giờ." in answer.text
    assert 'value="thon-dong" checked' in answer.text
    assert 'value="60"' in answer.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Hãy chọn nơi sẽ nghe bạn nói."),
        ({"areas": "khong-co"}, "khong-co"),
        ({"areas": "thon-dong", "minutes": "ba"}, "60"),
        ({"areas": "thon-dong", "minutes": "5", "volume": "101"}, "100"),
        ({"areas": "thon-dong", "minutes": "5", "volume": "9" * 5000}, "100"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(service, typed, said):
    answer = service.client(APPROVER).post("/live", data={"minutes": "5", "volume": "70"} | typed)
    assert answer.status_code in (404, 422)
    assert said in answer.text


def test_outside_the_hours_the_page_says_why_and_what_an_emergency_is_for(service):
    with service.desk.store.write() as conn:
        areas.change(conn, COMMUNE, hours=OPEN)
    typed = {"areas": "thon-dong", "minutes": "5", "volume": "70"}
    assert "ngoài khung giờ" in service.client(APPROVER).post("/live", data=typed).text
    urgent = service.client(APPROVER).post("/live", data=typed | {"klass": "emergency"})
    assert "chỉ nói khi thật khẩn cấp" in urgent.text


def test_everybody_sees_who_speaks_and_may_end_it_and_only_leaders_may_speak(service):
    id = begun(service)
    editor = service.client(EDITOR)
    for path in ("/announcements", "/devices", "/live"):
        assert "đang nói trực tiếp tới Thôn Đông" in editor.get(path).text, path
    assert "Chỉ người duyệt" in editor.get("/live").text
    assert 'href="/live"' not in editor.get("/announcements").text
    assert editor.post(f"/live/{id}/end").status_code == 303
    assert "đang nói trực tiếp" not in editor.get("/devices").text
    assert "Người nói đã kết thúc." in editor.get("/live").text
    held = service.client(APPROVER).post(f"/live/{id}/end")
    assert held.status_code == 409


def test_a_second_speaker_reads_who_holds_the_air(service):
    begun(service)
    answer = service.client(APPROVER).post("/live", data={"areas": COMMUNE, "minutes": "5", "volume": "70"})
    assert answer.status_code == 409
    assert "đang nói trực tiếp tới Thôn Đông từ" in answer.text


def test_the_page_fits_a_phone_and_a_desk_and_works_without_scripts(service: Served, chromium: Browser):
    for size, script in ((PHONE, True), (DESKTOP, True), (PHONE, False)):
        page = opened(chromium, service, APPROVER, size=size, script=script)
        page.goto("/live")
        page.get_by_label("Thôn Đông").check()
        page.get_by_role("button", name="Kiểm tra trước").click()
        expect(page.locator("#checked")).to_be_visible()
        assert page.get_by_role("button", name="Nói ngay").is_visible() is script
        if script:
            fits(page)
        page.context.close()
