"""What a voice says becomes a master: in order, with its rests, even in loudness."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from controller.errors import Refused
from controller.ports import Spoken
from controller.studio import Limits, Studio
from controller.studio.pieces import portion
from controller.studio.speech import assemble

RATE = 22_050


def tone(hertz: float, seconds: float = 1.0, rate: int = RATE) -> Spoken:
    """A portion that is found again by its pitch; with the silence around it that voices have."""
    at = np.arange(int(seconds * rate)) / rate
    samples = (8_000 * np.sin(2 * np.pi * hertz * at) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * at))).astype("<i2")
    silence = bytes(int(0.2 * rate) * 2)
    return Spoken(rate, silence + samples.tobytes() + silence)


def heard(ffmpeg: str, master: Path, rate: int = 16_000) -> np.ndarray:
    """The samples of a finished master."""
    command = [ffmpeg, "-v", "error", "-i", str(master), "-f", "s16le", "-ac", "1", "-ar", str(rate), "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<i2").astype(float)


def pitch(samples: np.ndarray, start_ms: int, end_ms: int, rate: int = 16_000) -> float:
    """The strongest tone of a stretch; 0 where it is silent."""
    part = samples[start_ms * rate // 1000 : end_ms * rate // 1000]
    if np.abs(part).max() < 100:
        return 0.0
    return float(np.abs(np.fft.rfft(part)).argmax() * rate / len(part))


def test_portions_stand_in_order_with_their_rests(studio: Studio, out: Path, ffmpeg: str):
    said = [(tone(300), 500), (tone(500), 1_000), (tone(700), 0)]
    made = studio.speech(said, out)
    (one, two, three) = made.spans
    assert [round(end - start, -2) for start, end in made.spans] == [1000, 1000, 1000]
    assert (two[0] - one[1], three[0] - two[1]) == pytest.approx((500, 1_000), abs=2)
    assert made.master.duration_ms == pytest.approx(three[1], abs=30)
    samples = heard(ffmpeg, out)
    for (start, end), hertz in zip(made.spans, (300, 500, 700), strict=True):
        assert pitch(samples, start + 50, end - 50) == pytest.approx(hertz, abs=5)
    assert pitch(samples, one[1] + 50, two[0] - 50) == 0.0


def test_it_is_as_loud_as_every_other_master(studio: Studio, out: Path):
    facts = studio.speech([(tone(300, 4.0), 0)], out).master.facts
    assert facts.loudness_lufs == pytest.approx(-16.0, abs=1.0)
    assert facts.peak_dbtp <= -1.5


def test_the_same_speech_has_the_same_hash(studio: Studio, out: Path):
    masters = {studio.speech([(tone(300), 0)], out).master.sha256 for _ in range(2)}
    assert len(masters) == 1


def test_one_short_word_is_a_sound(studio: Studio, out: Path):
    assert studio.speech([(tone(300, 0.15), 0)], out).master.duration_ms >= 1_000


@pytest.mark.parametrize(
    ("said", "repeats", "code"),
    [
        ([], 1, "speech-nothing"),
        ([(tone(300), 0), (tone(300, rate=16_000), 0)], 1, "voice-wrong"),
        ([(tone(300), 400)] * 3, 1, "speech-too-long"),
        ([(tone(300), 0)], 3, "composition-too-long"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_left(
    out: Path, said: list[tuple[Spoken, int]], repeats: int, code: str
):
    with pytest.raises(Refused) as caught:
        Studio(Limits(sound_seconds=3)).speech(said, out, repeats)
    assert caught.value.code == code
    assert list(out.parent.iterdir()) == []


def test_a_long_text_is_given_up_as_soon_as_it_is_too_long(out: Path):
    asked = 0

    def said() -> Iterator[tuple[Spoken, int]]:
        nonlocal asked
        for _ in range(1_000):
            asked += 1
            yield tone(300), 100

    with pytest.raises(Refused):
        Studio(Limits(sound_seconds=5)).speech(said(), out)
    assert asked < 8


def test_a_voice_that_fails_half_way_leaves_nothing(studio: Studio, out: Path):
    def said() -> Iterator[tuple[Spoken, int]]:
        yield tone(300), 0
        raise Refused("voice-died")

    with pytest.raises(Refused, match="voice-died"):
        studio.speech(said(), out)
    assert list(out.parent.iterdir()) == []


def test_ten_minutes_never_lie_whole_in_memory(tmp_path: Path):
    """Ten minutes are 26 MB of samples; a portion is half a megabyte. What comes behind is ffmpeg's, in its process."""
    spoken = tone(300, 10.0)
    portion(RATE, spoken.samples)  # pydub is loaded
    peak, ended = 0, threading.Event()

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def watch() -> None:
        nonlocal peak
        while not ended.wait(0.005):
            peak = max(peak, resident())

    before = resident()
    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with (tmp_path / "tape").open("w+b") as tape:
            assemble(tape.fileno(), ((spoken, 100) for _ in range(60)), Limits())
    finally:
        ended.set()
        watcher.join()
    assert (tmp_path / "tape").stat().st_size > 26_000_000
    assert peak - before < 10_000_000
