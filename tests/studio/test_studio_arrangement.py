"""Words and tunes become one master: found again in it, as loud as they should be, the bed out of the words' way."""

from __future__ import annotations

import subprocess
import wave
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from controller.errors import Refused
from controller.ports import TUNES, Around, Arranged, Part, Spoken
from controller.studio import Limits, Studio
from controller.studio.measure import hear
from tests.path.real_evidence import found_at_ms

RATE = 48_000
VOICE_RATE = 22_050


def babble(seconds: float, seed: int) -> Spoken:
    """What is like itself at no other place: noise in syllables, with a rest of 0.8 s in the middle."""
    count = int(seconds * VOICE_RATE)
    noise = np.convolve(np.random.default_rng(seed).standard_normal(count), np.hanning(12), "same")
    at = np.arange(count) / VOICE_RATE
    syllables = noise * (0.55 + 0.45 * np.sin(2 * np.pi * 4 * at)) * (np.abs(at - seconds / 2) > 0.4)
    return Spoken(VOICE_RATE, (6_000 * syllables / np.abs(syllables).max()).astype("<i2").tobytes())


@dataclass(frozen=True)
class Shelf:
    """A studio with its tunes, made once, and words."""

    studio: Studio
    tunes: Mapping[str, Path]
    words: Path
    ffmpeg: str
    folder: Path

    def arranged(self, around: Around, words: Path | None = None, name: str = "out") -> tuple[Arranged, np.ndarray]:
        out = self.folder / name
        made = self.studio.arranged(words or self.words, around, {one: self.tunes[one] for one in around.tunes}, out)
        return made, self.samples(out)

    def samples(self, master: Path) -> np.ndarray:
        command = [self.ffmpeg, "-v", "error", "-i", str(master), "-f", "s16le", "-"]
        return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<i2").astype(float)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, ffmpeg: str) -> Shelf:
    studio, folder = Studio(Limits()), tmp_path_factory.mktemp("tunes")
    wanted = ("village-morning", "gong", "wood", "rising", "still-pond")
    for name in wanted:
        studio.tune(name, folder / name)
    studio.speech([(babble(4.0, 1), 0)], folder / "words")
    return Shelf(studio, {name: folder / name for name in wanted}, folder / "words", ffmpeg, folder)


@pytest.fixture(scope="module")
def whole(shelf: Shelf) -> tuple[Arranged, np.ndarray]:
    """Everything that there is, around the same words twice."""
    around = Around("village-morning", "gong", 2, 2_000, "wood", "rising", "still-pond", 24)
    return shelf.arranged(around, name="whole")


def loudness(samples: np.ndarray, folder: Path) -> float:
    """Integrated, of a stretch."""
    file = folder / "part.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes(samples.astype("<i2").tobytes())
    with file.open("rb") as opened:
        return hear(opened.fileno(), "wav", Limits(), "ebur128=framelog=quiet").loudness


def named(made: Arranged, name: str) -> list[Part]:
    return [one for one in made.parts if one.name == name]


def test_each_part_is_found_in_the_master_where_it_is_said_to_be(shelf: Shelf, whole: tuple[Arranged, np.ndarray]):
    made, samples = whole
    assert [one.name for one in made.parts] == [
        *("opening", "chime", "bed", "words", "between", "words", "closing"),
    ]
    for part in made.parts:
        if part.name == "bed":
            continue
        file = shelf.tunes[part.tune] if part.tune else shelf.words
        near = samples[max(0, part.from_ms - 500) * 48 : (part.to_ms + 500) * 48]
        at_ms, alike = found_at_ms(near, shelf.samples(file), RATE)
        assert at_ms + max(0, part.from_ms - 500) == pytest.approx(part.from_ms, abs=5)
        assert alike > 0.8
    assert made.master.duration_ms == made.parts[-1].to_ms == round(len(samples) / 48)


def test_words_are_at_the_target_and_no_tune_is_louder(shelf: Shelf, whole: tuple[Arranged, np.ndarray]):
    made, samples = whole
    facts = made.master.facts
    assert facts.loudness_lufs == pytest.approx(-16.0, abs=1.0)
    assert facts.peak_dbtp <= -1.5
    said = {}
    for part in made.parts:
        if part.name != "bed":
            said[part.name] = loudness(samples[part.from_ms * 48 : part.to_ms * 48], shelf.folder)
    words = said.pop("words")
    assert words == pytest.approx(-16.0, abs=0.7)
    assert max(said.values()) <= words + 0.1
    assert min(said.values()) >= words - 3


def test_a_bed_is_far_under_the_words_and_comes_up_between_them(shelf: Shelf):
    """The words are known to the sample: what is left of the master without them is the bed."""
    levels = {}
    for under in (20, 28):
        made, samples = shelf.arranged(Around(repeats=2, between_ms=5_000, bed="still-pond", under_db=under))
        words, (first, second) = shelf.samples(shelf.words), named(made, "words")
        left = samples.copy()
        for part in (first, second):
            start = round(part.from_ms * 48)
            best = min(
                range(start - 48, start + 49), key=lambda at: np.abs(left[at : at + 4_800] - words[:4_800]).sum()
            )
            left[best : best + len(words)] -= words
        beneath = np.concatenate([left[one.from_ms * 48 : one.to_ms * 48] for one in (first, second)])
        middle = (first.to_ms + second.from_ms) // 2
        between = left[(middle - 500) * 48 : (middle + 500) * 48]
        said = 20 * np.log10(words.std())
        levels[under] = said - 20 * np.log10(beneath.std()), said - 20 * np.log10(between.std())
    for under, (beneath_db, between_db) in levels.items():
        assert beneath_db >= under - 3  # a tone of one loudness has another power than noise of that loudness
        assert between_db < beneath_db - 6
    assert levels[28][0] - levels[20][0] == pytest.approx(8, abs=1)


def test_without_a_bed_the_words_are_the_very_samples_of_their_master(shelf: Shelf):
    made, samples = shelf.arranged(Around(chime="gong", repeats=2, between_ms=1_000))
    words = shelf.samples(shelf.words)
    start = named(made, "words")[0].from_ms * 48
    assert np.array_equal(samples[start : start + len(words)], words)
    assert np.array_equal(samples[start + len(words) + RATE :][: len(words)], words)
    assert not samples[start + len(words) : start + len(words) + RATE].any()


def test_the_same_again_has_the_same_hash_and_another_tune_another_one(shelf: Shelf):
    around = Around(chime="wood", bed="still-pond")
    hashes = [shelf.arranged(one)[0].master.sha256 for one in (around, around, Around(chime="gong", bed="still-pond"))]
    assert hashes[0] == hashes[1] != hashes[2]


def test_what_is_too_long_with_all_its_repeats_is_refused_and_leaves_nothing(shelf: Shelf, out: Path):
    studio = Studio(Limits(sound_seconds=10))
    studio.arranged(shelf.words, Around(repeats=2, between_ms=1_000), {}, out)
    out.unlink()
    for around in (Around(repeats=3, between_ms=1_000), Around(opening="village-morning")):
        with pytest.raises(Refused) as caught:
            studio.arranged(shelf.words, around, {name: shelf.tunes[name] for name in around.tunes}, out)
        assert (caught.value.code, caught.value.field) == ("composition-too-long", "repeats")
        assert caught.value.params["limit"] == 0.2
        assert list(out.parent.iterdir()) == []


def test_words_that_are_no_master_leave_nothing(shelf: Shelf, out: Path, tmp_path: Path):
    wrong = tmp_path / "wrong"
    wrong.write_bytes(b"fLaC" + bytes(100))
    with pytest.raises(Refused, match="sound-broken"):
        shelf.studio.arranged(wrong, Around(chime="gong"), {"gong": shelf.tunes["gong"]}, out)
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["gong", "rising"])
def test_a_tune_is_a_little_softer_than_words_and_always_the_same(shelf: Shelf, out: Path, name: str):
    made = shelf.studio.tune(name, out)
    assert made.facts.loudness_lufs == pytest.approx(-16.5, abs=0.7)
    assert made.facts.peak_dbtp <= -1.5
    assert out.read_bytes() == shelf.tunes[name].read_bytes()


def test_every_tune_has_a_score():
    from controller.studio.tunes import SCORES

    assert SCORES.keys() == TUNES.keys()
