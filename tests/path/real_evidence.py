"""What simulated devices left on disk: sounds on a time line, and pictures."""

from __future__ import annotations

import hashlib
import json
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

Samples = npt.NDArray[np.float64]
PIECE_MS = 20
"""Live sound is lost and late by so much of it at least."""
SLIP_MS = 5
"""A clock that is set right in the middle moves what comes after it by less than this."""


@dataclass(frozen=True)
class Started:
    """One beginning of a sound on one horn, by the sidecar of its WAV."""

    id: str
    at_ms: int
    sample: int
    wav: Path
    start_ms: int
    rate: int


def started(folder: Path) -> Iterator[Started]:
    """Every beginning in every session of one device, the oldest first."""
    for side in sorted((folder / "sound").glob("*.json")):
        told = json.loads(side.read_text("utf-8"))
        for event in told["events"]:
            if event["what"] == "started":
                wav = side.with_suffix(".wav")
                yield Started(event["id"], event["at_ms"], event["sample"], wav, told["start_ms"], told["rate"])


def heard(path: Path) -> tuple[int, Samples]:
    """Rate and samples of a WAV."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        raw = file.readframes(file.getnframes())
        return file.getframerate(), np.frombuffer(raw, "<i2").astype(np.float64)


def found_at_ms(recorded: Samples, wanted: Samples, rate: int) -> tuple[float, float]:
    """Where in a recording a sound begins, in ms, and how alike they are there (1 is the same, 0 unlike).

    Less than 0 where the recording holds only the rest of it.
    """
    size = 1 << (len(recorded) + len(wanted)).bit_length()
    spectrum = np.fft.rfft(recorded, size) * np.conj(np.fft.rfft(wanted, size))
    alike = np.fft.irfft(spectrum, size)
    best = int(np.argmax(np.abs(alike)))
    at = best if best < len(recorded) else best - size
    there = recorded[max(at, 0) : at + len(wanted)]
    part = wanted[max(-at, 0) : max(-at, 0) + len(there)]
    norm = float(np.linalg.norm(there) * np.linalg.norm(part))
    return at * 1000 / rate, float(abs(alike[best])) / norm if norm else 0.0


def pieces_alike(recorded: Samples, wanted: Samples, rate: int, at_ms: float) -> Samples:
    """How alike each `PIECE_MS` of a sound is to what a recording has in its place, if the whole begins at ``at_ms``.

    NaN where the sound itself is quiet. Each may be off its place by as much as a horn lets it (`SLIP_MS`).
    """
    size, slip = rate * PIECE_MS // 1000, rate * SLIP_MS // 1000
    there = np.pad(recorded, (size, 2 * size + len(wanted)))[size + round(at_ms * rate / 1000) :]
    quiet = 0.1 * float(np.sqrt(np.mean(wanted**2)))
    found = np.full(len(wanted) // size, np.nan)
    for number in range(len(found)):
        piece = wanted[number * size :][:size]
        if float(np.sqrt(np.mean(piece**2))) >= quiet:
            near = there[max(0, number * size - slip) :][: size + 2 * slip]
            energy = np.cumsum(np.concatenate([[0.0], near**2]))
            norm = np.sqrt(energy[size:] - energy[:-size]) * np.linalg.norm(piece)
            found[number] = np.max(np.abs(np.correlate(near, piece, "valid")) / np.maximum(norm, 1.0))
    return found


def pictures(folder: Path) -> dict[str, Path]:
    """What a board showed: the newest PNG for each hash of its frame (raw RGB, row by row)."""
    return {frame_hash(path): path for path in sorted((folder / "shown").glob("*.png"))}


def frame_hash(path: Path) -> str:
    """SHA-256 of a picture's frame."""
    with Image.open(path) as picture:
        return hashlib.sha256(picture.convert("RGB").tobytes()).hexdigest()
