"""The doors between the path of a broadcast and its edges: sound, pages, the wire.

The path knows these values and protocols and no more; the studio, the press and MQTT stand behind them and are
strangers to each other and to the path. A test may put in a twin that behaves.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from controller.errors import Refused, Value

# ------------------------------------------------------------------ sound

CHIME_MS = 2_400
"""The chime's exact length: it is part of what an announcement takes on air."""


@dataclass(frozen=True)
class AudioFormat:
    """What a model of loudspeaker plays: ``codec`` is opus, mp3 or wav; ``kbit_s`` means nothing for wav."""

    codec: str
    sample_rate: int
    kbit_s: int


@dataclass(frozen=True)
class SoundFacts:
    """``container`` to ``channels`` tell of the file that came; the rest of the master that was made of it.

    ``loudness_lufs`` is the integrated loudness (EBU R 128), ``peak_dbtp`` the true peak, ``level_dbfs`` the mean
    power over the whole length, against full scale. ``came_lufs`` is the loudness that it came with, ``cut_start_ms``
    and ``cut_end_ms`` is the silence that was cut off, ``warnings`` names what is doubtful about the recording, and
    ``waveform`` holds the highest peak of each of equal parts of the master, in hundredths of full scale.
    """

    duration_ms: int
    container: str
    codec: str
    sample_rate: int
    channels: int
    loudness_lufs: float
    peak_dbtp: float
    level_dbfs: float
    came_lufs: float | None = None
    cut_start_ms: int = 0
    cut_end_ms: int = 0
    warnings: tuple[str, ...] = ()
    waveform: tuple[int, ...] = ()


@dataclass(frozen=True)
class Master:
    """A finished master file: FLAC, 48 kHz, 16 bit, mono, even in loudness."""

    sha256: str
    bytes: int
    duration_ms: int
    facts: SoundFacts


@dataclass(frozen=True)
class Variant:
    """A master in one model's format; ``level_dbfs`` as of ``SoundFacts``, of what went into the encoder."""

    sha256: str
    bytes: int
    duration_ms: int
    level_dbfs: float | None = None


@dataclass(frozen=True)
class Spoken:
    """What a voice said for one portion of text: samples without a head, 16 bit, mono, the low byte first."""

    rate: int
    samples: bytes


TUNES: Mapping[str, str] = {
    "doorbell": "chime",
    "gong": "chime",
    "three": "chime",
    "bell": "chime",
    "wood": "chime",
    "rising": "chime",
    "rice-field": "signature",
    "home-river": "signature",
    "village-morning": "signature",
    "still-pond": "bed",
    "evening-breeze": "bed",
}
"""What the studio plays by itself, and what each is for: a few tones, a melody, or what goes on under words."""


@dataclass(frozen=True)
class Around:
    """What is put around words, by the names of ``TUNES``; "" is nothing.

    In order: ``opening``, ``chime``, the words; for each repeat a rest of ``between_ms``, ``between`` and the words
    again; ``closing``. The ``bed`` goes on under the words, ``under_db`` softer than they are.
    """

    opening: str = ""
    chime: str = ""
    repeats: int = 1
    between_ms: int = 3_000
    between: str = ""
    closing: str = ""
    bed: str = ""
    under_db: int = 24

    @property
    def tunes(self) -> frozenset[str]:
        """All that it needs."""
        return frozenset((self.opening, self.chime, self.between, self.closing, self.bed)) - {""}


@dataclass(frozen=True)
class Part:
    """A stretch of an arranged sound: ``name`` is opening, chime, words, between, closing or bed."""

    name: str
    tune: str
    from_ms: int
    to_ms: int


@dataclass(frozen=True)
class Arranged:
    """A master, and what it is made of, in order."""

    master: Master
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Speech:
    """Speech as a master, and where each portion stands in it: from, to (ms)."""

    master: Master
    spans: tuple[tuple[int, int], ...]


class Sounds(Protocol):
    """Makes sounds. Refuses what is none, with a ``sound-…`` code, and leaves nothing half made."""

    def intake(self, file: Path, out: Path) -> Master:
        """An upload becomes the master file ``out``."""
        ...

    def variants(
        self,
        master: Path,
        wanted: Mapping[AudioFormat, Path],
        repeats: int = 1,
        pause_s: int = 0,
        reached: Callable[[int], None] | None = None,
    ) -> dict[AudioFormat, Variant | Refused]:
        """A master in models' formats, each in its file, so often in a row; the same master gives the same bytes. What
        cannot be made is refused, and costs no other. ``reached`` is told how much is written, in ms."""
        ...

    def chime(self, out: Path) -> Master:
        """The chime's master, ``CHIME_MS`` long."""
        ...

    def speech(self, said: Iterable[tuple[Spoken, int]], out: Path, repeats: int = 1) -> Speech:
        """Portions, each with the rest behind it (ms), become one master, to be heard so often. Also refuses
        ``speech-too-long`` and ``composition-too-long``."""
        ...

    def tune(self, name: str, out: Path) -> Master:
        """One of ``TUNES`` as a master."""
        ...

    def arranged(self, words: Path, around: Around, tunes: Mapping[str, Path], out: Path) -> Arranged:
        """The master ``words`` with what is put around it becomes another master; ``tunes`` are the masters of those
        that it needs. Also refuses ``composition-too-long``."""
        ...

    def clip(self, file: Path, out: Path, seconds: float) -> None:
        """The first seconds of any sound."""
        ...


# ------------------------------------------------------------------ voices


class Voice(Protocol):
    """Says words. Refuses with a ``voice-…`` code."""

    @property
    def region(self) -> str:
        """Where people speak so: north, central, south. Numbers are read as they are said there."""
        ...

    def say(self, portions: Iterable[str], speed: int) -> Generator[Spoken, None, None]:
        """One answer for each portion, in order, as they are asked for; ``speed`` in percent of its natural speed.

        What is not asked for any more is not said: close the iterator.
        """
        ...


# ------------------------------------------------------------------ streams


@dataclass(frozen=True)
class Received:
    """What was heard of a stream; ``fault`` says why not: ``relay-dead``, ``relay-wrong``, ``relay-silent``."""

    fault: str
    loudness_lufs: float | None
    title: str
    codec: str
    rate: int
    led: str = ""
    """Where it would have gone on, if it leads elsewhere."""


class Pulled(NamedTuple):
    """What a stream gave: a tenth of a second of raw sound (16 kHz, mono, 16 bit), or none; and what is wrong."""

    fault: str = ""
    sound: bytes | None = None


class Pulls(Protocol):
    """A stream that is open."""

    def take(self) -> Pulled:
        """The next of it, at once."""
        ...

    def close(self) -> None:
        """Nobody listens any more."""
        ...


class Listens(Protocol):
    """Opens streams that people name."""

    def reach(self, address: str) -> str:
        """Where an address leads. Refuses with ``relay-nowhere`` and ``relay-private``."""
        ...

    def listen(self, address: str, codec: str, seconds: float) -> Received:
        """Hear so much of it. Refuses what `reach` refuses, and with ``relay-ears``."""
        ...

    def pull(self, address: str, codec: str, seconds: float, quiet_ms: int, station: str = "") -> Pulls:
        """Open it for so long; below a level for ``quiet_ms`` it is silent. Refuses as `listen` does."""
        ...


# ------------------------------------------------------------------ pages


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


# ------------------------------------------------------------------ pictures and papers


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


# ------------------------------------------------------------------ the wire


class Incoming(NamedTuple):
    """One message from a device, and what acknowledges it."""

    topic: str
    payload: bytes
    received_ms: int
    mid: int
    qos: int
    retained: bool
    life: int
    """Which connection it came on: an acknowledgement is void on a later one."""


class Sends(Protocol):
    """The link to the broker, as far as the path needs it."""

    def publish(self, topic: str, payload: bytes, qos: int, retain: bool) -> bool:
        """Hand over for sending; False where there is no connection."""
        ...
