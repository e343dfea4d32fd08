"""What goes into the studio and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AudioFormat:
    """What a model of loudspeaker plays: ``codec`` is opus, mp3 or wav; ``kbit_s`` means nothing for wav."""

    codec: str
    sample_rate: int
    kbit_s: int


@dataclass(frozen=True)
class Limits:
    """How much of anything one upload may cost.

    The first two are the settings of the place. The others are guards of the machine: one pass over 30 minutes took
    10 s on two busy cores, so five minutes are reached only by a file made to be slow; ordinary work needs between
    300 and 400 MB of address space (most of it the stacks of threads, never touched) and 40 to 90 MB of memory.
    """

    upload_bytes: int = 200_000_000
    sound_seconds: int = 1_800
    least_ms: int = 500
    """Shorter than this nobody understands, and loudness (blocks of 400 ms) cannot be measured."""
    work_seconds: int = 300
    """Wall time of one start of ffmpeg; its processor time may be twice as much (two cores)."""
    memory_bytes: int = 800_000_000


@dataclass(frozen=True)
class SoundFacts:
    """``container`` to ``channels`` tell of the file that came; the rest of the master that was made of it.

    ``loudness_lufs`` is the integrated loudness (EBU R 128), ``peak_dbtp`` the true peak, ``level_dbfs`` the mean
    power over the whole length, against full scale.
    """

    duration_ms: int
    container: str
    codec: str
    sample_rate: int
    channels: int
    loudness_lufs: float
    peak_dbtp: float
    level_dbfs: float


@dataclass(frozen=True)
class Master:
    """A finished master file: FLAC, 48 kHz, 16 bit, mono, even in loudness."""

    sha256: str
    bytes: int
    duration_ms: int
    facts: SoundFacts


@dataclass(frozen=True)
class Variant:
    """A master in one model's format."""

    sha256: str
    bytes: int
    duration_ms: int
