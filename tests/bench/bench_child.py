"""Child processes of the bench: started, talked to by lines of JSON, and ended by their own process id."""

from __future__ import annotations

import json
import queue
import resource
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 20


class TooFewFiles(Exception):
    """This machine does not let us open as many sockets as the bench needs."""


class Silent(Exception):
    """A child did not answer in time, or has ended."""


def allow_files(wanted: int) -> None:
    """Raise the soft limit of open files to the hard one (children inherit it). Raises `TooFewFiles`."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise TooFewFiles(
            f"{wanted} open files are needed in one process, this machine allows {hard}: "
            f"raise `ulimit -Hn`, or choose fewer devices with --devices"
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted if hard == resource.RLIM_INFINITY else hard), hard))


class Child:
    """``python -m module arguments``, which prints a line of JSON for each thing that it has to say."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._said: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, *arguments],
            cwd=ROOT,
            env={**_environment(), "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for us; we end our children in order
        )
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def tell(self, **order: Any) -> None:
        """Give an order."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()

    def hear(self, kind: str, seconds: float = 60.0) -> dict[str, Any]:
        """The next thing of this kind that it says; others are passed over. Raises `Silent`."""
        while True:
            try:
                said = self._said.get(timeout=seconds)
            except queue.Empty:
                raise Silent(f"{kind}: nothing came for {seconds:g} s") from None
            if said is None:
                raise Silent(f"{kind}: the process has ended ({self._process.poll()})")
            if said["is"] == kind:
                return said

    def ask(self, kind: str, seconds: float = 60.0, **order: Any) -> dict[str, Any]:
        """Give the order named ``kind`` and wait for its answer."""
        self.tell(do=kind, **order)
        return self.hear(kind, seconds)

    def stop(self) -> None:
        """Close its input, which ends it; if it does not, end it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listening.join(PATIENCE_S)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as said:
            for line in said:
                self._said.put(json.loads(line))
        self._said.put(None)


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)
