"""espeak-ng, the voice that is always there: a small formant synthesiser with three Vietnamese regions.

Its library and data come with the wheel ``espeakng-loader``. They are loaded in a process of their own
(`espeak_speaker`), never in the service: C code that reads a stranger's text.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path

from controller.confined import Bounds
from controller.errors import Refused
from controller.ports import Spoken
from controller.voice.conversation import Program, converse

REGIONS = {"north": "vi", "central": "vi-vn-x-central", "south": "vi-vn-x-south"}
NATURAL_WPM = 150
"""espeak's "words a minute" at which Vietnamese comes at four syllables a second, as announcers speak."""
BOUNDS = Bounds(memory_bytes=300_000_000, cpu_seconds=20)
"""It says half an hour in three seconds and needs 40 MB."""
SECONDS = 20.0
SPEAKER = Path(__file__).with_name("espeak_speaker.py")


@dataclass(frozen=True, slots=True)
class Espeak:
    """One of the three."""

    region: str

    def say(self, portions: Iterable[str], speed: int) -> Generator[Spoken, None, None]:
        """Portion after portion. Raises ``Refused`` (voice-missing, -slow, -died, -wrong)."""
        program = Program(command(), BOUNDS, SECONDS)
        return converse(program, portions, voice=REGIONS[self.region], wpm=NATURAL_WPM * speed // 100)


def command() -> list[str]:
    """How the speaker is started: an interpreter that sees nothing but the standard library and our one file."""
    try:
        import espeakng_loader

        library, data = espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
    except (ImportError, RuntimeError) as error:
        raise Refused("voice-missing") from error
    return [sys.executable, "-I", "-S", str(SPEAKER), library, data]
