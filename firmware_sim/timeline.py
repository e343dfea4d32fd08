"""The sound of one horn as files on a time line: a sample's place in the file is the instant at which it was heard.

Silence costs nothing, because the files are sparse. A file starts with the session and is followed by another every
hour in which something sounds. Beside each lies a JSON file with the true start instant and what happened when. The
header is brought up to date with every write, so that a killed process leaves a file that plays.
"""

from __future__ import annotations

import json
import os
import struct
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from firmware_sim.sound import Samples

HOUR_MS = 3_600_000
HEADER = 44


def header(rate: int, frames: int) -> bytes:
    """RIFF header of a mono 16-bit WAV."""
    size = frames * 2
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16, b"data", size
    )


def stamp(instant_ms: float) -> str:
    """An instant as it stands in file names: UTC, to the millisecond, sortable."""
    at = datetime.fromtimestamp(int(instant_ms) / 1000, UTC)
    return at.strftime("%Y%m%dT%H%M%S") + f".{int(instant_ms) % 1000:03d}Z"


class _File:
    """One WAV and its sidecar."""

    __slots__ = ("_events", "_fd", "_frames", "_side", "device", "path", "rate", "start_ms")

    def __init__(self, folder: Path, device: str, rate: int, start_ms: float) -> None:
        self.path = folder / f"{stamp(start_ms)}.wav"
        self._side = self.path.with_suffix(".json")
        self.device, self.rate, self.start_ms = device, rate, start_ms
        self._events: list[dict[str, Any]] = []
        self._frames = 0
        self._fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)
        os.pwrite(self._fd, header(rate, 0), 0)

    def index(self, instant_ms: float) -> int:
        return round((instant_ms - self.start_ms) * self.rate / 1000)

    def put(self, at: int, samples: Samples) -> None:
        os.pwrite(self._fd, samples.astype("<i2").tobytes(), HEADER + at * 2)
        self.reach(at + len(samples))

    def reach(self, frames: int) -> None:
        """Be at least so long; what was not written is silence."""
        if frames > self._frames:
            self._frames = frames
            os.ftruncate(self._fd, HEADER + frames * 2)
            os.pwrite(self._fd, header(self.rate, frames), 0)

    def note(self, what: str, instant_ms: float, **more: Any) -> None:
        self._events.append({"at_ms": int(instant_ms), "sample": max(0, self.index(instant_ms)), "what": what, **more})
        text = {"device": self.device, "start_ms": int(self.start_ms), "rate": self.rate, "events": self._events}
        temporary = self._side.with_suffix(".new")
        temporary.write_text(json.dumps(text, ensure_ascii=False, indent=1) + "\n", "utf-8")
        temporary.replace(self._side)

    def close(self) -> None:
        os.close(self._fd)


class TimeLine:
    """All that one horn was heard to say since ``start_ms`` (true time, epoch ms)."""

    __slots__ = ("_file", "_folder", "_number", "device", "files", "rate", "start_ms")

    def __init__(self, folder: Path, device: str, rate: int, start_ms: float) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.device, self.rate, self.start_ms = device, rate, float(int(start_ms))
        self._file: _File | None = None
        self._number = -1
        self.files: list[Path] = []

    def put(self, instant_ms: float, samples: Samples) -> None:
        """``samples`` were heard from ``instant_ms`` on. What lies before the session is left out."""
        at = round((instant_ms - self.start_ms) * self.rate / 1000)
        if at < 0:
            samples, at = samples[-at:], 0
        per_file = HOUR_MS * self.rate // 1000
        while len(samples):
            number, inside = divmod(at, per_file)
            piece = samples[: per_file - inside]
            self._of(number).put(inside, piece)
            samples, at = samples[len(piece) :], at + len(piece)

    def note(self, what: str, instant_ms: float, **more: Any) -> None:
        """Something happened: into the sidecar."""
        self._of(max(0, int(instant_ms - self.start_ms) // HOUR_MS)).note(what, instant_ms, **more)

    def close(self, instant_ms: float) -> None:
        """The session ends: the file is as long as it lasted."""
        file = self._file
        if file is not None:
            file.reach(min(file.index(instant_ms), HOUR_MS * self.rate // 1000))
            file.close()
            self._file = None

    def _of(self, number: int) -> _File:
        if self._file is None or number > self._number:
            if self._file is not None:
                self._file.reach(HOUR_MS * self.rate // 1000)
                self._file.close()
            self._file = _File(self._folder, self.device, self.rate, self.start_ms + number * HOUR_MS)
            self._number = number
            self.files.append(self._file.path)
        return self._file
