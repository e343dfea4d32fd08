"""The other end of `bench_child.Child`, inside a child: orders from standard input on an asyncio loop."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import json
import os
import sys
from collections.abc import Callable
from typing import Any

Order = Callable[[dict[str, Any]], None]


def say(kind: str, **what: Any) -> None:
    """One line to the parent."""
    sys.stdout.write(json.dumps({"is": kind, **what}) + "\n")
    sys.stdout.flush()


async def obey(orders: dict[str, Order]) -> None:
    """Carry out orders until the input is closed."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    rest = b""

    def read() -> None:
        nonlocal rest
        data = os.read(0, 65_536)
        if not data:
            loop.remove_reader(0)
            ended.set()
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            order = json.loads(line)
            orders[order["do"]](order)

    loop.add_reader(0, read)
    await ended.wait()


def resident(_order: dict[str, Any]) -> None:
    """Say how many bytes of this process are resident, after a collection of garbage; ``trimmed`` is what remains when
    the C library has given back to the kernel what it had only kept for later."""
    gc.collect()
    whole = _resident()
    ctypes.CDLL(None).malloc_trim(0)
    say("resident", bytes=whole, trimmed=_resident())


def _resident() -> int:
    with open("/proc/self/status") as status:  # noqa: PTH123  a file of the kernel, not of a disk
        found = next(line for line in status if line.startswith("VmRSS:"))
    return int(found.split()[1]) * 1024


class Arrivals:
    """Counts what comes in; says when the wanted number is there, with the instants of the first and the last.

    Instants are of the monotonic counter, which is one for all processes of the machine.
    """

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._end = ""
        self._wanted = 0
        self._count = 0
        self._first = 0

    def arm(self, order: dict[str, Any]) -> None:
        """Expect ``count`` messages on topics that end in ``end``."""
        self._end, self._wanted, self._count = order["end"], order["count"], 0
        say("arm")

    def came(self, topic: str) -> bool:
        """One message; whether it is one of those."""
        if not self._wanted or not topic.endswith(self._end):
            return False
        self._count += 1
        if self._count == 1:
            self._first = self._now()
        if self._count == self._wanted:
            last = self._now()
            self._wanted = 0
            say("arrived", first=self._first, last=last, count=self._count)
        return True
