"""The two gentle tones before a bulletin, made by the program itself: nobody's recording, nobody's rights."""

from __future__ import annotations

import tempfile
from pathlib import Path

from controller.ports import CHIME_MS
from controller.studio.master import Treatment, mastered
from controller.studio.pieces import tones
from controller.studio.values import Limits, Master

RATE = 48_000
TONES = ((659.26, 0), (523.25, 800))
"""Hertz and beginning in ms: E5 falling to C5, the major third of a doorbell."""


def chime(out: Path, limits: Limits) -> Master:
    """Write the chime's master to ``out``; its bytes are the same every time."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "chime.wav"
        assemble(raw)
        return mastered(raw, out, Treatment(is_recording=False), limits)


def assemble(raw: Path) -> None:
    """Lay the tones over silence and write a WAV of exactly ``CHIME_MS``."""
    tones(TONES, CHIME_MS, RATE).export(str(raw), format="wav").close()
