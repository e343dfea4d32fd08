"""Whether a file is whole: containers that say how long they are must be as long as they say."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable

from controller.studio.frames import adts_frame, amr_whole, mpeg_frame, walk

OGG_LAST = 0x04
"""The flag of an Ogg stream's last page (RFC 3533)."""
OGG_PAGE = 65_307
"""Bytes of the largest Ogg page."""
UNKNOWN = 0x7FFF0000
"""From here on a WAV's length is no length: programs that write into a pipe put 0x7FFFF000, 0x7FFFFFFF, 0xFFFFFFFF."""
SEGMENT = 0x18538067
ASF_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
LARGEST_AMR = 64_000_000
MOST_CHUNKS = 10_000
"""So many parts on the outside has no file; films in pieces have some hundreds."""
LOST_BYTES = 4_096
"""Two or three frames: a knock, or the seam of a recording that was joined from parts."""
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
    for _ in range(MOST_CHUNKS):
        if at + 8 > size:
            break
        name, length = struct.unpack("<4sI", os.pread(file, 8, at))
        if name == b"data":
            return bool(length == 0 or length >= UNKNOWN or at + 8 + length <= size + 1)
        at += 8 + length + (length & 1)
    return False


def aiff_whole(file: int, size: int) -> bool:
    """The chunk called "SSND" ends inside the file."""
    at = 12
    for _ in range(MOST_CHUNKS):
        if at + 8 > size:
            break
        name, length = struct.unpack(">4sI", os.pread(file, 8, at))
        if name == b"SSND":
            return bool(at + 8 + length <= size + 1)
        at += 8 + length + (length & 1)
    return False


def mp4_whole(file: int, size: int) -> bool:
    """Every box on the outside ends inside the file."""
    at = 0
    for _ in range(MOST_CHUNKS):
        if at + 8 > size:
            break
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
    page = tail[tail.rfind(b"OggS") :] if b"OggS" in tail else b""
    if len(page) < 27 or len(page) < 27 + page[26]:
        return False
    return len(page) >= 27 + page[26] + sum(page[27 : 27 + page[26]]) and bool(page[5] & OGG_LAST)


def matroska_whole(file: int, size: int) -> bool:
    """The segment ends inside the file. Browsers record with "unknown" lengths: those cannot tell."""
    head = os.pread(file, 4096, 0)
    _, length, at = element(head, 0)
    name, length, at = element(head, at + length)
    return name != SEGMENT or length < 0 or at + length <= size


def element(head: bytes, at: int) -> tuple[int, int, int]:
    """Name, length (-1: unknown) and place of the content of the EBML element at ``at`` (RFC 8794)."""
    found = []
    for keep_mark in (True, False):
        width = 9 - head[at].bit_length() if at < len(head) and head[at] else 1
        raw = int.from_bytes(head[at : at + width])
        value = raw & ((1 << 7 * width) - 1)
        found.append(raw if keep_mark else -1 if value == (1 << 7 * width) - 1 else value)
        at += width
    return found[0], found[1], at


def asf_whole(file: int, size: int) -> bool:
    """The file is as long as its properties say; 0 stands there in recordings of a stream."""
    head = os.pread(file, 65_536, 0)
    at = head.find(ASF_PROPERTIES)
    if at < 0 or at + 48 > len(head):
        return True
    (length,) = struct.unpack_from("<Q", head, at + 40)
    return bool(length <= size)


def caf_whole(file: int, size: int) -> bool:
    """Every chunk ends inside the file; -1 stands for "up to the end"."""
    at = 8
    for _ in range(MOST_CHUNKS):
        if at + 12 > size:
            break
        _, length = struct.unpack(">4sq", os.pread(file, 12, at))
        if length < 0:
            return True
        at += 12 + length
    return bool(at <= size)


def amr_file_whole(file: int, size: int) -> bool:
    """As ``amr_whole``, of a file; a day of it has less than 140 MB, and nobody keeps a day."""
    return size > LARGEST_AMR or amr_whole(os.pread(file, size, 0))


def framed(size_of: Callable[[bytes], int]) -> Callable[[int, int], bool]:
    """A check for frame after frame: hardly anything is lost in between, and the last frame is whole."""

    def check(file: int, size: int) -> bool:
        gone = walk(file, size_of)
        return gone.lost <= max(LOST_BYTES, size // 100) and rest_is_none(gone.rest)

    return check


def rest_is_none(rest: bytes) -> bool:
    """Whether what stands behind the last frame is something else than the beginning of one more."""
    return rest.startswith(TAIL_TAGS) or not rest.strip(b"\0") or rest[0] != 0xFF


LOOKS: dict[str, Callable[[int, int], bool]] = {
    "wav": wav_whole,
    "aiff": aiff_whole,
    "mov": mp4_whole,
    "ogg": ogg_whole,
    "matroska": matroska_whole,
    "asf": asf_whole,
    "caf": caf_whole,
    "amr": amr_file_whole,
    "mp3": framed(mpeg_frame),
    "aac": framed(adts_frame),
}
