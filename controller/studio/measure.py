"""Decode a sound once, keep nothing of it, and say what it is: length, loudness, peaks, damage."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import log10

from controller.studio import ffmpeg
from controller.studio.portrait import Portrait
from controller.studio.spool import KIND, Spool
from controller.studio.values import Limits

RATE = 48_000
"""Samples per second of every master and of every measurement."""
MONO = f"aresample={RATE},aformat=sample_fmts=flt:channel_layouts=mono"
WIDE = "asetnsamples=n=16384:p=0"
"""A third of a second is handed on at a time, not the crumbs of a container: each hand costs."""
FIGURES = "aformat=sample_fmts=s16:channel_layouts=mono,volumedetect"
"""The filters that only look, and say what they saw at the end: length and level, of samples as they are written."""
ALL_FIGURES = f"ebur128=peak=true:framelog=quiet,{FIGURES}"
SILENCE = -120.0
"""Stands for "minus infinity", which JSON cannot say."""

STREAM = re.compile(r"^  Stream #0:\d+.*?: Audio: (\w+).*?, (\d+) Hz, ([^,\n]+)", re.MULTILINE)
DECLARED = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d\.\d+),", re.MULTILINE)
READ = re.compile(r"packets read \((\d+) bytes\); (\d+) frames decoded; (\d+) decode errors")
FIGURE = r"^\[{} @ \S+\] {}: (\S+)"
LOUDNESS = re.compile(
    r"Integrated loudness:\s+I:\s+(\S+) LUFS\s+Threshold:\s+(\S+) LUFS\s+"
    r"Loudness range:\s+LRA:\s+(\S+) LU"
)
TRUE_PEAK = re.compile(r"True peak:\s+Peak:\s+(\S+) dBFS")
REACHED = re.compile(r"^size=.* time=(\d+):(\d\d):(\d\d\.\d+) ", re.MULTILINE)
FILM = re.compile(r"^  Stream #0:\d+.*: Video: (?!.*\(attached pic\))", re.MULTILINE)
CHANNELS = {"mono": 1, "stereo": 2, "2.1": 3, "quad": 4, "4.0": 4, "5.0": 5, "5.1": 6, "7.1": 8}


@dataclass(frozen=True)
class Heard:
    """What one pass over a sound found. Levels in dB against full scale, loudness in LUFS, at 48 kHz mono."""

    code: int
    words: str
    codec: str = ""
    sample_rate: int = 0
    channels: int = 0
    declared_ms: int | None = None
    """As the container says; None where it says nothing, where ffmpeg guesses, and for films (the picture's length)."""
    reached_ms: int = 0
    """The time stamp at the end."""
    samples: int = 0
    frames: int = 0
    errors: int = 0
    level: float = SILENCE
    loudness: float = SILENCE
    threshold: float = SILENCE
    spread: float = 0.0
    peak: float = SILENCE

    @property
    def duration_ms(self) -> int:
        """The length of what could be decoded."""
        return round(self.samples * 1000 / RATE)


def hear(file: int, demuxer: str, limits: Limits, figures: str = "") -> Heard:
    """Decode up to one second more than the limit: length, level and damage, and what ``figures`` (filters) say."""
    ran = ffmpeg.run(file, demuxer, _up_to(limits, ",".join(filter(None, (MONO, figures, FIGURES)))), limits, None, 0)
    return understood(ran.code, ran.words)


def see(
    file: int, demuxer: str, spool: Spool, limits: Limits, mix: str = "", clean: str = ""
) -> tuple[Heard, Portrait]:
    """The same with the loudness instead of the level, as it is behind ``clean``; and a portrait of what is before it,
    which is kept in ``spool``. ``mix`` is a filter that goes before the mono mix.

    ffmpeg writes the file, and we look on while it grows: a pipe between us took a third more of its time. The peak is
    that of the samples: what is between them is found when a master is written.
    """
    portrait = Portrait()
    look = spool.followed(portrait.take)
    chain = f"{mix}{MONO},{WIDE},asplit[whole][seen];[seen]{clean}ebur128=framelog=quiet,anullsink;[whole]anull"
    work = [*_up_to(limits, chain), "-f", KIND]
    ran = ffmpeg.run(file, demuxer, work, limits, spool.handle, most_bytes(limits), lambda _: look())
    look()
    portrait.close()
    found = understood(ran.code, ran.words)
    peak = 20 * log10(max(float(portrait.peaks.max(initial=0.0)), 1e-6))
    return replace(found, samples=portrait.samples, peak=peak), portrait


def _up_to(limits: Limits, chain: str) -> list[str]:
    return ["-t", str(limits.sound_seconds + 1), "-af", chain]


def most_bytes(limits: Limits) -> int:
    """What a spool can weigh."""
    return (limits.sound_seconds + 2) * RATE * 4


def understood(code: int, words: str) -> Heard:
    """The figures out of ffmpeg's words; what is missing keeps its default."""
    stream, declared = STREAM.search(words), DECLARED.search(words)
    read, loud, peak = last(READ, words), last(LOUDNESS, words), last(TRUE_PEAK, words)
    samples, level = figures(words)
    reached = last(REACHED, words)
    vague = ffmpeg.said(words, "from bitrate") or FILM.search(words) is not None
    return Heard(
        code=code,
        words=words,
        codec=stream[1] if stream else "",
        sample_rate=int(stream[2]) if stream else 0,
        channels=channels(stream[3]) if stream else 0,
        declared_ms=milliseconds(declared) if declared and not vague else None,
        reached_ms=milliseconds(reached) if reached else 0,
        samples=samples,
        frames=int(read[2]) if read else 0,
        errors=int(read[3]) if read else 0,
        level=level,
        loudness=decibel(loud[1]) if loud else SILENCE,
        threshold=decibel(loud[2]) if loud else SILENCE,
        spread=decibel(loud[3]) if loud else 0.0,
        peak=decibel(peak[1]) if peak else SILENCE,
    )


def figures(words: str, who: str = r"Parsed_volumedetect\S*") -> tuple[int, float]:
    """Samples and level as ``FIGURES`` found them; ``who`` says which of several in a graph."""
    samples, level = (
        last(re.compile(FIGURE.format(who, what), re.MULTILINE), words) for what in ("n_samples", "mean_volume")
    )
    return int(samples[1]) if samples else 0, decibel(level[1]) if level else SILENCE


def last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """The last place: what ffmpeg says itself comes after anything that a file makes it print."""
    found = None
    for found in pattern.finditer(words):  # noqa: B007
        pass
    return found


def milliseconds(match: re.Match[str]) -> int:
    """``hh:mm:ss.ff`` as milliseconds."""
    return (int(match[1]) * 60 + int(match[2])) * 60_000 + round(float(match[3]) * 1000)


def decibel(text: str) -> float:
    """A level; minus infinity and "not a number" (nothing but zeros) are silence."""
    value = float(text)
    return max(SILENCE, value)


def channels(text: str) -> int:
    """ "stereo", "5.1(side)" or "3 channels" as a number."""
    name = text.strip().split("(")[0].split(" ")[0]
    return int(name) if name.isdigit() else CHANNELS.get(name, 0)
