"""Which kind of sound file this is, from its first bytes, before any decoder sees it.

Only containers on this list are ever given to ffmpeg, each under its own name. Everything else (playlists, texts,
pictures, archives, papers) is no sound, whatever its name says.
"""

from __future__ import annotations

import os
from collections.abc import Callable

LOOK_BYTES = 65_536
LARGEST_ID3 = 32_000_000
"""A tag in front of an MP3 may hold cover pictures, but not the whole upload."""

MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"fLaC", "flac"),
    (0, b"OggS", "ogg"),
    (0, b"\x1a\x45\xdf\xa3", "matroska,webm"),
    (4, b"ftyp", "mov,mp4,m4a,3gp,3g2,mj2"),
    (0, b"#!AMR", "amr"),
    (0, b"caff", "caf"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c", "asf"),
)
"""Offset, bytes, demuxer."""
FORMS: tuple[tuple[bytes, bytes, str], ...] = (
    (b"RIFF", b"WAVE", "wav"),
    (b"RF64", b"WAVE", "wav"),
    (b"FORM", b"AIFF", "aiff"),
    (b"FORM", b"AIFC", "aiff"),
)
"""Bytes at 0, bytes at 8, demuxer."""

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
LONGEST_FRAME = 2_881
"""Bytes of the largest MPEG frame: recordings of a stream may begin inside one."""


def sniff(file: int) -> str | None:
    """The demuxer for the open ``file``, or None when this is no sound that we know."""
    start = id3_bytes(os.pread(file, 10, 0))
    if start > LARGEST_ID3:
        return None
    head = os.pread(file, LOOK_BYTES, start)
    for offset, magic, demuxer in MAGIC:
        if head[offset : offset + len(magic)] == magic:
            return demuxer
    for first, second, demuxer in FORMS:
        if head[:4] == first and head[8:12] == second:
            return demuxer
    return frames(head, tagged=start > 0)


def id3_bytes(head: bytes) -> int:
    """How long the ID3v2 tag is that a file begins with, 0 for none."""
    if len(head) < 10 or head[:3] != b"ID3" or max(head[6:10]) > 0x7F:
        return 0
    size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return 10 + size + (10 if head[5] & 0x10 else 0)


def frames(head: bytes, tagged: bool) -> str | None:
    """mp3 or aac, when frames follow each other from the beginning, or after zeros or the rest of a frame."""
    start = len(head) - len(head.lstrip(b"\0"))
    for size, demuxer in ((mpeg_frame, "mp3"), (adts_frame, "aac")):
        # three frames in a row do not happen by chance; a first byte below 0x80 is a letter: text or an archive
        loose = tagged or (start < len(head) and head[start] >= 0x80)
        for at in range(start, start + (LONGEST_FRAME if loose else 1)):
            if chain(head, at, size) >= 3:
                return demuxer
    return None


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
