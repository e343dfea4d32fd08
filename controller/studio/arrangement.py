"""Words and tunes become one master: decoded onto the disk, mixed second by second, written and measured.

Nothing long is ever held: of the words a second at a time, of each tune all (none lasts longer than twenty seconds).
Words and tunes were evened before, each by itself, so here they are only laid; without a bed the words are the very
samples of their own master.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from controller.errors import Refused
from controller.ports import Around, Arranged, Master, SoundFacts
from controller.studio import ffmpeg, files, spool
from controller.studio.ducking import ducked
from controller.studio.judgement import waveform
from controller.studio.master import AIM_PEAK, BLOCKS, FOLDS, PEAK, PLAIN, evened, most_bytes
from controller.studio.measure import ALL_FIGURES, RATE, Heard, understood
from controller.studio.order import Laid, Order, order
from controller.studio.portrait import BLOCK, Numbers, Portrait
from controller.studio.spool import Spool
from controller.studio.tunes import BELOW_WORDS
from controller.studio.values import Limits

PIECE = RATE
"""Samples that are mixed at a time."""
ALONE_DB = 12
"""How much softer than words a bed is where there are none: too soft to count for the loudness of the whole."""
FADE_S = 2.0
"""A bed begins and ends so gently."""
FULL = np.float32(32_768)


def arranged(words: Path, around: Around, tunes: Mapping[str, Path], out: Path, limits: Limits) -> Arranged:
    """Write ``words`` with what is put around it to ``out``. Raises ``Refused`` and leaves nothing behind then."""
    with spool.beside(out) as said, spool.beside(out) as mixed:
        decode(words, said, limits)
        played = {name: heard(file, out, limits) for name, file in tunes.items()}
        laid = order(around, length(said), {name: len(one) for name, one in played.items()})
        refuse_long(laid, limits)
        portrait = mix(said, played, laid, around, mixed)
        return Arranged(finished(mixed, portrait, laid.bed is not None, out, limits), laid.parts)


def decode(master: Path, target: Spool, limits: Limits) -> None:
    """The bare samples of a master: 16 bit, mono, ``RATE``."""
    work = ["-ac", "1", "-ar", str(RATE), "-c:a", "pcm_s16le", "-f", "s16le"]
    with files.opened(master) as source:
        if ffmpeg.run(source, "flac", work, limits, target.handle, most_bytes(limits)).code != 0:
            raise Refused("sound-broken")


def length(decoded: Spool) -> int:
    """How many samples there are."""
    return os.fstat(decoded.handle).st_size // 2


def samples(decoded: Spool, start: int, end: int) -> Numbers:
    """Some of them."""
    return np.frombuffer(os.pread(decoded.handle, 2 * (end - start), 2 * start), "<i2").astype(np.float32) / FULL


def heard(master: Path, out: Path, limits: Limits) -> Numbers:
    """A tune, whole."""
    with spool.beside(out) as decoded:
        decode(master, decoded, limits)
        return samples(decoded, 0, length(decoded))


def refuse_long(laid: Order, limits: Limits) -> None:
    """What is put around the words counts, and so does each repeat."""
    if laid.samples > limits.sound_seconds * RATE:
        minutes = math.ceil(laid.samples / RATE / 6) / 10
        limit = round(limits.sound_seconds / 60, 1)
        raise Refused("composition-too-long", "repeats", minutes=minutes, limit=limit)


def mix(said: Spool, tunes: Mapping[str, Numbers], laid: Order, around: Around, target: Spool) -> Portrait:
    """Lay everything on the disk; what it looks like."""
    bed = Bed(laid.bed, tunes[laid.bed.tune], bed_gains(said, tunes, laid, around)) if laid.bed else None
    portrait = Portrait()
    keep = target.wound(portrait.take)
    for at, heard in front(said, tunes, laid):
        beneath = bed.part(at, len(heard)) if bed else np.float32(0)
        keep((heard + beneath).astype("<f4").tobytes())
    portrait.close()
    return portrait


def front(said: Spool, tunes: Mapping[str, Numbers], laid: Order) -> Iterator[tuple[int, Numbers]]:
    """What is in front of a bed, piece by piece, each with the sample at which it begins."""
    for at in range(0, laid.samples, PIECE):
        piece = np.zeros(min(PIECE, laid.samples - at), np.float32)
        for one in laid.front:
            start, end = max(at, one.start), min(at + len(piece), one.end)
            if start < end:
                piece[start - at : end - at] += part(said, tunes, one, start - one.start, end - one.start)
        yield at, piece


def part(said: Spool, tunes: Mapping[str, Numbers], one: Laid, start: int, end: int) -> Numbers:
    """Some samples of a stretch."""
    if one.tune:
        return tunes[one.tune][start:end]
    return samples(said, start, end)


def bed_gains(said: Spool, tunes: Mapping[str, Numbers], laid: Order, around: Around) -> Numbers:
    """How loud the bed is in each hundredth of a second of the whole."""
    powers = []
    for _, piece in front(said, tunes, laid):
        blocks = np.pad(piece, (0, -len(piece) % BLOCK)).reshape(-1, BLOCK)
        powers.append(np.einsum("ij,ij->i", blocks, blocks) / BLOCK)
    levels = 10 * np.log10(np.maximum(np.concatenate(powers), 1e-12))
    return ducked(levels, BELOW_WORDS - ALONE_DB, BELOW_WORDS - around.under_db)


@dataclass(frozen=True, slots=True)
class Bed:
    """A tune that goes on and on, as loud as it may be in each hundredth of a second."""

    laid: Laid
    tune: Numbers
    gains: Numbers

    def part(self, at: int, length: int) -> Numbers:
        """What of it is heard in a piece."""
        place = np.arange(at, at + length)
        faded = np.clip(np.minimum(place - self.laid.start, self.laid.end - place) / (FADE_S * RATE), 0.0, 1.0)
        gain = 10 ** (np.interp(place / BLOCK, np.arange(len(self.gains)) + 0.5, self.gains) / 20)
        sound: Numbers = (self.tune[(place - self.laid.start) % len(self.tune)] * gain * faded).astype(np.float32)
        return sound


def finished(mixed: Spool, portrait: Portrait, has_bed: bool, out: Path, limits: Limits) -> Master:
    """What was laid as a master. Only a bed can lift peaks above what a master may have: then they are held down."""
    peak, aim = 20 * math.log10(max(float(portrait.peaks.max(initial=0.0)), 1e-6)), AIM_PEAK
    again = Heard(0, "")
    with files.growing(out) as target:
        for fold in FOLDS:
            os.ftruncate(target, 0)
            held = f"{evened(Heard(0, '', peak=peak), 0.0, aim, fold)}," if has_bed else ""
            work = ["-af", f"{held}{ALL_FIGURES},{BLOCKS}", "-c:a", "flac", *PLAIN, "-f", "flac"]
            ran = ffmpeg.run(mixed.handle, spool.KIND, work, limits, target, most_bytes(limits))
            if ran.code != 0:
                raise Refused("sound-broken")
            again = understood(ran.code, ran.words)
            if again.peak <= PEAK or not has_bed:
                break
            peak, aim = max(peak, again.peak), aim - (again.peak - PEAK if fold > 1 else 0.0)
        sha256, size = files.identity(target)
    facts = SoundFacts(
        duration_ms=again.duration_ms,
        container="flac",
        codec="flac",
        sample_rate=RATE,
        channels=1,
        loudness_lufs=again.loudness,
        peak_dbtp=again.peak,
        level_dbfs=round(again.level, 1),
        waveform=waveform(portrait.peaks, 0.0, AIM_PEAK),
    )
    return Master(sha256, size, again.duration_ms, facts)
