"""How long a box of a model, or in a place, may be silent: a table of data, the last line that fits counts."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from controller.errors import Refused
from controller.health.sleep import Window

Seconds = Annotated[int, Meta(ge=5, le=86_400)]


class Patience(msgspec.Struct, frozen=True):
    """What holds for one box."""

    doubtful_s: int = 75
    lost_s: int = 120
    gone_h: int = 24
    flaps: int = 6
    wake_min: int = 15
    sleeps: tuple[Window, ...] = ()


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the table. Without ``profile`` and ``area`` it is for every box."""

    profile: str = "*"
    """A pattern, as ``column-*``."""
    area: str = ""
    """The code of a place; it holds for all below."""
    doubtful_s: Seconds | None = None
    lost_s: Seconds | None = None
    gone_h: Annotated[int, Meta(ge=1, le=8760)] | None = None
    flaps: Annotated[int, Meta(ge=2, le=1000)] | None = None
    wake_min: Annotated[int, Meta(ge=0, le=720)] | None = None
    sleeps: Annotated[tuple[str, ...], Meta(max_length=8)] | None = None

    def fits(self, profile: str, places: Collection[str]) -> bool:
        """Whether it is for a box of this model, in these places."""
        return fnmatchcase(profile, self.profile) and (not self.area or self.area in places)


class Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file."""

    lines: tuple[Line, ...] = msgspec.field(name="for", default=())


class Table:
    """Answers for boxes; each kind of box is worked out once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = tuple(lines)
        self._known: dict[tuple[str, tuple[str, ...]], Patience] = {}
        named = [one.lost_s for one in lines if one.lost_s is not None]
        self.shortest_lost_s = min(named, default=Patience().lost_s)
        """Nobody is lost sooner."""

    def of(self, profile: str, places: tuple[str, ...]) -> Patience:
        """What holds for a box of this model in these places, the root first."""
        key = profile, places
        if key not in self._known:
            found: dict[str, object] = {}
            for line in (one for one in self._lines if one.fits(profile, places)):
                found |= {
                    name: value for name in Patience.__struct_fields__ if (value := getattr(line, name)) is not None
                }
            if "sleeps" in found:
                found["sleeps"] = tuple(Window.read(text) for text in found["sleeps"])  # type: ignore[attr-defined]
            self._known[key] = Patience(**found)  # type: ignore[arg-type]  # the fields of `Line`, by name
        return self._known[key]


def read(text: str, name: str) -> tuple[Line, ...]:
    """A sheet's lines. Raises ``Refused("patience-broken")`` with file and reason."""
    try:
        lines = msgspec.convert(tomllib.loads(text), Sheet).lines
        for line in lines:
            for window in line.sleeps or ():
                Window.read(window)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, ValueError) as problem:
        raise Refused("patience-broken", "health.patience", file=name, reason=str(problem)) from problem
    return lines


@cache
def table(file: Path | None = None) -> Table:
    """Our own lines, and after them those of a file."""
    own = files("controller.health").joinpath("patience.toml").read_text(encoding="utf-8")
    lines = read(own, "patience.toml")
    if file is None:
        return Table(lines)
    try:
        theirs = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused("patience-broken", "health.patience", file=str(file), reason=str(problem)) from problem
    return Table(lines + read(theirs, str(file)))
