"""Asks the process, and believes it as little as the file: every number that comes back is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from controller.errors import Refused
from controller.papers.child import asked
from controller.papers.values import Document, Limits, PaperPage, Taken, Told

T = TypeVar("T")
SIGNATURES = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}


class OnePicture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the process says of one picture."""

    bytes: int
    form: str
    width: int
    height: int
    told: list[Told]


class OnePage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """And of one page."""

    picture: OnePicture
    letter: float
    words: int


class OneDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """And of one paper."""

    kind: str
    count: int
    text: str
    told: list[Told]
    pages: list[OnePage]


class OneList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """And of one list."""

    rows: list[tuple[int, list[str]]]


class Papers:
    """Takes in pictures and papers, a process for each. Keeps nothing."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()

    def picture(self, file: Path) -> Taken:
        """Any picture. Refuses with a ``picture-…`` code."""
        said, made = asked("picture", file, self.limits)
        return _Made(made, "picture-broken").picture(_read(said, OnePicture, "picture-broken"))

    def document(self, file: Path) -> Document:
        """A PDF or Word file. Refuses with a ``paper-…`` code."""
        said, made = asked("paper", file, self.limits)
        found = _read(said, OneDocument, "paper-broken")
        if len(found.pages) > self.limits.pages or len(found.text) > self.limits.chars:
            raise Refused("paper-broken", "paper")
        body = _Made(made, "paper-broken")
        pages = tuple(PaperPage(body.picture(one.picture), one.letter, one.words) for one in found.pages)
        return Document(found.kind, found.count, pages, found.text, tuple(found.told))

    def rows(self, file: Path) -> list[tuple[int, list[str]]]:
        """The lines of a spreadsheet (XLSX, CSV). Refuses with a ``list-…`` code."""
        said, _ = asked("list", file, self.limits)
        return _read(said, OneList, "list-broken").rows

    def sheets(self, sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
        """A spreadsheet of plain text."""
        from controller.papers.sheets import written  # brings much along, and is seldom asked for

        return written(sheets)


class _Made:
    """The pictures that the process wrote, one behind the other."""

    def __init__(self, body: bytes, broken: str) -> None:
        self._body, self._at, self._broken = body, 0, broken

    def picture(self, said: OnePicture) -> Taken:
        body = self._body[self._at : self._at + said.bytes]
        self._at += said.bytes
        if said.bytes <= 0 or len(body) != said.bytes or not body.startswith(SIGNATURES.get(said.form, b"\0")):
            raise Refused(self._broken, self._broken.partition("-")[0])
        return Taken(body, said.form, said.width, said.height, tuple(said.told))


def _read(said: Any, shape: type[T], broken: str) -> T:
    try:
        return msgspec.convert(said, shape)
    except msgspec.ValidationError as error:
        raise Refused(broken, broken.partition("-")[0]) from error
