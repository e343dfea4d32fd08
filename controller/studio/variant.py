"""A master in the format that one model of device plays. The same master gives the same bytes, always."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from controller.errors import Refused
from controller.studio import ffmpeg, files
from controller.studio.ends import whole
from controller.studio.master import PLAIN
from controller.studio.measure import FIGURES, RATE, hear, understood
from controller.studio.values import AudioFormat, Limits, Variant

DEMUXER = {"opus": "ogg", "mp3": "mp3", "wav": "wav"}
OPUS_RATES = frozenset({8_000, 12_000, 16_000, 24_000, 48_000})
MP3_RATES = frozenset({8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000})


def coding(form: AudioFormat) -> list[str]:
    """ffmpeg's options for a format. Raises ``ValueError`` for one that no device can have."""
    fits = {
        "opus": form.sample_rate in OPUS_RATES and 6 <= form.kbit_s <= 256,
        "mp3": form.sample_rate in MP3_RATES and 8 <= form.kbit_s <= 320,
        "wav": 8_000 <= form.sample_rate <= 48_000,
    }
    if not fits.get(form.codec, False):
        raise ValueError(form)
    rate = ["-ar", str(form.sample_rate), "-ac", "1"]
    if form.codec == "opus":
        # the numbers of Ogg streams are random unless said to be exact
        return [*rate, "-c:a", "libopus", "-b:a", f"{form.kbit_s}k", "-application", "audio", *PLAIN, "-f", "ogg"]
    if form.codec == "mp3":
        return [*rate, "-c:a", "libmp3lame", "-b:a", f"{form.kbit_s}k", *PLAIN, "-id3v2_version", "0", "-f", "mp3"]
    return [*rate, "-c:a", "pcm_s16le", *PLAIN, "-f", "wav"]


def variant(
    master: Path,
    form: AudioFormat,
    out: Path,
    limits: Limits,
    repeats: int = 1,
    pause_s: int = 0,
    reached: ffmpeg.Reached | None = None,
) -> Variant:
    """Write ``master`` as ``form`` to ``out``, ``repeats`` times in a row with silence between.

    ``reached`` is told how much of it is written, in ms. Raises ``Refused`` (sound-broken, sound-slow,
    sound-tool-missing).
    """
    work = coding(form)
    with files.opened(master) as source, files.growing(out) as target:
        filters = f"aresample={form.sample_rate},{FIGURES}"
        if repeats > 1:
            filters = f"{in_a_row(hear(source, 'flac', limits).samples, repeats, pause_s)},{filters}"
            limits = replace(limits, sound_seconds=repeats * (limits.sound_seconds + pause_s))
        work = ["-af", filters, *work]
        ran = ffmpeg.run(source, "flac", work, limits, target, most_bytes(form, limits), reached=reached)
        heard = understood(ran.code, ran.words)
        if heard.code != 0 or heard.samples == 0 or not whole(target, DEMUXER[form.codec]):
            raise Refused("sound-broken")
        sha256, size = files.identity(target)
    return Variant(sha256, size, round(heard.samples * 1000 / form.sample_rate), round(heard.level, 1))


def in_a_row(samples: int, repeats: int, pause_s: int) -> str:
    """The filter that repeats a master of so many samples; the pause after the last one is cut off again."""
    whole = samples + pause_s * RATE
    end = repeats * whole - pause_s * RATE
    return (
        f"aformat=sample_fmts=s16,apad=pad_dur={pause_s},aloop=loop={repeats - 1}:size={whole},atrim=end_sample={end}"
    )


def most_bytes(form: AudioFormat, limits: Limits) -> int:
    """Twice what the bit rate says, since encoders may swing, and room for headers."""
    kbit = form.sample_rate * 16 / 1000 if form.codec == "wav" else form.kbit_s
    return int((limits.sound_seconds + 2) * kbit * 125 * 2) + 65_536
