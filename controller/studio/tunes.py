"""Chimes, signature tunes and beds: of our own composition, written as notes, played by the program itself.

The signature tunes and beds stay in the five tones of Vietnamese melodies: ``rice-field`` and ``evening-breeze`` in
those of the Bắc mood (C D F G A), ``home-river`` in those of the Nam mood (C E♭ F G B♭), the others in C D E G A.
"""

from __future__ import annotations

import re
import wave
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from controller.ports import Master
from controller.studio.instruments import INSTRUMENTS, Samples, note
from controller.studio.master import Treatment, mastered
from controller.studio.measure import RATE
from controller.studio.tape import beside
from controller.studio.values import Limits

BELOW_WORDS = 0.5
"""LU: no tune is louder than the words beside it, and the whole is as loud as words alone."""
NOTE = re.compile(r"([a-g])(b?)(\d)")
STEPS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
ROOM = 0.3
"""The highest sample before the loudness is evened."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one instrument plays: ``g4`` is a beat, ``g4/2`` two of them, ``-`` a rest."""

    instrument: str
    notes: str
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """Lines that begin together. What rings behind the last beat is heard to its end; of a bed it goes round into its
    beginning, so that it can go on for ever."""

    beat_ms: int
    lines: tuple[Line, ...]
    goes_round: bool = False


SCORES: Mapping[str, Score] = {
    "doorbell": Score(800, (Line("soft", "e5 c5"),)),
    "rising": Score(400, (Line("soft", "c5 e5"),)),
    "gong": Score(1_100, (Line("gong", "g4 c4"),)),
    "three": Score(450, (Line("bell", "c5 e5 g5"),)),
    "bell": Score(1_500, (Line("bell", "f4 f4"),)),
    "wood": Score(150, (Line("wood", "c5/2 c5 c5 g5/2 - c5/2 g5"), Line("bamboo", "c4/4 - c4/3", 0.5))),
    "rice-field": Score(
        270,
        (
            Line("zither", "g4 a4 c5/2 d5 c5 a4 g4/2 f4 g4 a4/2 c5 a4 g4 f4/2 d4 f4 g4/2 f4 d4 c4/4"),
            Line("zither", "c4/4 f4/4 g3/4 c4/4 d4/4 g3/4 c4/4 c4/2", 0.5),
            Line("flute", "-/13 c5/3 a4/2 g4/4 f4/2 g4/2 d4/2 c4/4", 0.45),
        ),
    ),
    "home-river": Score(
        380,
        (
            Line("flute", "g4/2 bb4 c5/3 bb4 g4 f4/2 eb4 f4 g4/3 f4 eb4 f4/2 g4 eb4 c4/4", 0.8),
            Line("zither", "c4 g4 c5 g4 c4 g4 eb4 bb4 f4 c5 eb4 g4 c4 g4 c5 g4 f4 c5 eb4 g4 g3 c4 g4 c5/2", 0.7),
        ),
    ),
    "village-morning": Score(
        190,
        (
            Line("bamboo", "c5 d5 e5 g5/2 e5 g5 a5/2 g5 e5 d5 e5/2 g5 a5 c6/2 a5 g5 e5 d5/2 e5 d5 c5/4"),
            Line("bamboo", "c4/2 g4/2 c4/2 g4/2 a4/2 e4/2 a4/2 g4/2 c4/2 g4/2 a4/2 e4/2 g4/2 g4/2 c4/4", 0.6),
            Line("zither", "-/16 c5/4 a4/4 g4/4 c5/4", 0.4),
        ),
    ),
    "still-pond": Score(
        1_000,
        (
            Line("pad", "c4/5 a3/5 g3/5 a3/5"),
            Line("pad", "g4/5 e4/5 d4/5 e4/5", 0.7),
            Line("zither", "- g5 - c5/2 - e5 - a4/2 - d5 - g4/2 - c5 d5 e5/2", 0.35),
        ),
        goes_round=True,
    ),
    "evening-breeze": Score(
        600,
        (
            Line("zither", "f4 c5 f5/2 g4 d5 g5/2 a4 d5 a5/2 g4 c5 f5/2 d4 a4 d5/2 c4 g4 c5/2 d4 g4 f5/2 c4 g4 c5/2"),
            Line("flute", "c5/6 d5/2 f5/4 d5/4 a4/6 g4/2 a4/4 c5/4", 0.35),
            Line("pad", "f4/8 d4/8 d4/4 c4/4 g3/4 c4/4", 0.4),
        ),
        goes_round=True,
    ),
}
"""By the names of `controller.ports.TUNES`."""


def tune(name: str, out: Path, limits: Limits) -> Master:
    """Write a tune as a master, a little softer than words are; its bytes are the same every time."""
    aim = replace(limits.aim, loudness=limits.aim.loudness - BELOW_WORDS)
    with beside(out) as (handle, raw):
        with open(handle, "wb", closefd=False) as file, wave.open(file) as sound:
            sound.setparams((1, 2, RATE, 0, "NONE", ""))
            sound.writeframes(np.rint(played(SCORES[name]) * 32_767).astype("<i2").tobytes())
        return mastered(raw, out, Treatment(is_recording=False), replace(limits, aim=aim))


def played(score: Score) -> Samples:
    """All lines together."""
    beats = max(sum(lasts for _, lasts in notes(line.notes)) for line in score.lines)
    length = round(beats * score.beat_ms * RATE / 1000)
    ring = max(INSTRUMENTS[line.instrument].ring_s for line in score.lines)
    whole = np.zeros(length + round(ring * RATE) + RATE)
    end = 0
    for line in score.lines:
        at = 0.0
        for hertz, lasts in notes(line.notes):
            if hertz:
                one = note(INSTRUMENTS[line.instrument], hertz, lasts * score.beat_ms / 1000)
                start = round(at * score.beat_ms * RATE / 1000)
                whole[start : start + len(one)] += line.strength * one
                end = max(end, start + len(one))
            at += lasts
    if score.goes_round:
        whole[: end - length] += whole[length:end]
        end = length
    sound: Samples = whole[:end] * (ROOM / np.abs(whole[:end]).max())
    return sound


def notes(written: str) -> Iterator[tuple[float, float]]:
    """Each note's hertz (0 for a rest) and how many beats it lasts."""
    for token in written.split():
        name, _, lasts = token.partition("/")
        found = NOTE.fullmatch(name)
        assert found is not None or name == "-", token
        yield hertz_of(found) if found else 0.0, float(lasts or 1)


def hertz_of(found: re.Match[str]) -> float:
    """``a4`` is 440."""
    step = STEPS[found[1]] - len(found[2]) + 12 * int(found[3])
    return float(440 * 2 ** ((step - 57) / 12))
