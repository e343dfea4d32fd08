"""MP3, AAC and AMR with tags, tables and joints that are not what they say."""

from __future__ import annotations

import struct
from collections.abc import Callable

from tests.studio.hostile.kit import Hostile, Kit


def spread(size: int) -> bytes:
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def xing(kit: Kit, frames: int, size: int) -> bytes:
    """A table of contents in front that counts more frames than there are."""
    head = kit.good["mp3"][:4]
    table = b"Xing" + struct.pack(">III", 3, frames, size)
    return (head + bytes(32) + table).ljust(417, b"\0") + kit.good["mp3"]


def ape(kit: Kit, size: int, items: int) -> bytes:
    return kit.good["mp3"] + b"APETAGEX" + struct.pack("<IIII", 2_000, size, items, 0) + bytes(8)


def joined(*endings: str) -> Callable[[Kit], bytes]:
    return lambda kit: b"".join(kit.good[one] for one in endings)


def frame(kit: Kit) -> bytes:
    """The first frame alone."""
    body = kit.good["mp3"]
    return body[: body.index(body[:2], 4)]


def other_rate(kit: Kit) -> bytes:
    """Half a file at one rate, then heads that name another."""
    body = bytearray(kit.good["mp3"])
    middle = body.index(body[:2], len(body) // 2)
    for at in range(middle, len(body) - 4):
        if body[at : at + 2] == body[:2]:
            body[at + 2] ^= 0x04
    return bytes(body)


CORPUS = [
    Hostile(
        "tag of 100 MB that is not there",
        lambda kit: b"ID3\x04\x00\x00" + spread(100_000_000) + kit.good["mp3"],
        "sound-not-sound",
    ),
    Hostile("tag of 256 MB", lambda kit: b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + kit.good["mp3"], "sound-not-sound"),
    Hostile(
        "tag of 20 MB", lambda kit: b"ID3\x04\x00\x00" + spread(20_000_000) + bytes(20_000_000) + kit.good["mp3"], ""
    ),
    Hostile("tag in a tag", lambda kit: (b"ID3\x04\x00\x00" + spread(10)) * 2_000 + kit.good["mp3"], "sound-not-sound"),
    Hostile(
        "tag packed with zlib",
        lambda kit: b"ID3\x04\x00\x80" + spread(60) + b"APIC\0\0\0\x32\x00\x08" + bytes(50) + kit.good["mp3"],
        "",
    ),
    Hostile("APE tag of 4 GB", lambda kit: ape(kit, 0xFFFFFFFF, 0xFFFFFFFF), ""),
    Hostile("APE tag alone", lambda kit: b"APETAGEX" + bytes(24), "sound-not-sound"),
    Hostile("Xing of 4 billion frames", lambda kit: xing(kit, 0xFFFFFFFF, 0xFFFFFFFF), ""),
    Hostile("Xing of hours", lambda kit: xing(kit, 1_000_000, 400_000_000), ""),
    Hostile("Xing of one frame", lambda kit: xing(kit, 1, 417), ""),
    Hostile("rate that changes", other_rate, "sound-broken"),
    Hostile("mp3, then m4a", joined("mp3", "m4a"), "sound-broken"),
    Hostile("mp3, then text", lambda kit: kit.good["mp3"] + b"Xin chao " * 5_000, ""),
    Hostile("mp3 upon mp3", joined("mp3", "mp3"), ""),
    Hostile("wav upon wav", joined("wav", "wav"), ""),
    Hostile("aac with an mp3 in it", joined("aac", "mp3"), "sound-broken", "a.aac"),
    Hostile("aac frames of 7 bytes", lambda kit: b"\xff\xf1\x50\x80\x00\xff\xfc" * 3_000, "sound-broken", "a.aac"),
    Hostile("mp3 frames of nothing", lambda kit: (frame(kit)[:4] + bytes(len(frame(kit)) - 4)) * 200, "sound-silent"),
    Hostile(
        "mp3 frames of noise",
        lambda kit: b"".join(
            frame(kit)[:4] + bytes((n * m * 37 + n) & 0x7F for m in range(len(frame(kit)) - 4)) for n in range(1, 60)
        ),
        "sound-broken",
    ),
    Hostile("amr of no data", lambda kit: b"#!AMR\n" + b"\x7c" * 400, "sound-broken", "a.amr"),
    Hostile("amr of modes that are not there", lambda kit: b"#!AMR\n" + b"\x6c" * 400, "sound-broken", "a.amr"),
    Hostile(
        "amr of other channels", lambda kit: b"#!AMR_MC1.0\n" + b"\0\0\0\xff" + kit.good["amr"][6:], "sound-broken"
    ),
]
