"""What happens to people who write and look: the service restarts, in the middle of a file, too; the phone's clock is
years off, "send" is pressed twice."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

from playwright.sync_api import Browser, expect
from sqlalchemy import func, select, update

from controller.api.door import COOKIE
from controller.people import signin
from controller.residents.feedback import Given, take
from controller.store import announcements, feedback
from controller.store.tables import devices, media
from controller.words.instants import wall
from tests.api.test_api_media import tone
from tests.api.test_api_rules import agreed
from tests.serving import CHIEF, EDITOR, Served, running
from tests.web.conftest import PATIENCE_MS
from tests.web.test_web_browser import PHONE, WHOLE, compose, fits
from tests.web.test_web_drafts import signed_in
from tests.web.test_web_forms import browser

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
        # It stops in the middle of a file that is sent.
        before, said = sounds(service), page.locator("[data-said]")
        line = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 50_000}
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
        page.set_input_files("#sound_file", {"name": "Cắt điện.wav", "mimeType": "audio/wav", "buffer": tone(20)})
        page.get_by_role("button", name="Lưu nháp").click()
        expect(said).to_contain_text(re.compile(r"Đang gửi tệp: [1-9]\d? %"))
    expect(said).to_contain_text("Tệp vẫn còn được chọn")
    title.fill("Gõ thêm khi tệp đứt giữa chừng")
    expect(page.locator("[data-trouble]")).to_contain_text("đang giữ trên máy này")
    assert sounds(service) == before  # no half of it is kept
    with running(service.system, int(url.rpartition(":")[2])):
        expect(page.locator("[data-saved]")).to_contain_text("Đã lưu lúc")
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", line | {"uploadThroughput": -1})
        page.get_by_role("button", name="Gửi lại").click()
        expect(page.get_by_role("status").first).to_contain_text("Đã lưu")
        expect(page.get_by_role("heading", level=1)).to_have_text("Gõ thêm khi tệp đứt giữa chừng")
        expect(page.locator("#hear ~ audio")).to_be_visible()
        context.close()


def sounds(service: Served) -> tuple[int, set[Path]]:
    """What the service has: rows, and files."""
    with service.desk.store.read() as conn:
        rows = conn.scalar(select(func.count()).select_from(media)) or 0
    return rows, {one for one in service.desk.settings.data_dir.rglob("*") if one.is_file() and "media" in one.parts}


def test_the_service_restarts_while_pages_are_looked_at(chromium: Browser, service: Served):
    """They say that they are not live, come back by themselves, and show what happened meanwhile."""
    row = agreed(service, title="Đang nhìn thì mất mạng", start="2026-11-22T19:00", areas=["thon-dong"])["id"]
    at = f"{row}.20261122t1900"
    context = chromium.new_context(viewport=PHONE, locale="vi-VN")
    with running(service.system) as url:
        context.add_cookies([{"name": COOKIE, "value": service.session(CHIEF), "url": url}])
        pages = []
        for path, part in (("/devices", "#summary"), (f"/sounded/{at}", "#sounded"), ("/inbox", "#alarm")):
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            with page.expect_response(lambda one: "/api/v1/events" in one.url):
                page.goto(url + path)
            pages.append((page, part))
    for page, _ in pages:
        expect(page.locator("[data-live-lost]")).to_contain_text("Mất liên lạc với máy chủ")
        expect(page.locator("[data-live-light]:visible")).to_have_count(0)
        fits(page)
    with service.desk.store.write() as conn:
        conn.execute(update(devices).values(name=devices.c.name + " (mới)"))
    with running(service.system, int(url.rpartition(":")[2])):
        for page, part in pages:
            expect(page.locator("[data-live-lost]")).to_be_hidden()
            expect(page.locator(part)).to_be_attached()
        expect(pages[1][0].locator("#sounded")).to_contain_text(" (mới)")
        # Where something between gives up for the server, and where the session is over.
        pages[0][0].context.clear_cookies()
        signin.sign_out(service.desk.store, service.session(CHIEF))
    with running(service.system, int(url.rpartition(":")[2])):
        band = pages[0][0].locator("[data-live-lost]")
        expect(band).to_contain_text("Phiên làm việc đã hết")
        expect(band.get_by_role("link", name="Đăng nhập")).to_have_attribute("href", "/sign-in?next=/devices")
        context.close()


def tell(service: Served, words: str) -> str:
    """What a resident's page does with what was typed there; the message's id."""
    return take(service.desk, "xa-tan-hoa", Given(uuid.uuid4().hex, "unclear", words)).id


def test_what_is_typed_and_opened_in_a_part_outlives_that_it_becomes_newer(chromium: Browser, service: Served):
    desk = service.desk
    browser(service, EDITOR).post("/residents/xa-tan-hoa", data={"do": "open"}).raise_for_status()
    first = tell(service, "Loa rè từ hôm qua")
    page = signed_in(chromium, service, EDITOR)
    with page.expect_response(lambda one: "/api/v1/events" in one.url):
        page.goto("/feedback")
    card = page.locator(f"#{first}")
    card.get_by_text("Trả lời", exact=True).click()
    answer = card.get_by_label("Câu trả lời")
    answer.fill("Chiều nay có thợ đến")
    tell(service, "Loa bên này cũng vậy")
    page.wait_for_timeout(1_500)  # longer than a page waits until it asks
    expect(page.locator("#inbox")).not_to_contain_text("Loa bên này cũng vậy")  # nothing moves under a finger
    answer.blur()
    expect(page.locator("#inbox")).to_contain_text("Loa bên này cũng vậy")
    expect(answer).to_have_value("Chiều nay có thợ đến")
    tell(service, "Và ở đây")
    expect(page.locator("#inbox")).to_contain_text("Và ở đây")
    expect(answer).to_be_visible()
    expect(answer).to_have_value("Chiều nay có thợ đến")
    card.get_by_role("button", name="Gửi câu trả lời").click()
    expect(page.get_by_role("status").first).to_be_visible()
    with desk.store.read() as conn:
        assert [one.answer for one in feedback.below(conn, "/") if one.id == first] == ["Chiều nay có thợ đến"]


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
    button = page.get_by_role("button", name="Lưu và gửi duyệt")
    if button.count():  # the form from before, or already what became of it
        button.click()
        page.wait_for_load_state("load")
    with service.desk.store.read() as conn:
        assert [one.title for one in announcements.below(conn)].count("Bấm hai lần rồi quay lại") == 1
    page.context.close()
