"""Short sounds that the program makes itself, with pydub: tones, and the clean edges of a portion of speech."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from controller.studio import ffmpeg

OVERTONES = ((1.0, -12.0), (2.0, -24.0), (3.0, -34.0))
"""Multiples of the tone and their volume in dBFS: few and weak, so that a horn does not shriek."""
ATTACK_MS = 15
RING_MS = 1_600
"""Each tone rises in 15 ms (no click) and dies away in 1.6 s."""
QUIET = -50.0
"""dBFS: what is softer at the ends of a portion is the voice's own rest; ours comes instead."""
STEP_MS = 5
EDGE_MS = 4


def segment() -> Any:
    """pydub's class of short sounds, ready."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub looks for ffmpeg on the path before it can be told where it is
        from pydub import AudioSegment
    AudioSegment.converter = ffmpeg.program()
    return AudioSegment


def tones(notes: Sequence[tuple[float, int]], length_ms: int, rate: int) -> Any:
    """Gentle tones over silence: each is hertz and beginning in ms."""
    whole = segment().silent(length_ms, frame_rate=rate)
    for hertz, start in notes:
        for multiple, volume in OVERTONES:
            tone = sine(hertz * multiple, RING_MS, volume, rate)
            tone = tone.fade(to_gain=-50.0, start=0, end=RING_MS).fade_in(ATTACK_MS).fade_out(ATTACK_MS)
            whole = whole.overlay(tone, position=start)
    return whole


def sine(hertz: float, length_ms: int, volume: float, rate: int) -> Any:
    """As pydub's own generator makes it, to the byte, at a hundredth of its price: that one computes sample by sample,
    half a second for a chime. ``volume`` in dBFS."""
    moments = np.arange(rate * length_ms // 1000)
    wave = np.sin(hertz * 2 * np.pi / rate * moments) * 32_767 * 10 ** (volume / 20)
    return segment()(data=wave.astype("<i2").tobytes(), sample_width=2, frame_rate=rate, channels=1)


def portion(rate: int, samples: bytes) -> bytes:
    """A portion of speech without the silence around it, and without a click at either end."""
    whole = segment()(data=samples, sample_width=2, frame_rate=rate, channels=1)
    from pydub.silence import detect_leading_silence

    start = detect_leading_silence(whole, QUIET, STEP_MS)
    end = len(whole) - detect_leading_silence(whole.reverse(), QUIET, STEP_MS)
    kept = whole[max(0, start - STEP_MS) : end + STEP_MS] if start < end else whole
    return bytes(kept.fade_in(EDGE_MS).fade_out(EDGE_MS).raw_data)
