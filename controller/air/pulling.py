"""A stream is pulled: opened in a locked-up process of its own, and asked for its sound a tenth of a second at a time.

What comes out of it is raw sound and one word, whatever came in: nothing of a stream's own making goes on to a box.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import time

from controller.confined import kill
from controller.ports import Pulled
from devices.live import FAULT_CODES
from devices.relay import DEAD

BLOCK = 3_200
"""Bytes of a tenth of a second."""
PATIENCE_S = 2.0
"""It answers at once; one that does not for so long never will."""


class Stream:
    """One process with one stream. For one thread at a time."""

    def __init__(self, child: subprocess.Popen[bytes], question: dict[str, object]) -> None:
        self._child = child
        self._ready = False
        """Whether it has answered once: Python takes a while to start."""
        self._asked = 0
        self._write(json.dumps(question).encode("ascii") + b"\n")

    def take(self) -> Pulled:
        """The next tenth of a second, where there is one; and what is wrong, where something is."""
        if not self._asked:
            if not self._write(b"."):
                return Pulled(DEAD)
            self._asked = 1
        head = self._read(2, PATIENCE_S if self._ready else 0.0)
        if head is None:
            return Pulled(DEAD if self._ready or self._child.poll() is not None else "")
        self._ready, self._asked = True, 0
        sound = self._read(BLOCK, PATIENCE_S) if head[1] else None
        if head[1] and sound is None:
            return Pulled(DEAD)
        return Pulled(FAULT_CODES.get(head[0], ""), sound)

    def close(self) -> None:
        """Nobody listens any more."""
        kill(self._child)
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _write(self, data: bytes) -> bool:
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(data)
            self._child.stdin.flush()
        except OSError:
            return False
        return True

    def _read(self, size: int, patience_s: float) -> bytes | None:
        assert self._child.stdout is not None
        door, found, until = self._child.stdout.fileno(), b"", time.monotonic() + patience_s
        while len(found) < size:
            ready, _, _ = select.select([door], [], [], max(0.0, until - time.monotonic()))
            piece = os.read(door, size - len(found)) if ready else b""
            if not piece:
                return None
            found += piece
        return found
