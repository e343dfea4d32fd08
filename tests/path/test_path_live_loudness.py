"""Who speaks live is as loud as everything else: by a meter that is not the leveller's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from controller.live.leveller import Leveller
from controller.live.shape import BYTES, RATE
from controller.studio.files import opened
from controller.studio.measure import Heard, hear
from controller.studio.values import Limits
from tests.studio.hostile.riff import riff

FULL = 32_768
SECONDS = 8


def voice(seconds: int = SECONDS) -> np.ndarray:
    """Syllables of vowels, with rests between the sentences, in front of a little noise."""
    at = np.arange(seconds * RATE) / RATE
    vowel = np.sum([np.sin(2 * np.pi * 150 * number * at + number**2) / number for number in range(1, 16)], axis=0)
    syllables = np.clip(np.sin(2 * np.pi * 3.1 * at), 0, 1) * (at % 4 < 3.2)
    noise = np.random.default_rng(4).standard_normal(len(at)) * 0.0005
    spoken: np.ndarray = vowel * syllables * 0.12 + noise
    return spoken


def levelled(sound: np.ndarray) -> np.ndarray:
    level = Leveller()
    raw = np.clip(np.rint(sound * FULL), -FULL, FULL - 1).astype("<i2").tobytes()
    out = b"".join(level(raw[at : at + BYTES]) for at in range(0, len(raw) - BYTES + 1, BYTES))
    return np.frombuffer(out, "<i2").astype(float) / FULL


def measured(sound: np.ndarray, folder: Path) -> Heard:
    file = folder / "a.wav"
    file.write_bytes(riff((sound * FULL).astype("<i2").tobytes(), rate=RATE))
    with opened(file) as source:
        return hear(source, "wav", Limits(), "ebur128=peak=true:framelog=quiet")


@pytest.mark.parametrize("louder", [12, 0, -10])
def test_every_voice_is_as_loud_as_everything_else(louder: float, tmp_path: Path) -> None:
    out = levelled(voice() * 10 ** (louder / 20))
    heard = measured(out, tmp_path)
    assert heard.loudness == pytest.approx(-16, abs=1.0)
    assert heard.peak <= -1.5
    assert len(out) == SECONDS * RATE


def test_where_nobody_speaks_nothing_is_raised(tmp_path: Path) -> None:
    room = np.random.default_rng(1).standard_normal(5 * RATE) * 0.0008
    assert np.abs(levelled(room) - room).max() <= 2 / FULL


def test_a_rest_is_not_raised_behind_a_voice() -> None:
    whole = voice()
    out = levelled(np.concatenate((whole, np.full(5 * RATE, 0.0), whole)))
    again, before = out[-4 * RATE :], out[4 * RATE : 8 * RATE]
    assert 20 * np.log10(again.std() / before.std()) == pytest.approx(0, abs=1)


@pytest.mark.parametrize("wave", ["knocks", "square"])
def test_what_is_too_loud_is_bent_and_never_cut_off_or_torn(wave: str) -> None:
    at = np.arange(4 * RATE) / RATE
    sound = voice(4) if wave == "knocks" else 0.99 * np.sign(np.sin(2 * np.pi * 200 * at))
    if wave == "knocks":
        sound = np.where(at % 0.7 < 0.01, 0.95 * np.sin(2 * np.pi * 900 * at), sound)
    out = levelled(sound)
    assert np.abs(out).max() <= 10 ** (-1.9 / 20)
    quiet = levelled(sound * 0)
    assert not quiet.any()
