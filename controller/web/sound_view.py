"""A sound as people see it: how long and loud it is, what was cut off, what is doubtful, and its waveform as a drawing
that needs no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from controller.store.media import Medium
from controller.web import moments
from controller.words import say

WIDTH, HEIGHT = 240, 64
"""Of the drawing, in its own units; a page stretches it."""
LEAST_CUT_MS = 1_000
"""What was cut off is told from one second on."""


def told(sound: Medium, lang: str) -> dict[str, Any]:
    """Everything that the part `sound.html` shows."""
    facts: Mapping[str, Any] = sound.facts or {}
    return {
        "hash": sound.hash,
        "name": sound.name,
        "length": moments.length(sound.length_ms, lang),
        "wave": drawn(facts.get("waveform") or ()),
        "loud": _loud(facts, lang),
        "cut": _cut(facts, lang),
        "doubts": [say(f"sound-doubt-{name}", lang) for name in facts.get("warnings") or ()],
    }


def drawn(peaks: Sequence[int]) -> str:
    """The path of a waveform: a stroke for each part, as high above the middle as below; empty where there is none."""
    if not peaks:
        return ""
    step, middle = WIDTH / len(peaks), HEIGHT / 2
    strokes = []
    for number, peak in enumerate(peaks):
        reach = max(round(min(peak, 100) / 100 * (middle - 1), 1), 0.5)
        strokes.append(f"M{round((number + 0.5) * step, 1):g} {middle - reach:g}V{middle + reach:g}")
    return "".join(strokes)


def _loud(facts: Mapping[str, Any], lang: str) -> str:
    if "loudness_lufs" not in facts:
        return ""
    return say("web-sound-loud", lang, lufs=facts["loudness_lufs"], peak=facts["peak_dbtp"])


def _cut(facts: Mapping[str, Any], lang: str) -> str:
    start, end = facts.get("cut_start_ms") or 0, facts.get("cut_end_ms") or 0
    if start + end < LEAST_CUT_MS:
        return ""
    return say("web-sound-cut", lang, seconds=round((start + end) / 1000))
