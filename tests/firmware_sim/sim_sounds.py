"""Sounds and pictures made by the tests themselves."""

from __future__ import annotations

import hashlib
import io
import wave
from pathlib import Path

import av
import numpy as np
from PIL import Image

from devices.messages import Media


def tone(ms: int, hz: float = 1_000.0, amplitude: float = 0.5, rate: int = 48_000, kind: str = "wav") -> bytes:
    """A sine of so many milliseconds."""
    at = np.arange(ms * rate // 1000) / rate
    samples = np.rint(np.sin(2 * np.pi * hz * at) * amplitude * 32_767).astype(np.int16)
    out = io.BytesIO()
    codec = {"wav": "pcm_s16le", "mp3": "mp3", "opus": "libopus"}[kind]
    with av.open(out, "w", format={"opus": "ogg"}.get(kind, kind)) as file:
        stream = file.add_stream(codec, rate=rate, layout="mono")
        assert isinstance(stream, av.AudioStream)
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=rate)
        for start in range(0, len(samples), 960):
            frame = av.AudioFrame.from_ndarray(samples[start : start + 960].reshape(1, -1), "s16", "mono")
            frame.rate, frame.pts = rate, start
            for piece in resampler.resample(frame):
                file.mux(stream.encode(piece))
        for piece in resampler.resample(None):
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return out.getvalue()


def samples_of(path: Path) -> np.ndarray:
    """What a horn's WAV holds: mono, 16 bit."""
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def picture(width: int = 192, height: int = 64, colour: tuple[int, int, int] = (255, 0, 0)) -> bytes:
    """A PNG of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def media(data: bytes, kind: str, length: int = 0) -> Media:
    """How a document names these bytes."""
    return Media(hash=hashlib.sha256(data).hexdigest(), bytes=len(data), kind=kind, length=length)
