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
"""How the file is read again: bare samples of ``measure.RATE``, one channel."""


@dataclass(frozen=True, slots=True)
class Spool:
    """An open file of samples."""

    handle: int

    def wound(self, sink: Callable[[bytes], None]) -> Callable[[bytes], None]:
        """Begin anew; what takes samples, keeps them, and passes them on to ``sink``."""
        os.ftruncate(self.handle, 0)
        os.lseek(self.handle, 0, os.SEEK_SET)

        def take(piece: bytes) -> None:
            self._keep(piece)
            sink(piece)

        return take

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
