"""MP4, Matroska, Ogg and FLAC with sizes, counts and chains made to break who believes them, and bombs."""

from __future__ import annotations

import struct

from tests.studio.hostile.kit import Hostile, Kit
from tests.studio.hostile.nested import ebml, id3

CRC8, CRC16, CRC32 = [0] * 256, [0] * 256, [0] * 256
for _byte in range(256):
    _eight, _sixteen, _thirtytwo = _byte, _byte << 8, _byte << 24
    for _ in range(8):
        _eight = (_eight << 1 ^ (0x07 if _eight & 0x80 else 0)) & 0xFF
        _sixteen = (_sixteen << 1 ^ (0x8005 if _sixteen & 0x8000 else 0)) & 0xFFFF
        _thirtytwo = (_thirtytwo << 1 ^ (0x04C11DB7 if _thirtytwo & 0x80000000 else 0)) & 0xFFFFFFFF
    CRC8[_byte], CRC16[_byte], CRC32[_byte] = _eight, _sixteen, _thirtytwo


def flac(frames: int, rate: int = 48_000) -> bytes:
    """Frames of 40 bytes that are a megabyte of silence each: 8 channels, 65,535 samples (RFC 9639)."""
    info = struct.pack(">HH6x", 65_535, 65_535) + (rate << 44 | 7 << 41 | 15 << 36 | frames * 65_535).to_bytes(8)
    parts = [b"fLaC\x80\x00\x00\x22", info, bytes(16)]
    for number in range(frames):
        head = b"\xff\xf8\x70\x78" + chr(number).encode() + struct.pack(">H", 65_534)
        crc = 0
        for byte in head:
            crc = CRC8[crc ^ byte]
        frame = head + bytes([crc]) + bytes(3) * 8
        crc = 0
        for byte in frame:
            crc = (crc << 8 & 0xFFFF) ^ CRC16[crc >> 8 ^ byte]
        parts.append(frame + struct.pack(">H", crc))
    return b"".join(parts)


def page(body: list[bytes], number: int, granule: int, flags: int = 0, serial: int = 1) -> bytes:
    """One page of Ogg (RFC 3533) with these packets, each shorter than 255 bytes."""
    made = struct.pack("<4sBBQIIIB", b"OggS", 0, flags, granule & (1 << 64) - 1, serial, number, 0, len(body))
    made += bytes(map(len, body)) + b"".join(body)
    crc = 0
    for byte in made:
        crc = (crc << 8 & 0xFFFFFFFF) ^ CRC32[crc >> 24 ^ byte]
    return made[:22] + struct.pack("<I", crc) + made[26:]


HEAD = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48_000, 0, 0)
TAGS = b"OpusTags" + struct.pack("<I", 1) + b"x" + bytes(4)


def hours(pages: int) -> bytes:
    """Opus that says nothing: packets of three bytes, 120 ms of discontinued transmission each."""
    parts = [page([HEAD], 0, 0, 2), page([TAGS], 1, 0)]
    packet = bytes([0x08 | 3, 6])  # SILK, six frames of 20 ms, all empty
    for number in range(pages):
        last = 4 if number == pages - 1 else 0
        parts.append(page([packet] * 255, 2 + number, (number + 1) * 255 * 5_760, last))
    return b"".join(parts)


def chained(kit: Kit) -> bytes:
    """The same stream after the same stream, sixty times."""
    return kit.good["opus"] * 60


def leaping(kit: Kit) -> bytes:
    """A last page that claims to end in a million years."""
    body = bytearray(kit.good["opus"])
    last = body.rindex(b"OggS")
    struct.pack_into("<Q", body, last + 6, 1 << 62)
    body[last + 22 : last + 26] = bytes(4)
    crc = 0
    for byte in body[last:]:
        crc = (crc << 8 & 0xFFFFFFFF) ^ CRC32[crc >> 24 ^ byte]
    struct.pack_into("<I", body, last + 22, crc)
    return bytes(body)


def box(movie: bytes, name: bytes, at: int, value: int, form: str = ">I") -> bytes:
    """A movie in which a number inside of a box is another one."""
    grown = bytearray(movie)
    struct.pack_into(form, grown, grown.index(name) + 4 + at, value)
    return bytes(grown)


def deep(kit: Kit, levels: int = 5_000) -> bytes:
    """Boxes in boxes."""
    inner = b""
    for _ in range(levels):
        inner = struct.pack(">I4s", 8 + len(inner), b"moov") + inner
    return kit.good["m4a"][:32] + inner


def huge_element(kit: Kit, size: int) -> bytes:
    web = kit.good["webm"]
    at = web.index(b"\x1f\x43\xb6\x75")  # the first cluster
    return web[:at] + b"\xa3" + (size | 1 << 56).to_bytes(8) + web[at:]


def nested_masters(kit: Kit) -> bytes:
    inner = b""
    for _ in range(1_000):
        inner = ebml(0x1254C367, ebml(0x7373, inner))[:60_000]
    web = kit.good["webm"]
    return web[: web.index(b"\x18\x53\x80\x67")] + ebml(0x18538067, inner)


def cover(kit: Kit) -> bytes:
    """A picture of 100 MB in the tag of an MP3 that plays."""
    from tests.studio.test_studio_hostile import png

    return id3((b"APIC", b"\x00image/png\x00\x03\x00" + png(5_000, 5_000))) + kit.good["mp3"]


BROKEN = "sound-broken"
CORPUS = [
    Hostile("FLAC of gigabytes", lambda kit: flac(1_500), "sound-bomb", "a.flac"),
    Hostile("FLAC of a rate of 1 Hz", lambda kit: flac(40, 1), "sound-bomb", "a.flac"),
    Hostile("FLAC without frames", lambda kit: flac(0), "sound-empty", "a.flac"),
    Hostile(
        "FLAC with a picture of 16 MB that is not there",
        lambda kit: b"fLaC\x06\xff\xff\xff" + kit.good["flac"][4:],
        BROKEN,
        "a.flac",
    ),
    Hostile("FLAC upon FLAC", lambda kit: kit.good["flac"] * 2, "", "a.flac"),
    Hostile("Opus of hours", lambda kit: hours(240), "sound-bomb", "a.opus"),
    Hostile("Opus of a minute of nothing", lambda kit: hours(1), "sound-silent", "a.opus"),
    Hostile("Ogg chained without end", chained, "sound-too-long", "a.opus"),
    Hostile("Ogg that ends in a million years", leaping, "", "a.opus"),
    Hostile("Ogg of heads alone", lambda kit: page([HEAD], 0, 0, 2) + page([TAGS], 1, 0, 4), BROKEN, "a.opus"),
    Hostile(
        "Ogg of 255 streams",
        lambda kit: (
            b"".join(page([HEAD], 0, 0, 2, n) for n in range(255))
            + b"".join(page([TAGS], 1, 0, 4, n) for n in range(255))
        ),
        BROKEN,
        "a.opus",
    ),
    Hostile("Ogg of a text", lambda kit: page([b"\x80kate\0\0\0" + bytes(56)], 0, 0, 6), BROKEN, "a.ogg"),
    Hostile("m4a of 4 billion samples", lambda kit: box(kit.good["m4a"], b"stsz", 8, 0xFFFFFFFF), BROKEN, "a.m4a"),
    Hostile("m4a of samples of 2 GB", lambda kit: box(kit.good["m4a"], b"stsz", 4, 0x7FFFFFFF), BROKEN, "a.m4a"),
    Hostile("m4a of 4 billion times", lambda kit: box(kit.good["m4a"], b"stts", 4, 0xFFFFFFFF), "sound-bomb", "a.m4a"),
    Hostile("m4a of a time scale of 0", lambda kit: box(kit.good["m4a"], b"mdhd", 12, 0), BROKEN, "a.m4a"),
    Hostile("m4a that begins elsewhere", lambda kit: box(kit.good["m4a"], b"stco", 8, 0xFFFFFF00), BROKEN, "a.m4a"),
    Hostile("m4a of a box of 4 GB", lambda kit: box(kit.good["m4a"], b"moov", -8, 0xFFFFFFF0), BROKEN, "a.m4a"),
    Hostile("m4a of boxes in boxes", deep, BROKEN, "a.m4a"),
    Hostile("webm with an element of 72 PB", lambda kit: huge_element(kit, (1 << 56) - 2), "", "a.webm"),
    Hostile("webm with an element of 1 GB", lambda kit: huge_element(kit, 1 << 30), "", "a.webm"),
    Hostile("webm of masters in masters", nested_masters, BROKEN, "a.webm"),
    Hostile("mp3 with a picture of 100 MB", cover, ""),
]
