"""What is cut off, filtered and said of a recording; each doubt over the same voice, spoiled in one way."""

from __future__ import annotations

import os
import subprocess
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from controller.settings import Speech
from controller.studio import Aim, Limits, Studio, ffmpeg, spool
from controller.studio.files import opened
from controller.studio.measure import see
from controller.studio.portrait import Portrait
from controller.voice.known import known
from controller.words import LANGUAGES, say
from tests.studio.test_studio_speech import heard

TEXT = (
    "Ủy ban nhân dân xã mời bà con đến nhà văn hóa.",
    "Cuộc họp bắt đầu lúc bảy giờ tối.",
    "Mời bà con đến đông đủ.",
)
NOISE = "anoisesrc=c=pink:a={}:s=48000:seed=5[n];[0][n]amix=inputs=2:duration=first:normalize=0"
CHORD = "+".join(
    f"0.1*sin(2*PI*{hertz}*t)*(0.7+0.3*sin(2*PI*t*{beat}))" for hertz, beat in ((262, 1), (330, 2), (392, 3))
)

Filtered = Callable[[str], Path]


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some ten seconds of the machine's own voice, with its pauses."""
    file = tmp_path_factory.mktemp("voice") / "voice.wav"
    said = list(known(Speech())["north"].say(TEXT, 100))
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, said[0].rate, 0, "NONE", ""))
        for one in said:
            sound.writeframes(one.samples)
    return file


@pytest.fixture
def program() -> str:
    return ffmpeg.program()


@pytest.fixture
def filtered(program: str, voice: Path, tmp_path: Path) -> Filtered:
    """The voice at 48 kHz, run through a filter graph of ffmpeg's."""

    def made(graph: str) -> Path:
        file = tmp_path / "filtered.wav"
        graph = f"[0]aresample=48000,volume=-3dB[0v];{graph.replace('[0]', '[0v]')}"
        subprocess.run([program, "-v", "error", "-y", "-i", voice, "-filter_complex", graph, file], check=True)
        return file

    return made


SPOILED = {
    "as it is": ("[0]anull", ()),
    "with a little noise": (NOISE.format(0.004), ()),
    "in much noise": (NOISE.format(0.25), ("noisy",)),
    "too loud for the microphone": ("[0]volume=14dB,aformat=sample_fmts=s16", ("clipped",)),
    "clipped and made softer": ("[0]volume=14dB,aformat=sample_fmts=s16,volume=-9dB", ("clipped",)),
    "mostly silent": ("[0]apad=pad_dur=20[a];aevalsrc='0.2*sin(2*PI*300*t)':d=1[b];[a][b]concat=v=0:a=1", ("silent",)),
    "very soft": ("[0]volume=-34dB", ("soft",)),
    "nothing but music": (f"[0]anullsink;aevalsrc='{CHORD}':d=8:s=48000", ("music",)),
}


@pytest.mark.parametrize(("graph", "doubts"), SPOILED.values(), ids=SPOILED.keys())
def test_what_is_doubtful_is_said(graph: str, doubts: tuple[str, ...], filtered: Filtered, studio: Studio, out: Path):
    facts = studio.intake(filtered(graph), out).facts
    assert facts.warnings == doubts
    assert facts.loudness_lufs == pytest.approx(-16, abs=1)
    assert facts.peak_dbtp <= -1.5
    for name in doubts:
        assert len({say(f"sound-doubt-{name}", lang) for lang in LANGUAGES}) == len(LANGUAGES)


def test_silence_at_the_ends_is_cut_off_and_nothing_else(filtered: Filtered, studio: Studio, out: Path, program: str):
    bare = heard(program, filtered("[0]anull"))
    file = filtered("[0]adelay=4000,apad=pad_dur=6[d];" + NOISE.format(0.002).replace("[0]", "[d]"))
    facts = studio.intake(file, out).facts
    assert 3_500 <= facts.cut_start_ms <= 4_100
    assert 5_000 <= facts.cut_end_ms <= 6_100
    kept = heard(program, out)
    whole = len(bare) / 16 + 10_000
    assert facts.duration_ms == pytest.approx(whole - facts.cut_start_ms - facts.cut_end_ms, abs=30)
    lag, likeness = found(bare, kept)
    assert likeness > 0.85
    assert lag == pytest.approx(4_000 - facts.cut_start_ms, abs=15)


def test_a_soft_beginning_is_no_silence(filtered: Filtered, studio: Studio, out: Path):
    facts = studio.intake(filtered("[0]volume='if(lt(t,3),0.02,1)':eval=frame"), out).facts
    assert facts.cut_start_ms <= 300


def test_rumble_goes_and_the_voice_stays(filtered: Filtered, out: Path, program: str):
    file = filtered("aevalsrc='0.2*sin(2*PI*40*t)':s=48000:d=20[r];[0][r]amix=inputs=2:duration=first:normalize=0")

    def share(highpass_hz: int) -> float:
        Studio(Limits(aim=Aim(highpass_hz=highpass_hz))).intake(file, out)
        samples = heard(program, out)
        power = np.abs(np.fft.rfft(samples)) ** 2
        hertz = np.fft.rfftfreq(len(samples), 1 / 16_000)
        return float(
            10 * np.log10(power[(hertz > 35) & (hertz < 45)].sum() / power[(hertz > 150) & (hertz < 4_000)].sum())
        )

    assert share(0) - share(100) > 12


def test_a_place_may_want_another_loudness(filtered: Filtered, out: Path):
    facts = Studio(Limits(aim=Aim(loudness=-20))).intake(filtered("[0]anull"), out).facts
    assert facts.loudness_lufs == pytest.approx(-20, abs=1)


def test_the_waveform_is_the_masters_own(filtered: Filtered, studio: Studio, out: Path, program: str):
    facts = studio.intake(filtered("[0]volume='if(lt(t,2),0.3,1)':eval=frame"), out).facts
    samples = np.abs(heard(program, out, 48_000)) / 32_768
    parts = [part.max() * 100 for part in np.array_split(samples, len(facts.waveform))]
    assert len(facts.waveform) == 240
    assert np.corrcoef(parts, facts.waveform)[0, 1] > 0.9
    assert np.mean(np.abs(np.array(parts) - facts.waveform)) < 8


def test_a_portrait_does_not_mind_how_the_sound_comes(filtered: Filtered, tmp_path: Path) -> None:
    once = Portrait()
    with opened(filtered("[0]anull")) as file, spool.beside(tmp_path / "a") as decoded:
        _, flown = see(file, "wav", decoded, Limits())
        size = os.fstat(decoded.handle).st_size
        once.take(os.pread(decoded.handle, size, 0))
        once.close()
    assert size == flown.samples * 4 > 3 * spool.PIECE
    assert np.array_equal(once.peaks, flown.peaks)
    assert np.array_equal(once.histogram, flown.histogram)
    assert once.levels == pytest.approx(flown.levels, abs=0.01)


def found(wanted: np.ndarray, there: np.ndarray, rate: int = 16_000) -> tuple[float, float]:
    """Where ``wanted`` is found in ``there`` (ms), and how like it is."""
    size = len(wanted) + len(there)
    product = np.fft.irfft(np.fft.rfft(there, size) * np.conj(np.fft.rfft(wanted, size)), size)
    lag = int(np.argmax(np.abs(product)))
    lag = lag if lag < len(there) else lag - size
    first, last = max(lag, 0), min(len(there), lag + len(wanted))
    one, other = there[first:last], wanted[first - lag : last - lag]
    return lag * 1000 / rate, float(abs(np.corrcoef(one, other)[0, 1]))
