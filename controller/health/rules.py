"""Rules as data: from which level on, for how long, what makes an incident, and what ends it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from controller.errors import Refused
from controller.health.sleep import Window

Severity = Literal["grave", "warn", "note"]
SEVERITIES: tuple[Severity, ...] = ("grave", "warn", "note")
FACTS = frozenset(
    {
        "dark", "sessions", "drift", "deaf", "board", "untrusted", "unready", "selftest", "fading", "claims", "twins",
        "firmware", "rivals", "stolen", "flood", "garbled",
        "mains", "battery", "temperature", "signal", "storage", "room", "clock", "current", "microphone", "light",
        "hours", "data", "panel",
    }
)  # fmt: skip
"""What a rule may look at: what we know of a box, and its readings."""
LEAST_MS = 120_000
"""So long everything lasts, whatever is due: a line that breaks for a minute is no incident."""
Seconds = Annotated[int, Meta(ge=0, le=30 * 86_400)]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of trouble."""

    code: Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{0,30}$")]
    fact: str
    severity: Severity
    above: float | None = None
    below: float | None = None
    """One of the two: where trouble begins."""
    for_s: Seconds = 600
    back: float | None = None
    """Where it ends; left out, the same level."""
    back_for_s: Seconds = 300
    before_s: Seconds = 0
    """So long before a box has something to do it has lasted long enough; 0: that makes no difference."""
    hours: Annotated[tuple[str, ...], Meta(max_length=8)] = ()
    """Wall times of the place in which it may become an incident; none: always."""
    profile: str = "*"
    off: bool = False

    def __post_init__(self) -> None:
        if self.fact not in FACTS:
            raise ValueError(f"{self.code}: fact {self.fact!r} is not known; there are {', '.join(sorted(FACTS))}")
        if (self.above is None) == (self.below is None):
            raise ValueError(f"{self.code}: needs either above or below")
        if self.back is not None and not self._is_apart(self.back):
            raise ValueError(f"{self.code}: back lies on the bad side of its level")
        for text in self.hours:
            Window.read(text)

    def _is_apart(self, back: float) -> bool:
        return back <= self.above if self.above is not None else back >= (self.below or 0)

    def is_bad(self, value: float) -> bool:
        """Whether a reading is trouble."""
        return value > self.above if self.above is not None else value < (self.below or 0)

    def is_back(self, value: float) -> bool:
        """Whether a reading is well again."""
        if self.back is None:
            return not self.is_bad(value)
        return value <= self.back if self.above is not None else value >= self.back

    def fits(self, profile: str) -> bool:
        """Whether it is for boxes of this model."""
        return fnmatchcase(profile, self.profile)

    def lasts(self, since_ms: int, due_ms: int | None) -> int:
        """When what began at ``since_ms`` has lasted long enough, for a box that has something to do at ``due_ms``."""
        enough_ms = since_ms + self.for_s * 1000
        if due_ms is None or not self.before_s:
            return enough_ms
        return min(enough_ms, max(since_ms + LEAST_MS, due_ms - self.before_s * 1000))

    def opens(self, due_ms: int, zone: str) -> int:
        """The first instant, from ``due_ms`` on, at which it matters."""
        spans = [span for text in self.hours for span in Window.read(text).around(due_ms, zone)]
        ahead = [max(span.since_ms, due_ms) for span in spans if due_ms < span.until_ms]
        return min(ahead, default=due_ms)


class Cause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When troubles of many boxes are one."""

    share: Annotated[float, Meta(gt=0, le=1)] = 0.6
    least: Annotated[int, Meta(ge=2)] = 2
    within_s: Seconds = 300
    back_share: Annotated[float, Meta(ge=0, lt=1)] = 0.2


class Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is watched."""

    rules: tuple[Rule, ...] = msgspec.field(name="rule", default=())
    cause: Cause | None = None

    @property
    def together(self) -> Cause:
        """What holds where no file said it."""
        return self.cause or Cause()


def read(text: str, name: str) -> Book:
    """A file. Raises ``Refused("rules-broken")`` with its name and the reason."""
    try:
        book = msgspec.convert(tomllib.loads(text), Book)
        codes = [rule.code for rule in book.rules]
        if len(set(codes)) < len(codes):
            raise ValueError("a code stands twice")
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, ValueError) as problem:
        raise Refused("rules-broken", "health.rules", file=name, reason=str(problem)) from problem
    return book


def joined(books: Sequence[Book]) -> Book:
    """Later ones replace rules of the same code, or take them out."""
    rules = {rule.code: rule for book in books for rule in book.rules}
    causes = [book.cause for book in books if book.cause is not None]
    return Book(tuple(rule for rule in rules.values() if not rule.off), causes[-1] if causes else None)


@cache
def book(file: Path | None = None) -> Book:
    """Our rules, and those of a file."""
    own = read(files("controller.health").joinpath("rules.toml").read_text(encoding="utf-8"), "rules.toml")
    if file is None:
        return joined([own])
    try:
        theirs = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused("rules-broken", "health.rules", file=str(file), reason=str(problem)) from problem
    return joined([own, read(theirs, str(file))])
