"""The one place that starts the process: bounds on all that it may use, and what its end means."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import Any

from controller.confined import Bounds, bind, kill
from controller.errors import Refused
from controller.papers.values import RESERVED_BYTES, Limits

COMMAND = (sys.executable, "-I", "-B", "-m", "controller.papers.reader")
LONGEST_ANSWER = 2_000_000
MODULES = 96
"""Open files: Python and the libraries open theirs while they are imported."""
SLOW = frozenset({-signal.SIGXCPU, -signal.SIGKILL})
FULL = frozenset({-signal.SIGXFSZ, -signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL})
"""PDFium ends itself where it gets no memory."""


def asked(wish: str, file: Path, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """What the process says to ``wish`` (picture, paper, list), and the pictures that it made.

    Refuses what it refuses, and ``…-too-large``, ``…-slow``, ``…-bomb``, ``…-broken``, ``paper-tool-missing``.
    """
    with opened(file, wish) as source:
        size = os.fstat(source).st_size
        if size > limits.bytes:
            raise Refused(f"{wish}-too-heavy", wish, megabytes=-(-size // 1_000_000), limit=limits.bytes // 1_000_000)
        target = os.memfd_create("papers")
        try:
            said = _run(wish, source, target, limits, size)
            length = os.fstat(target).st_size
            return said, os.pread(target, length, 0)
        finally:
            os.close(target)


@contextmanager
def opened(file: Path, wish: str) -> Iterator[int]:
    """The descriptor of a file to read, if it is one."""
    handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not S_ISREG(os.fstat(handle).st_mode):
            raise Refused(f"{wish}-unknown-kind", wish)
        yield handle
    finally:
        os.close(handle)


def bounds(limits: Limits, size: int) -> Bounds:
    """What one start may use for a file of this size."""
    return Bounds(
        limits.memory_bytes + RESERVED_BYTES,
        limits.cpu_for(size),
        limits.result_bytes,
        open_files=MODULES,
        data_bytes=limits.memory_bytes,
    )


def _run(wish: str, source: int, target: int, limits: Limits, size: int) -> dict[str, Any]:
    question = {"wish": wish, "source": source, "target": target, "limits": dataclasses.asdict(limits)}
    try:
        child = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(source, target),
            start_new_session=True,
            cwd="/",
            env={"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"},
        )
    except OSError as error:
        raise Refused("paper-tool-missing", wish) from error
    with child:
        try:
            bind(child.pid, bounds(limits, size))
            said, _ = child.communicate(json.dumps(question).encode() + b"\n", limits.work_seconds)
        except subprocess.TimeoutExpired as error:
            raise Refused(f"{wish}-slow", wish) from error
        finally:
            kill(child)
    return _judged(wish, child.returncode, said)


def _judged(wish: str, code: int, said: bytes) -> dict[str, Any]:
    """Its answer, or what its end means."""
    if code in SLOW:
        raise Refused(f"{wish}-slow", wish)
    if code in FULL:
        raise Refused(f"{wish}-bomb", wish)
    try:
        found = json.loads(said[:LONGEST_ANSWER]) if code == 0 else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Refused(f"{wish}-broken", wish)
    if "wrong" in found:
        raise Refused(str(found["wrong"]), wish, **found.get("params", {}))
    return found
