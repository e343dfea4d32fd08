"""Programmes on the pages: put together, looked at, agreed to, with and without JavaScript, on a phone and a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from controller.store import announcements
from tests.api.test_api_programmes import agreed, announced, programme, sounding
from tests.serving import APPROVER, EDITOR, Served, served
from tests.web.test_web_browser import DESKTOP, PHONE, fits, opened
from tests.web.test_web_forms import browser, text


@pytest.fixture
def service(tmp_path) -> Iterator[Served]:
    with served(tmp_path) as made:
        yield made


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_list_is_put_together_looked_at_and_agreed_to(chromium: Browser, service: Served, script: bool) -> None:
    for title in ("Nhạc hiệu", "Tin của xã", "Lời kết"):
        announced(service, title)
    editor = opened(chromium, service, EDITOR, script=script)
    editor.get_by_role("link", name="Thêm").click()
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
    expect(editor.locator("#running")).to_contain_text("Bớt mục 3")
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


def test_what_would_help_is_a_button_that_does_it(chromium: Browser, service: Served) -> None:
    ids = [announced(service, f"Mục {number}", 20) for number in (1, 2, 3)]
    editor = opened(chromium, service, EDITOR)
    made = agreed(service, programme(*ids, minutes=2))
    editor.goto(f"/programmes/{made['id']}/edit")
    editor.locator("#gap_s-2").fill("30")
    editor.locator("#repeats-3").fill("3")
    editor.get_by_role("button", name="Xem thử").last.click()
    running = editor.locator("#running")
    expect(running).to_contain_text("dài hơn khung giờ 2 phút là 10 giây")
    running.get_by_role("button", name="Mục 3 chỉ phát 2 lần").click()
    expect(editor.locator("#repeats-3")).to_have_value("2")
    expect(running).to_contain_text("còn trống 10 giây")
    editor.locator("#repeats-3").fill("3")
    editor.get_by_role("button", name="Xem thử").last.click()
    running.get_by_role("button", name="Kéo dài khung giờ thành 3 phút").click()
    expect(editor.get_by_label("Độ dài khung giờ (phút)")).to_have_value("3")
    editor.get_by_role("button", name="Lưu chương trình").click()
    expect(editor.get_by_role("status")).to_have_text("Đã lưu.")
    editor.goto(f"/announcements/{ids[1]}")
    expect(editor.get_by_text("mục 2, khung giờ chờ duyệt")).to_be_visible()


def test_a_saved_list_that_fits_no_more_leads_to_the_form_with_the_step_taken(service: Served) -> None:
    ids = [announced(service, f"Mục {number}", 20) for number in (1, 2)]
    made = agreed(service, programme(*ids, minutes=1))
    longer = sounding(service, 50)
    with service.desk.store.write() as conn:
        announcements.edit(conn, ids[1], 1, service.desk.now_ms(), sound=longer)
    editor, here = browser(service, EDITOR), f"/programmes/{made['id']}"
    shown = editor.get(here)
    assert "dài hơn khung giờ 1 phút là 10 giây" in text(shown)
    assert f'href="{here}/edit?take=leave-out/1/0/0/"' in shown.text
    looked = editor.get(f"{here}/edit", params={"take": "longer/0/0/2/"})
    assert ('name="minutes" value="2"' in looked.text or 'value="2"' in looked.text, looked.status_code) == (True, 200)
    for bad in ("longer/0/0/x/", "start/0/0/9/99:99", "fewer/9/0/1/", "leave-out/0/0/0/", "../../x", "é" * 9):
        assert editor.get(f"{here}/edit", params={"take": bad}).status_code == 200
    assert editor.get(f"{here}/edit", params={"take": "x" * 99}).status_code == 422
    refused = editor.post(f"{here}/return", data={"fingerprint": made["fingerprint"], "reason": "Không"})
    assert refused.status_code == 403
    leader = browser(service, APPROVER)
    waits = service.client(EDITOR).post("/api/v1/programmes", json=programme(ids[0], start="2026-11-22T06:30")).json()
    there = f"/programmes/{waits['id']}"
    blank = leader.post(f"{there}/return", data={"fingerprint": waits["fingerprint"], "reason": ""})
    assert (blank.status_code, 'id="return"' in blank.text) == (422, True)
    back = leader.post(f"{there}/return", data={"fingerprint": waits["fingerprint"], "reason": "Dời <17:30>"})
    assert "Đã trả lại người lập." in text(back)
    assert "Dời &lt;17:30&gt;" in back.text
    assert "Đã trả lại" in text(leader.get("/programmes"))


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
