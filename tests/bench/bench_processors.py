"""Processor time by process, and by thread of our own: where the wall of a figure goes on a machine with two cores."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path

from controller.mqtt.leftover import PID_FILE

TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


class Spent:
    """Milliseconds of processor that each of these has used since `begin`: processes by their id, and threads of our
    own by what their names begin with; all other threads of ours are the ``rest``."""

    def __init__(self, processes: Mapping[str, int], threads: Mapping[str, str]) -> None:
        self._processes, self._threads = dict(processes), dict(threads)
        self.begin()

    def begin(self) -> None:
        """Count from now on."""
        self._before = self._now()

    def so_far(self) -> dict[str, float]:
        """By name, `…_cpu_ms`; ``all`` is everything together."""
        found = {name: max(0.0, used - self._before.get(name, 0.0)) for name, used in self._now().items()}
        return {f"{name}_cpu_ms": used for name, used in (found | {"all": sum(found.values())}).items()}

    def _now(self) -> dict[str, float]:
        found = {name: sum(map(_ticks, _tasks(pid))) * TICK_MS for name, pid in self._processes.items()}
        found |= dict.fromkeys((*self._threads, "rest"), 0.0)
        names = {thread.native_id: thread.name for thread in threading.enumerate()}
        for task in _tasks(os.getpid()):
            name = names.get(int(task.name), "")
            known = next((ours for ours, begins in self._threads.items() if name.startswith(begins)), "rest")
            found[known] += _ticks(task) * TICK_MS
        return found


def broker_pid(folder: Path) -> int:
    """The process of the managed broker whose files are in ``folder``."""
    return int((folder / PID_FILE).read_text().split()[0])


def _tasks(pid: int) -> list[Path]:
    return list(Path(f"/proc/{pid}/task").iterdir())


def _ticks(task: Path) -> int:
    try:
        fields = (task / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):  # it ended in between
        return 0
    return int(fields[11]) + int(fields[12])
