"""The studio's door: from a file or a typed notice to a master, and from a master to what a model plays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from controller.errors import Refused

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
