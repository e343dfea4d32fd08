"""A typed notice is heard while it is composed and before it is agreed to: the forms, and a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.api.test_api_media import tone
from tests.api.test_api_path import API, DRAFT
from tests.serving import APPROVER, EDITOR, TECHNICIAN, Served
from tests.web.test_web_browser import DESKTOP, PHONE, compose, fits, opened
from tests.web.test_web_forms import FORM

TEXT = "UBMTQX mời bà con họp. Mang theo giấy tờ."
SPOKEN = FORM | {"text": TEXT, "speak": "1", "voice": "north", "speed": "120"}


@pytest.fixture(autouse=True)
def undone(service: Served) -> Iterator[None]:
    yield
    service.commune.work()


def test_without_scripts_a_button_lets_hear_what_was_typed(service: Served):
    answer = service.client(EDITOR).post("/announcements/new", data=SPOKEN | {"do": "hear"})
    assert answer.status_code == 200
    sound = re.search(r'<audio controls preload="metadata" src="(/media/[0-9a-f]{64})"', answer.text)
    assert sound is not None
    assert service.client(EDITOR).get(sound[1]).content.startswith(b"fLaC")
    assert "<mark>UBMTQX</mark>" in answer.text
    assert 'name="reading_of" value="UBMTQX"' in answer.text


def test_digits_without_end_are_to_be_shortened(service: Served):
    typed = SPOKEN | {"text": f"Mã số {'7' * 300}.", "do": "hear"}
    answer = service.client(EDITOR).post("/announcements/new", data=typed)
    assert "“77777777777777777777…” dài 300 ký tự" in answer.text
    assert 'name="reading_of"' not in answer.text


def test_a_reading_that_was_typed_is_said_and_kept(service: Served):
    client = service.client(EDITOR)
    chosen = SPOKEN | {"reading_of": "UBMTQX", "reading": "ủy ban mặt trận tổ quốc xã"}
    saved = client.post("/announcements/new", data=chosen | {"do": "save"})
    assert saved.status_code == 303
    path = saved.headers["location"].partition("?")[0]
    assert "ủy ban mặt trận tổ quốc xã mời" in client.get(path).text
    form = client.get(f"{path}/edit").text
    assert 'value="ủy ban mặt trận tổ quốc xã"' in form
    assert 'name="speak" value="1" checked' in form


def test_what_is_wrong_with_the_manner_stands_beside_its_field(service: Served):
    for name, typed in (("speed", "nhanh"), ("speed", "999"), ("repeats", "0"), ("voice", "robot")):
        answer = service.client(EDITOR).post("/announcements/new", data=SPOKEN | {name: typed, "do": "save"})
        assert answer.status_code == 422
        assert f'id="{name}-wrong-1"' in answer.text
        assert TEXT in answer.text


def test_a_file_and_a_read_text_are_one_too_many(service: Served):
    files = {"sound_file": ("a.wav", tone(), "audio/wav")}
    answer = service.client(EDITOR).post("/announcements/new", data=SPOKEN | {"do": "save"}, files=files)
    assert answer.status_code == 422
    assert "giữ một trong hai" in answer.text


@pytest.mark.parametrize(
    ("other", "field", "sentence"),
    [
        ({"speak": "1", "voice": "north"}, "sound_file", "giữ một trong hai"),
        ({"relay_source": "dai-tinh", "relay_minutes": "15"}, "relay_source", "chọn một trong hai"),
    ],
)
def test_a_recording_of_the_page_is_never_lost_without_a_word(
    service: Served, other: dict[str, str], field: str, sentence: str
):
    client = service.client(EDITOR)
    files = {"sound_file": ("Thu âm.wav", tone(), "audio/wav")}
    sent = client.post("/announcements/sound", files=files).text
    recorded = {"sound": re.findall(r'name="sound" value="([0-9a-f]{64})"', sent)[0]}
    asked = client.post("/announcements/new", data=FORM | other | recorded | {"do": "save"})
    assert asked.status_code == 422
    assert f'id="{field}-wrong-1"' in asked.text
    assert sentence in asked.text
    assert f'name="sound" value="{recorded["sound"]}"' in asked.text
    kept = client.post("/announcements/new", data=FORM | recorded | {"do": "save"})
    assert f'src="/media/{recorded["sound"]}"' in client.get(kept.headers["location"]).text
    if "speak" in other:
        left_out = client.post("/announcements/new", data=FORM | other | recorded | {"no_sound": "1", "do": "save"})
        assert left_out.status_code == 303


def test_the_fragment_says_what_cannot_be_read(service: Served):
    answer = service.client(EDITOR).post("/announcements/speech", data={"speak": "1", "text": "🎉🎉", "voice": "north"})
    assert "Máy không đọc được các chữ này: 🎉." in answer.text
    assert service.client(TECHNICIAN).post("/announcements/speech", data=SPOKEN).status_code == 200
    assert "role" not in answer.text


def waiting(service: Served, clock: str) -> dict[str, str]:
    """Sent for approval; the speed makes it a sound that nobody has heard in another test."""
    editor = service.client(EDITOR)
    draft = DRAFT | {"text": TEXT, "start": f"2026-11-22T{clock}", "speech": {"speed": 100 + int(clock[-2:])}}
    one: dict[str, str] = editor.post(f"{API}/announcements", json=draft).json()
    assert editor.post(f"{API}/announcements/{one['id']}/submit").status_code == 200
    return one


def test_without_scripts_a_leader_says_that_he_has_heard(service: Served):
    one, leader = waiting(service, "17:05"), service.client(APPROVER)
    path = f"/announcements/{one['id']}"
    before = leader.get(path).text
    assert "Cần nghe 1 chỗ" in before
    refused = leader.post(f"{path}/approve", data={"fingerprint": one["fingerprint"]})
    assert "chưa nghe" in refused.text
    span = re.search(r'name="span" value="(\d+-\d+)"', before)
    assert span is not None
    assert leader.post(f"{path}/heard", data={"sound": one["sound"], "span": span[1]}).status_code == 303
    assert "Bạn đã nghe hết" in leader.get(path).text
    assert leader.post(f"{path}/approve", data={"fingerprint": one["fingerprint"]}).status_code == 303


def test_a_span_that_is_none_is_refused(service: Served):
    one = waiting(service, "17:15")
    for span in ("1", "a-b", "-5-9", "9-1", "1-99999999999999999999999999"):
        data = {"sound": one["sound"], "span": span}
        answer = service.client(APPROVER).post(f"/announcements/{one['id']}/heard", data=data)
        assert answer.status_code == 422


def test_a_place_has_a_page_of_words(service: Served):
    client, path = service.client(EDITOR), "/areas/xa-tan-hoa/words"
    assert "Chưa có từ nào" in client.get(path).text
    word = {"written": "HTXDV", "spoken": "hợp tác xã dịch vụ"}
    assert client.post(f"{path}/add", data=word).status_code == 303
    assert "hợp tác xã dịch vụ" in client.get(path).text
    wrong = client.post(f"{path}/add", data=word | {"spoken": "12"})
    assert (wrong.status_code, "Cách đọc phải có chữ" in wrong.text) == (422, True)
    assert 'value="HTXDV"' in wrong.text
    assert "Thêm từ" not in service.client(APPROVER).get(path).text
    assert client.post(f"{path}/remove", data={"written": "HTXDV"}).status_code == 303
    assert client.get("/areas/xa-khac/words").status_code == 404


def test_a_place_settles_how_its_notices_are_read(service: Served):
    client, path = service.client(EDITOR), "/areas/xa-tan-hoa/words"
    settled = {"voice": "central", "speed": "85", "pause": "150"}
    assert client.post(f"{path}/manner", data=settled).status_code == 303
    form = client.get("/announcements/new").text
    assert '<option value="central" selected>' in form
    assert 'name="speed" value="85"' in form
    wrong = client.post(f"{path}/manner", data=settled | {"speed": "999"})
    assert (wrong.status_code, 'id="speed-wrong-1"' in wrong.text) == (422, True)
    assert client.post(f"{path}/manner", data=settled | {"speed": "x"}).status_code == 422
    assert client.post(f"{path}/manner", data={"do": "inherit"}).status_code == 303
    assert '<option value="north" selected>' in client.get("/announcements/new").text
    assert service.client(APPROVER).post(f"{path}/manner", data=settled).status_code == 403


LENGTH = """audio => new Promise(known => audio.readyState
    ? known(audio.duration)
    : audio.addEventListener("loadedmetadata", () => known(audio.duration)))"""
"""Seconds, as soon as the browser knows them. Waiting for an expression would need a page that allows `eval`."""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_somebody_types_and_hears_it(chromium: Browser, service: Served, size):
    page = opened(chromium, service, EDITOR, size=size)
    compose(page, "Họp mặt trận")
    page.get_by_role("textbox", name="Nội dung chữ").fill(TEXT)
    page.get_by_label("Đọc nội dung chữ thành tiếng").check()
    page.get_by_role("button", name="Nghe thử").click()
    expect(page.locator("#heard audio")).to_be_visible()
    assert page.locator("#heard audio").evaluate(LENGTH) > 2
    expect(page.locator("#heard mark")).to_have_text("UBMTQX")
    page.get_by_label("“UBMTQX” đọc là").fill("ủy ban mặt trận tổ quốc xã")
    page.get_by_role("button", name="Nghe thử").click()
    expect(page.locator("#heard table")).to_contain_text("ủy ban mặt trận tổ quốc xã mời bà con họp")
    fits(page)
    page.context.close()


def test_a_leader_hears_what_is_doubtful_and_approves(chromium: Browser, service: Served):
    one = waiting(service, "17:25")
    page = opened(chromium, service, APPROVER)
    page.goto(f"/announcements/{one['id']}")
    fits(page)
    page.get_by_role("button", name="Duyệt").click()
    expect(page.get_by_role("alert")).to_contain_text("chưa nghe")
    page.goto(f"/announcements/{one['id']}")
    page.get_by_role("button", name="Nghe chỗ này").click()
    expect(page.locator("#doubts")).to_contain_text("Bạn đã nghe hết")
    page.get_by_role("button", name="Duyệt").click()
    page.wait_for_url("**done=approved")
    page.context.close()
