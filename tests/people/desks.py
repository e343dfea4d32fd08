"""A desk for people alone: a store, a clock that the test turns, a folder of keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from controller.broadcast.desk import Desk
from controller.settings import Settings
from controller.store import Store

PASSWORD = "mười hai chữ cái"
NOW = 1_795_000_000_000
At = Callable[..., Desk]
"""A desk for a person at an address, at an instant."""


@dataclass
class Still:
    """A clock that stands."""

    ms: int

    def now_ms(self) -> int:
        return self.ms


def desk_for(store: Store, folder: Path) -> At:
    """Desks over this store. What people have nothing to do with is not there."""
    settings, nothing = Settings(data_dir=folder), cast("Any", None)

    def at(now_ms: int = NOW, address: str = "192.0.2.9") -> Desk:
        parts = dict.fromkeys(("shelf", "studio", "press", "papers", "signer", "bus", "ears", "nudge"), nothing)
        return Desk(store=store, clock=cast("Any", Still(now_ms)), settings=settings, address=address, **parts)

    return at
