"""The tables beside this file: what is written, what is said. A line is ``written = said`` or ``a, b = one | two``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "tables"


def table(name: str) -> dict[str, tuple[str, ...]]:
    """Every written form with its readings, the likeliest first."""
    found: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate((FOLDER / f"{name}.txt").read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        written, equals, said = line.partition(" = ")
        readings = tuple(one.strip() for one in said.split(" | "))
        for form in (one.strip() for one in written.split(", ")):
            if not equals or not form or not all(readings) or form in found:
                raise ValueError(f"{name}.txt, line {number}: {line}")
            found[form] = readings
    return found


@cache
def abbreviations() -> Mapping[str, tuple[str, ...]]:
    return table("abbreviations")


@cache
def foreign() -> Mapping[str, tuple[str, ...]]:
    return table("foreign")


@cache
def units() -> Mapping[str, tuple[str, ...]]:
    return table("units")


@cache
def symbols() -> Mapping[str, tuple[str, ...]]:
    return table("symbols")
