"""Values that were made before are not made again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self, TypeVar

Made = TypeVar("Made")


class Known:
    """What was made of what, by name. The same again gives the very same object.

    A ``with`` block is one generation: what is not asked for in it is forgotten at its end.
    """

    def __init__(self) -> None:
        self._before: dict[tuple[Callable[..., Any], str], tuple[tuple[Any, ...], Any]] = {}
        self._now: dict[tuple[Callable[..., Any], str], tuple[tuple[Any, ...], Any]] = {}

    def __enter__(self) -> Self:
        self._now = {}
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._before = self._now

    def made(self, make: Callable[..., Made], name: str, *of: Any) -> Made:
        """``make(*of)``, or what it gave for the same under this name."""
        kept = self._before.get((make, name))
        if kept is None or kept[0] != of:
            kept = (of, make(*of))
        self._now[make, name] = kept
        found: Made = kept[1]
        return found
