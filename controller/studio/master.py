"""A file that somebody brought becomes a master: judged, evened in loudness, measured again."""

from __future__ import annotations

import math
import os
from functools import partial
from pathlib import Path

from controller.errors import Refused
from controller.studio import ffmpeg, files
from controller.studio.ends import whole
from controller.studio.judge import SILENT, judge
from controller.studio.measure import MONO, RATE, Heard, hear
from controller.studio.sniff import sniff
from controller.studio.values import Limits, Master, SoundFacts

LOUDNESS = -16.0
"""LUFS: speech at this loudness carries out of doors and leaves room for the peaks."""
PEAK = -1.5
"""dBTP that no master exceeds: lossy coding and resampling for a device add up to one more."""
AIM_PEAK = -2.0
"""What is asked of the filter, so that rounding and the way back to 48 kHz stay below PEAK."""
SPREAD = 50.0
"""The largest loudness range that loudnorm knows: a bulletin's range alone is no reason to squeeze it."""
TRIES = 3
NEAR = 0.7
"""LU that a finished master may be off; three tries bring everything there that is not mostly knocks."""
BLOCKS = "asetnsamples=n=4096:p=0"
"""Of less than three seconds loudnorm makes one block, larger than FLAC can hold."""
PLAIN = ("-fflags", "+bitexact", "-flags:a", "+bitexact")
"""No dates, versions or random numbers: the same sound gives the same bytes."""


def intake(file: Path, out: Path, limits: Limits) -> Master:
    """Write the master of ``file`` to ``out``. Raises ``Refused`` (sound-…) and leaves nothing behind then."""
    with files.opened(file) as source:
        size = os.fstat(source).st_size
        if size == 0:
            raise Refused("sound-empty")
        if size > limits.upload_bytes:
            raise Refused("sound-too-large", megabytes=up(size), limit=limits.upload_bytes // 1_000_000)
        demuxer = sniff(source)
        if demuxer is None:
            raise Refused("sound-not-sound")
        heard, mix = audible(source, demuxer, limits)
        judge(heard, partial(whole, source, demuxer), size, limits)
        return made(source, demuxer, heard, mix, out, limits)


def audible(source: int, demuxer: str, limits: Limits) -> tuple[Heard, str]:
    """What is heard, and the mix that it was heard with.

    Two channels that are each other's opposite (a wrong cable) cancel out in the mix: then the left one is taken.
    """
    heard = hear(source, demuxer, limits)
    if heard.code == 0 and heard.channels == 2 and heard.loudness < SILENT:
        left = "pan=mono|c0=c0,"
        alone = hear(source, demuxer, limits, left)
        if alone.loudness >= SILENT:
            return alone, left
    return heard, ""


def made(source: int, demuxer: str, heard: Heard, mix: str, out: Path, limits: Limits) -> Master:
    """The second pass: even the loudness and write. Then measure what was written."""
    with files.growing(out) as target:
        again = written(source, demuxer, heard, mix, target, limits)
        sha256, size = files.identity(target)
        facts = SoundFacts(
            duration_ms=again.duration_ms,
            container=demuxer.split(",", 1)[0],
            codec=heard.codec,
            sample_rate=heard.sample_rate,
            channels=heard.channels,
            loudness_lufs=again.loudness,
            peak_dbtp=again.peak,
            level_dbfs=round(again.level, 1),
        )
        return Master(sha256, size, again.duration_ms, facts)


def written(source: int, demuxer: str, heard: Heard, mix: str, target: int, limits: Limits) -> Heard:
    """Write the master to ``target`` and hear it; once more with what was missing, if limiting took too much."""
    gain, aim, again = LOUDNESS - heard.loudness, AIM_PEAK, heard
    for _ in range(TRIES):
        os.ftruncate(target, 0)
        filters = f"{mix}{MONO},{evened(heard, gain, aim)},{BLOCKS}"
        work = ["-af", filters, "-c:a", "flac", "-sample_fmt", "s16", "-ar", str(RATE), *PLAIN, "-f", "flac"]
        ran = ffmpeg.run(source, demuxer, work, limits, target, most_bytes(limits))
        if ran.code != 0:
            raise Refused("sound-broken")
        again = hear(target, "flac", limits)
        if again.code != 0:
            raise Refused("sound-broken")
        missing = LOUDNESS - again.loudness
        if again.peak <= PEAK and abs(missing) <= NEAR:
            break
        gain += missing
        aim -= max(0.0, again.peak - PEAK)
    return again


def evened(heard: Heard, gain: float, aim: float) -> str:
    """The filter that makes the sound louder or softer by ``gain`` dB, its peaks no higher than ``aim`` dBTP.

    Where the peaks allow it, loudnorm in its linear mode, which only multiplies. Else a limiter at four times the
    rate (so that peaks between samples count too) holds single peaks down: a knock on the table must not make the
    voice soft. loudnorm's own dynamic mode was tried for these: sounds of a second or two came out up to 4 LU soft.
    """
    if heard.peak + gain <= aim:
        return (
            f"loudnorm=I={heard.loudness + gain:.1f}:TP={aim:.1f}:LRA={SPREAD}:linear=true:measured_I={heard.loudness}"
            f":measured_TP={heard.peak}:measured_LRA={heard.spread}:measured_thresh={heard.threshold},{MONO}"
        )
    limit = 10 ** (aim / 20)
    return (
        f"volume={gain:.1f}dB,aresample={4 * RATE},"
        f"alimiter=limit={limit:.4f}:attack=5:release=80:level=false:latency=true,{MONO}"
    )


def most_bytes(limits: Limits) -> int:
    """What a master can weigh: FLAC never needs more than the bare samples and its frame heads."""
    return (limits.sound_seconds + 2) * RATE * 2 * 11 // 10 + 65_536


def up(size: int) -> int:
    """Bytes as megabytes, rounded up, so that "too large" never names the limit itself."""
    return math.ceil(size / 1_000_000)
