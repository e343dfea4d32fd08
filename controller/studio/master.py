"""A file that somebody brought becomes a master: judged, evened in loudness, measured again."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from controller.errors import Refused
from controller.studio import ffmpeg, files, spool
from controller.studio.ends import whole
from controller.studio.gain import wanted
from controller.studio.judge import SILENT, judge
from controller.studio.judgement import doubtful, ends, waveform
from controller.studio.measure import ALL_FIGURES, RATE, Heard, see, understood
from controller.studio.portrait import BLOCK, BLOCK_MS, Portrait
from controller.studio.sniff import sniff
from controller.studio.spool import Spool
from controller.studio.values import Limits, Master, SoundFacts

PEAK = -1.5
"""dBTP that no master exceeds: lossy coding and resampling for a device add up to one more."""
AIM_PEAK = -2.0
"""What is asked of the filter, so that rounding and the way back to 48 kHz stay below PEAK."""
BETWEEN = 0.5
"""dB by which a voice's true peak is above its samples, at most, more often than not."""
FOLDS = (1, 4, 4)
"""Each try's limiter works at so many times the rate. A voice has hardly anything between its samples, and four times
the rate is four times the work: it is for what was found too high by a measurement that looks between them."""
NEAR = 0.7
"""LU that a finished master may be off; three tries bring everything there that is not mostly knocks."""
LEFT = "pan=mono|c0=c0,"
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
        with spool.beside(out) as decoded:
            heard, portrait = audible(source, demuxer, decoded, treatment, limits)
            if portrait.wild:
                raise Refused("sound-broken")
            judge(heard, partial(whole, source, demuxer), size, limits)
            return made(decoded, demuxer.split(",", 1)[0], heard, portrait, treatment, out, limits)


def audible(source: int, demuxer: str, decoded: Spool, treatment: Treatment, limits: Limits) -> tuple[Heard, Portrait]:
    """What is heard of a sound that is decoded into the spool.

    Two channels that are each other's opposite (a wrong cable) cancel out in the mix: then the left one is taken.
    """
    heard, portrait = see(source, demuxer, decoded, limits, treatment.mix, treatment.clean)
    if heard.code == 0 and heard.channels == 2 and heard.loudness < SILENT:
        heard, portrait = see(source, demuxer, decoded, limits, LEFT, treatment.clean)
    return heard, portrait


def made(
    decoded: Spool, container: str, heard: Heard, portrait: Portrait, treatment: Treatment, out: Path, limits: Limits
) -> Master:
    """The second pass: cut, even the loudness and write, and measure what is written."""
    kept = ends(portrait) if treatment.is_recording else (0, len(portrait.peaks))
    with files.growing(out) as target:
        before = f"{treatment.clean}{span(kept, portrait)}"
        again, gain = written(
            decoded, before, heard, wanted(portrait, heard, limits.aim.loudness, AIM_PEAK), target, limits
        )
        sha256, size = files.identity(target)
        facts = SoundFacts(
            duration_ms=again.duration_ms,
            container=container,
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


def written(decoded: Spool, before: str, heard: Heard, gain: float, target: int, limits: Limits) -> tuple[Heard, float]:
    """Write the master to ``target``; what was written, and the gain. Again with what was missing, if limiting took
    too much, or peaks stand between the samples. ``before`` are the filters that go first."""
    aim, again = AIM_PEAK, heard
    for fold in FOLDS:
        os.ftruncate(target, 0)
        filters = f"{before}{evened(heard, gain, aim, fold)},{ALL_FIGURES},{BLOCKS}"
        work = ["-af", filters, "-c:a", "flac", *PLAIN, "-f", "flac"]
        ran = ffmpeg.run(decoded.handle, spool.KIND, work, limits, target, most_bytes(limits))
        if ran.code != 0:
            raise Refused("sound-broken")
        again = understood(ran.code, ran.words)
        missing = limits.aim.loudness - again.loudness
        if again.peak <= PEAK and abs(missing) <= NEAR:
            break
        heard = replace(heard, peak=max(heard.peak, again.peak - gain))  # now what is between samples is known
        gain += missing
        aim -= max(0.0, again.peak - PEAK) if fold > 1 else 0.0
    if abs(limits.aim.loudness - again.loudness) > FAR:
        raise Refused("sound-silent")
    return again, gain


def evened(heard: Heard, gain: float, aim: float, fold: int) -> str:
    """The filter that makes the sound louder or softer by ``gain`` dB, its peaks no higher than ``aim`` dBTP.

    Where the peaks allow it, it only multiplies. Else a limiter at ``fold`` times the rate holds single peaks down: a
    knock on the table must not make the voice soft. loudnorm's dynamic mode was tried for these: sounds of a second or
    two came out up to 4 LU soft.
    """
    if heard.peak + gain <= aim - BETWEEN:
        return f"volume={gain:.2f}dB"
    limiter = f"alimiter=limit={10 ** (aim / 20):.4f}:attack=5:release=80:level=false:latency=true"
    up, down = (f"aresample={fold * RATE},", f",aresample={RATE}") if fold > 1 else ("", "")
    return f"volume={gain:.2f}dB,{up}{limiter}{down}"


def most_bytes(limits: Limits) -> int:
    """What a master can weigh: FLAC never needs more than the bare samples and its frame heads."""
    return (limits.sound_seconds + 2) * RATE * 2 * 11 // 10 + 65_536


def up(size: int) -> int:
    """Bytes as megabytes, rounded up, so that "too large" never names the limit itself."""
    return math.ceil(size / 1_000_000)
