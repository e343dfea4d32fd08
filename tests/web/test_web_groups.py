"""Saved groups of hamlets: on the compose page without JavaScript, over the API, and what bad input gets."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.api.test_api_path import API, codes
from tests.serving import APPROVER, EDITOR, Served
from tests.web.test_web_drafts import signed_in
from tests.web.test_web_forms import FORM, browser, send, text


def test_saved_used_removed_and_saved_again(service: Served):
    editor = browser(service, EDITOR)
    saved = send(
        editor,
        "/announcements/new",
        FORM | {"areas": ["thon-dong", "thon-doai"], "group_name": "Hai <b>", "do": "group"},
    )
    assert "Đã lưu nhóm “Hai <b>”." in text(saved)
    found = re.search(r'name="groups" value="(\w+)" data-areas="thon-doai thon-dong"', saved.text)
    assert found
    used = send(editor, "/announcements/new", FORM | {"areas": [], "groups": found[1], "do": "save"})
    assert "Thôn Đoài, Thôn Đông" in text(used)
    gone = send(editor, "/announcements/new", FORM | {"areas": [], "group_id": found[1], "do": "ungroup"})
    assert "Đã xóa nhóm “Hai <b>”." in text(gone)
    assert re.search(r'value="thon-doai" checked', gone.text)
    assert 'name="group_name" maxlength="60" value="Hai &lt;b&gt;"' in gone.text


def test_what_is_wrong_stands_beside_its_field(service: Served):
    editor = browser(service, EDITOR)
    nameless = send(editor, "/announcements/new", FORM | {"do": "group"})
    assert 'id="group_name-wrong-1"' in nameless.text
    nowhere = send(editor, "/announcements/new", FORM | {"areas": [], "group_name": "Không đâu", "do": "group"})
    assert 'id="areas-wrong-1"' in nowhere.text


@pytest.mark.parametrize(
    ("change", "status", "wanted"),
    [
        ({"name": " "}, 422, {"group-name": "group_name"}),
        ({"name": "x" * 61}, 422, {"group-name": "group_name"}),
        ({"areas": []}, 422, {"group-empty": "areas"}),
        ({"areas": ["khong-co"]}, 404, {"area-unknown": "areas"}),
        ({"areas": ["tinh-phu-tho"]}, 403, {"area-not-yours": "areas"}),
    ],
)
def test_bad_input(service: Served, change: dict[str, object], status: int, wanted: dict[str, str]):
    answer = service.client(EDITOR).post(f"{API}/groups", json={"name": "Nhóm", "areas": ["thon-dong"]} | change)
    assert (answer.status_code, codes(answer)) == (status, wanted)


def test_over_the_api(service: Served):
    editor = service.client(EDITOR)
    made = [
        editor.post(f"{API}/groups", json={"name": "Ven sông", "areas": ["thon-dong", one]}).json()
        for one in ("thon-doai", "thon-dong")
    ]
    listed = [one for one in editor.get(f"{API}/groups").json() if one["name"] == "Ven sông"]
    assert listed == [made[1]]  # the same name is the same group
    assert editor.delete(f"{API}/groups/{made[1]['id']}").json()["areas"] == ["thon-dong"]
    assert editor.delete(f"{API}/groups/{made[1]['id']}").status_code == 404
    assert service.client(APPROVER).post(f"{API}/groups", json={"name": "x", "areas": ["thon-dong"]}).status_code == 403


def test_ticked_its_hamlets_are_ticked(chromium: Browser, service: Served):
    """With scripts, at once, and they can be taken out again one by one."""
    given = {"name": "Hai thôn có loa", "areas": ["thon-dong", "thon-doai"]}
    service.client(EDITOR).post(f"{API}/groups", json=given).raise_for_status()
    page = signed_in(chromium, service, EDITOR)
    page.goto("/announcements/new")
    group, east, west = (
        page.get_by_label(name, exact=False).first for name in ("Hai thôn có loa", "Thôn Đông", "Thôn Đoài")
    )
    group.check()
    for hamlet in (east, west):
        expect(hamlet).to_be_checked()
    west.uncheck()
    expect(group).not_to_be_checked()  # it would bring the hamlet back when the form is sent
    page.get_by_role("textbox", name="Tiêu đề", exact=True).fill("Chỉ một thôn của nhóm")
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu lúc")
    page.reload()
    expect(east).to_be_checked()
    expect(west).not_to_be_checked()
    group.check()
    group.uncheck()
    expect(east).not_to_be_checked()
    page.context.close()
