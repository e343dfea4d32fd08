"""Two people change one saved announcement: the second sees what the first did, part by part, and nothing is lost."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect
from starlette.datastructures import FormData

from controller.store import drafts
from controller.web import draft_form
from controller.web.compose_form import Form
from controller.web.meeting import chosen, taking
from tests.serving import CHIEF, EDITOR, Served
from tests.web.test_web_drafts import signed_in
from tests.web.test_web_forms import FORM, browser, send, text

CARRIED = re.compile(r'name="(draft|version|hand|edition|seen|met)" value="([^"]*)"')

TYPED = """title=A areas=thon-dong page=1 days=SU speak=1 reading_of=UBND reading=ubnd chime= repeats=2 again=1 bed=x
    template=table table=a|b pages=p end=count count=3 repeat=weekly no_sound=1 klass=priority way=type edition=4"""


def begun(client: httpx.Client, here: str) -> dict[str, str]:
    """What a form that is opened now carries of its page."""
    return carried(client.get(f"{here}/edit"))


def carried(answer: httpx.Response) -> dict[str, str]:
    return dict(CARRIED.findall(answer.text))


def offered(answer: httpx.Response) -> dict[str, str]:
    """Part by part whose is offered."""
    return dict(re.findall(r'name="keep-(\w+)" value="(\w+)" checked', answer.text))


def made(service: Served, title: str) -> str:
    return send(browser(service, EDITOR), "/announcements/new", FORM | {"title": title, "do": "save"}).url.path


def test_what_only_one_touched_is_told_apart_and_chosen_part_by_part(service: Served):
    here = made(service, "Họp thôn, hai người")
    editor, chief = browser(service, EDITOR), browser(service, CHIEF)
    mine, hers = begun(editor, here), begun(chief, here)
    first = FORM | hers | {"title": "Họp thôn (chị Chung)", "text": "Chị Chung viết lại.", "volume": "80", "do": "save"}
    assert send(chief, f"{here}/edit", first).status_code == 200

    typed = FORM | {"title": "Họp thôn, hai người", "text": "Tôi viết lại.", "show_minutes": "45", "do": "save"}
    told = send(editor, f"{here}/edit", typed | mine)
    assert told.status_code == 409
    assert "Phạm Thị Chung đã lưu bản tin này lúc" in text(told)
    # I did not touch title and volume; both of us wrote the text; what only I changed is no question.
    assert offered(told) == {"title": "theirs", "text": "mine", "volume": "theirs"}
    assert "Họp thôn (chị Chung)" in text(told)
    assert "Tôi viết lại." in told.text

    kept = {"keep-title": "theirs", "keep-text": "mine", "keep-volume": "theirs"}
    saved = send(editor, f"{here}/edit", typed | carried(told) | kept)
    assert saved.status_code == 200
    row = service.client(EDITOR).get(f"/api/v1{here}").json()
    assert (row["title"], row["text"]) == ("Họp thôn (chị Chung)", "Tôi viết lại.")
    assert (row["volume"], row["show_minutes"], row["edition"]) == (80, 45, 3)
    # Hers is a draft beside, and what was saved over it is told to whoever opens it.
    with service.desk.store.read() as conn:
        (beside,) = drafts.of_announcement(conn, row["id"])
    assert dict(beside.fields)["text"] == "Chị Chung viết lại."
    again = chief.get(f"{here}/edit?draft={beside.id}")
    assert offered(again) == {"text": "theirs", "show": "theirs"}


def test_two_who_did_the_same_are_not_stopped(service: Served):
    here = made(service, "Cùng một việc")
    editor, chief = browser(service, EDITOR), browser(service, CHIEF)
    mine, hers = begun(editor, here), begun(chief, here)
    same = FORM | {"title": "Cùng một việc", "volume": "60", "do": "save"}
    assert send(chief, f"{here}/edit", same | hers).status_code == 200
    assert send(editor, f"{here}/edit", same | mine).status_code == 200


def test_a_third_one_meanwhile_is_told_as_well(service: Served):
    here = made(service, "Ba người")
    editor, chief = browser(service, EDITOR), browser(service, CHIEF)
    mine = begun(editor, here)
    send(chief, f"{here}/edit", FORM | begun(chief, here) | {"title": "Ba người, một", "do": "save"})
    told = send(editor, f"{here}/edit", FORM | mine | {"title": "Ba người, tôi", "do": "save"})
    send(chief, f"{here}/edit", FORM | begun(chief, here) | {"title": "Ba người, hai", "do": "save"})
    late = FORM | carried(told) | {"title": "Ba người, tôi", "keep-title": "mine", "do": "save"}
    answer = send(editor, f"{here}/edit", late)
    assert answer.status_code == 409
    assert "Ba người, hai" in text(answer)


def test_a_draft_from_before_does_not_write_over_what_was_saved_since(service: Served):
    here = made(service, "Bỏ dở rồi quay lại")
    editor, chief = browser(service, EDITOR), browser(service, CHIEF)
    mine = begun(editor, here)
    send(editor, f"{here}/edit", FORM | mine | {"title": "Đang sửa dở", "time": ""})  # refused, so it is a draft
    send(chief, f"{here}/edit", FORM | begun(chief, here) | {"title": "Chị Chung đã lưu", "do": "save"})
    again = editor.get(f"{here}/edit?draft={mine['draft']}")
    assert 'value="Đang sửa dở"' in again.text
    assert offered(again)["title"] == "mine"


@pytest.mark.parametrize(
    "odd",
    [
        {"edition": "9" * 30},
        {"edition": "<b>", "seen": "title: text:x ::"},
        {"edition": "0", "seen": "x" * 5_000},
        {"edition": "0", "met": "1", "keep-title": "<script>", "keep-": "mine", "keep-nothing": "theirs"},
    ],
)
def test_whatever_a_page_says_it_began_from(service: Served, odd: dict[str, Any]):
    here = made(service, "Trang lạ")
    answer = send(browser(service, EDITOR), f"{here}/edit", FORM | {"title": "Trang lạ 2", "do": "save"} | odd)
    assert answer.status_code in (200, 409)
    assert "<script>" not in answer.text.replace("<script src=", "")


def test_a_form_reads_back_as_it_was_told():
    typed = dict(word.split("=") for word in TYPED.split())
    form = draft_form.of_pairs(list(typed.items()))
    assert draft_form.of_pairs(draft_form.told(form)) == form
    assert form != Form()
    assert taking(Form(title="mine"), form, {"title", "where"}).areas == ("thon-dong",)
    assert chosen(FormData([("keep-title", "mine"), ("keep-x", "mine")]).multi_items(), "mine") == {"title"}


def test_on_the_page(chromium: Browser, service: Served):
    here = made(service, "Trên trang")
    page = signed_in(chromium, service, EDITOR)
    page.goto(f"{here}/edit")
    page.get_by_role("textbox", name="Nội dung chữ").fill("Tôi đang viết.")
    chief = browser(service, CHIEF)
    send(chief, f"{here}/edit", FORM | begun(chief, here) | {"title": "Trên trang, của chị Chung", "do": "save"})
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.locator("#meeting")).to_be_focused()
    expect(page.locator("#meeting")).to_contain_text("Trên trang, của chị Chung")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trên trang, của chị Chung")
    expect(page.locator("main")).to_contain_text("Tôi đang viết.")

    page.goto(f"{here}/edit")
    again = FORM | begun(chief, here) | {"title": "Chị Chung sửa lần hai", "text": "Tôi đang viết.", "do": "save"}
    send(chief, f"{here}/edit", again)
    for name in ("Mở cả trang", "Kiểm tra, gửi duyệt"):  # folded into steps, the last one opened: its check runs
        page.get_by_role("button", name=name).click()
    expect(page.locator("#check-said")).to_contain_text("Phạm Thị Chung đã lưu bản tin này lúc")
    page.locator("#check-said a[href='#meeting']").click()
    expect(page.locator("#meeting")).to_be_focused()
    page.locator("#meeting [name=keep-title][value=mine]").check()
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trên trang, của chị Chung")
    page.context.close()
