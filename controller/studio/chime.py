"""The two gentle tones before a bulletin, made by the program itself: nobody's recording, nobody's rights."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

from controller.ports import CHIME_MS
from controller.studio import ffmpeg
from controller.studio.master import intake
from controller.studio.values import Limits, Master

"""Exact length of the chime in milliseconds."""
RATE = 48_000
TONES = ((659.26, 0), (523.25, 800))
"""Hertz and beginning in ms: E5 falling to C5, the major third of a doorbell."""
OVERTONES = ((1.0, -12.0), (2.0, -24.0), (3.0, -34.0))
"""Multiples of the tone and their volume in dBFS: few and weak, so that a horn does not shriek."""
ATTACK_MS = 15
RING_MS = 1_600
"""Each tone rises in 15 ms (no click) and dies away in 1.6 s."""


def chime(out: Path, limits: Limits) -> Master:
    """Write the chime's master to ``out``; its bytes are the same every time."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "chime.wav"
        assemble(raw)
        return intake(raw, out, limits)


def assemble(raw: Path) -> None:
    """Lay the tones over silence with pydub and write a WAV of exactly ``CHIME_MS``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub looks for ffmpeg on the path before it can be told where it is
        from pydub import AudioSegment
        from pydub.generators import Sine
    AudioSegment.converter = ffmpeg.program()
    whole = AudioSegment.silent(CHIME_MS, frame_rate=RATE)
    for hertz, start in TONES:
        for multiple, volume in OVERTONES:
            tone = Sine(hertz * multiple, sample_rate=RATE).to_audio_segment(RING_MS, volume=volume)
            tone = tone.fade(to_gain=-50.0, start=0, end=RING_MS).fade_in(ATTACK_MS).fade_out(ATTACK_MS)
            whole = whole.overlay(tone, position=start)
    whole.export(str(raw), format="wav").close()
