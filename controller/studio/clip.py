"""The beginning of any sound, as a file of its own."""

from __future__ import annotations

from pathlib import Path

from controller.errors import Refused
from controller.studio import ffmpeg, files
from controller.studio.master import PLAIN, most_bytes
from controller.studio.sniff import sniff
from controller.studio.values import Limits


def clip(file: Path, out: Path, seconds: float, limits: Limits) -> None:
    """Write the first ``seconds`` of ``file`` to ``out`` as FLAC. Raises ``Refused`` as intake does."""
    with files.opened(file) as source, files.growing(out) as target:
        demuxer = sniff(source)
        if demuxer is None:
            raise Refused("sound-not-sound")
        work = ["-t", str(seconds), "-ac", "2", "-c:a", "flac", "-sample_fmt", "s16", *PLAIN, "-f", "flac"]
        ran = ffmpeg.run(source, demuxer, work, limits, target, 2 * most_bytes(limits))
        if ran.code != 0:
            raise Refused("sound-broken")
