"""What a picture and a paper may cost, and what is made of them."""

from __future__ import annotations

from dataclasses import dataclass

from controller.ports import Document, PaperPage, Taken, Told

RESERVED_BYTES = 1_200_000_000
"""Address space that is only reserved: libraries, the file itself, stacks."""
CPU_PER_MB = 4


@dataclass(frozen=True)
class Limits:
    """How much of anything one file may cost.

    A phone's photo of 12 million points takes half a second and 60 MB; twenty pages of an office take some four
    seconds. The bounds leave several times that to an old PC, and end what is made to be slow or to unpack.
    """

    bytes: int = 50_000_000
    """Of the file as it comes."""
    pixels: int = 40_000_000
    """Of a picture as it is decoded. A JPEG may have 64 times as many: its decoder can leave out 7 of 8 either way."""
    least_side: int = 16
    """A picture of fewer dots either way is a dot itself."""
    longest_side: int = 3840
    """Of a picture as it is kept: no board has more."""
    pages: int = 20
    """Of a paper that are looked at."""
    page_side: int = 2160
    """The longer side of a page as it is kept."""
    chars: int = 20_000
    """Of a paper's text that are handed out."""
    work_seconds: int = 90
    cpu_seconds: int = 20
    memory_bytes: int = 400_000_000
    """What the process may fill: forty million dots with a clear ground take 340 MB while they are made smaller."""
    result_bytes: int = 64_000_000

    def cpu_for(self, size: int) -> int:
        """Processor time for a file of so many bytes."""
        return min(2 * self.work_seconds, self.cpu_seconds + CPU_PER_MB * size // 1_000_000)


__all__ = ["Document", "Limits", "PaperPage", "Taken", "Told"]
