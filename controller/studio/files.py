"""Files on the way: made beside their place, moved there when they are whole, gone when something failed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG

from controller.errors import Refused


@contextmanager
def opened(file: Path) -> Iterator[int]:
    """The descriptor of a sound to read. Raises ``Refused`` for what is no file at all."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a named pipe must not hold us up
    except IsADirectoryError as error:
        raise Refused("sound-not-sound") from error
    try:
        if not S_ISREG(os.fstat(handle).st_mode):
            raise Refused("sound-not-sound")
        yield handle
    finally:
        os.close(handle)


@contextmanager
def growing(out: Path) -> Iterator[int]:
    """The descriptor of a new file that becomes ``out`` at the end, if nothing was raised."""
    handle, name = tempfile.mkstemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent)
    part = Path(name)
    try:
        yield handle
        part.replace(out)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        os.close(handle)


def identity(handle: int) -> tuple[str, int]:
    """SHA-256 (lower-case hex) and size of an open file."""
    os.lseek(handle, 0, os.SEEK_SET)
    with open(handle, "rb", closefd=False) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest(), os.fstat(handle).st_size
