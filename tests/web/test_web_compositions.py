"""Tunes, repeats and music on the compose page: chosen by listening, heard whole before anything is kept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.api.test_api_media import tone
from tests.serving import APPROVER, EDITOR, Served
from tests.web.test_web_browser import DESKTOP, PHONE, compose, fits, opened
from tests.web.test_web_forms import FORM

PLAYER = re.compile(r'<audio controls preload="metadata" src="/media/([0-9a-f]{64})"')
AROUND = {"chime": "gong", "again": "1", "repeats": "2", "between_s": "1", "closing": "rising"}


def files() -> dict[str, tuple[str, bytes, str]]:
    return {"sound_file": ("họp.wav", tone(1.2), "audio/wav")}


def test_without_scripts_a_recording_is_heard_whole_and_then_kept(service: Served):
    client = service.client(EDITOR)
    form = FORM | AROUND | {"page": ""}
    answer = client.post("/announcements/new", data=form | {"do": "hear"}, files=files())
    heard, kept = PLAYER.search(answer.text), re.search(r'name="sound" value="([0-9a-f]{64})"', answer.text)
    assert heard is not None
    assert kept is not None
    assert heard[1] != kept[1]
    for said in (
        "Chuông: Hai tiếng cồng",
        "Lời, lần 2",
        "Chuông nhắc lại: Hai tiếng cồng",
        "Kết thúc: Hai tiếng chuông",
    ):
        assert said in answer.text
    saved = client.post("/announcements/new", data=form | {"do": "save", "sound": kept[1]})
    assert saved.status_code == 303
    path = saved.headers["location"].partition("?")[0]
    whole = service.client(APPROVER).get(path).text
    assert f"/media/{heard[1]}" in whole, "who approves hears the very sound"
    assert "Lời, lần 2" in whole
    assert "loa tự phát" not in whole
    again = client.get(f"{path}/edit").text
    assert f'name="sound" value="{kept[1]}"' in again
    assert '<option value="gong" selected>' in again
    assert 'name="again" value="1" checked' in again


def test_the_common_chime_is_the_devices_and_after_a_tune_the_sounds(service: Served):
    client = service.client(EDITOR)
    answer = client.post("/announcements/new", data=FORM | {"do": "save", "page": ""}, files=files())
    path = answer.headers["location"].partition("?")[0]
    assert "loa tự phát chuông thường dùng" in client.get(path).text
    assert '<option value="doorbell" selected>' in client.get(f"{path}/edit").text
    sound = re.search(r'name="sound" value="([0-9a-f]{64})"', client.get(f"{path}/edit").text)
    assert sound is not None
    form = FORM | {"opening": "village-morning", "sound": sound[1], "page": ""}
    whole = client.post(f"{path}/edit", data=form | {"do": "save", "edition": "1"})
    assert whole.status_code == 303
    text = client.get(path).text
    assert "Nhạc hiệu: Làng sớm" in text
    assert "Chuông: Chuông thường dùng, hai tiếng" in text
    assert "loa tự phát" not in text


def test_what_is_wrong_stands_beside_its_field(service: Served):
    client = service.client(EDITOR)
    for name, typed in (("opening", "gong"), ("repeats", "9"), ("repeats", "hai"), ("bed", "x"), ("bed_level", "to")):
        answer = client.post("/announcements/new", data=FORM | {"speak": "1", name: typed, "do": "save"})
        assert answer.status_code == 422
        assert f'id="{name}-wrong-1"' in answer.text
        assert '<details id="around" open>' in answer.text
    nothing = client.post("/announcements/new", data=FORM | {"bed": "still-pond", "do": "save"})
    assert 'id="bed-wrong-1"' in nothing.text
    assert "Nhạc nền cần có lời" in nothing.text
    assert "Chưa có gì để nghe" in client.post("/announcements/new", data=FORM | {"do": "hear"}).text


def test_a_place_settles_what_is_put_around_its_sounds(service: Served):
    client, path = service.client(EDITOR), "/areas/xa-tan-hoa/words"
    settled = {"opening": "home-river", "chime": "", "repeats": "2", "between_s": "4", "closing": "", "bed": ""}
    assert client.post(f"{path}/around", data=settled).status_code == 303
    form = client.get("/announcements/new").text
    assert '<option value="home-river" selected>' in form
    assert 'name="repeats" value="2"' in form
    # a page for boards has nothing to put it around, and nobody asked for it
    silent = {name: value for name, value in FORM.items() if name != "chime"} | settled | {"do": "save"}
    assert client.post("/announcements/new", data=silent).status_code == 303
    assert client.post(f"{path}/around", data=settled | {"repeats": "x"}).status_code == 422
    assert service.client(APPROVER).post(f"{path}/around", data=settled).status_code == 403
    assert client.post(f"{path}/around", data={"do": "inherit"}).status_code == 303
    assert '<option value="home-river" selected>' not in client.get("/announcements/new").text


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_somebody_listens_to_a_tune_and_to_the_whole(chromium: Browser, service: Served, size):
    page = opened(chromium, service, EDITOR, size=size)
    compose(page, "Họp thôn")
    page.get_by_text("Nhạc hiệu, chuông, phát lại, nhạc nền").click()
    listen = page.locator("[data-tune-of=opening]")
    expect(listen).to_be_hidden()
    page.get_by_label("Chuông trước bản tin", exact=True).select_option("wood")
    button = page.locator("[data-tune-of=chime]")
    with page.expect_response("**/tunes/wood") as asked:
        button.click()
    assert asked.value.ok
    page.get_by_label("Kết thúc bằng", exact=True).select_option("rising")
    page.get_by_role("textbox", name="Nội dung chữ").fill("Mời bà con họp.")
    page.get_by_label("Đọc nội dung chữ thành tiếng").check()
    page.get_by_role("button", name="Nghe thử").click()
    expect(page.locator("#heard .made li")).to_have_text(
        [re.compile("Mõ gỗ"), re.compile("Lời"), re.compile("Kết thúc")]
    )
    fits(page)
    page.context.close()
