"""Files on the shelf that no row names: a service that is killed between a file's name and its row leaves one.

Only what has lain untouched for long is looked at, so that nothing is taken from under a running job: whoever makes a
file writes it now, and whoever finds it there already touches it.
"""

from __future__ import annotations

import structlog

from controller.broadcast.desk import Desk
from controller.store import media

log = structlog.get_logger()

SAFE_MS = 2 * 86_400_000
"""No job takes a day, and a clock that was set may be wrong by one."""


def sweep(desk: Desk) -> int:
    """Forget them, and what was begun and never finished; how many there were."""
    before_ms = desk.now_ms() - SAFE_MS
    old = [name for name in desk.shelf.lying() if desk.shelf.used_ms(name) < before_ms]
    gone = 0
    with desk.store.write() as conn:  # nobody writes a row for one of them meanwhile
        known = media.known(conn, old)
        for name in old:
            if name not in known and desk.shelf.used_ms(name) < before_ms:
                desk.shelf.drop(desk.shelf.path(name))
                gone += 1
    gone += desk.shelf.sweep(before_ms)
    if gone:
        log.info("strays-swept", files=gone)
    return gone
