"""A file that somebody brought becomes a master: judged, evened in loudness, measured again."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from controller.errors import Refused
from controller.studio import ffmpeg, files
from controller.studio.ends import whole
from controller.studio.gain import wanted
from controller.studio.judge import SILENT, judge
from controller.studio.judgement import doubtful, ends, waveform
from controller.studio.measure import ALL_FIGURES, MONO, RATE, Heard, see, understood
from controller.studio.portrait import BLOCK, BLOCK_MS, Portrait
from controller.studio.sniff import sniff
from controller.studio.values import Limits, Master, SoundFacts

PEAK = -1.5
"""dBTP that no master exceeds: lossy coding and resampling for a device add up to one more."""
AIM_PEAK = -2.0
"""What is asked of the filter, so that rounding and the way back to 48 kHz stay below PEAK."""
BETWEEN = 0.5
"""dB by which a voice's true peak is above its samples, at most, more often than not."""
TRIES = 3
NEAR = 0.7
"""LU that a finished master may be off; three tries bring everything there that is not mostly knocks."""
FAR = 10.0
"""LU that nothing but a click is off: there was no sound beside it."""
BLOCKS = "asetnsamples=n=4096:p=0"
"""FLAC frames of equal size: some filters give crumbs, for each of which the encoder would make a frame."""
PLAIN = ("-fflags", "+bitexact", "-flags:a", "+bitexact")
"""No dates, versions or random numbers: the same sound gives the same bytes."""


@dataclass(frozen=True)
class Treatment:
    """What is done to a sound before it is evened: ``mix`` goes before the mono mix, ``clean`` behind it. Silence at
    the ends of what people record is cut off; what the program made itself is as long as it shall be."""

    mix: str = ""
    clean: str = ""
    is_recording: bool = True


def intake(file: Path, out: Path, limits: Limits) -> Master:
    """Write the master of ``file`` to ``out``. Raises ``Refused`` (sound-…) and leaves nothing behind then."""
    highpass = f"highpass=f={limits.aim.highpass_hz}," if limits.aim.highpass_hz else ""
    return mastered(file, out, Treatment(clean=highpass), limits)


def mastered(file: Path, out: Path, treatment: Treatment, limits: Limits) -> Master:
    """The same with a treatment of one's own."""
    with files.opened(file) as source:
        size = os.fstat(source).st_size
        if size == 0:
            raise Refused("sound-empty")
        if size > limits.upload_bytes:
            raise Refused("sound-too-large", megabytes=up(size), limit=limits.upload_bytes // 1_000_000)
        demuxer = sniff(source)
        if demuxer is None:
            raise Refused("sound-not-sound")
        heard, portrait, treatment = audible(source, demuxer, treatment, limits)
        if portrait.wild:
            raise Refused("sound-broken")
        judge(heard, partial(whole, source, demuxer), size, limits)
        return made(source, demuxer, heard, portrait, treatment, out, limits)


def audible(source: int, demuxer: str, treatment: Treatment, limits: Limits) -> tuple[Heard, Portrait, Treatment]:
    """What is heard, and how it has to be treated to be heard.

    Two channels that are each other's opposite (a wrong cable) cancel out in the mix: then the left one is taken.
    """
    heard, portrait = see(source, demuxer, limits, treatment.mix, treatment.clean)
    if heard.code == 0 and heard.channels == 2 and heard.loudness < SILENT:
        left = replace(treatment, mix="pan=mono|c0=c0,")
        alone, seen = see(source, demuxer, limits, left.mix, left.clean)
        if alone.loudness >= SILENT:
            return alone, seen, left
    return heard, portrait, treatment


def made(
    source: int, demuxer: str, heard: Heard, portrait: Portrait, treatment: Treatment, out: Path, limits: Limits
) -> Master:
    """The second pass: cut, even the loudness and write, and measure what is written."""
    kept = ends(portrait) if treatment.is_recording else (0, len(portrait.peaks))
    with files.growing(out) as target:
        again, gain = written(source, demuxer, heard, portrait, treatment, span(kept, portrait), target, limits)
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
            came_lufs=heard.loudness,
            cut_start_ms=kept[0] * BLOCK_MS,
            cut_end_ms=heard.duration_ms - kept[1] * BLOCK_MS if kept[1] < len(portrait.peaks) else 0,
            warnings=doubtful(portrait, heard, kept) if treatment.is_recording else (),
            waveform=waveform(portrait.peaks[kept[0] : kept[1]], gain, AIM_PEAK),
        )
        return Master(sha256, size, again.duration_ms, facts)


def span(kept: tuple[int, int], portrait: Portrait) -> str:
    """The filter that cuts off what is not kept; the end stays open where nothing is cut off there."""
    start = f"start_sample={kept[0] * BLOCK}" if kept[0] else ""
    end = f"end_sample={kept[1] * BLOCK}" if kept[1] < len(portrait.peaks) else ""
    return f"atrim={':'.join(filter(None, (start, end)))},asetpts=N/SR/TB," if start or end else ""


def written(
    source: int,
    demuxer: str,
    heard: Heard,
    portrait: Portrait,
    treatment: Treatment,
    cut: str,
    target: int,
    limits: Limits,
) -> tuple[Heard, float]:
    """Write the master to ``target``; what was written, and the gain. Again with what was missing, if limiting took
    too much."""
    gain, aim, again = wanted(portrait, heard, limits.aim.loudness, AIM_PEAK), AIM_PEAK, heard
    for _ in range(TRIES):
        os.ftruncate(target, 0)
        filters = f"{treatment.mix}{MONO},{treatment.clean}{cut}{evened(heard, gain, aim)},{ALL_FIGURES},{BLOCKS}"
        work = ["-af", filters, "-c:a", "flac", "-sample_fmt", "s16", "-ar", str(RATE), *PLAIN, "-f", "flac"]
        ran = ffmpeg.run(source, demuxer, work, limits, target, most_bytes(limits))
        if ran.code != 0:
            raise Refused("sound-broken")
        again = understood(ran.code, ran.words)
        missing = limits.aim.loudness - again.loudness
        if again.peak <= PEAK and abs(missing) <= NEAR:
            break
        heard = replace(heard, peak=max(heard.peak, again.peak - gain))  # now what is between samples is known
        gain += missing
        aim -= max(0.0, again.peak - PEAK)
    if abs(limits.aim.loudness - again.loudness) > FAR:
        raise Refused("sound-silent")
    return again, gain


def evened(heard: Heard, gain: float, aim: float) -> str:
    """The filter that makes the sound louder or softer by ``gain`` dB, its peaks no higher than ``aim`` dBTP.

    Where the peaks allow it, it only multiplies. Else a limiter at four times the rate (so that peaks between samples
    count too) holds single peaks down: a knock on the table must not make the voice soft. loudnorm's dynamic mode was
    tried for these: sounds of a second or two came out up to 4 LU soft.
    """
    if heard.peak + gain <= aim - BETWEEN:
        return f"volume={gain:.2f}dB"
    limit = 10 ** (aim / 20)
    return (
        f"volume={gain:.2f}dB,aresample={4 * RATE},"
        f"alimiter=limit={limit:.4f}:attack=5:release=80:level=false:latency=true,{MONO}"
    )


def most_bytes(limits: Limits) -> int:
    """What a master can weigh: FLAC never needs more than the bare samples and its frame heads."""
    return (limits.sound_seconds + 2) * RATE * 2 * 11 // 10 + 65_536


def up(size: int) -> int:
    """Bytes as megabytes, rounded up, so that "too large" never names the limit itself."""
    return math.ceil(size / 1_000_000)
