"""Controllers as real processes that need not import everything anew for each start.

``python -m tests.path.real_nursery FOLDER LOG`` imports the program once and lays the traps of `real_trap`; then each
line that it reads is one birth: it forks, the child is ``tienglang serve``, and its pid and later its exit status are
printed. A test that kills the controller a dozen times would spend most of its minutes on imports otherwise.
"""

from __future__ import annotations

import importlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from fastapi.routing import iter_route_contexts

from tests.path.real_trap import ARMED, lay

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Until the input ends; one child at a time."""
    folder, log = Path(sys.argv[1]), Path(sys.argv[2])
    program = importlib.import_module("controller.__main__")
    importlib.import_module("controller.terminal.serve")  # which the program itself imports when it is asked to serve
    doors = importlib.import_module("controller.api.app").doors()
    for _ in iter_route_contexts(doors):  # otherwise each child would work them out when it is first asked
        pass
    lay(folder / ARMED)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while sys.stdin.readline():
        pid = os.fork()
        if pid == 0:
            words, nothing = (
                os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600),
                os.open(os.devnull, os.O_RDONLY),
            )
            for mine, theirs in ((nothing, 0), (words, 1), (words, 2)):
                os.dup2(mine, theirs)
            program.app(["serve"])
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


class Born:
    """A child of the nursery; as much of `subprocess.Popen` as a test needs."""

    def __init__(self, pid: int, nursery: subprocess.Popen[str]) -> None:
        self.pid, self._nursery = pid, nursery
        self._status: int | None = None

    def poll(self) -> int | None:
        """The exit status, None while it lives."""
        return self.wait(0)

    def wait(self, seconds: float | None = None) -> int | None:
        """The exit status; raises `subprocess.TimeoutExpired` where it takes longer than asked (but for 0)."""
        assert self._nursery.stdout is not None
        if self._status is None and select.select([self._nursery.stdout], [], [], seconds)[0]:
            self._status = int(self._nursery.stdout.readline())
        if self._status is None and seconds:
            raise subprocess.TimeoutExpired("serve", seconds)
        return self._status

    def send_signal(self, order: int) -> None:
        """To a child that nobody has buried yet."""
        if self.poll() is None:
            os.kill(self.pid, order)

    def kill(self) -> None:
        """``kill -9``."""
        self.send_signal(signal.SIGKILL)


class Nursery:
    """The process that has the program in memory, and starts it as often as it is asked."""

    def __init__(self, folder: Path, log: Path, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.path.real_nursery", str(folder), str(log)],
            cwd=ROOT, env=dict(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def born(self) -> Born:
        """A new controller; the one before must have ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("one more\n")
        self._process.stdin.flush()
        return Born(int(self._process.stdout.readline()), self._process)

    def close(self) -> None:
        """No more births; whoever was born must have ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


if __name__ == "__main__":
    main()
