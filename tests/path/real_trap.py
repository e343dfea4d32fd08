"""Kills the controller at an exact point of its path, as a power cut would.

Its real code runs unchanged; but as soon as the file `ARMED` names a point and an announcement, the process ends
itself with SIGKILL where that announcement comes to the threshold of it. The file is gone then, so that the next start
gets past.
"""

from __future__ import annotations

import functools
import importlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from controller.store import announcements

ARMED = "trap"

Meant = Callable[..., bool]
"""Whether a call concerns the announcement: its id, then the call's own arguments."""


def _told(rung: str) -> Meant:
    return lambda own, _conn, batch: any(one.rung == rung and one.subject.startswith(own) for one in batch)


def _planned(id: str, conn: Any, *_: Any, **__: Any) -> bool:
    row = announcements.get(conn, id)
    return row is not None and row.state == "planned"


def _nudged(id: str, system: Any, name: str) -> bool:
    if name != "dispatch":
        return False
    with system.desk.store.read() as conn:
        return _planned(id, conn)


POINTS: dict[str, tuple[str, str, Meant]] = {
    # agreed, and nothing made of it yet
    "approved": ("controller.broadcast.render", "_render", lambda own, _desk, row, *_: row.id == own),
    # a sound is made, but has no name and no row
    "rendering": ("controller.shelf", "Shelf.adopt", lambda *_: True),
    # everything made; inside the transaction that plans
    "planning": (
        "controller.broadcast.timetable",
        "write_all",
        lambda own, _conn, _desk, _made, reading, *_: own in reading.rows,
    ),
    # planned and signed, not handed to the broker
    "planned": ("controller.bootstrap", "System.nudge", _nudged),
    # handed to the broker, which is not noted
    "sent": ("controller.store.deliveries", "sent", _planned),
    # the device says that it holds it; inside the transaction that notes it
    "held": ("controller.store.deliveries", "held", _planned),
    # the first report of a start has come; inside the transaction that takes it in
    "started": ("controller.store.climbing", "climb", _told("started")),
    "finished": ("controller.store.climbing", "climb", _told("finished")),
}
"""Where each point is: the module, the function in it, and which calls of it are meant."""


def lay(armed: Path) -> None:
    """Put every trap in its place, wherever the function is known under a name."""
    for point, (module, name, meant) in POINTS.items():
        owner: Any = importlib.import_module(module)
        *way, last = name.split(".")
        for step in way:
            owner = getattr(owner, step)
        inner = getattr(owner, last)
        _replace(inner, _watched(inner, point, meant, armed), owner, last)


def _watched(inner: Callable[..., Any], point: str, meant: Meant, armed: Path) -> Callable[..., Any]:
    @functools.wraps(inner)
    def threshold(*given: Any, **named: Any) -> Any:
        if armed.exists():
            where, id = armed.read_text().split()
            if where == point and meant(id, *given, **named):
                armed.unlink()
                os.kill(os.getpid(), signal.SIGKILL)
        return inner(*given, **named)

    return threshold


def _replace(old: object, new: object, owner: Any, name: str) -> None:
    setattr(owner, name, new)
    for module in [module for label, module in sys.modules.items() if label.startswith("controller")]:
        for label, value in list(vars(module).items()):
            if value is old:
                setattr(module, label, new)
