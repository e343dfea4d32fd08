"""Bounds on a process that handles what comes from outside: memory, processor, files. And its end.

They are set from outside (``prlimit``) right after the start, because running Python between fork and exec is not safe
in a program with threads. The few microseconds before are no danger: a bound holds from then on, and nobody gets
gigabytes in that time.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
from dataclasses import dataclass

OPEN_FILES = 32
"""ffmpeg needs about ten: its two files, three standard ones, a few pipes between its threads."""
GRACE_SECONDS = 5
"""Between the polite signal for too much processor time and the one that cannot be ignored."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one process may use: address space, processor time, and bytes of one file that it writes.

    ``data_bytes`` is the part of its memory that it may write to, heap and stacks: what a hostile file makes it fill.
    Its program and the libraries come on top, and the address space that it only reserves.
    """

    memory_bytes: int
    cpu_seconds: int
    file_bytes: int = 0
    open_files: int = OPEN_FILES
    data_bytes: int | None = None


def bind(pid: int, bounds: Bounds) -> None:
    """Set the bounds of a process that has just begun."""
    data = bounds.memory_bytes if bounds.data_bytes is None else bounds.data_bytes
    limits = (
        (resource.RLIMIT_AS, bounds.memory_bytes, bounds.memory_bytes),
        (resource.RLIMIT_DATA, data, data),
        (resource.RLIMIT_CPU, bounds.cpu_seconds, bounds.cpu_seconds + GRACE_SECONDS),
        (resource.RLIMIT_FSIZE, bounds.file_bytes, bounds.file_bytes),
        (resource.RLIMIT_NOFILE, bounds.open_files, bounds.open_files),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for kind, soft, hard in limits:
        with contextlib.suppress(ProcessLookupError):  # it may have ended already
            most = resource.prlimit(pid, kind)[1]  # nobody may raise what the machine's owner has set lower
            if most != resource.RLIM_INFINITY:
                soft, hard = min(soft, most), min(hard, most)  # noqa: PLW2901
            resource.prlimit(pid, kind, (soft, hard))


def kill(child: subprocess.Popen[bytes]) -> None:
    """End it and whatever it started, if it still runs. It must lead a session of its own."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
