"""WAV and AIFF whose heads lie: of lengths, channels, rates, and of what a number is."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from functools import cache

from tests.studio.hostile.kit import Hostile

RATE = 16_000


def wave(at: int) -> float:
    return 0.25 * math.sin(2 * math.pi * 220 * at / RATE) * (0.6 + 0.4 * math.sin(2 * math.pi * 3 * at / RATE))


@cache
def pcm(seconds: float = 1.5, of: Callable[[int], float] = wave) -> bytes:
    count = round(seconds * RATE)
    return struct.pack(f"<{count}h", *(max(-32_768, min(32_767, round(of(at) * 32_767))) for at in range(count)))


def riff(
    data: bytes, *, kind: int = 1, channels: int = 1, rate: int = RATE, bits: int = 16, align: int | None = None,
    length: int | None = None, mark: bytes = b"RIFF", more: bytes = b"",
) -> bytes:  # fmt: skip
    """A WAV with any lie in its head."""
    block = channels * bits // 8 if align is None else align
    head = struct.pack("<HHIIHH", kind, channels, rate & 0xFFFFFFFF, (rate * block) & 0xFFFFFFFF, block & 0xFFFF, bits)
    body = b"WAVE" + more + b"fmt " + struct.pack("<I", 16) + head
    body += b"data" + struct.pack("<I", len(data) if length is None else length) + data
    return mark + struct.pack("<I", min(len(body), 0xFFFFFFFF)) + body


def floats(value: float) -> bytes:
    return riff(struct.pack("<f", value) * 2 * RATE, kind=3, bits=32)


def some_floats(value: float) -> bytes:
    """A voice in which every hundredth sample is no number."""
    count = round(1.5 * RATE)
    return riff(
        struct.pack(f"<{count}f", *(value if at % 100 == 50 else wave(at) for at in range(count))), kind=3, bits=32
    )


def aiff(rate: bytes, channels: int = 1, length: int | None = None) -> bytes:
    """An AIFF; its rate is a number of ten bytes."""
    data = pcm()
    comm = struct.pack(">hIh", channels, len(data) // 2, 16) + rate
    size = len(data) + 8 if length is None else length
    sound = b"SSND" + struct.pack(">III", size, 0, 0) + data
    body = b"AIFFCOMM" + struct.pack(">I", len(comm)) + comm + sound
    return b"FORM" + struct.pack(">I", len(body)) + body


BROKEN = "sound-broken"
CORPUS = [
    Hostile("length of 4 GB", lambda kit: riff(pcm(), length=0xFFFFFFF0), ""),
    Hostile("length beyond the end", lambda kit: riff(pcm(), length=1 << 30), BROKEN),
    Hostile("length of nothing", lambda kit: riff(pcm(), length=0), ""),
    Hostile("no data", lambda kit: riff(b""), "sound-empty"),
    Hostile("one sample", lambda kit: riff(b"\0\x10"), "sound-empty"),
    Hostile("RF64 without its sizes", lambda kit: riff(pcm(), mark=b"RF64", length=0xFFFFFFFF), BROKEN),
    Hostile(
        "RF64 of exabytes",
        lambda kit: riff(
            pcm(),
            mark=b"RF64",
            length=0xFFFFFFFF,
            more=b"ds64" + struct.pack("<IQQQI", 28, 1 << 62, 1 << 62, 1 << 62, 0),
        ),
        "",
    ),
    Hostile("no channel", lambda kit: riff(pcm(), channels=0), BROKEN),
    Hostile("255 channels", lambda kit: riff(pcm(), channels=255), BROKEN),
    Hostile("65,535 channels", lambda kit: riff(pcm(), channels=65_535), BROKEN),
    Hostile("rate of 384 kHz", lambda kit: riff(pcm() * 16, rate=384_000), ""),
    Hostile("rate of 2 GHz", lambda kit: riff(pcm(), rate=2_000_000_011), "sound-bomb"),
    Hostile("rate of 4 GHz", lambda kit: riff(pcm(), rate=0xFFFFFFFF), BROKEN),
    Hostile("rate of 1 Hz", lambda kit: riff(pcm(), rate=1), "sound-too-long"),
    Hostile("rate of 0", lambda kit: riff(pcm(), rate=0), BROKEN),
    Hostile("a prime rate", lambda kit: riff(pcm(), rate=15_991), ""),
    Hostile("blocks of nothing", lambda kit: riff(pcm(), align=0), ""),
    Hostile("bits of nothing", lambda kit: riff(pcm(), bits=0, align=2), "sound-unknown-kind"),
    Hostile("blocks of 64 kB", lambda kit: riff(pcm(), align=65_535), ""),
    Hostile("a kind that is not there", lambda kit: riff(pcm(), kind=0x1234), "sound-unknown-kind"),
    Hostile("a kind that is mp3", lambda kit: riff(kit.good["mp3"], kind=0x55, bits=0, align=1), ""),
    Hostile("ADPCM without blocks", lambda kit: riff(pcm(), kind=2, bits=4, align=0), BROKEN),
    Hostile("not a number", lambda kit: floats(math.nan), BROKEN),
    Hostile("endless", lambda kit: floats(math.inf), BROKEN),
    Hostile("a number too large", lambda kit: floats(3e38), BROKEN),
    Hostile("a voice with holes of not a number", lambda kit: some_floats(math.nan), BROKEN),
    Hostile("a voice with endless peaks", lambda kit: some_floats(math.inf), BROKEN),
    Hostile("chunks without end", lambda kit: riff(pcm(), more=b"junk\0\0\0\0" * 20_000), BROKEN),
    Hostile("a chunk before the start", lambda kit: riff(pcm(), more=b"LIST\xff\xff\xff\xff"), BROKEN),
    Hostile(
        "text of 5 MB inside", lambda kit: riff(pcm(), more=b"LIST\x00\x40\x4c\x00" + b"INFO" + bytes(4_997_116)), ""
    ),
    Hostile("AIFF", lambda kit: aiff(b"\x40\x0c\xfa\0\0\0\0\0\0\0"), ""),
    Hostile("AIFF of rate 0", lambda kit: aiff(bytes(10)), BROKEN),
    Hostile("AIFF of endless rate", lambda kit: aiff(b"\x7f\xff" + bytes(8)), BROKEN),
    Hostile("AIFF without channels", lambda kit: aiff(b"\x40\x0c\xfa\0\0\0\0\0\0\0", channels=0), BROKEN),
    Hostile("AIFF longer than itself", lambda kit: aiff(b"\x40\x0c\xfa\0\0\0\0\0\0\0", length=1 << 30), BROKEN),
]
