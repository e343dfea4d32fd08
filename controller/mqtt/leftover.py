"""A broker of our own that outlived its controller: found by its pid file, known by its command line, ended.

A pid alone proves nothing, because numbers are used again. What is ended has our configuration file on its command
line, and its parent is not the controller that wrote the pid file.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

from controller.errors import Refused

PID_FILE = "broker.pid"
PATIENCE_S = 5.0


def note(folder: Path, pid: int) -> None:
    """Writes down that this process started broker `pid`."""
    (folder / PID_FILE).write_text(f"{pid} {os.getpid()}\n")


def forget(folder: Path) -> None:
    (folder / PID_FILE).unlink(missing_ok=True)


def end_leftover(folder: Path, config: Path) -> bool:
    """Ends the broker of an earlier controller on this folder; whether there was one.

    Raises `Refused` (broker-in-use) if that controller is still alive: two on one folder would fight.
    """
    try:
        pid, owner = (int(word) for word in (folder / PID_FILE).read_text().split())
    except (OSError, ValueError):
        return False
    if not runs(pid, config):
        return False
    if parent_of(pid) == owner:
        raise Refused("broker-in-use", "data_dir", path=str(folder), pid=str(owner))
    for order in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, order)
        if gone(pid, config):
            return True
    raise Refused("broker-stuck", pid=str(pid))


def gone(pid: int, config: Path) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while runs(pid, config):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def runs(pid: int, config: Path) -> bool:
    """Whether `pid` is a broker on this very configuration. A dead one whom nobody buried has no command line."""
    try:
        return os.fsencode(config) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


def parent_of(pid: int) -> int | None:
    try:
        # the second field, the program's name, may hold spaces and brackets: read behind its end
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return None
