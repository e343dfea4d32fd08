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
PATIENCE_S, LOOK_S = 5.0, 0.02
EXITING = 0x4
"""PF_EXITING among a process's flags (linux/sched.h)."""


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
        gone(pid, config)  # it may be dying at this moment, and hold its port for another one
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
    """Wait until it has let go of everything, its port too; False where that takes too long."""
    deadline = time.monotonic() + PATIENCE_S
    while runs(pid, config) or dies(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(LOOK_S)
    return True


def runs(pid: int, config: Path) -> bool:
    """Whether `pid` is a broker on this very configuration. A dead one whom nobody buried has no command line."""
    try:
        return os.fsencode(config) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


def dies(pid: int) -> bool:
    """Whether it is about to end: such a process has no command line any more, but still its sockets."""
    state, *numbers = _stat(pid) or ["Z"]
    return state not in "ZX" and bool(int(numbers[5]) & EXITING)


def parent_of(pid: int) -> int | None:
    return int(words[1]) if (words := _stat(pid)) else None


def _stat(pid: int) -> list[str]:
    """What the kernel says of a process, from its state on (proc_pid_stat(5), field 3); nothing where there is none."""
    try:
        # the second field, the program's name, may hold spaces and brackets: read behind its end
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
