"""What was spoken is kept: Ogg Opus of the very packets that went to the horns, with silence where there were none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import av.container
import av.error
import structlog

from controller.live.opus import Encoder
from controller.live.shape import BYTES, FRAME_MS, RATE, SAMPLES
from controller.shelf import Shelf, file_hash
from controller.store.media import Medium

log = structlog.get_logger()

KIND = "opus"
LONGEST_GAP = 60_000 // FRAME_MS
"""Longer silence, while a microphone was away, is kept as a minute."""


class Recording:
    """One talk's file while it is made; on disk at each moment, so that it is found again after a kill.

    A disk that is full ends the recording, never the talk.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: av.container.OutputContainer | None = None
        self._silence = Encoder()
        self._next: int | None = None
        self.pieces = 0
        with self._enduring():
            path.parent.mkdir(parents=True, exist_ok=True)
            file = av.open(str(path), "w", format="ogg", options={"flush_packets": "1", "page_duration": "1000000"})
            stream = file.add_stream("libopus", rate=RATE, layout="mono")
            assert isinstance(stream, av.AudioStream)
            stream.codec_context.format = "s16"
            self._file, self._stream = file, stream

    def put(self, number: int, packet: bytes) -> None:
        """The packet of piece ``number``."""
        with self._enduring():
            if self._next is not None:
                for _ in range(min(number - self._next, LONGEST_GAP)):
                    self._mux(self._silence(b"\x00" * BYTES))
            self._next = number + 1
            self._mux(packet)

    def close(self) -> None:
        """The file is whole."""
        with self._enduring():
            if self._file is not None:
                self._file.close()

    @contextmanager
    def _enduring(self) -> Iterator[None]:
        try:
            yield
        except (av.error.FFmpegError, OSError) as problem:
            log.warning("recording-failed", path=str(self.path), problem=str(problem))
            self._file = None

    def _mux(self, packet: bytes) -> None:
        if self._file is None:
            return
        made = av.Packet(packet)
        made.stream, made.time_base = self._stream, Fraction(1, RATE)
        made.pts = made.dts = self.pieces * SAMPLES
        made.duration = SAMPLES
        self._file.mux(made)
        self.pieces += 1


def place(folder: Path, talk: str) -> Path:
    """Where the recording of a talk is made, or was when the service was killed."""
    return folder / "live" / f"{talk}.ogg"


def shelve(shelf: Shelf, path: Path, name: str, area: str, maker: str | None, now_ms: int) -> Medium | None:
    """Onto the shelf with it; None where there is nothing in it."""
    length_ms = _length(path)
    if not length_ms:
        shelf.drop(path)
        return None
    hash, size = file_hash(path), path.stat().st_size
    shelf.adopt(path, hash)
    return Medium(hash, KIND, size, length_ms, now_ms, name=name, area=area, maker=maker)


def _length(path: Path) -> int:
    try:
        with av.open(str(path), format="ogg") as file:
            return (file.duration or 0) // 1000 if file.streams.audio else 0
    except (av.error.FFmpegError, OSError, ValueError):
        return 0
