"""Steps of a change as they are kept (JSON), and as the law of places knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from schedules.places import End, Hang, Make, Rehome, Rename, Step

Kept = Mapping[str, Any]


def read(kept: Iterable[Kept]) -> list[Step]:
    """The steps; what they say of names, hours and volume is `carry_out`'s."""
    return [_read(one) for one in kept]


def _read(one: Kept) -> Step:
    match one["do"]:
        case "make":
            return Make(one["code"], one["parent"])
        case "hang":
            return Hang(one["area"], one["under"])
        case "rename":
            return Rename(one["area"])
        case "end":
            return End(one["area"], tuple(one["into"]))
        case "rehome":
            return Rehome(one["device"], one["area"])
        case word:
            raise LookupError(word)
