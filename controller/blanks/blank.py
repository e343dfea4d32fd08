"""A blank: the words of a notice with gaps, and what it is usually sent with. Whoever adds one touches nothing else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from controller.blanks.said import said

Kind = Literal["text", "long", "date", "time", "number", "phone", "commune"]
"""What is typed into a gap; ``commune`` is the name of the place, which nobody has to type."""
_GAP = re.compile(r"\{([a-z-]+)\}")
MISSING = "…"
"""What stands in a gap that nobody has filled yet."""


class Gap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to fill in, with its label in each language."""

    name: str
    vi: str
    en: str
    example: str
    kind: Kind = "text"
    optional: bool = False
    """Left empty, the line that it stands in is left out."""

    def label(self, lang: str) -> str:
        """What it asks for."""
        return self.en if lang == "en" else self.vi


class Blank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A notice with gaps."""

    id: str
    order: int
    vi: str
    en: str
    title: str
    text: str
    gaps: tuple[Gap, ...]
    klass: Literal["normal", "priority"] = "normal"
    time: str = "17:00"
    repeat: str = "once"
    days: tuple[str, ...] = ()
    show_minutes: int = 60
    repeats: int = 2
    """How often it is read, one time after the other."""
    doubts: tuple[str, ...] = ()
    """Words of which the reader is meant to be in doubt: a person shall hear them."""

    def name(self, lang: str) -> str:
        """What people choose it by."""
        return self.en if lang == "en" else self.vi


@cache
def every() -> tuple[Blank, ...]:
    """All blanks, in the order in which they are shown."""
    folder = files(__package__) / "notices"
    found = [_read(one.name.removesuffix(".toml"), one.read_text("utf-8")) for one in folder.iterdir()]
    return tuple(sorted(found, key=lambda one: one.order))


def get(id: str) -> Blank | None:
    """The blank of this name, or None."""
    return next((one for one in every() if one.id == id), None)


def label(named: str, lang: str) -> str:
    """What a gap asks for; it is named ``lich-cat-dien/ngay``."""
    blank, _, name = named.partition("/")
    found = get(blank)
    return next((gap.label(lang) for gap in found.gaps if gap.name == name), name) if found else name


def missing(blank: Blank, typed: Mapping[str, str]) -> tuple[Gap, ...]:
    """The gaps that still have to be filled."""
    return tuple(gap for gap in blank.gaps if not gap.optional and not typed.get(gap.name, "").strip())


def filled(blank: Blank, typed: Mapping[str, str]) -> tuple[str, str]:
    """Title and text with what was typed; dates are short in a title."""
    lines = [_line(line, blank, typed) for line in blank.text.strip().splitlines()]
    title = _line(blank.title, blank, typed, short=True) or blank.vi
    return title, "\n".join(line for line in lines if line is not None)


def _line(line: str, blank: Blank, typed: Mapping[str, str], *, short: bool = False) -> str | None:
    """A line with its gaps filled; None where an optional one has nothing in it."""
    known = {gap.name: gap for gap in blank.gaps}
    named = [known[name] for name in _GAP.findall(line)]
    if any(gap.optional and not typed.get(gap.name, "").strip() for gap in named):
        return None
    words = _GAP.sub(lambda found: said(known[found[1]].kind, typed.get(found[1], ""), short=short) or MISSING, line)
    return words[:1].upper() + words[1:]


def _read(id: str, text: str) -> Blank:
    return msgspec.convert({"id": id} | tomllib.loads(text), Blank)
