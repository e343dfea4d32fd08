"""The compose form that grows, in a real Chromium: from a template in three taps; by keyboard; and in English."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from controller.api.door import COOKIE
from controller.api.language import COOKIE as LANGUAGE
from controller.store import announcements, outlines, positions, users
from controller.store.outlines import Outline
from controller.store.positions import Position
from controller.web.where_view import short
from tests.serving import CHIEF, EDITOR, Served
from tests.web.conftest import PATIENCE_MS
from tests.web.test_web_browser import DESKTOP, PHONE, fits
from tests.web.test_web_every_page import faults
from tests.web.test_web_forms import FORM, browser, send, text

GAPS = {
    "Ngày cắt điện": "2026-11-25",
    "Từ mấy giờ": "08:00",
    "Đến mấy giờ": "11:30",
    "Nơi mất điện": "thôn Đông <b>&",
    "Đơn vị điện lực": "Điện lực Thanh Sơn",
}


def compose(
    chromium: Browser, service: Served, *, lang: str = "vi", desktop: bool = False, scripts: bool = True
) -> Page:
    size = DESKTOP if desktop else PHONE
    context = chromium.new_context(base_url=service.url, viewport=size, locale="vi-VN", java_script_enabled=scripts)
    cookies = {COOKIE: service.session(EDITOR), LANGUAGE: lang}
    context.add_cookies([{"name": name, "value": value, "url": service.url} for name, value in cookies.items()])
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto("/announcements/new")
    return page


def test_from_a_template_in_three_taps(chromium: Browser, service: Served):
    page = compose(chromium, service)
    # Only the choice is there: no field, no button that sends.
    expect(page.get_by_text("Bạn báo tin bằng cách nào?")).to_be_visible()
    expect(page.locator("[data-step]:visible")).to_have_count(1)
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("button", name="Lưu và gửi duyệt")).to_be_hidden()
    page.get_by_text("Dùng mẫu có sẵn").click()
    page.get_by_role("link", name="Lịch cắt điện").click()
    for label, typed in GAPS.items():
        page.get_by_label(label).fill(typed)
    expect(page.locator("[data-filled]")).to_contain_text("Thời gian: từ 8 giờ đến 11 giờ 30 phút.")
    expect(page.locator("[data-step=where] [data-summary]")).to_have_text("Xã Tân Hòa")
    expect(page.locator("[data-step=when] [data-summary]")).to_contain_text("17:00 Chủ Nhật 22/11/2026")
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu lúc")
    fits(page)
    assert faults(page) == []
    page.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(page.get_by_role("status")).to_have_text("Đã gửi duyệt.")
    with service.desk.store.read() as conn:
        made = next(one for one in announcements.below(conn) if one.title == "Lịch cắt điện ngày 25/11")
    assert (made.state, made.speech is not None) == ("submitted", True)
    assert "Khu vực mất điện: thôn Đông <b>&." in made.text
    page.context.close()


def test_step_by_step_by_keyboard_and_back_to_what_is_wrong(chromium: Browser, service: Served):
    page = compose(chromium, service, desktop=True)
    page.get_by_role("radio", name="Gõ chữ").focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("Tiêu đề", exact=True)).to_be_focused()
    page.keyboard.type("Họp thôn")
    page.get_by_role("textbox", name="Nội dung chữ").fill("Mời bà con họp.")
    page.get_by_role("button", name="Tiếp: nghe và xem trước").press("Enter")
    head = page.get_by_role("button", name="Nghe và xem trước", exact=True)
    expect(head).to_be_focused()
    expect(head).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="Nội dung", exact=True)).to_have_attribute("aria-expanded", "false")
    expect(page.locator("[data-step=what] [data-summary]")).to_have_text("Họp thôn")
    page.get_by_role("button", name="Tiếp: chọn nơi phát").press("Enter")
    page.get_by_role("button", name="Tiếp: chọn thời gian").press("Enter")  # nowhere was chosen
    page.get_by_role("button", name="Tiếp: kiểm tra").press("Enter")
    said = page.locator("#check-said")
    expect(said).to_contain_text("Cần sửa 1 chỗ")
    assert faults(page) == []
    said.get_by_role("link").first.press("Enter")
    page.get_by_label("Thôn Đông").check()
    page.get_by_role("button", name="Kiểm tra, gửi duyệt").click()  # folded
    page.get_by_role("button", name="Kiểm tra, gửi duyệt").click()
    # The notice of the other story sounds at five o'clock.
    expect(said).to_contain_text("sẽ phát muộn hơn")
    said.get_by_role("button", name="Phát muộn hơn").click()
    expect(said).to_contain_text("không có gì vướng")
    page.get_by_role("button", name="Mở cả trang").click()
    expect(page.locator("[data-body]:visible")).to_have_count(5)
    page.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(page.get_by_role("status")).to_have_text("Đã gửi duyệt.")
    page.context.close()


def test_many_names_on_the_map_are_short():
    named = ["Thôn Đông", "Thôn Đoài", "Xóm Chợ", "Tổ dân phố 5", "Tổ dân phố 12", "Thôn", "Thôn Đông"]
    assert list(short(named).values()) == ["Đông", "Đoài", "Xóm Chợ", "5", "12", "Thôn"]


def draw(service: Served) -> None:
    """Two hamlets have outlines, of the third only its horns are known."""
    with service.desk.store.write() as conn:
        maker = users.by_login(conn, CHIEF)
        assert maker is not None
        for number, place in enumerate(("thon-dong", "thon-doai")):
            west = 105.2 + number * 0.01
            ring = [[west, 21.3], [west + 0.01, 21.3], [west + 0.01, 21.32], [west, 21.32], [west, 21.3]]
            outlines.put(conn, Outline(place, {"type": "Polygon", "coordinates": [ring]}, 1, maker.id))
        for number, box in enumerate(("loa-cho-1", "loa-cho-2", "loa-dong-1")):
            positions.put(conn, Position(box, 21.31, 105.225 - number * 0.01, 1, maker.id))


@pytest.mark.parametrize("scripts", [False, True])
def test_a_tap_on_the_map_is_a_tick_in_the_tree(chromium: Browser, service: Served, scripts: bool):
    assert "spot" not in browser(service, EDITOR).get("/announcements/new").text or scripts
    draw(service)
    page = compose(chromium, service, desktop=scripts, scripts=scripts)
    if scripts:
        page.get_by_role("button", name="Mở cả trang").click()
    east, market, whole = (page.get_by_role("checkbox", name=one) for one in ("Thôn Đông", "Xóm Chợ", "Xã Tân Hòa"))
    shape, horn = page.locator(".spot[for=place-thon-dong] path"), page.locator(".spot[for=place-xom-cho] .reach")
    count = page.locator(".spot[for=place-thon-dong] .count")
    expect(count).to_be_hidden()
    shape.click(position={"x": 10, "y": 10})
    expect(east).to_be_checked()
    expect(count).to_be_visible()
    horn.first.click()
    expect(market).to_be_checked()
    horn.first.click()
    expect(market).not_to_be_checked()
    east.press("Space")
    expect(count).to_be_hidden()
    whole.check()
    expect(count).to_be_visible()
    if scripts:  # one is taken out of the whole
        shape.click(position={"x": 10, "y": 10}, force=True)
        expect(whole).not_to_be_checked()
        expect(east).not_to_be_checked()
        expect(market).to_be_checked()
        assert faults(page) == []
    fits(page)
    page.context.close()


def test_in_english(chromium: Browser, service: Served):
    page = compose(chromium, service, lang="en")
    page.get_by_text("Use a template").click()
    page.get_by_role("link", name="Power cut").click()
    page.get_by_label("Day of the cut").fill("2026-11-25")
    expect(page.locator("[data-filled]")).to_contain_text("Lịch cắt điện ngày 25/11")  # notices are Vietnamese
    page.get_by_role("button", name="Save and send").click()
    expect(page.locator("#gap-tu-field .wrong")).to_have_text("“From” is not filled in yet.")
    expect(page.get_by_label("Day of the cut")).to_have_value("2026-11-25")
    page.context.close()


def test_without_a_script_the_blank_is_a_form_and_its_words_can_become_ones_own(service: Served):
    editor = browser(service, EDITOR)
    asked = editor.get("/announcements/new?blank=hop-thon")
    assert 'name="gap-thon"' in asked.text
    carried = dict(re.findall(r'name="(draft|version|hand|edition|blank)" value="([^"]*)"', asked.text))
    typed = {name: value for name, value in FORM.items() if name not in ("title", "text")} | carried
    refused = send(editor, "/announcements/new", typed | {"gap-thon": "thôn Đông", "do": "submit"})
    assert refused.status_code == 422
    assert "Chưa điền “Họp ở đâu”." in text(refused)
    assert 'value="thôn Đông"' in refused.text
    own = send(editor, "/announcements/new", typed | {"gap-thon": "thôn Đông", "do": "free"})
    assert own.status_code == 200
    assert 'value="Mời họp thôn Đông …"' in own.text
    assert "Mời họp thôn Đông" in text(editor.get("/announcements?show=drafts"))


def test_an_unknown_blank_is_an_empty_form(service: Served):
    assert 'name="gap-' not in browser(service, EDITOR).get("/announcements/new?blank=%3Cb%3E").raise_for_status().text
