"""Programmes on the pages: put together, looked at, agreed to, with and without JavaScript, on a phone and a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.api.test_api_programmes import agreed, announced, programme
from tests.serving import APPROVER, EDITOR, Served, served
from tests.web.test_web_browser import DESKTOP, PHONE, chromium, fits, opened
from tests.web.test_web_forms import browser, text

__all__ = ["chromium"]


@pytest.fixture
def service(tmp_path) -> Iterator[Served]:
    with served(tmp_path) as made:
        yield made


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_list_is_put_together_looked_at_and_agreed_to(chromium: Browser, service: Served, script: bool) -> None:
    for title in ("Nhạc hiệu", "Tin của xã", "Lời kết"):
        announced(service, title)
    editor = opened(chromium, service, EDITOR, script=script)
    editor.get_by_role("link", name="Chương trình").click()
    editor.get_by_role("link", name="Lập chương trình").click()
    editor.get_by_label("Tên chương trình").fill("Buổi sáng")
    editor.get_by_label("Giờ bắt đầu").fill("05:30")
    editor.get_by_label("Độ dài khung giờ (phút)").fill("1")
    editor.get_by_label("Mục 1", exact=True).select_option(label="Lời kết (05:30, dài 2 giây)")
    editor.get_by_label("Mục 2", exact=True).select_option(label="Nhạc hiệu (05:30, dài 2 giây)")
    editor.get_by_role("button", name="Xem thử").last.click()
    editor.get_by_label("Mục 3", exact=True).select_option(label="Tin của xã (05:30, dài 2 giây)")
    editor.locator("#gap_s-3").fill("80")
    editor.get_by_role("button", name="Đưa mục 1 xuống").click()
    expect(editor.locator("#running")).to_contain_text("dài hơn khung giờ 1 phút là 26 giây")
    expect(editor.locator("#running")).to_contain_text("bớt mục 3")
    editor.get_by_role("button", name="Đưa mục 3 lên").click()
    editor.locator("#gap_s-2").fill("10")
    editor.get_by_role("button", name="Lưu chương trình").click()
    expect(editor.get_by_role("status")).to_have_text("Đã lưu.")
    expect(editor.locator("#running")).to_contain_text("Tổng cộng 16 giây trong khung giờ 1 phút, còn trống 44 giây.")
    cells = [" ".join(one.split()) for one in editor.locator("#running tbody tr").all_inner_texts()]
    assert [("05:30:00" in cells[0], "Nhạc hiệu" in cells[0]), ("05:30:12" in cells[1], "Tin của xã" in cells[1])] == [
        (True, True),
        (True, True),
    ]
    expect(editor.get_by_role("button", name="Duyệt khung giờ")).to_have_count(0)

    leader = opened(chromium, service, APPROVER, script=script)
    leader.goto("/programmes")
    leader.get_by_role("link", name="Buổi sáng").click()
    leader.get_by_role("button", name="Duyệt khung giờ").click()
    expect(leader.locator("#state")).to_contain_text("Đã duyệt, đang áp dụng")
    if script:
        expect(editor.locator("#state")).to_contain_text("Đã duyệt, đang áp dụng")  # by itself


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_its_pages_fit(chromium: Browser, service: Served, size) -> None:
    ids = [announced(service, f"Bản tin có tiêu đề khá dài để xem có vừa trang không, số {n}") for n in (1, 2)]
    made = agreed(service, programme(*ids))
    page = opened(chromium, service, EDITOR, size=size)
    for path in ("/programmes", f"/programmes/{made['id']}", f"/programmes/{made['id']}/edit", "/programmes/new"):
        page.goto(path)
        fits(page)


def test_mistakes_stand_beside_what_was_typed_and_nothing_is_lost(service: Served) -> None:
    one = announced(service, "Một")
    editor = browser(service, EDITOR)
    form = {
        "name": " ",
        "date": "2026-11-22",
        "time": "05:30",
        "minutes": "nhiều",
        "repeat": "weekly",
        "announcement": [one, one],
        "gap_s": ["0", "x"],
        "repeats": ["1", "1"],
        "pause_s": ["0", "0"],
        "do": "save",
    }
    answer = editor.post("/programmes/new", data=form)
    assert answer.status_code == 422
    for sentence in ("Hãy nhập một số nguyên.", "Hãy chọn ít nhất một ngày trong tuần."):
        assert sentence in text(answer)
    assert answer.text.count(f'<option value="{one}" selected>') == 2
    assert 'value="nhiều"' in answer.text
    looked = editor.post("/programmes/new", data=form | {"do": "out-9" * 30, "minutes": "5"})
    assert looked.status_code == 200
    assert editor.get("/programmes/khong-co").status_code == 404
    assert browser(service, APPROVER).get("/programmes/new").status_code == 403


def test_removing_says_what_becomes_of_the_announcements(service: Served) -> None:
    made = agreed(service, programme(announced(service, "Một")))
    editor = browser(service, EDITOR)
    here = f"/programmes/{made['id']}"
    assert "mỗi bản tin phát theo giờ riêng của nó" in text(editor.get(here))
    assert "Ngày này không có chương trình." in text(editor.get(here, params={"day": "2026-11-01"}))
    refused = editor.post(f"{here}/remove", data={"edition": "1"})
    assert (refused.status_code, "Người khác vừa thay đổi chương trình này" in text(refused)) == (409, True)
    gone = editor.post(f"{here}/remove", data={"edition": str(made["edition"])})
    assert "Đã bỏ chương trình." in text(gone)
