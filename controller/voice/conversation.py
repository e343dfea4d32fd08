"""Talking with a speaking process of ours: a line goes in for each portion, a head and samples come back.

The process is started for one text and ends with it. It may use little memory and little processor time, opens no file
for writing, and has so many seconds for each portion; whatever goes wrong, it is killed and the text is refused.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from controller.confined import Bounds, bind, kill
from controller.errors import Refused
from controller.ports import Spoken
from controller.voice.portion import LARGEST, checked

LONGEST_HEAD = 1_000
CHUNK = 65_536
REASONS = frozenset({"voice-model", "voice-missing"})
"""What a speaking process may say of itself, instead of samples."""


@dataclass(frozen=True, slots=True)
class Program:
    """How a speaking process is started, and what it may use."""

    command: Sequence[str]
    bounds: Bounds
    seconds: float
    """For one portion, the start included."""


def converse(program: Program, portions: Iterable[str], **manner: Any) -> Generator[Spoken, None, None]:
    """What the process says for each portion; ``manner`` goes with every one."""
    with started(program) as child:
        for text in portions:
            end = time.monotonic() + program.seconds
            ask(child, {**manner, "text": text})
            head = answer(child, end)
            yield checked(Spoken(head["rate"], body(child, head["bytes"], end)))


@contextmanager
def started(program: Program) -> Iterator[subprocess.Popen[bytes]]:
    """The process, for as long as it is spoken with."""
    try:
        child = subprocess.Popen(
            list(program.command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
            cwd="/",
            env={"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"},
        )
    except OSError as error:
        raise Refused("voice-missing") from error
    with child:
        try:
            bind(child.pid, program.bounds)
            yield child
        finally:
            kill(child)


def ask(child: subprocess.Popen[bytes], question: dict[str, Any]) -> None:
    """One line. A portion is smaller than a pipe, so this never waits."""
    assert child.stdin is not None
    try:
        child.stdin.write(json.dumps(question).encode("ascii") + b"\n")
    except BrokenPipeError as error:
        raise Refused("voice-died") from error


def answer(child: subprocess.Popen[bytes], end: float) -> dict[str, int]:
    """The head: rate and length of what follows. Raises what the process said went wrong."""
    line = bytearray()
    while not line.endswith(b"\n"):
        line += some(child, 1, end)
        if len(line) > LONGEST_HEAD:
            raise Refused("voice-wrong")
    try:
        head = json.loads(line)
        if (wrong := head.get("wrong")) in REASONS:
            raise Refused(wrong)
        rate, size = int(head["rate"]), int(head["bytes"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused("voice-wrong") from error
    if not 0 <= size <= LARGEST:
        raise Refused("voice-wrong")
    return {"rate": rate, "bytes": size}


def body(child: subprocess.Popen[bytes], size: int, end: float) -> bytes:
    """So many bytes."""
    got = bytearray()
    while len(got) < size:
        got += some(child, min(CHUNK, size - len(got)), end)
    return bytes(got)


def some(child: subprocess.Popen[bytes], most: int, end: float) -> bytes:
    """What is there, up to ``most``. Raises ``voice-slow`` when time is up, ``voice-died`` when nothing more comes."""
    assert child.stdout is not None
    handle = child.stdout.fileno()
    with selectors.DefaultSelector() as ready:
        ready.register(handle, selectors.EVENT_READ)
        if not ready.select(max(0.0, end - time.monotonic())):
            raise Refused("voice-slow")
    piece = os.read(handle, most)
    if not piece:
        raise Refused("voice-died")
    return piece
