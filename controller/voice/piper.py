"""Piper, with a model file of the owner's: a neural voice on our own processor.

Piper and its models are not part of the program (their licences are their own): the owner installs ``piper-tts`` into
any Python and names that Python and the model in the settings.
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

BOUNDS = Bounds(memory_bytes=4_000_000_000, cpu_seconds=1_200, open_files=128)
"""Its runtime reserves address space in gigabytes and uses some hundred megabytes; it speaks some ten times faster than
people do."""
SECONDS = 120.0
SPEAKER = Path(__file__).with_name("piper_speaker.py")


@dataclass(frozen=True, slots=True)
class Piper:
    """One model, said by the Piper of one Python (ours where none is named)."""

    model: Path
    region: str = "north"
    python: Path | None = None

    def say(self, portions: Iterable[str], speed: int) -> Generator[Spoken, None, None]:
        """Portion after portion. Raises ``Refused`` (voice-model, -missing, -slow, -died, -wrong)."""
        if not (self.model.is_file() and self.model.with_name(self.model.name + ".json").is_file()):
            raise Refused("voice-model")
        command = [str(self.python or sys.executable), "-I", str(SPEAKER), str(self.model)]
        return converse(Program(command, BOUNDS, SECONDS), portions, length=100 / speed)
