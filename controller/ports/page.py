"""The press's door: from words and tables to what a panel shows, and to paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from controller.errors import Refused


@dataclass(frozen=True)
class Panel:
    """The dots of a board."""

    width: int
    height: int
    colours: str
    """red1 or amber1 (one bit), rg3 (black, red, green and both, which is amber), rgb."""
    smallest_letter: int = 0
    """Height, in dots, of the smallest capital letter that is read from where people stand; 0 where nobody knows."""
    moves: tuple[str, ...] = ()
    """What may move on it: strip, enter, apng, mp4."""
    fps: int = 0
    """Frames a second of a clip at the most, and for how many seconds."""
    clip_s: int = 0

    def can(self, move: str) -> bool:
        """Whether this moves on it."""
        return move in self.moves


@dataclass(frozen=True)
class Notice:
    """What an official wrote, and for whom it speaks."""

    title: str
    text: str
    commune: str
    klass: str
    """normal, priority or emergency."""
    label: str
    """The class in words, as it shall stand on the board."""
    template: str | None = None
    """What it is set in; None: as its class looks."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What else the template takes, by field."""
    picture: Path | None = None
    focus: tuple[float, float] = (0.5, 0.5)
    """What of the picture stays when its edges are cut: shares of its width and height."""
    emblem: Path | None = None
    """Of the commune."""
    pages: tuple[Path, ...] = ()
    """Pages of a paper, shown one after the other instead of title and text."""


@dataclass(frozen=True)
class Strip:
    """A picture that runs through a box of a page, so many dots a second to the left. ``steady``: over all pages."""

    png: bytes
    box: tuple[int, int, int, int]
    """Left, top, and the first column and row outside."""
    speed: int
    steady: bool = False


@dataclass(frozen=True)
class Clip:
    """Frames for one panel, in one file: apng or mp4."""

    data: bytes
    kind: str
    fps: int
    frames: int


@dataclass(frozen=True)
class Film:
    """A film of somebody's, made ready: H.264 without sound."""

    sha256: str
    bytes: int
    length_ms: int
    width: int
    height: int


@dataclass(frozen=True)
class Page:
    """One finished picture and how long it stays; ``frame`` is what a board reports that shows it."""

    png: bytes
    dwell_ms: int
    frame: str
    strips: tuple[Strip, ...] = ()
    enter: str = ""
    """How it takes the place of the page before: slide, wipe; empty: at once."""
    clip: Clip | None = None


@dataclass(frozen=True)
class Note:
    """Something to know of a page, by the code of its sentence. A text that depends on the language is by language."""

    code: str
    params: Mapping[str, str | int | Mapping[str, str]]


@dataclass(frozen=True)
class Proof:
    """Pages as they will be, and what a person should know of them."""

    pages: tuple[Page, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Kind:
    """A template. ``needs`` may not be empty, ``takes`` is typed beside title and text; ``emblem``: it shows one."""

    id: str
    name: Mapping[str, str]
    """By language."""
    klass: str
    """The only class that may use it; empty: any but an emergency."""
    needs: tuple[str, ...]
    takes: tuple[str, ...]
    edition: str
    emblem: bool


@dataclass(frozen=True)
class Label:
    """What stands on a box that is to be hung up; ``link`` is what its QR code says."""

    name: str
    place: str
    model: str
    code: str
    until: str
    link: str


@dataclass(frozen=True)
class Poster:
    """A page for the wall that leads people to where they can read; ``link`` is what its QR code says."""

    station: str
    commune: str
    title: str
    lead: str
    steps: tuple[str, ...]
    address: str
    foot: str
    link: str


class Pages(Protocol):
    """Sets pages. Refuses what cannot be shown, with a ``text-…`` or ``template-…`` code."""

    def kinds(self) -> tuple[Kind, ...]:
        """The templates that people may choose for a notice."""
        ...

    def kind(self, template: str | None, klass: str) -> Kind:
        """What a notice of this choice and class is set in."""
        ...

    def safe_kind(self) -> Kind:
        """What safe pages are set in."""
        ...

    def complaints(self, notice: Notice, panels: Sequence[Panel]) -> list[Refused]:
        """All that stands against a notice on these panels, by the field to mend."""
        ...

    def pages(self, notice: Notice, panel: Panel) -> tuple[Page, ...]:
        """The pages of a notice; the same notice and panel give the same bytes."""
        ...

    def proof(self, notice: Notice, panel: Panel) -> Proof:
        """The same, with what a person should know of them."""
        ...

    def letters_of(self, pages: Sequence[tuple[int, int, float]], panel: Panel) -> tuple[int | None, bool]:
        """How high the smallest capitals of a paper's pages (width, height, letter) will be on a panel, None where no
        page says; and whether the pages are shown at all."""
        ...

    def safe_page(self, commune: str, panel: Panel, emblem: Path | None = None) -> tuple[Page, ...]:
        """What a board shows when nothing valid is due."""
        ...

    def lit(self, png: bytes) -> bytes:
        """A page as it looks from near by: where single dots are seen, as dots that are lit or not."""
        ...

    def take_film(self, file: Path, out: Path) -> Film:
        """What somebody sent becomes the film ``out``. Refuses with a ``film-…`` code."""
        ...

    def labels(self, labels: Sequence[Label]) -> bytes:
        """Sheets of labels to print, as PDF."""
        ...

    def posters(self, posters: Sequence[Poster]) -> bytes:
        """Posters for walls, a page of A4 each, as PDF."""
        ...

    def film_page(self, film: Path, length_ms: int, panel: Panel, work: Path) -> Page:
        """A page that shows a film of ours; ``work`` is a file to work in. Refuses with a ``film-…`` code."""
        ...
