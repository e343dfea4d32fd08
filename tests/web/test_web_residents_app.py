"""The page for residents on a telephone: installed, read without a line, and what was typed there arrives once."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, expect

from controller.fleet.alert import Wish, give
from controller.store import feedback
from tests.path.joined import DAY
from tests.path.test_path_joined import wall
from tests.serving import APPROVER, EDITOR, TECHNICIAN, Served
from tests.web.test_web_every_page import SIZES, faults

PAGE = "/xa/xa-tan-hoa"


@pytest.fixture(scope="module")
def opened(service: Served) -> Served:
    """An open commune with an emergency that lasts."""
    village = service.commune
    service.client(EDITOR).post("/residents/xa-tan-hoa", data={"do": "open"})
    row = village.agree(village.draft(wall(village.now + DAY), klass="emergency", title="Vỡ đê", text="Lên chỗ cao."))
    village.work()
    give(village.desk, village.who(APPROVER), Wish(row.id, "xa-tan-hoa"))
    return service


@pytest.fixture(scope="module")
def phone(opened: Served, chromium: Browser) -> Iterator[BrowserContext]:
    """A resident's telephone."""
    made = chromium.new_context(
        base_url=opened.url,
        viewport=SIZES["phone"],
        locale="vi-VN",
        geolocation={"latitude": 21.3, "longitude": 105.4},
        permissions=["geolocation"],
    )
    yield made
    made.close()


def test_it_can_be_installed(opened: Served):
    stranger = opened.client()
    told = stranger.get(f"{PAGE}/app.webmanifest")
    assert told.headers["content-type"] == "application/manifest+json"
    assert told.json()["start_url"] == PAGE
    for one in told.json()["icons"]:
        with Image.open(io.BytesIO(stranger.get(one["src"]).content)) as icon:
            assert f"{icon.width}x{icon.height}" == one["sizes"]
    worker = stranger.get("/xa/worker.js")
    assert worker.headers["cache-control"] == "no-cache"
    assert "%" not in worker.text
    assert stranger.get("/xa/thon-dong/app.webmanifest").status_code == 404


def test_posters_are_printed_for_each_hamlet(opened: Served):
    technician = opened.client(TECHNICIAN)
    every = technician.get("/residents/xa-tan-hoa/posters.pdf")
    assert every.headers["content-type"] == "application/pdf"
    assert every.content.startswith(b"%PDF-")
    assert every.content.count(b"/Type /Page\n") == 4  # the commune and three hamlets
    one = technician.get("/residents/xa-tan-hoa/posters.pdf?place=thon-dong")
    assert one.content.count(b"/Type /Page\n") == 1
    assert technician.get("/residents/thon-dong/posters.pdf").status_code == 422
    assert opened.client().get("/residents/xa-tan-hoa/posters.pdf").status_code == 303


def test_what_was_read_is_there_without_a_line_and_no_old_emergency_is_called_present(phone: BrowserContext):
    page = phone.new_page()
    page.goto(PAGE)
    expect(page.get_by_role("alert")).to_contain_text("Vỡ đê")
    assert faults(page) == []
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.goto(f"{PAGE}/y-kien")
    assert faults(page) == []
    page.goto(PAGE)
    phone.set_offline(True)
    page.reload()
    expect(page.locator("[data-saved-note]")).to_contain_text("Đây là trang đã lưu lúc")
    expect(page.locator(".emergency .stale")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.goto(f"{PAGE}/tin/khong-co")
    expect(page.locator("main")).to_contain_text("chưa được lưu trong máy")
    phone.set_offline(False)
    page.goto(PAGE)
    expect(page.get_by_role("alert")).to_contain_text("Vỡ đê")
    expect(page.locator("[data-saved-note]")).to_be_hidden()
    page.close()


def test_what_is_told_without_a_line_is_sent_once_when_it_is_back(opened: Served, phone: BrowserContext):
    page = phone.new_page()
    page.goto(f"{PAGE}#noi=thon-dong")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.goto(f"{PAGE}/y-kien")
    expect(page.get_by_label("Loa nào gần bạn nhất?")).to_have_value("thon-dong")
    page.get_by_label("Quá to").check()
    page.get_by_label("Kể thêm").fill("Sáng quá sớm")
    page.reload()  # what was typed is there again
    expect(page.get_by_label("Kể thêm")).to_have_value("Sáng quá sớm")
    phone.set_offline(True)
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.locator("[data-waiting]")).to_contain_text("tự gửi khi có mạng")
    phone.set_offline(False)
    expect(page.get_by_role("heading", name="Đã nhận ý kiến")).to_be_visible()
    page.goto(PAGE)
    expect(page.locator("[data-mine]")).to_contain_text("Đang chờ trả lời")
    with opened.desk.store.read() as conn:
        (kept,) = feedback.below(conn, "/")
    assert (kept.kind, kept.words, kept.hamlet) == ("loud", "Sáng quá sớm", "thon-dong")
    page.close()
