"""Runs the controller so that it is killed at an exact point of the path, as a power cut would kill it.

``python -m tests.path.real_trap FOLDER serve …`` is ``python -m controller serve …``, whose real code runs unchanged;
but as soon as the file ``FOLDER/trap`` names a point, the process ends itself with SIGKILL on the threshold of it. The
file is gone then, so that the next start gets past.
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

ARMED = "trap"

POINTS: dict[str, tuple[str, str, Callable[..., bool]]] = {
    # agreed, and nothing made of it yet
    "approved": ("controller.broadcast.render", "_render", lambda *_: True),
    # a sound is made, but has no name and no row
    "rendering": ("controller.shelf", "Shelf.adopt", lambda *_: True),
    # everything made; inside the transaction that plans
    "planning": ("controller.broadcast.timetable", "write_all", lambda *_: True),
    # planned and signed, not handed to the broker
    "planned": ("controller.bootstrap", "System.nudge", lambda _self, name: name == "dispatch"),
    # handed to the broker, which is not noted
    "sent": ("controller.store.deliveries", "sent", lambda *_: True),
    # the device says that it holds it; inside the transaction that notes it
    "held": ("controller.store.deliveries", "held", lambda *_, **__: True),
    # the first report of a start has come; inside the transaction that takes it in
    "started": ("controller.store.climbing", "climb", lambda _conn, batch: _any(batch, "started")),
    "finished": ("controller.store.climbing", "climb", lambda _conn, batch: _any(batch, "finished")),
}
"""Where each point is: the module, the function in it, and for which arguments of it."""


def _any(batch: Any, rung: str) -> bool:
    return any(report.rung == rung for report in batch)


def lay(armed: Path) -> None:
    """Put every trap in its place, wherever the function is known under a name."""
    for point, (module, name, meant) in POINTS.items():
        owner: Any = importlib.import_module(module)
        *way, last = name.split(".")
        for step in way:
            owner = getattr(owner, step)
        inner = getattr(owner, last)
        _replace(inner, _watched(inner, point, meant, armed), owner, last)


def _watched(inner: Callable[..., Any], point: str, meant: Callable[..., bool], armed: Path) -> Callable[..., Any]:
    @functools.wraps(inner)
    def threshold(*given: Any, **named: Any) -> Any:
        if armed.exists() and armed.read_text() == point and meant(*given, **named):
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


def main() -> None:
    """Lay the traps, then be the controller."""
    armed = Path(sys.argv[1]) / ARMED
    program = importlib.import_module("controller.__main__")
    lay(armed)
    sys.argv = ["tienglang", *sys.argv[2:]]
    program.app()


if __name__ == "__main__":
    main()
