"""Decode a sound once, keep nothing of it, and say what it is: length, loudness, peaks, damage."""

from __future__ import annotations

import re
from dataclasses import dataclass

from controller.studio import ffmpeg
from controller.studio.values import Limits

RATE = 48_000
"""Samples per second of every master and of every measurement."""
MONO = f"aresample={RATE},aformat=sample_fmts=flt:channel_layouts=mono"
SILENCE = -120.0
"""Stands for "minus infinity", which JSON cannot say."""

STREAM = re.compile(r"^  Stream #0:\d+.*?: Audio: (\w+).*?, (\d+) Hz, ([^,\n]+)", re.MULTILINE)
DECLARED = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d\.\d+),", re.MULTILINE)
READ = re.compile(r"packets read \((\d+) bytes\); (\d+) frames decoded; (\d+) decode errors")
FIGURE = r"^\[Parsed_astats\S* @ \S+\] {}: (\S+)$"
LOUDNESS = re.compile(
    r"Integrated loudness:\s+I:\s+(\S+) LUFS\s+Threshold:\s+(\S+) LUFS\s+"
    r"Loudness range:\s+LRA:\s+(\S+) LU.*?Peak:\s+(\S+) dBFS",
    re.DOTALL,
)
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


def hear(
    file: int,
    demuxer: str,
    limits: Limits,
    mix: str = "",
    loudness: bool = True,
    clean: str = "",
    sink: ffmpeg.Sink | None = None,
) -> Heard:
    """Decode up to one second more than the limit. ``mix`` is a filter that goes before the mono mix, ``clean`` one
    behind it; ``sink`` gets the samples as they were before ``clean``.

    Without ``loudness`` (three quarters of the work) only the length, the level and the damage are found.
    """
    chain = figures(loudness)
    if sink is None:
        chain = f"{mix}{MONO},{clean}{chain}"
    else:
        chain = f"{mix}{MONO},asplit[whole][seen];[seen]{clean}{chain},anullsink;[whole]anull"
    work = ["-t", str(limits.sound_seconds + 1), "-af", chain]
    ran = ffmpeg.run(file, demuxer, work, limits, None, 0, sink)
    return understood(ran.code, ran.words)


def figures(loudness: bool = True) -> str:
    """The filters that only look and say what they saw at the end."""
    seen = "astats=measure_perchannel=none:measure_overall=RMS_level+Number_of_samples"
    return f"{seen},ebur128=peak=true:framelog=quiet" if loudness else seen


def understood(code: int, words: str) -> Heard:
    """The figures out of ffmpeg's words; what is missing keeps its default."""
    stream, declared = STREAM.search(words), DECLARED.search(words)
    read, loud = last(READ, words), last(LOUDNESS, words)
    samples = last(re.compile(FIGURE.format("Number of samples"), re.MULTILINE), words)
    reached = last(REACHED, words)
    vague = ffmpeg.said(words, "from bitrate") or FILM.search(words) is not None
    level = last(re.compile(FIGURE.format("RMS level dB"), re.MULTILINE), words)
    return Heard(
        code=code,
        words=words,
        codec=stream[1] if stream else "",
        sample_rate=int(stream[2]) if stream else 0,
        channels=channels(stream[3]) if stream else 0,
        declared_ms=milliseconds(declared) if declared and not vague else None,
        reached_ms=milliseconds(reached) if reached else 0,
        samples=int(samples[1]) if samples else 0,
        frames=int(read[2]) if read else 0,
        errors=int(read[3]) if read else 0,
        level=decibel(level[1]) if level else SILENCE,
        loudness=decibel(loud[1]) if loud else SILENCE,
        threshold=decibel(loud[2]) if loud else SILENCE,
        spread=decibel(loud[3]) if loud else 0.0,
        peak=decibel(loud[4]) if loud else SILENCE,
    )


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
