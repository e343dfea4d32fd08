"""Pure: in which order an arranged sound goes, and how a bed gives way to words."""

from __future__ import annotations

import numpy as np
import pytest

from controller.ports import TUNES, Around
from controller.studio.ducking import BEFORE_MS, HOLD_MS, RAMP_MS, ducked
from controller.studio.instruments import INSTRUMENTS
from controller.studio.measure import RATE
from controller.studio.order import LEAD_MS, TAIL_MS, order
from controller.studio.portrait import BLOCK_MS
from controller.studio.tunes import SCORES, notes, played

LENGTHS = {name: number * RATE for number, name in enumerate(TUNES, 1)}
WORDS = 10 * RATE
LOUD, STILL = -20.0, -90.0
ALONE, UNDER = -9.0, -23.0


def test_everything_stands_in_its_order_with_rests_between():
    around = Around("rice-field", "gong", 3, 4_000, "wood", "rising")
    laid = order(around, WORDS, LENGTHS)
    names = ["opening", "chime", "words", "between", "words", "between", "words", "closing"]
    assert [one.name for one in laid.parts] == names
    gaps = [after.from_ms - before.to_ms for before, after in zip(laid.parts, laid.parts[1:], strict=False)]
    assert gaps == [700, 400, 4_000, 400, 4_000, 400, 800]
    assert laid.samples == laid.front[-1].end


def test_words_alone_are_words_alone():
    laid = order(Around(), WORDS, {})
    assert (laid.samples, [one.name for one in laid.parts], laid.bed) == (WORDS, ["words"], None)


def test_a_bed_goes_from_before_the_first_word_to_behind_the_last_one():
    laid = order(Around(opening="home-river", repeats=2, bed="still-pond", closing="bell"), WORDS, LENGTHS)
    words = [one for one in laid.front if one.name == "words"]
    assert laid.bed is not None
    assert laid.bed.start == words[0].start - LEAD_MS * RATE // 1000
    assert laid.bed.end == words[-1].end + TAIL_MS * RATE // 1000 == laid.front[-1].start
    assert laid.bed.start >= laid.front[0].end


def blocks(*spans: tuple[float, float]) -> np.ndarray:
    """Levels of (seconds, dBFS)."""
    return np.concatenate([np.full(round(seconds * 1000 / BLOCK_MS), level) for seconds, level in spans])


def test_a_bed_is_down_before_the_first_syllable_and_stays_down_over_short_rests():
    gains = ducked(blocks((4, STILL), (3, LOUD), (1, STILL), (3, LOUD), (6, STILL)), ALONE, UNDER)
    assert len(gains) == 1_700
    assert gains[0] == gains[-1] == pytest.approx(ALONE)
    assert gains[400:1_100] == pytest.approx(UNDER, abs=0.01)
    down = (BEFORE_MS + RAMP_MS) // BLOCK_MS
    assert gains[400 - down - 1] == pytest.approx(ALONE)
    assert gains[400 - BEFORE_MS // BLOCK_MS + 1] == pytest.approx(UNDER, abs=0.5)
    up = 1_100 + (HOLD_MS + RAMP_MS) // BLOCK_MS
    assert gains[up] == pytest.approx(ALONE, abs=0.01)
    assert np.abs(np.diff(gains)).max() < 0.5  # nobody hears a step


def test_a_bed_comes_up_in_a_long_rest_and_never_without_one():
    assert ducked(blocks((3, LOUD), (6, STILL), (3, LOUD)), ALONE, UNDER)[600] == pytest.approx(ALONE)
    assert ducked(blocks((5, LOUD)), ALONE, UNDER) == pytest.approx(UNDER)
    assert ducked(blocks((5, STILL)), ALONE, UNDER) == pytest.approx(ALONE)


@pytest.mark.parametrize("name", SCORES)
def test_every_score_can_be_read_and_stays_in_its_five_tones(name: str):
    """On a scale of its own kind: nowhere two tones that are a semitone apart."""
    assert all(line.instrument in INSTRUMENTS for line in SCORES[name].lines)
    hertz = [one for line in SCORES[name].lines for one, _ in notes(line.notes) if one]
    steps = {round(12 * np.log2(one / 440)) % 12 for one in hertz}
    assert len(steps) <= 6
    if TUNES[name] != "chime":
        assert not any((step + 1) % 12 in steps for step in steps)


@pytest.mark.parametrize("name", ["gong", "wood"])
def test_a_tune_begins_and_ends_without_a_click(name: str):
    sound = played(SCORES[name])
    assert np.abs(sound).max() == pytest.approx(0.3)
    assert abs(sound[0]) < 0.001
    assert abs(sound[-1]) < 0.001


def test_a_bed_goes_round_without_a_seam():
    score = SCORES["still-pond"]
    sound = played(score)
    assert len(sound) == 20 * RATE
    assert abs(sound[0] - sound[-1]) < 0.02
