"""A page of typed notice to a ready master: ours beside the bare voice and one ffmpeg pass with the same filters."""

from __future__ import annotations

import subprocess
import time
import wave
from pathlib import Path

import imageio_ffmpeg

from controller.reading import read, utterances
from controller.settings import Speech
from controller.studio import Limits, Studio
from controller.studio.speech import PRESSED
from controller.voice.known import known
from tests.bench.bench_figures import Figure, Say

NOTICES = Path(__file__).resolve().parents[1] / "reading" / "notices"
PAGE = 2_000
"""Letters on a page."""
A_FEW = 200
"""Of a single round, which only shows that all works."""


def page(letters: int = PAGE) -> str:
    """A page of notices as communes write them."""
    whole = "\n\n".join(file.read_text("utf-8").split("=====")[0].strip() for file in sorted(NOTICES.iterdir()))
    return whole[:letters]


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """``count`` means nothing here: there is one page."""
    ours: list[float] = []
    bare: list[float] = []
    parts: dict[str, list[float]] = {"reading s": [], "voice s": []}
    seconds = 0.0
    text = page(PAGE if rounds > 1 else A_FEW)
    for turn in range(rounds):
        say(f"a page of typed notice, round {turn + 1}")
        began = time.perf_counter()
        portions = list(utterances(read(text)))
        parts["reading s"].append(time.perf_counter() - began)
        voice = known(Speech())["north"]
        said = zip(voice.say((one.text for one in portions), 90), (one.pause_ms for one in portions), strict=True)
        made = Studio(Limits()).speech(said, folder / "ours.flac")
        ours.append(time.perf_counter() - began)
        seconds = made.master.duration_ms / 1000
        took, voiced = _bare([one.text for one in portions], folder)
        bare.append(took)
        parts["voice s"].append(voiced)
    medians = {name: sorted(values)[len(values) // 2] for name, values in parts.items()}
    note = f"{len(text)} letters, {seconds:.0f} s of speech; bare: the same voice into one WAV, one ffmpeg pass"
    return [Figure("notice", "a page of typed notice to ready master", "s", ours, bare, note=note, parts=medians)]


def _bare(texts: list[str], folder: Path) -> tuple[float, float]:
    """As a script would: everything in one WAV, ffmpeg once over it, nothing measured again."""
    began = time.perf_counter()
    said = list(known(Speech())["north"].say(texts, 90))
    with wave.open(str(folder / "bare.wav"), "wb") as file:
        file.setparams((1, 2, said[0].rate, 0, "NONE", ""))
        for one in said:
            file.writeframes(one.samples)
    voiced = time.perf_counter() - began
    filters = f"{PRESSED}loudnorm=I=-16:TP=-1.5,aresample=48000"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", "-i", str(folder / "bare.wav")]
    subprocess.run([*command, "-af", filters, str(folder / "bare.flac")], check=True)
    return time.perf_counter() - began, voiced
