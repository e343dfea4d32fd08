"""Somebody speaks live in a real browser: what its microphone hears is heard from every horn, together.

The microphone is a file that the browser plays to itself, again and again; service, broker and boxes are real
processes.

Pieces that come late are dropped, and on a machine that is busy with other things some do. So horns are held against
what they themselves say they sounded; a talk of which much was dropped says nothing about them, and is held again.
"""

from __future__ import annotations

import re
import time
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import av
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from controller.demo import sample
from controller.live.shape import DELAY_MS
from controller.shelf import Shelf
from controller.store import areas, deliveries, reports, talks
from controller.store.deliveries import Delivery
from controller.store.ladder import is_end
from controller.store.talks import Talk
from controller.studio import Limits
from controller.studio.measure import hear
from devices.profiles import profile
from firmware_sim.sound import gain
from tests.path.real_evidence import PIECE_MS, Samples, found_at_ms, heard, pieces_alike, started
from tests.path.real_service import Village, village
from tests.web.conftest import CHROMIUM, PATIENCE_MS, QUIET
from tests.web.live_voice import speak

pytestmark = pytest.mark.alone

SPEAKERS = [id for id, _, model, _ in sample.DEVICES if profile(model).audio]
SECONDS = 6
RATE = 16_000
ALL_DAY = {"windows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "24:00"}]}
PHONE = ViewportSize(width=360, height=740)
NEAR_MS = 50
"""Later than this two horns are heard as an echo."""
TALKS = 3
"""So often it is tried to hold a talk that comes through."""
MUCH = 1 / 3
"""Of a talk: where more than this was dropped, the machine was busy with other things."""
WATCH = """window.shown = [];
new MutationObserver(() => { const studio = document.getElementById("studio");
    if (studio) shown.push([studio.className, studio.querySelector("[data-count]").textContent]);
}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });"""
"""What the studio shows, as it changes: a look from outside may come too late for it."""


@dataclass
class Spoken:
    """What came of one talk."""

    village: Village
    talk: Talk
    words: Path
    counted: list[str]
    """What the page counted down."""
    on_air: str
    """What others read meanwhile."""
    state: str
    """What the speaker read at the end."""

    def horn(self, device: str) -> Samples:
        """What a horn sounded from the talk's first instant on, at `RATE`."""
        (one,) = [one for one in started(self.village.boxes.out / device) if one.id == self.talk.id]
        rate, samples = heard(one.wav)
        first = round((self.talk.at_ms - one.start_ms) * rate / 1000)
        piece = samples[first : first + (2 * SECONDS + 20) * rate]
        at = np.arange(0, len(piece) / rate, 1 / RATE)
        return np.asarray(np.interp(at, np.arange(len(piece)) / rate, piece))

    def told(self, device: str) -> Delivery:
        return told(self.village, self.talk.id)[device]

    def missed(self, device: str) -> int:
        """Pieces of the recording that this horn did not sound, by its own count of those that it did."""
        with self.village.store.read() as conn:
            evidence = reports.of_subject(conn, self.talk.id, device)[-1].evidence or {}
        sounded = int(evidence.get("frames", 0)) / int(evidence["rate"])
        return max(0, round((len(self.recording) / RATE - sounded) * 1000 / PIECE_MS))

    @property
    def gone(self) -> float:
        """How much of it did not come through, by what service and horns counted."""
        if any(self.told(device).rung != "finished" for device in SPEAKERS):
            return 1.0  # nothing came for so long that a horn gave it up
        whole = len(self.recording) * 1000 / RATE / PIECE_MS
        return max(self.talk.dropped, *map(self.missed, SPEAKERS)) / max(1.0, whole)

    @cached_property
    def recording(self) -> Samples:
        with av.open(str(Shelf(self.village.settings.data_dir / "media").path(self.talk.recording or ""))) as file:
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            blocks = [one.to_ndarray()[0] for frame in file.decode(audio=0) for one in resampler.resample(frame)]
        return np.concatenate(blocks).astype(np.float64)


def told(real: Village, talk: str) -> dict[str, Delivery]:
    with real.store.read() as conn:
        return {one.device: one for one in deliveries.of_subject(conn, talk)}


def session(page: Page, real: Village, login: str) -> None:
    page.set_default_timeout(PATIENCE_MS)
    page.context.add_cookies([{"name": "tl_language", "value": "vi", "url": real.settings.http.public_url}])
    page.goto("/sign-in")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(real.people[login])
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/announcements")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Spoken]:
    words = speak(tmp_path_factory.mktemp("words") / "words.wav", SECONDS)
    fake = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    fake += [f"--use-file-for-fake-audio-capture={words}"]
    with village(tmp_path_factory.mktemp("live")) as real:
        with real.store.write() as conn:
            areas.change(conn, sample.COMMUNE, hours=ALL_DAY)
        real.until(real.gathered, "every device on line with its timetable")
        speaking = chromium.browser_type.launch(executable_path=CHROMIUM or None, args=QUIET + fake)
        context = speaking.new_context(base_url=real.settings.http.public_url, viewport=PHONE, locale="vi-VN")
        page, other = context.new_page(), speaking.new_context(base_url=real.settings.http.public_url).new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.add_init_script(WATCH)
        session(page, real, "lanhdao")
        session(other, real, "bientap")
        talk = _one_talk(real, page, words, other)
        gone = [talk.gone]
        while gone[-1] > MUCH:
            assert len(gone) < TALKS, f"so much of each talk did not come through: {gone}"
            talk = _one_talk(real, page, words, other)
            gone.append(talk.gone)
        yield talk
        speaking.close()


def _one_talk(real: Village, page: Page, words: Path, other: Page) -> Spoken:
    page.get_by_role("link", name="Nói trực tiếp").click()
    page.get_by_label("Xã Tân Hòa").check()
    page.get_by_role("button", name="Kiểm tra trước").click()
    expect(page.locator("#checked")).to_contain_text("Được phép nói")
    page.get_by_role("button", name="Nói ngay").click()
    expect(page.locator("#studio")).to_have_class(re.compile("speaking"))
    began = time.monotonic()
    expect(other.locator("#on-air")).to_contain_text("đang nói trực tiếp")
    on_air = other.locator("#on-air").inner_text()
    page.wait_for_timeout(max(0.0, SECONDS - (time.monotonic() - began)) * 1000)
    state = page.locator("#studio [data-state]").inner_text()
    page.locator("#studio [data-end]").click()
    expect(page.locator("#studio")).to_have_class(re.compile("over"))
    expect(other.locator("#on-air")).not_to_contain_text("đang nói trực tiếp")
    counted = [count for studio, count in page.evaluate("shown") if "counting" in studio and count]

    def newest() -> Talk:
        with real.store.read() as conn:
            return talks.recent(conn)[0]

    real.until(lambda: newest().ended_ms is not None, "the talk to be closed in the books")
    talk = newest()
    real.until(lambda: all(is_end(told(real, talk.id)[one].rung) for one in SPEAKERS), "every horn to end")
    return Spoken(real, talk, words, counted, on_air, state)


def test_the_page_counts_down_and_everybody_sees_who_is_on_the_air(spoken):
    assert spoken.counted
    assert set(spoken.counted) <= set("321")
    assert spoken.counted == sorted(spoken.counted, reverse=True)
    assert spoken.talk.who in spoken.on_air
    assert spoken.state == "ĐANG PHÁT"
    assert spoken.talk.why == "said"


def test_every_horn_sounds_what_was_recorded_at_its_instant_and_all_together(spoken):
    words = spoken.recording
    off = {}
    for device in SPEAKERS:
        horn, missed = spoken.horn(device), spoken.missed(device)
        off[device], _ = found_at_ms(horn, words, RATE)
        alike = pieces_alike(horn, words, RATE, off[device])
        alike = alike[~np.isnan(alike)]
        assert len(alike) > SECONDS * 1000 / PIECE_MS / 3, "somebody spoke"
        # A decoder finds its way again after a gap: as many pieces are bent as were missed, at most.
        assert np.count_nonzero(alike < 0.7) <= 2 * missed + 0.01 * len(alike), (device, missed)
        assert np.median(alike) > 0.95, device
        claimed = (spoken.told(device).started_ms or 0) - spoken.talk.at_ms
        assert not horn[: max(0, round((claimed - NEAR_MS) * RATE / 1000))].any(), "something sounded before its time"
        # The first pieces may be among those that it missed.
        assert -NEAR_MS < claimed - off[device] < NEAR_MS + missed * PIECE_MS, device
    assert max(off.values()) - min(off.values()) < NEAR_MS


def test_what_was_spoken_is_what_is_heard(spoken):
    """Most seconds of it are seconds of the words, and in their order: what came late spoils no other second."""
    with wave.open(str(spoken.words)) as file:
        said = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)
    whole = len(said) * 1000 / RATE
    begins = round(found_at_ms(spoken.horn(SPEAKERS[0]), spoken.recording, RATE)[0] * RATE / 1000)
    for device in SPEAKERS:
        horn = spoken.horn(device)[max(0, begins) :]
        seconds = [horn[at * RATE : (at + 1) * RATE] for at in range(SECONDS - 1)]
        found = [found_at_ms(envelope(np.tile(said, 2)), envelope(one), 100) for one in seconds]
        assert max(alike for _, alike in found) > 0.85, (device, found)
        begun = [at_ms - 1_000 * number for number, (at_ms, alike) in enumerate(found) if alike > 0.5]
        assert in_step(begun, whole) > len(found) / 2, (device, found)
        one = spoken.told(device)
        assert one.level_dbfs is not None
        assert -60 < one.level_dbfs < 0


def test_the_talk_is_as_loud_as_every_notice(spoken, tmp_path: Path):
    """−16 LUFS within one, as loud as its volume allows, in the horn that missed least; a hole makes nothing louder."""
    device = min(SPEAKERS, key=spoken.missed)
    horn = spoken.horn(device)
    begins = max(0, round(found_at_ms(horn, spoken.recording, RATE)[0] * RATE / 1000))
    part = horn[begins : begins + len(spoken.recording)] / gain(spoken.talk.volume)
    with wave.open(str(tmp_path / "part.wav"), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(part.clip(-32_768, 32_767).astype("<i2").tobytes())
    with (tmp_path / "part.wav").open("rb") as file:
        loud = hear(file.fileno(), "wav", Limits(), "ebur128=framelog=quiet").loudness
    assert loud == pytest.approx(-16.0, abs=1.0), device


def in_step(instants: list[float], round_ms: float) -> int:
    """How many of them are the same, where the words go round."""
    apart = [[(one - other + round_ms / 2) % round_ms - round_ms / 2 for other in instants] for one in instants]
    return max((sum(abs(each) <= NEAR_MS for each in row) for row in apart), default=0)


def envelope(samples: Samples) -> Samples:
    """Loudness every 10 ms, without its mean: what noise reduction and Opus leave as it is."""
    whole = len(samples) // 160 * 160
    loud = np.sqrt(np.mean(samples[:whole].reshape(-1, 160) ** 2, axis=1))
    return np.asarray(loud - loud.mean())


def test_the_delay_from_mouth_to_horn_is_the_one_that_was_promised(spoken):
    assert spoken.talk.at_ms - spoken.talk.mouth_ms == DELAY_MS
