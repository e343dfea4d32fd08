"""Which kind of sound file this is, from its first bytes, before any decoder sees it.

Only containers on this list are ever given to ffmpeg, each under its own name. Everything else (playlists, texts,
pictures, archives, papers) is no sound, whatever its name says.
"""

from __future__ import annotations

import os

from controller.studio.frames import adts_frame, chain, id3_bytes, mpeg_frame

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

OTHERS = (b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"\xfd7zXZ", b"\xca\xfe\xba\xbe")
"""Pictures, papers, archives and programs whose first byte is no letter."""
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
    return framed(head, tagged=start > 0)


def framed(head: bytes, tagged: bool) -> str | None:
    """mp3 or aac, when frames follow each other from the beginning, or after zeros or the rest of a frame."""
    start = len(head) - len(head.lstrip(b"\0"))
    for size, demuxer in ((mpeg_frame, "mp3"), (adts_frame, "aac")):
        # three frames in a row do not happen by chance; a first byte below 0x80 is a letter: text or an archive
        loose = tagged or (start < len(head) and head[start] >= 0x80 and not head.startswith(OTHERS, start))
        for at in range(start, start + (LONGEST_FRAME if loose else 1)):
            if chain(head, at, size) >= 3:
                return demuxer
    return None
