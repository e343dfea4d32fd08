"""The programme of the tests' station: syllables that are never twice the same, so that a moment of it can be found."""

from __future__ import annotations

import io
from functools import cache

import av
import numpy as np
import numpy.typing as npt

RATE = 22_050
RATE_BYTES = 8_000  # 64 kbit/s
SECONDS = 36
Wave = npt.NDArray[np.float64]


@cache
def programme() -> Wave:
    """Something like speech, about -27 LUFS: bursts of coloured noise with pauses between them."""
    rng = np.random.default_rng(7)
    frames = SECONDS * RATE
    noise = np.convolve(rng.normal(0, 1, frames), np.ones(6) / 6, "same")
    loud = np.zeros(frames)
    at = 0
    while at < frames:
        long = int(rng.uniform(0.12, 0.35) * RATE)
        loud[at : at + long] = np.hanning(min(long, frames - at)) * rng.uniform(0.5, 1.0)
        at += long + int(rng.uniform(0.03, 0.12) * RATE)
    return noise * loud * 0.25


def encoded(wave: Wave, codec: str, form: str, rate: int = RATE) -> bytes:
    """The bytes of a file, 64 kbit/s, at another rate where the codec wants one."""
    out = io.BytesIO()
    with av.open(out, "w", format=form) as file:
        stream = file.add_stream(codec, rate=rate, layout="mono")
        assert isinstance(stream, av.AudioStream)
        stream.bit_rate = 8 * RATE_BYTES
        resampler = av.AudioResampler(
            format=stream.format, layout="mono", rate=rate, frame_size=stream.codec_context.frame_size or 1_024
        )
        samples = np.rint(np.clip(wave, -1, 1) * 32_767).astype(np.int16)
        for start in range(0, len(samples), 4_096):
            frame = av.AudioFrame.from_ndarray(samples[start : start + 4_096].reshape(1, -1), "s16", "mono")
            frame.rate, frame.pts = RATE, start
            for piece in resampler.resample(frame):
                file.mux(stream.encode(piece))
        for piece in resampler.resample(None):
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return out.getvalue()


@cache
def STATION() -> bytes:  # noqa: N802 - a constant that is made when it is first wanted
    """The programme as MP3."""
    return encoded(programme(), "mp3", "mp3")


@cache
def SILENCE() -> bytes:  # noqa: N802
    """A carrier without modulation."""
    return encoded(np.zeros(RATE * 8), "mp3", "mp3")


@cache
def TWIN() -> bytes:  # noqa: N802
    """The programme as Opus."""
    return encoded(programme(), "libopus", "ogg", 48_000)
