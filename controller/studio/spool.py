"""What was decoded, on disk until the master is written: strange bytes are unpacked once, and never lie in memory.

The file has no name: however the work ends, nothing of it is left behind.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from controller.errors import Refused

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
KIND = "f32le"
"""How the file is written and read: bare samples of ``measure.RATE``, one channel."""
PIECE = 1 << 18
"""Of what was decoded, so many bytes are looked at at a time."""


@dataclass(frozen=True, slots=True)
class Spool:
    """An open file of samples."""

    handle: int

    def followed(self, sink: Callable[[bytes], None]) -> Callable[[], None]:
        """Begin anew for another to write; what looks how far that is, and passes on to ``sink`` what is new."""
        self._wind()
        seen = 0

        def look() -> None:
            nonlocal seen
            while piece := os.pread(self.handle, PIECE, seen):
                seen += len(piece)
                sink(piece)

        return look

    def wound(self, sink: Callable[[bytes], None]) -> Callable[[bytes], None]:
        """Begin anew; what takes samples, keeps them, and passes them on to ``sink``."""
        self._wind()

        def take(piece: bytes) -> None:
            self._keep(piece)
            sink(piece)

        return take

    def _wind(self) -> None:
        os.ftruncate(self.handle, 0)
        os.lseek(self.handle, 0, os.SEEK_SET)

    def _keep(self, piece: bytes) -> None:
        left = memoryview(piece)
        try:
            while left:
                left = left[os.write(self.handle, left) :]
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            raise Refused("sound-no-room") from error


@contextmanager
def beside(out: Path) -> Iterator[Spool]:
    """A spool on the disk of ``out``."""
    with TemporaryFile(dir=out.parent, buffering=0) as file:
        yield Spool(file.fileno())
