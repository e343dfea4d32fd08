"""A WAV that grows: portions and rests are laid one behind the other, and never held in memory."""

from __future__ import annotations

import errno
import os
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

HEAD = 44
CHUNK = 1 << 20


class Tape:
    """16 bit, mono, of one rate."""

    def __init__(self, handle: int, rate: int) -> None:
        self.rate = rate
        self._handle = handle
        self._file = os.fdopen(os.dup(handle), "wb", buffering=0)
        self._sound = wave.open(self._file, "wb")  # noqa: SIM115  closed with the tape
        self._sound.setparams((1, 2, rate, 0, "NONE", ""))
        self._frames = 0

    @property
    def ms(self) -> int:
        """How long it is by now."""
        return round(self._frames * 1000 / self.rate)

    def add(self, samples: bytes) -> None:
        """Lay samples behind what is there. Raises ``OSError`` also where the disk took only some of them."""
        self._sound.writeframesraw(samples)
        self._frames += len(samples) // 2
        if os.fstat(self._handle).st_size < HEAD + 2 * self._frames:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def rest(self, ms: int) -> None:
        """Lay silence behind it."""
        left = round(ms * self.rate / 1000) * 2
        while left > 0:
            self.add(bytes(min(CHUNK, left)))
            left -= CHUNK

    def close(self) -> None:
        """Write how long it became."""
        self._sound.close()
        self._file.close()


@contextmanager
def beside(out: Path) -> Iterator[tuple[int, Path]]:
    """A file beside ``out`` for as long as it is needed."""
    handle, name = mkstemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent)
    try:
        yield handle, Path(name)
    finally:
        os.close(handle)
        Path(name).unlink(missing_ok=True)
