"""Pages of what nobody has agreed to yet: set to be looked at, kept in memory for a while, and nowhere else.

The same notice on the same panel is set once, however often a form asks while somebody types; what was looked at last
stays longest.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass

from controller.errors import Refused
from controller.ports import Note, Notice, Page, Pages, Panel, Strip

MOST_BYTES = 64_000_000
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Sight:
    """One page: the name of its picture, how long it stays, and what runs on it: the names of strips."""

    hash: str
    dwell_ms: int
    strips: tuple[tuple[str, Strip], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Of all its pictures."""
        return self.hash, *(name for name, _ in self.strips)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a notice looks like on one panel; or why it cannot be set."""

    pages: tuple[Sight, ...]
    notes: tuple[Note, ...] = ()
    refused: Refused | None = None


class Trials:
    """Made once for the service; threads share it."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._known: OrderedDict[str, Trial] = OrderedDict()
        self._pictures: dict[str, bytes] = {}
        self._lock = threading.Lock()
        self._turn = threading.BoundedSemaphore(AT_ONCE)

    def of(self, press: Pages, notice: Notice, panel: Panel) -> Trial:
        """The pages of a notice on a panel."""
        edition = press.kind(notice.template, notice.klass).edition
        key = hashlib.sha256(repr((edition, notice, panel)).encode()).hexdigest()
        with self._lock:
            if (known := self._known.get(key)) is not None:
                self._known.move_to_end(key)
                return known
        with self._turn:
            try:
                proof = press.proof(notice, panel)
            except Refused as refused:
                return Trial((), refused=refused)
        pictures = {_name(page.png): page for page in proof.pages}
        made = Trial(tuple(_sight(name, page) for name, page in pictures.items()), proof.notes)
        with self._lock:
            self._known[key] = made
            self._pictures |= {name: page.png for name, page in pictures.items()}
            self._pictures |= {name: strip.png for page in made.pages for name, strip in page.strips}
            self._forget()
        return made

    def picture(self, hash: str) -> bytes | None:
        """The PNG of this name; None for one that was never made, or is forgotten."""
        with self._lock:
            return self._pictures.get(hash)

    def _forget(self) -> None:
        """Give up what was looked at longest ago; the newest stays, however large it is."""
        while len(self._known) > 1 and sum(map(len, self._pictures.values())) > self._most:
            self._known.popitem(last=False)
            named = {name for trial in self._known.values() for page in trial.pages for name in page.names}
            self._pictures = {name: png for name, png in self._pictures.items() if name in named}


def _sight(name: str, page: Page) -> Sight:
    return Sight(name, page.dwell_ms, tuple((_name(strip.png), strip) for strip in page.strips))


def _name(png: bytes) -> str:
    return hashlib.sha256(png).hexdigest()
