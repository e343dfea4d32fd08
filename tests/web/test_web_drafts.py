"""Drafts on the pages: sent twice and made once, kept on every mistake, taken back, saved while one types."""

from __future__ import annotations

import re
from html import unescape

import httpx
from playwright.sync_api import Browser, Page, expect

from controller.api.door import COOKIE
from controller.people import signin
from controller.store import announcements, drafts
from tests.api.test_api_rules import agreed
from tests.serving import CHIEF, EDITOR, Served
from tests.web.conftest import PATIENCE_MS
from tests.web.test_web_browser import PHONE, WHOLE
from tests.web.test_web_forms import FORM, browser, send, text


def opened(client: httpx.Client, path: str = "/announcements/new") -> dict[str, str]:
    """What a form that is opened now carries of its page."""
    found = dict(re.findall(r'name="(draft|version|hand|edition)" value="([^"]*)"', client.get(path).text))
    assert set(found) == {"draft", "version", "hand", "edition"}
    return found


def test_two_taps_make_one_announcement(service: Served):
    editor = browser(service, EDITOR)
    form = FORM | opened(editor) | {"title": "Hai lần bấm", "do": "submit"}
    first, second = (send(editor, "/announcements/new", form) for _ in range(2))
    assert first.url == second.url
    assert "Đã gửi duyệt." in text(second)
    with service.desk.store.read() as conn:
        assert [one.title for one in announcements.below(conn)].count("Hai lần bấm") == 1
    # Going back to the form leads to what became of it.
    assert editor.get(f"/announcements/new?draft={form['draft']}").url.path == first.url.path


def test_going_back_and_writing_on_changes_that_announcement(service: Served):
    editor = browser(service, EDITOR)
    form = FORM | opened(editor) | {"title": "Sửa sau khi gửi"}
    here = send(editor, "/announcements/new", form | {"do": "save"}).url.path
    again = send(editor, "/announcements/new", form | {"do": "save", "text": "Viết thêm."})
    assert again.status_code == 409
    assert "Bản nháp này đã thành bản tin rồi." in text(again)
    assert "Viết thêm." in again.text
    assert f'action="{here}/edit' in again.text
    carried = dict(re.findall(r'name="(draft|version|hand|edition)" value="([^"]*)"', again.text))
    assert "Viết thêm." in send(editor, f"{here}/edit", form | carried | {"do": "save", "text": "Viết thêm."}).text


def test_a_refused_form_is_in_the_list_and_can_be_taken_back(service: Served):
    editor = browser(service, EDITOR)
    mine = opened(editor)
    assert send(editor, "/announcements/new", FORM | mine | {"title": "Dở dang", "time": ""}).status_code == 422
    there = editor.get("/announcements?show=drafts")
    assert f"/announcements/new?draft={mine['draft']}" in there.text
    again = editor.get(f"/announcements/new?draft={mine['draft']}")
    assert 'value="Dở dang"' in again.text
    gone = editor.post(f"/announcements/drafts/{mine['draft']}/away")
    assert "Đã xóa bản nháp “Dở dang”." in text(gone)
    assert f"?draft={mine['draft']}" not in gone.text
    back = editor.post(f"/announcements/drafts/{mine['draft']}/back")
    assert f"?draft={mine['draft']}" in back.text


def test_who_comes_second_is_told_and_loses_nothing(service: Served):
    editor, chief = browser(service, EDITOR), browser(service, CHIEF)
    mine = opened(editor)
    send(editor, "/announcements/new", FORM | mine | {"title": "Chung nhau", "time": ""})
    here = f"/announcements/new?draft={mine['draft']}"
    first, second = opened(editor, here), opened(chief, here)
    send(chief, "/announcements/new", FORM | second | {"title": "Của chị Chung", "time": ""})
    told = send(editor, "/announcements/new", FORM | first | {"title": "Của tôi", "do": "save"})
    assert told.status_code == 409
    assert "Phạm Thị Chung đã sửa bản nháp này lúc" in text(told)
    assert 'value="Của tôi"' in told.text
    carried = dict(re.findall(r'name="(draft|version|hand|edition|beside)" value="([^"]*)"', told.text))
    assert send(editor, "/announcements/new", FORM | carried | {"title": "Của tôi", "do": "save"}).status_code == 200
    assert "Của chị Chung" in text(editor.get("/announcements?show=drafts"))


def test_a_change_begun_is_offered_on_the_form(service: Served):
    one = agreed(service, title="Đã duyệt rồi")
    editor = browser(service, EDITOR)
    here = f"/announcements/{one['id']}/edit"
    mine = opened(editor, here)
    send(editor, here, FORM | mine | {"title": "Đang sửa dở", "time": ""})
    assert f"{here}?draft={mine['draft']}" in editor.get(here).text
    assert 'value="Đang sửa dở"' in editor.get(f"{here}?draft={mine['draft']}").text
    assert editor.get(f"/announcements/new?draft={mine['draft']}").url.path == here


def test_a_session_that_ends_loses_nothing(service: Served):
    editor = browser(service, EDITOR)
    mine = opened(editor)
    signin.sign_out(service.desk.store, service.session(EDITOR))
    lost = send(editor, f"/announcements/new?draft={mine['draft']}", FORM | mine)
    assert lost.status_code == 401
    assert f"/sign-in?next=/announcements/new%3Fdraft%3D{mine['draft']}" in unescape(lost.text)
    with service.desk.store.read() as conn:
        assert drafts.get(conn, mine["draft"]) is None


def test_as_last_time_is_a_form_at_the_next_such_time(service: Served):
    once = agreed(service, start="2026-11-23T18:30", title="Họp thôn như lần trước", klass="priority")
    editor = browser(service, EDITOR)
    assert f"/announcements/new?like={once['id']}" in editor.get("/announcements").text
    form = editor.get(f"/announcements/new?like={once['id']}")
    assert 'name="date" value="2026-11-30"' in form.text
    assert 'name="time" value="18:30"' in form.text
    assert "Bản cũ phát 18:30 Thứ Hai 23/11/2026" in text(form) or "18:30" in text(form)
    assert re.search(r'name="klass" value="priority" checked', form.text)
    assert 'name="edition" value="0"' in form.text


def test_what_is_typed_survives_the_line_the_session_and_a_second_person(chromium: Browser, service: Served):
    page = signed_in(chromium, service, EDITOR)
    page.goto("/announcements/new")
    title = page.get_by_role("textbox", name="Tiêu đề", exact=True)
    title.fill("Gõ dở")
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu lúc")
    assert "?draft=" in page.url

    # The line drops: it is kept here, and on the server as soon as any page of ours is open again.
    page.context.set_offline(True)
    title.fill("Gõ khi mất mạng")
    expect(page.locator("[data-trouble]")).to_contain_text("đang giữ trên máy này")
    here = page.url
    page.close()
    page.context.set_offline(False)
    page = page.context.new_page()
    with page.expect_response(lambda one: "/api/v1/drafts/" in one.url) as kept:
        page.goto("/announcements")
    assert kept.value.status == 200
    page.goto(here)
    title = page.get_by_role("textbox", name="Tiêu đề", exact=True)
    expect(title).to_have_value("Gõ khi mất mạng")

    # The session ends: signed in again in another tab, the page goes on by itself.
    signin.sign_out(service.desk.store, service.session(EDITOR))
    title.fill("Gõ khi hết phiên")
    expect(page.locator("[data-trouble]")).to_contain_text("Phiên làm việc đã hết")
    expect(page.locator("#content").get_by_role("link", name="Đăng nhập")).to_be_visible()
    page.context.add_cookies([{"name": COOKIE, "value": service.session(EDITOR), "url": service.url}])
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu lúc")

    # Somebody else goes on with it: both stay.
    chief = signed_in(chromium, service, CHIEF)
    chief.goto(here)
    chief.get_by_role("textbox", name="Tiêu đề", exact=True).fill("Chị Chung viết")
    expect(chief.locator("[data-saved]")).to_contain_text("Đã lưu lúc")
    title.fill("Tôi viết")
    expect(page.locator("[data-clash]")).to_contain_text("Phạm Thị Chung đã sửa bản nháp này lúc")
    page.get_by_role("button", name="Giữ bản của tôi").click()
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu lúc")
    page.goto("/announcements?show=drafts")
    expect(page.get_by_role("link", name="Tôi viết", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Chị Chung viết", exact=True)).to_be_visible()
    page.get_by_role("button", name="Xóa bản nháp “Chị Chung viết”").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã xóa bản nháp “Chị Chung viết”.")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("link", name="Chị Chung viết", exact=True)).to_be_visible()
    page.context.close()
    chief.context.close()


def signed_in(chromium: Browser, service: Served, login: str) -> Page:
    """A phone; the session that a browser shares with the tests."""
    context = chromium.new_context(base_url=service.url, viewport=PHONE, locale="vi-VN")
    context.add_cookies([{"name": COOKIE, "value": service.session(login), "url": service.url}])
    context.add_init_script(WHOLE)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page
