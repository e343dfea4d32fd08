"""Recording in the page with a real Chromium whose microphone plays a file: what it hears arrives and is never lost."""

from __future__ import annotations

import re
import subprocess
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import imageio_ffmpeg
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from controller.settings import Speech
from controller.voice.known import known
from tests.api.test_api_media import tone
from tests.serving import EDITOR, TECHNICIAN, Served
from tests.studio.test_studio_judgement import found
from tests.studio.test_studio_speech import heard
from tests.web.conftest import another
from tests.web.test_web_browser import DESKTOP, PHONE, compose, fits, opened

pytestmark = pytest.mark.alone

SECONDS = 3.0
NAME = re.compile(r"^Thu âm \d\d\.\d\d\.\d\d\.webm$")
TEXT = "Ủy ban nhân dân xã mời bà con đến nhà văn hóa họp thôn vào lúc bảy giờ tối thứ sáu."


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the microphone hears: a voice, at the rate that Chromium likes."""
    folder = tmp_path_factory.mktemp("spoken")
    (said,) = known(Speech())["north"].say([TEXT], 100)
    with wave.open(str(folder / "raw.wav"), "wb") as sound:
        sound.setparams((1, 2, said.rate, 0, "NONE", ""))
        sound.writeframes(said.samples)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", folder / "raw.wav", "-ar", "48000"]
    subprocess.run([*command, "-af", "volume=-3dB", folder / "spoken.wav"], check=True)
    return folder / "spoken.wav"


@pytest.fixture(scope="module")
def speaking(chromium: Browser, spoken: Path) -> Iterator[Browser]:
    """A Chromium with somebody at its microphone."""
    heard = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={spoken}",
    ]
    with another(chromium, *heard) as browser:
        yield browser


def form(browser: Browser, service: Served, **options: object) -> Page:
    page = opened(browser, service, EDITOR, **options)  # type: ignore[arg-type]
    compose(page, "Họp thôn, thu âm tại chỗ")
    return page


def record(page: Page, seconds: float = SECONDS) -> float:
    """For so long, or as much longer as this machine needs; how long at most."""
    page.get_by_role("button", name="Thu âm tại đây").click()
    began = monotonic()
    expect(page.locator("[data-clock]")).to_be_visible()
    page.wait_for_timeout(seconds * 1000)
    page.get_by_role("button", name="Dừng thu").click()
    expect(page.locator("[data-playback]")).to_be_visible()
    return monotonic() - began


def test_what_is_said_into_the_microphone_becomes_the_sound(
    speaking: Browser, service: Served, spoken: Path, tmp_path: Path
):
    page = form(speaking, service)
    # The meter follows the voice, which pauses: its highest mark is what tells.
    page.locator("[data-meter]").evaluate(
        """one => { one.most = 0; const look = () => { one.most = Math.max(one.most, one.value);
           requestAnimationFrame(look); }; look(); }"""
    )
    took = record(page)
    fits(page)
    assert page.locator("[data-meter]").evaluate("one => one.most") > 0.05
    page.get_by_role("button", name="Dùng bản thu này").click()
    kept = page.locator("#sound-kept")
    expect(kept).to_contain_text("Đã có âm thanh")
    expect(kept.locator("svg.wave path")).to_have_count(1)
    expect(kept).to_contain_text("LUFS")
    fits(page)
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    source = page.locator("audio").get_attribute("src")
    assert source is not None
    expect(page.locator("svg.wave")).to_be_visible()
    master = tmp_path / "master.flac"
    master.write_bytes(service.client(EDITOR).get(source).content)
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    sound, said = heard(ffmpeg, master), heard(ffmpeg, spoken)
    assert SECONDS - 1.0 < len(sound) / 16_000 < took + 1.0
    assert loudest_match(said, sound) > 0.5


def loudest_match(said: np.ndarray, sound: np.ndarray) -> float:
    """How like the best second of what was recorded is to what was said, which is played in a loop."""
    looped = np.concatenate([said, said])
    return max(found(sound[at : at + 16_000], looped)[1] for at in range(0, len(sound) - 16_000, 8_000))


def test_a_line_that_drops_loses_nothing(speaking: Browser, service: Served):
    page = form(speaking, service)
    record(page, 1.5)
    page.context.set_offline(True)
    page.get_by_role("button", name="Dùng bản thu này").click()
    expect(page.locator("[data-say]")).to_contain_text("Bản thu vẫn còn ở đây")
    expect(page.get_by_role("link", name="Lưu về máy này")).to_have_attribute("download", NAME)
    page.get_by_role("button", name="Lưu nháp").click()  # means it, too; and is no way to lose it
    expect(page.locator("[data-say]")).to_contain_text("Bản thu vẫn còn ở đây")
    expect(page.locator("[data-playback]")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    expect(page.locator("#hear ~ audio")).to_be_visible()


def test_a_session_that_ends_meanwhile_loses_nothing(speaking: Browser, service: Served):
    page = form(speaking, service)
    record(page, 1.0)
    page.context.clear_cookies()
    page.get_by_role("button", name="Dùng bản thu này").click()
    expect(page.get_by_text("Máy chủ không nhận bản thu này.")).to_be_visible()
    expect(page.locator("[data-playback]")).to_be_visible()
    expect(page.locator("#sound-kept form")).to_have_count(0)


def test_a_chosen_file_shows_how_far_it_is_and_outlives_a_dropped_line(
    chromium: Browser, service: Served, tmp_path: Path
):
    page = form(chromium, service)
    slow = page.context.new_cdp_session(page)
    line = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000}
    page.set_input_files("#sound_file", {"name": "Cắt điện.wav", "mimeType": "audio/wav", "buffer": tone(20)})
    page.context.set_offline(True)
    page.get_by_role("button", name="Lưu nháp").click()
    said, again = page.locator("[data-said]"), page.get_by_role("button", name="Gửi lại")
    expect(said).to_contain_text("Tệp vẫn còn được chọn")
    page.context.set_offline(False)
    slow.send("Network.emulateNetworkConditions", line)
    again.click()
    expect(said).to_contain_text(re.compile(r"Đang gửi tệp: [1-9]\d? %"))
    fits(page)
    page.get_by_role("button", name="Dừng gửi").click()
    expect(said).to_contain_text("Đã dừng gửi.")
    slow.send("Network.emulateNetworkConditions", line | {"uploadThroughput": -1})
    again.click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    expect(page.locator("#hear ~ audio")).to_be_visible()


def test_a_chosen_file_that_is_no_sound_is_told_in_the_page(chromium: Browser, service: Served):
    page = form(chromium, service)
    page.set_input_files("#sound_file", {"name": "a.mp3", "mimeType": "audio/mpeg", "buffer": b"no sound" * 99})
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.locator("#sound-kept [role=alert]")).to_contain_text("không phải là tệp âm thanh")
    expect(page.locator("#title")).to_have_value("Họp thôn, thu âm tại chỗ")
    expect(page.locator("[data-upload]")).to_be_hidden()


def test_once_more_forgets_the_first(speaking: Browser, service: Served):
    page = form(speaking, service)
    record(page, 1.0)
    page.get_by_role("button", name="Thu lại").click()
    expect(page.locator("[data-playback]")).to_be_hidden()
    record(page, 1.5)
    page.get_by_role("button", name="Dùng bản thu này").click()
    expect(page.locator("#sound-kept audio")).to_have_count(1)


def test_a_recording_that_is_broken_off_is_kept(speaking: Browser, service: Served):
    page = form(speaking, service)
    page.evaluate(
        """() => { const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (wish) => window.heard = await open(wish); }"""
    )
    page.get_by_role("button", name="Thu âm tại đây").click()
    page.wait_for_timeout(1_500)
    # The microphone is pulled out: what was said until then is there, and can be said again.
    page.evaluate("heard.getTracks().forEach(one => { one.stop(); one.dispatchEvent(new Event('ended')); })")
    expect(page.locator("[data-playback]")).to_be_visible()
    page.get_by_role("button", name="Thu lại").click()
    page.get_by_role("button", name="Thu âm tại đây").click()
    page.wait_for_timeout(1_500)
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.locator("[data-playback]")).to_be_visible()
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.locator("#hear ~ audio")).to_be_visible()


def test_a_recording_of_nothing_says_why_it_is_no_use(speaking: Browser, service: Served):
    page = form(speaking, service)
    page.evaluate(
        """() => { const context = new AudioContext(); const muted = new GainNode(context, { gain: 0 });
        const end = context.createMediaStreamDestination(); const source = new OscillatorNode(context);
        source.connect(muted).connect(end); source.start(); context.resume();
        navigator.mediaDevices.getUserMedia = () => Promise.resolve(end.stream); }"""
    )
    record(page, 1.5)
    page.get_by_role("button", name="Dùng bản thu này").click()
    expect(page.locator("#sound-kept [role=alert]")).to_contain_text("chỉ có sự im lặng")
    expect(page.locator("[data-playback]")).to_be_visible()


def without(service: Served, chromium: Browser, name: str) -> Page:
    page = form(chromium, service, size=DESKTOP)
    page.evaluate(
        """name => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", name)); }""",
        name,
    )
    page.get_by_role("button", name="Thu âm tại đây").click()
    return page


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("NotAllowedError", "cho phép micrô"),
        ("NotFoundError", "không có micrô"),
        ("NotReadableError", "chương trình khác"),
        ("Whatever", "chương trình khác"),
    ],
)
def test_no_microphone_is_a_sentence(service: Served, chromium: Browser, name: str, sentence: str):
    page = without(service, chromium, name)
    expect(page.locator("[data-say]")).to_contain_text(sentence)
    expect(page.get_by_role("button", name="Thu âm tại đây")).to_be_enabled()


def test_a_browser_that_has_none_says_so_itself(service: Served, chromium: Browser):
    """This machine has no microphone and nobody who could allow it."""
    page = form(chromium, service)
    page.get_by_role("button", name="Thu âm tại đây").click()
    expect(page.locator("[data-say]")).to_contain_text("micrô")


def test_without_scripts_there_is_no_button_that_does_nothing(service: Served, chromium: Browser):
    page = opened(chromium, service, EDITOR, script=False, size=PHONE)
    page.goto("/announcements/new")
    expect(page.get_by_role("button", name="Thu âm tại đây")).to_be_hidden()


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        ({"sound_file": ("a.webm", b"no sound", "audio/webm")}, 422, "không phải là tệp âm thanh"),
        ({"sound_file": ("a.webm", b"", "audio/webm")}, 422, "rỗng"),
        ({"other": ("a.webm", b"x", "audio/webm")}, 422, "tệp"),
    ],
)
def test_bad_input_at_the_door(service: Served, body: dict[str, object], status: int, sentence: str):
    answer = service.client(EDITOR).post("/announcements/sound", files=body)  # type: ignore[arg-type]
    assert (answer.status_code, sentence in answer.text) == (status, True)


def test_the_door_is_for_those_who_may_write_there(service: Served):
    files = {"sound_file": ("a.wav", tone(), "audio/wav")}
    post: Callable[..., object] = service.client(EDITOR).post
    assert post("/announcements/sound?area=xa-khac", files=files).status_code == 404  # type: ignore[attr-defined]
    assert service.client(TECHNICIAN).post("/announcements/sound", files=files).status_code in (200, 403)
    assert service.client().post("/announcements/sound", files=files, follow_redirects=False).status_code in (303, 401)
