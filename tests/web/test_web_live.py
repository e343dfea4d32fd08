"""Somebody speaks live in a real browser: what its microphone hears is heard from every horn, together.

The microphone is a file that the browser plays to itself; service, broker and boxes are real processes.
"""

from __future__ import annotations

import re
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pytest
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from controller.demo import sample
from controller.live.shape import DELAY_MS
from controller.shelf import Shelf
from controller.store import areas, deliveries, talks
from controller.store.deliveries import Delivery
from controller.store.talks import Talk
from devices.profiles import profile
from tests.path.real_evidence import Samples, found_at_ms, heard, started
from tests.path.real_service import Village, village
from tests.web.conftest import CHROMIUM, QUIET
from tests.web.live_voice import speak

SPEAKERS = [id for id, _, model, _ in sample.DEVICES if profile(model).audio]
SECONDS = 6
RATE = 16_000
ALL_DAY = {"windows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "24:00"}]}
PHONE = ViewportSize(width=360, height=740)
NEAR_MS = 50
"""Later than this two horns are heard as an echo."""


@dataclass
class Spoken:
    """What came of one talk."""

    village: Village
    talk: Talk
    words: Path
    seen: list[str]
    """What the page showed on its way."""

    def horn(self, device: str) -> Samples:
        """What a horn sounded from the talk's first instant on, at `RATE`."""
        (one,) = [one for one in started(self.village.boxes.out / device) if one.id == self.talk.id]
        rate, samples = heard(one.wav)
        first = round((self.talk.at_ms - one.start_ms) * rate / 1000)
        piece = samples[first : first + (SECONDS + 10) * rate]
        at = np.arange(0, len(piece) / rate, 1 / RATE)
        return np.asarray(np.interp(at, np.arange(len(piece)) / rate, piece))

    def told(self, device: str) -> Delivery:
        return told(self.village, self.talk.id)[device]

    def recording(self) -> Samples:
        with av.open(str(Shelf(self.village.settings.data_dir / "media").path(self.talk.recording or ""))) as file:
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            blocks = [one.to_ndarray()[0] for frame in file.decode(audio=0) for one in resampler.resample(frame)]
        return np.concatenate(blocks).astype(np.float64)


def told(real: Village, talk: str) -> dict[str, Delivery]:
    with real.store.read() as conn:
        return {one.device: one for one in deliveries.of_subject(conn, talk)}


def session(page: Page, real: Village, login: str) -> None:
    page.context.add_cookies([{"name": "tl_language", "value": "vi", "url": real.settings.http.public_url}])
    page.goto("/sign-in")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(real.people[login])
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/announcements")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spoken]:
    words = speak(tmp_path_factory.mktemp("words") / "words.wav", SECONDS)
    fake = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    fake += [f"--use-file-for-fake-audio-capture={words}%noloop"]
    with village(tmp_path_factory.mktemp("live")) as real, sync_playwright() as playwright:
        with real.store.write() as conn:
            areas.change(conn, sample.COMMUNE, hours=ALL_DAY)
        real.until(real.gathered, "every device on line with its timetable")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM or None, args=QUIET + fake)
        context = chromium.new_context(base_url=real.settings.http.public_url, viewport=PHONE, locale="vi-VN")
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        session(page, real, "lanhdao")
        yield _one_talk(real, page, words, chromium.new_context(base_url=real.settings.http.public_url).new_page())
        chromium.close()


def _one_talk(real: Village, page: Page, words: Path, other: Page) -> Spoken:
    session(other, real, "bientap")
    page.get_by_role("link", name="Nói trực tiếp").click()
    page.get_by_label("Xã Tân Hòa").check()
    page.get_by_role("button", name="Xem có được không").click()
    expect(page.locator("#checked")).to_contain_text("Được phép nói")
    seen = []
    page.get_by_role("button", name="Nói ngay").click()
    expect(page.locator("#studio")).to_have_class(re.compile("counting"))
    seen.append(page.locator("#studio [data-count]").inner_text())
    expect(page.locator("#studio")).to_have_class(re.compile("speaking"))
    expect(other.locator("#on-air")).to_contain_text("đang nói trực tiếp")
    seen.append(other.locator("#on-air").inner_text())
    page.wait_for_timeout(SECONDS * 1000 + 1_500)
    seen.append(page.locator("#studio [data-state]").inner_text())
    page.locator("#studio [data-end]").click()
    expect(page.locator("#studio")).to_have_class(re.compile("over"))
    expect(other.locator("#on-air")).not_to_contain_text("đang nói trực tiếp")

    def over() -> bool:
        with real.store.read() as conn:
            (talk,) = talks.recent(conn)
        return talk.ended_ms is not None

    real.until(over, "the talk to be closed in the books")
    with real.store.read() as conn:
        (talk,) = talks.recent(conn)
    real.until(lambda: all(told(real, talk.id)[one].rung == "finished" for one in SPEAKERS), "every horn to finish")
    return Spoken(real, talk, words, seen)


def test_the_page_counts_down_and_everybody_sees_who_is_on_the_air(spoken):
    count, on_air, state = spoken.seen
    assert count in "3210"
    assert spoken.talk.who in on_air
    assert state == "ĐANG PHÁT"
    assert spoken.talk.why == "said"


def test_every_horn_sounds_what_was_recorded_at_its_instant_and_all_together(spoken):
    words = spoken.recording()
    off = {}
    for device in SPEAKERS:
        piece = spoken.horn(device)
        off[device], alike = found_at_ms(piece, words, RATE)
        assert alike > 0.9, device
        claimed = (spoken.told(device).started_ms or 0) - spoken.talk.at_ms
        assert abs(off[device] - claimed) < NEAR_MS, device
    assert max(off.values()) - min(off.values()) < NEAR_MS


def test_what_was_spoken_is_what_is_heard(spoken):
    with wave.open(str(spoken.words)) as file:
        said = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)
    for device in SPEAKERS:
        piece = spoken.horn(device)
        _, alike = found_at_ms(envelope(piece), envelope(said), 100)
        assert alike > 0.8, device
        one = spoken.told(device)
        assert one.level_dbfs is not None
        assert -60 < one.level_dbfs < 0


def envelope(samples: Samples) -> Samples:
    """Loudness every 10 ms, without its mean: what noise reduction and Opus leave as it is."""
    whole = len(samples) // 160 * 160
    loud = np.sqrt(np.mean(samples[:whole].reshape(-1, 160) ** 2, axis=1))
    return np.asarray(loud - loud.mean())


def test_the_delay_from_mouth_to_horn_is_the_one_that_was_promised(spoken):
    assert spoken.talk.at_ms - spoken.talk.mouth_ms == DELAY_MS
