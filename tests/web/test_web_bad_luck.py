"""What happens to people who write: the service restarts, the phone's clock is years off, "send" is pressed twice."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from controller.api.door import COOKIE
from controller.store import announcements
from controller.words.instants import wall
from tests.serving import EDITOR, Served, running
from tests.web.conftest import PATIENCE_MS
from tests.web.test_web_browser import PHONE, WHOLE, compose
from tests.web.test_web_drafts import signed_in

YEARS_OFF = """(() => { const Real = Date, off = 7 * 365 * 86400e3;
  window.Date = class extends Real { constructor(...given) { given.length ? super(...given) : super(Real.now() - off); }
  static now() { return Real.now() - off; } }; })()"""


def test_the_service_restarts_while_somebody_types(chromium: Browser, service: Served):
    context = chromium.new_context(viewport=PHONE, locale="vi-VN")
    context.add_init_script(WHOLE)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    with running(service.system) as url:
        context.add_cookies([{"name": COOKIE, "value": service.session(EDITOR), "url": url}])
        page.goto(f"{url}/announcements/new")
        title = page.get_by_role("textbox", name="Tiêu đề", exact=True)
        title.fill("Trước khi khởi động lại")
        expect(page.locator("[data-saved]")).to_contain_text("Đã lưu lúc")
    title.fill("Gõ khi máy chủ đang tắt")
    expect(page.locator("[data-trouble]")).to_contain_text("đang giữ trên máy này")
    with running(service.system, int(url.rpartition(":")[2])):
        expect(page.locator("[data-saved]")).to_contain_text("Đã lưu lúc")
        page.reload()
        expect(title).to_have_value("Gõ khi máy chủ đang tắt")
        context.close()


def test_a_phone_whose_clock_is_years_off_is_told_the_servers_time(chromium: Browser, service: Served):
    page = signed_in(chromium, service, EDITOR)
    page.context.add_init_script(YEARS_OFF)
    page.goto("/announcements/new")
    assert page.evaluate("new Date().getFullYear()") < 2022
    page.get_by_role("textbox", name="Tiêu đề", exact=True).fill("Đồng hồ sai")
    now = wall(service.desk.now_ms(), "Asia/Ho_Chi_Minh")
    expect(page.locator("[data-saved]")).to_contain_text(f"Đã lưu lúc {now:%H:%M}")
    page.context.close()


def test_send_pressed_twice_and_back_is_one_announcement(chromium: Browser, service: Served):
    page = signed_in(chromium, service, EDITOR)
    page.goto("/announcements")
    compose(page, "Bấm hai lần rồi quay lại")
    page.get_by_role("button", name="Lưu và gửi duyệt").dblclick()
    expect(page.get_by_role("status")).to_have_text("Đã gửi duyệt.")
    page.go_back()
    page.reload()
    with service.desk.store.read() as conn:
        assert [one.title for one in announcements.below(conn)].count("Bấm hai lần rồi quay lại") == 1
    page.context.close()
