"""Ports of the loopback interface for servers that a test starts.

Below 32768, where Linux begins to give ports to outgoing connections: what is free now is still free when the server
takes it. Each of the processes that run the suite side by side has ports of its own, and gives each only once.
"""

from __future__ import annotations

import itertools
import os
import random
import re
import socket

FIRST, LAST, SIDE_BY_SIDE = 20_000, 32_000, 8
_EACH = (LAST - FIRST) // SIDE_BY_SIDE
_MINE = int((re.findall(r"\d+", os.environ.get("PYTEST_XDIST_WORKER", "")) or "0")[0]) % SIDE_BY_SIDE
# From anywhere in it: somebody else may run a suite on this machine, too.
_OFFSETS = itertools.count(random.randrange(_EACH))


def free_port() -> int:
    """A port that nobody holds."""
    for offset in itertools.islice(_OFFSETS, _EACH):
        port = FIRST + _MINE * _EACH + offset % _EACH
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError("no port is free")


def answers(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0
