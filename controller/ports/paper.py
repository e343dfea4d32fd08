"""The door to what people have: photos, PDF pages, Word files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from controller.errors import Value


@dataclass(frozen=True)
class Told:
    """Something that a person should know of what was taken in: `told-<code>` in the catalogue."""

    code: str
    params: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """A picture that boards can use: upright, bounded, nothing in it but its dots. ``form``: png, jpeg."""

    body: bytes
    form: str
    width: int
    height: int
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class PaperPage:
    """A page of a paper. ``letter`` is the height of its smallest capital letters in dots of its picture, 0 where none
    are known (a scan, a photo); ``words`` are how many there are to read."""

    picture: Taken
    letter: float = 0.0
    words: int = 0


@dataclass(frozen=True)
class Document:
    """A paper that was opened. ``kind``: pdf or word. ``count``: its pages, of which `pages` are the first."""

    kind: str
    count: int
    pages: tuple[PaperPage, ...]
    text: str
    told: tuple[Told, ...] = ()


class TakesPapers(Protocol):
    """Opens what people bring. Refuses with ``picture-…`` and ``paper-…`` codes, and leaves nothing half made."""

    def picture(self, file: Path) -> Taken:
        """A picture of any kind."""
        ...

    def document(self, file: Path) -> Document:
        """A PDF or Word file: its pages as pictures, its text."""
        ...

    def rows(self, file: Path) -> list[tuple[int, list[str]]]:
        """The lines of a spreadsheet that hold something, with their numbers. Refuses with a ``list-…`` code."""
        ...

    def sheets(self, sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
        """A spreadsheet of plain text, by the names of its sheets."""
        ...
