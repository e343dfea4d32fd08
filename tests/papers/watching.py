"""Whether any process opened a file, by inotify."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ACCESS_OR_OPEN = 0x21


@contextmanager
def opening_of(file: Path) -> Iterator[Callable[[], bool]]:
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.inotify_init1(os.O_NONBLOCK)
    assert handle >= 0
    assert libc.inotify_add_watch(handle, os.fsencode(file), ACCESS_OR_OPEN) >= 0

    def seen() -> bool:
        try:
            return bool(os.read(handle, 4096))
        except BlockingIOError:
            return False

    try:
        yield seen
    finally:
        os.close(handle)
