"""Becomes the program it is given, tied to the life of the process that started it.

Run as a script (`python -I leash.py PARENT PROGRAM ARGUMENTS…`), never imported by the controller. A `kill -9` of
the controller runs none of its code, so only the kernel can end the broker with it: PR_SET_PDEATHSIG asks for that.
It is asked here, after the fork, because code between fork and exec is not safe in a process with threads.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1
MOST_FILES = 262_144
"""One file a device. Above that several brokers are needed anyway."""


def become(parent: int, command: list[str]) -> None:
    """Never returns, unless the program is missing (`OSError`)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before we asked, so the kernel will never tell
            raise SystemExit(1)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    os.execv(command[0], command)  # noqa: S606  no shell on purpose


if __name__ == "__main__":
    become(int(sys.argv[1]), sys.argv[2:])
