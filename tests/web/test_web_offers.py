"""Offers on the compose page, in a real Chromium on a phone and on a desk, with JavaScript and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.api.test_api_path import API
from tests.path.joined import keep_master
from tests.path.path_sounds import tone
from tests.serving import EDITOR, Served
from tests.web.test_web_browser import DESKTOP, PHONE, fits, opened
from tests.web.test_web_forms import FORM, browser, send, text


@pytest.fixture(scope="module")
def recording(service: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute of sound; the same is agreed in one hamlet at 18:00 on both days."""
    file = tone(Path(tmp_path_factory.mktemp("sounds")) / "a.wav", seconds=60)
    commune = service.commune
    sound = keep_master(commune.desk, file).hash
    draft = commune.draft(
        "2026-11-22T18:00",
        title="Tiếp âm",
        sound=sound,
        klass="priority",
        areas=("thon-dong",),
        rrule="FREQ=DAILY;COUNT=2",
    )
    commune.agree(draft)
    commune.work()
    return file


@pytest.mark.parametrize(("day", "size", "script"), [(22, PHONE, True), (23, DESKTOP, False)], ids=["phone", "desk"])
def test_an_offer_fills_the_form_and_nothing_typed_is_lost(chromium, service, recording, day, size, script, tmp_path):
    page = opened(chromium, service, EDITOR, size=size, script=script)
    page.get_by_role("link", name="Soạn bản tin").click()
    page.get_by_role("textbox", name="Tiêu đề", exact=True).fill("Họp hai thôn")
    page.get_by_role("textbox", name="Nội dung chữ").fill("Mời bà con họp.")
    page.get_by_label("Tệp âm thanh").set_input_files(recording)
    page.get_by_label("Thôn Đông").check()
    page.get_by_label("Thôn Đoài").check()
    page.get_by_label("Ngày phát").fill(f"2026-11-{day}")
    page.get_by_label("Giờ phát").fill("18:00")
    page.get_by_role("button", name="Kiểm tra lịch").last.click()
    expect(page.locator("#notes")).to_contain_text("Tiếp âm")
    expect(page.locator("#offers .button")).to_have_text(
        [
            f"Phát sớm hơn: 17:55 ngày {day}/11/2026",
            f"Phát muộn hơn: 18:05 ngày {day}/11/2026",
            "Giữ giờ này, không gửi tới Thôn Đông",
        ]
    )
    if script:
        fits(page)
    page.screenshot(path=tmp_path / "offers.png", full_page=True)
    page.get_by_role("button", name="không gửi tới Thôn Đông").click()
    expect(page.locator("#checked")).to_contain_text("không có gì vướng")
    expect(page.get_by_label("Thôn Đông")).not_to_be_checked()
    page.get_by_label("Thôn Đông").check()
    page.get_by_role("button", name="Kiểm tra lịch").last.click()
    page.get_by_role("button", name="Phát muộn hơn").click()
    expect(page.get_by_label("Giờ phát")).to_have_value("18:05")
    expect(page.get_by_role("textbox", name="Tiêu đề", exact=True)).to_have_value("Họp hai thôn")
    expect(page.get_by_role("status").first).to_contain_text("chưa được lưu")
    page.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(page.get_by_role("status")).to_have_text("Đã gửi duyệt.")


def test_what_stands_against_a_saved_draft_comes_with_its_offers(service, recording):
    client = browser(service, EDITOR)
    form = {**FORM, "date": "2026-11-23", "time": "23:59", "do": "submit"}
    answer = send(client, "/announcements/new", form, ("a.wav", recording.read_bytes()))
    assert answer.url.path.endswith("/edit")
    assert "nằm ngoài khung giờ được phép phát" in text(answer)
    assert "Phát sớm hơn: 23:55 ngày 23/11/2026" in text(answer)
    assert "Hãy ghi âm lại cho ngắn hơn" in text(answer)


@pytest.mark.parametrize("take", ["start=2026-02-30T05:30", "start=x", "areas=khong-co&devices=", "%00", "start=&x"])
def test_what_no_button_of_ours_sends_is_refused_or_does_nothing(service, recording, take):
    before = len(service.client(EDITOR).get(f"{API}/announcements").json()["announcements"])
    answer = send(browser(service, EDITOR), "/announcements/new", {**FORM, "take": take})
    assert answer.status_code in (200, 422)
    assert "Họp thôn Đông" in answer.text
    assert len(service.client(EDITOR).get(f"{API}/announcements").json()["announcements"]) == before
