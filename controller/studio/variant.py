"""A master in the formats that models of devices play: all of them from one reading of it.

The same master gives the same bytes, always, whatever it is made together with.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from controller.errors import Refused
from controller.studio import ffmpeg, files
from controller.studio.ends import whole
from controller.studio.ffmpeg import Output
from controller.studio.master import PLAIN
from controller.studio.measure import FIGURES, RATE, WIDE, figures, hear
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


def variants(
    master: Path,
    wanted: Mapping[AudioFormat, Path],
    limits: Limits,
    repeats: int = 1,
    pause_s: int = 0,
    reached: ffmpeg.Reached | None = None,
) -> dict[AudioFormat, Variant | Refused]:
    """Write ``master`` in each of these formats to its file, ``repeats`` times in a row with silence between.

    What could not be made is refused (sound-broken, sound-slow, sound-bomb, sound-no-room, sound-tool-missing), leaves
    nothing behind, and costs no other. ``reached`` is told how much is written, in ms. Raises ``ValueError`` for a
    format that no device can have.
    """
    for form in wanted:
        coding(form)
    with files.opened(master) as source:
        before = ""
        if repeats > 1:
            try:
                before = in_a_row(hear(source, "flac", limits).samples, repeats, pause_s)
            except Refused as refused:
                return dict.fromkeys(wanted, refused)
            limits = replace(limits, sound_seconds=repeats * (limits.sound_seconds + pause_s))
        if len(wanted) > 1:
            try:
                return dict(written(source, before, wanted, limits, reached))
            except Refused:
                pass  # one of them, or all: that is seen when each is made by itself
        return {form: alone(source, before, form, out, limits, reached) for form, out in wanted.items()}


def alone(
    source: int, before: str, form: AudioFormat, out: Path, limits: Limits, reached: ffmpeg.Reached | None
) -> Variant | Refused:
    """One of them, or why there is none."""
    try:
        return written(source, before, {form: out}, limits, reached)[form]
    except Refused as refused:
        return refused


def written(
    source: int, before: str, wanted: Mapping[AudioFormat, Path], limits: Limits, reached: ffmpeg.Reached | None
) -> dict[AudioFormat, Variant]:
    """All of them or none, in one start; ``before`` are the filters that go first."""
    named = {f"made{number}": form for number, form in enumerate(wanted)}
    graph = f"[0:a:0]{before}{WIDE},asplit={len(named)}{''.join(f'[{name}-in]' for name in named)}"
    for name, form in named.items():
        graph += f";[{name}-in]aresample={form.sample_rate},{FIGURES}@{name}[{name}]"
    with ExitStack() as stack:
        targets = {form: stack.enter_context(files.growing(out)) for form, out in wanted.items()}
        outputs = [Output(name, coding(form), targets[form]) for name, form in named.items()]
        most = max(most_bytes(form, limits) for form in wanted)
        ran = ffmpeg.split(source, "flac", graph, outputs, longer(limits, len(named)), most, reached)
        if ran.code != 0:
            raise Refused("sound-broken")
        return {
            form: finished(form, targets[form], figures(ran.words, f"volumedetect@{name}"), limits)
            for name, form in named.items()
        }


def finished(form: AudioFormat, target: int, heard: tuple[int, float], limits: Limits) -> Variant:
    """What has been written, if it is whole."""
    samples, level = heard
    if samples == 0 or not whole(target, DEMUXER[form.codec]):
        raise Refused("sound-broken")
    sha256, size = files.identity(target)
    if size > most_bytes(form, limits):
        raise Refused("sound-bomb")
    return Variant(sha256, size, round(samples * 1000 / form.sample_rate), round(level, 1))


def longer(limits: Limits, files: int) -> Limits:
    """Time for so many at once."""
    return replace(limits, work_seconds=limits.work_seconds * files, cpu_seconds=limits.cpu_seconds * files)


def in_a_row(samples: int, repeats: int, pause_s: int) -> str:
    """The filter that repeats a master of so many samples; the pause after the last one is cut off again."""
    whole = samples + pause_s * RATE
    end = repeats * whole - pause_s * RATE
    return (
        f"aformat=sample_fmts=s16,apad=pad_dur={pause_s},aloop=loop={repeats - 1}:size={whole},atrim=end_sample={end},"
    )


def most_bytes(form: AudioFormat, limits: Limits) -> int:
    """Twice what the bit rate says, since encoders may swing, and room for headers."""
    kbit = form.sample_rate * 16 / 1000 if form.codec == "wav" else form.kbit_s
    return int((limits.sound_seconds + 2) * kbit * 125 * 2) + 65_536
