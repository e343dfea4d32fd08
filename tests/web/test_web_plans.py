"""The week of an area and of a device, in a real Chromium on a phone and on a desk, and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from controller.broadcast.cancel import cancel
from tests.path.joined import keep_master
from tests.path.path_sounds import tone
from tests.serving import EDITOR, Served
from tests.web.test_web_browser import DESKTOP, PHONE, fits, opened


@pytest.fixture(scope="module")
def week(service: Served, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A week with something moved, something urgent and something cancelled."""
    commune = service.commune
    sound = keep_master(commune.desk, tone(Path(tmp_path_factory.mktemp("sounds")) / "a.wav", seconds=60)).hash
    agree, draft = commune.agree, commune.draft
    agree(draft("2026-11-22T05:30", title="Bản tin buổi sáng", sound=sound, page=False, rrule="FREQ=DAILY"))
    agree(draft("2026-11-26T05:30", title="Bão số 9 đổ bộ", sound=sound, klass="emergency"))
    agree(draft("2026-11-26T17:00", title="Tiêm phòng cho trẻ em", sound=sound, klass="priority", page=False))
    off = agree(draft("2026-11-27T17:00", title="Họp thôn Đông", areas=("thon-dong",)))
    commune.work()
    cancel(commune.desk, commune.who("lanhdao"), off.id, "hoãn")
    commune.work()
    return service


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_a_week_tells_each_day_s_times_and_what_becomes_of_them(chromium, week, size, tmp_path):
    page = opened(chromium, week, EDITOR, size=size, script=False)
    page.goto("/devices")
    page.get_by_role("link", name="Lịch tuần").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lịch tuần: Xã Tân Hòa")
    page.get_by_role("link", name="Tuần sau →").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Thứ Hai 23/11/2026")
    thursday = page.locator("section.day").nth(3)
    expect(thursday).to_contain_text("Khẩn cấp")
    expect(thursday).to_contain_text("Ưu tiên")
    expect(thursday).to_contain_text("Dời giờ")
    expect(thursday).to_contain_text("sau bản tin ưu tiên hơn: “Bão số 9 đổ bộ”")
    friday = page.locator("section.day").nth(4)
    expect(friday.locator("s")).to_have_text("Họp thôn Đông")
    expect(friday).to_contain_text("Đã hủy")
    fits(page)
    page.screenshot(path=tmp_path / "week.png", full_page=True)
    page.get_by_role("link", name="Thôn Đoài").click()
    page.goto(page.url + "?from=2026-11-27")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lịch tuần: Thôn Đoài")
    expect(page.locator("main")).not_to_contain_text("Họp thôn Đông")
    page.goto("/devices/loa-dong-1")
    page.get_by_role("link", name="Xem lịch tuần").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lịch tuần: Loa nhà văn hóa thôn Đông")


def test_on_paper_only_the_days_are_left(chromium, week):
    page = opened(chromium, week, EDITOR, size=DESKTOP)
    page.goto("/areas/xa-tan-hoa/plan")
    page.emulate_media(media="print")
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.locator("section.day").first).to_be_visible()


def test_an_address_for_calendar_programs_is_made_shown_once_and_revoked(chromium, week):
    page = opened(chromium, week, EDITOR)
    page.goto("/areas/xa-tan-hoa/plan")
    page.get_by_role("button", name="Tạo địa chỉ").click()
    expect(page.locator("#keys")).to_contain_text("Hãy viết địa chỉ này dùng ở đâu")
    page.get_by_label("Dùng ở đâu").fill("Điện thoại của anh Bình")
    page.get_by_role("button", name="Tạo địa chỉ").click()
    address = page.locator("#keys code").inner_text()
    path = "/api/" + address.partition("/api/")[2]
    assert week.client().get(path).text.startswith("BEGIN:VCALENDAR")
    fits(page)
    page.goto("/areas/xa-tan-hoa/plan")
    expect(page.locator("#keys code")).to_have_count(0)
    page.get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_role("button", name="Thu hồi")).to_have_count(0)
    assert week.client().get(path).status_code == 401


def test_a_day_that_is_none_shows_this_week(week):
    client = week.client(EDITOR)
    for day in ("2026-02-30", "x", "1200-01-01"):
        answer = client.get("/areas/xa-tan-hoa/plan", params={"from": day})
        assert answer.status_code == 200
        assert "Tuần này" in answer.text
    assert client.get("/areas/tinh-phu-tho/plan").status_code == 404
    assert client.get("/devices/loa-khac/plan").status_code == 404
