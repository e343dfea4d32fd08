"""The door of the room: what the path may ask of the studio."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from controller.errors import Refused
from controller.ports import Around, Arranged, Speech, Spoken
from controller.studio import arrangement, chime, clip, master, speech, tunes, variant
from controller.studio.values import AudioFormat, Limits, Master, Variant


class Studio:
    """Makes masters and variants of sounds. Keeps nothing between calls, so threads may share one."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()

    def intake(self, file: Path, out: Path) -> Master:
        """Make the master of whatever was uploaded. Raises ``Refused`` (sound-…), ``out`` untouched."""
        return master.intake(file, out, self.limits)

    def variants(
        self,
        master: Path,
        wanted: Mapping[AudioFormat, Path],
        repeats: int = 1,
        pause_s: int = 0,
        reached: Callable[[int], None] | None = None,
    ) -> dict[AudioFormat, Variant | Refused]:
        """Write a master in these formats, so often in a row. Raises ``ValueError`` for a format that cannot be."""
        return variant.variants(master, wanted, self.limits, repeats, pause_s, reached)

    def chime(self, out: Path) -> Master:
        """Write the chime, ``CHIME_MS`` long, as a master."""
        return chime.chime(out, self.limits)

    def speech(self, said: Iterable[tuple[Spoken, int]], out: Path, repeats: int = 1) -> Speech:
        """Write what a voice says as a master. Raises ``Refused``, ``out`` untouched."""
        return speech.speech(said, out, self.limits, repeats)

    def tune(self, name: str, out: Path) -> Master:
        """Write one of the program's own tunes as a master."""
        return tunes.tune(name, out, self.limits)

    def arranged(self, words: Path, around: Around, tunes: Mapping[str, Path], out: Path) -> Arranged:
        """Write a master with what is put around it as another one. Raises ``Refused``, ``out`` untouched."""
        return arrangement.arranged(words, around, tunes, out, self.limits)

    def clip(self, file: Path, out: Path, seconds: float) -> None:
        """Write the first ``seconds`` of a sound as a file that ``intake`` takes."""
        clip.clip(file, out, seconds, self.limits)
