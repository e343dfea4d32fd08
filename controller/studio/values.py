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


@dataclass(frozen=True)
class Limits:
    """How much of anything one upload may cost.

    The first two are the settings of the place. The others are guards of the machine: one pass over 30 minutes took
    10 s on two busy cores, so five minutes are reached only by a file made to be slow; ordinary work needs between
    300 and 400 MB of address space (most of it the stacks of threads, never touched) and 40 to 90 MB of memory.
    """

    upload_bytes: int = 200_000_000
    sound_seconds: int = 1_800
    least_ms: int = 500
    """Shorter than this nobody understands, and loudness (blocks of 400 ms) cannot be measured."""
    work_seconds: int = 300
    """Wall time of one start of ffmpeg; its processor time may be twice as much (two cores)."""
    memory_bytes: int = 800_000_000
    aim: Aim = Aim()


__all__ = ["Aim", "AudioFormat", "Limits", "Master", "SoundFacts", "Variant"]
