"""Waiting for what other threads and processes do.

Nothing in the suite waits a fixed time for something that happens, and nothing fails because it happens late: on a
machine that is busy with other things everything takes ten times as long. Who waits in vain fails, much later.
"""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_S = 120.0


def until(holds: Callable[[], object], what: object = "it", seconds: float = PATIENCE_S) -> None:
    """Return as soon as it holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"waited for {what}"
        time.sleep(0.01)
