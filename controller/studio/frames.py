"""Files that are frame after frame without a table of contents: MP3, raw AAC, AMR. Where frames begin, what is lost."""

from __future__ import annotations

import mmap
from collections.abc import Callable
from dataclasses import dataclass

MPEG1_KBIT = {
    1: (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    2: (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
}
MPEG2_KBIT = {
    1: (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    3: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
MPEG_RATES = (44_100, 48_000, 32_000)
AMR_BYTES = {
    b"#!AMR\n": (13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1),
    b"#!AMR-WB\n": (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1),
}
"""Bytes of a frame by its mode (RFC 4867, section 5), 0 for modes that are not in use."""

STEPS = 1_000_000
"""More frames than two hours of the shortest ones in use (AAC at 96 kHz, 11 ms)."""
TRIO = 3 * 8_191 + 8
"""Bytes in which the heads of three frames lie, however long the frames are (AAC counts them in 13 bits)."""


@dataclass(frozen=True)
class Walk:
    """``lost``: bytes between frames that are no frame; ``rest``: what stands behind the last whole frame."""

    lost: int
    rest: bytes


def id3_bytes(head: bytes) -> int:
    """How long the ID3v2 tag is that a file begins with, 0 for none."""
    if len(head) < 10 or head[:3] != b"ID3" or max(head[6:10]) > 0x7F:
        return 0
    size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return 10 + size + (10 if head[5] & 0x10 else 0)


def chain(head: bytes, at: int, size: Callable[[bytes], int]) -> int:
    """How many whole frame heads follow each other from ``at``, up to three."""
    count = 0
    while count < 3:
        step = size(head[at : at + 8])
        if not step:
            break
        count, at = count + 1, at + step
    return count


def mpeg_frame(head: bytes) -> int:
    """The length in bytes of the MPEG-1/2/2.5 audio frame that begins here (ISO 11172-3), 0 for none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    kbit_index, rate_index, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer == 4 or kbit_index in {0, 15} or rate_index == 3:
        return 0
    kbit = (MPEG1_KBIT if version == 3 else MPEG2_KBIT)[layer][kbit_index - 1]
    rate = MPEG_RATES[rate_index] >> {3: 0, 2: 1, 0: 2}[version]
    if layer == 1:
        return (12_000 * kbit // rate + padding) * 4
    return (72_000 if layer == 3 and version != 3 else 144_000) * kbit // rate + padding


def adts_frame(head: bytes) -> int:
    """The length in bytes of the AAC frame that begins here (ISO 13818-7), 0 for none."""
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0 or head[2] >> 2 & 15 > 12:
        return 0
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return length if length >= 7 else 0


def walk(file: int, size_of: Callable[[bytes], int]) -> Walk:
    """Go through the whole open ``file`` from frame to frame; the pages are read as they come and not kept.

    After ``STEPS`` frames and places that only look like one, everything counts as lost: no honest file has as many.
    """
    with mmap.mmap(file, 0, prot=mmap.PROT_READ) as data:
        at, lost, gone = id3_bytes(data[:10]), 0, -1  # gone: where the last whole frame ended
        candidate = at
        for _ in range(STEPS):
            step = size_of(data[candidate : candidate + 8])
            if (
                step
                and candidate + step <= len(data)
                and (candidate == at == gone or chain(data[candidate : candidate + TRIO], 0, size_of) == 3)
            ):
                lost += candidate - gone if gone >= 0 else 0
                at = gone = candidate = candidate + step
                continue
            candidate = data.find(b"\xff", candidate + 1)
            if candidate < 0:
                return Walk(lost, data[max(gone, 0) : max(gone, 0) + 16])
        return Walk(len(data), b"")


def amr_whole(data: bytes) -> bool:
    """Whether the frames of an AMR file fill it to its last byte."""
    head = data[: data.find(b"\n") + 1]
    sizes = AMR_BYTES.get(head)
    at = len(head)
    for _ in range(STEPS):
        if sizes is None or at >= len(data):
            break
        step = sizes[data[at] >> 3 & 15]
        if not step:
            return False
        at += step
    return at == len(data)
