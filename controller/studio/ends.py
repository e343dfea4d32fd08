"""Whether a file is whole: containers that say how long they are must be as long as they say."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable

from controller.studio.sniff import adts_frame, id3_bytes, mpeg_frame

OGG_LAST = 0x04
"""The flag of an Ogg stream's last page (RFC 3533)."""
OGG_PAGE = 65_307
"""Bytes of the largest Ogg page."""
UNKNOWN = 0xFFFFFFFF
TAIL_TAGS = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3", b"3DI")
"""What may stand behind the last frame of an MP3."""


def whole(file: int, demuxer: str) -> bool:
    """False when the open ``file`` was certainly cut off. True when it is whole or the container cannot tell."""
    size = os.fstat(file).st_size
    look = LOOKS.get(demuxer.split(",", 1)[0])
    return look is None or look(file, size)


def wav_whole(file: int, size: int) -> bool:
    """The chunk called "data" ends inside the file. Recorders that never came back write 0 or the largest number."""
    at = 12
    while at + 8 <= size:
        name, length = struct.unpack("<4sI", os.pread(file, 8, at))
        if name == b"data":
            return length in {0, UNKNOWN} or at + 8 + length <= size + 1
        at += 8 + length + (length & 1)
    return False


def aiff_whole(file: int, size: int) -> bool:
    """The chunk called "SSND" ends inside the file."""
    at = 12
    while at + 8 <= size:
        name, length = struct.unpack(">4sI", os.pread(file, 8, at))
        if name == b"SSND":
            return bool(at + 8 + length <= size + 1)
        at += 8 + length + (length & 1)
    return False


def mp4_whole(file: int, size: int) -> bool:
    """Every box on the outside ends inside the file."""
    at = 0
    while at + 8 <= size:
        length, _ = struct.unpack(">I4s", os.pread(file, 8, at))
        if length == 1 and at + 16 <= size:
            (length,) = struct.unpack(">Q", os.pread(file, 8, at + 8))
        if length == 0:  # "up to the end"
            return True
        if length < 8:
            return True  # not a box: rubbish behind the last one
        at += length
    return bool(at <= size)


def ogg_whole(file: int, size: int) -> bool:
    """The last page is all there and carries the flag of a last page."""
    start = max(0, size - 2 * OGG_PAGE)
    tail = os.pread(file, size - start, start)
    at = tail.rfind(b"OggS")
    while at >= 0:
        page = tail[at:]
        if len(page) >= 27 and len(page) >= 27 + page[26]:
            return len(page) >= 27 + page[26] + sum(page[27 : 27 + page[26]]) and bool(page[5] & OGG_LAST)
        at = tail.rfind(b"OggS", 0, at)
        return False
    return False


def framed(size_of: Callable[[bytes], int]) -> Callable[[int, int], bool]:
    """A check for files that are frame after frame without any table of contents: the last frame is whole."""

    def check(file: int, size: int) -> bool:
        start = max(id3_bytes(os.pread(file, 10, 0)), size - 65_536)
        tail = os.pread(file, size - start, start)
        at = first_chain(tail, size_of)
        while at is not None and at < len(tail):
            step = size_of(tail[at : at + 8])
            if not step:
                return rest_is_tag(tail[at:])
            if at + step > len(tail):
                return False
            at += step
        return True

    return check


def first_chain(tail: bytes, size_of: Callable[[bytes], int]) -> int | None:
    """Where frames begin to follow each other."""
    for at in range(len(tail)):
        one = size_of(tail[at : at + 8])
        two = one and size_of(tail[at + one : at + one + 8])
        if one and two and size_of(tail[at + one + two : at + one + two + 8]):
            return at
    return None


def rest_is_tag(rest: bytes) -> bool:
    """Whether something else than the first bytes of one more frame stands at the end."""
    return rest.startswith(TAIL_TAGS) or not rest.strip(b"\0") or len(rest) > 8 or rest[0] != 0xFF


LOOKS: dict[str, Callable[[int, int], bool]] = {
    "wav": wav_whole,
    "aiff": aiff_whole,
    "mov": mp4_whole,
    "ogg": ogg_whole,
    "mp3": framed(mpeg_frame),
    "aac": framed(adts_frame),
}
