"""A five-minute recording to two variants: ours beside one bare ffmpeg pass with the same filters, and plain pydub."""

from __future__ import annotations

import json
import subprocess
import sys
import wave
from pathlib import Path

import imageio_ffmpeg

from controller.settings import Speech
from controller.voice.known import known
from tests.bench.bench_figures import Figure, Goal, Say
from tests.bench.bench_notice import page

ALONE = Path(__file__).with_name("bench_recording_alone.py")
SIDES = ("bare", "ours", "pydub", "pydub-filtered")
ONCE = "pydub-filtered"
"""Its filter is a loop of Python and takes most of a minute: one round tells."""
SMOKE = 20


def measure(folder: Path, count: int, rounds: int, say: Say) -> list[Figure]:
    """``count`` is the length in seconds; of a smoke test's 20 four are enough, as pydub's filter is slow."""
    count = 4 if count <= SMOKE else count
    recording(folder, count)
    found: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    for turn in range(rounds):
        for side in SIDES:
            if side == ONCE and turn:
                found[side].append(found[side][0])
                continue
            say(f"a recording of {count} s, {side}, round {turn + 1}")
            found[side].append(child(folder, side))
    goals = {"wall": ("s", Goal(1.3)), "processor": ("s", Goal(1.3)), "memory": ("MB", Goal(0.25))}
    made = []
    for name, (unit, goal) in goals.items():
        against = ONCE if name == "memory" else "bare"
        columns = {side: [row[name] for row in found[side]] for side in SIDES}
        parts = {f"{side} {unit}": sorted(values)[len(values) // 2] for side, values in columns.items()}
        note = f"{count} s of MP3 to Opus 24 kbit/s and MP3 48 kbit/s; beside {against}"
        title = f"a recording to two variants, {name}"
        made.append(Figure("recording", title, unit, columns["ours"], columns[against], goal, note, parts))
    return made


def recording(folder: Path, seconds: int) -> None:
    """As a telephone makes it: a voice with pauses in front of a little noise, stereo MP3."""
    voice = known(Speech())["north"]
    rate, long = 22_050, 0
    with wave.open(str(folder / "voice.wav"), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        while long < seconds * rate:
            for spoken in voice.say(page()[:1_500].split("\n\n"), 95):
                piece = spoken.samples[: 2 * (seconds * rate - long)]
                file.writeframes(piece)
                long += len(piece) // 2
    graph = "anoisesrc=a=0.003:c=pink:s=22050[n];[0][n]amix=inputs=2:duration=first:normalize=0"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", "-i", str(folder / "voice.wav")]
    subprocess.run(
        [*command, "-filter_complex", graph, "-ar", "44100", "-ac", "2", "-b:a", "128k", str(folder / "given.mp3")],
        check=True,
    )


def child(folder: Path, side: str) -> dict[str, float]:
    """One side in a process of its own, so that its memory is nobody else's."""
    ran = subprocess.run([sys.executable, str(ALONE), side, str(folder)], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found
