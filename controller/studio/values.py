"""What goes into the studio and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass

from controller.ports import AudioFormat, Master, SoundFacts, Variant


@dataclass(frozen=True)
class Aim:
    """What every master shall be like: two settings of the place."""

    loudness: float = -16.0
    """LUFS: speech at this loudness carries out of doors and leaves room for the peaks."""
    highpass_hz: int = 100
    """A horn has nothing to give below; wind, hum and steps on the floor are there. 0 lets everything through."""


CPU_PER_MB = 30
RESERVED_BYTES = 500_000_000
"""Address space that ffmpeg only reserves, its program included."""


@dataclass(frozen=True)
class Limits:
    """How much of anything one upload may cost.

    The first two are the settings of the place. The others are guards of the machine: one pass over 30 minutes took
    10 s on two busy cores, so five minutes are reached only by a file made to be slow; ordinary work needs 80 MB of
    memory that it may write to.
    """

    upload_bytes: int = 200_000_000
    sound_seconds: int = 1_800
    least_ms: int = 500
    """Shorter than this nobody understands, and loudness (blocks of 400 ms) cannot be measured."""
    work_seconds: int = 300
    """Wall time of one start of ffmpeg."""
    cpu_seconds: int = 10
    """Processor time of one start for a small file; what is large gets more: see ``cpu_for``."""
    memory_bytes: int = 300_000_000
    """What it may fill."""
    aim: Aim = Aim()

    def cpu_for(self, size: int) -> int:
        """Processor time for a file of so many bytes: never more than two cores for all the wall time.

        A minute of Opus at 16 kbit/s is 120 kB and takes a third of a second, so a megabyte gets ten times its due.
        """
        return min(2 * self.work_seconds, self.cpu_seconds + CPU_PER_MB * size // 1_000_000)


__all__ = ["Aim", "AudioFormat", "Limits", "Master", "SoundFacts", "Variant"]
