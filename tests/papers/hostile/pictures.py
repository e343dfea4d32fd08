"""Pictures that claim too much, unpack to too much, break off, move, or are none."""

from __future__ import annotations

import struct
import zlib

from PIL import Image, TiffImagePlugin

from tests.papers.hostile.kit import Hostile
from tests.papers.papers_made import chunk, corners, png, saved

BROKEN, UNKNOWN, PIXELS = "picture-broken", "picture-unknown-kind", "picture-too-many-pixels"
MOVES = ("picture-moves",)


def jpeg(**options: object) -> bytes:
    return saved(corners(), "JPEG", **options)


def claimed(width: int, height: int) -> bytes:
    """A small JPEG that says it is a large one."""
    body = bytearray(jpeg())
    at = body.index(b"\xff\xc0")
    struct.pack_into(">HH", body, at + 5, height, width)
    return bytes(body)


def exif(**entries: object) -> bytes:
    found = Image.Exif()
    found[0x0112] = entries.get("turned", 1)
    return found.tobytes()


def gif(frames: int) -> bytes:
    first, *others = (Image.new("L", (20, 20), at % 250) for at in range(frames))
    return saved(first, "GIF", save_all=True, append_images=others, duration=20)


def wide_gif() -> bytes:
    body = bytearray(gif(1))
    struct.pack_into("<HH", body, 6, 65_535, 65_535)
    return bytes(body)


def moving(form: str) -> bytes:
    return saved(corners(), form, save_all=True, append_images=[Image.new("RGB", (64, 48), "blue")], duration=50)


def looping_tiff() -> bytes:
    """Its directory says that the next one is itself."""
    body = bytearray(saved(corners(), "TIFF"))
    at = struct.unpack_from("<I", body, 4)[0]
    struct.pack_into("<I", body, at + 2 + 12 * struct.unpack_from("<H", body, at)[0], at)
    return bytes(body)


def greedy_tiff() -> bytes:
    """One strip that says it is four gigabytes."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    body = bytearray(saved(corners((640, 480)), "TIFF", tiffinfo=tags, compression="tiff_lzw"))
    at = body.index(struct.pack("<HHI", 279, 4, 1)) if struct.pack("<HHI", 279, 4, 1) in body else 0
    if at:
        struct.pack_into("<I", body, at + 8, 0xFFFFFFF0)
    return bytes(body)


def wide_bmp() -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, 60_000, 60_000, 1, 24, 1, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 100, 0, 0, 54) + head + bytes(46)


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


HEIC = box(b"ftyp", b"heic\0\0\0\0mif1heic")
TRAPPED = "<svg xmlns='http://www.w3.org/2000/svg'><image href='{}'/></svg>"

CORPUS = [
    Hostile("PNG of 50,000 by 50,000", lambda kit: png(50_000, 50_000, rows=20), PIXELS),
    Hostile("PNG of half a gigabyte", lambda kit: png(11_000, 11_000, 8, 6, 100), PIXELS),
    Hostile("PNG of 4 billion by 4 billion", lambda kit: png(2**31 - 1, 2**31 - 1, rows=0), PIXELS),
    Hostile("PNG of all that is allowed", lambda kit: png(6_320, 6_320, colours=6)),
    Hostile("PNG of too few rows", lambda kit: png(300, 300, rows=3)),
    Hostile("PNG of 16 by 2", lambda kit: png(16, 2), "picture-too-small"),
    Hostile("PNG with a text that unpacks", lambda kit: png(
        64, 64, 8, 2, None, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(20_000_000), 9))), BROKEN),
    Hostile("PNG with colours that unpack", lambda kit: png(
        64, 64, 8, 2, None, chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(20_000_000), 9))), BROKEN),
    Hostile("PNG with colours that are none", lambda kit: png(
        64, 64, 8, 2, None, chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(range(256)) * 9)))),
    Hostile("PNG with a wrong sum", lambda kit: png(64, 64)[:30] + b"x" + png(64, 64)[31:], BROKEN),
    Hostile("PNG cut in the head", lambda kit: png(64, 64)[:20], BROKEN),
    Hostile("PNG of sixteen bits", lambda kit: png(64, 64, 16, 2)),
    Hostile("PNG of sixteen grey bits", lambda kit: png(64, 64, 16, 0)),
    Hostile("PNG that moves", lambda kit: moving("PNG"), told=MOVES),
    Hostile("JPEG that claims 12,000 by 12,000", lambda kit: claimed(12_000, 12_000)),
    Hostile("JPEG that claims 65,500 by 65,500", lambda kit: claimed(65_500, 65_500), PIXELS),
    Hostile("JPEG cut in half", lambda kit: saved(corners((640, 480)), "JPEG")[:1_500], BROKEN),
    Hostile("JPEG of its head alone", lambda kit: jpeg()[:30], BROKEN),
    Hostile("JPEG for print", lambda kit: saved(corners().convert("CMYK"), "JPEG"), told=("picture-print",)),
    Hostile("JPEG for print with no such colours", lambda kit: saved(
        corners().convert("CMYK"), "JPEG", icc_profile=b"\0" * 3_000), told=("picture-print",)),
    Hostile("JPEG with notes that are noise", lambda kit: jpeg(exif=b"Exif\0\0" + bytes(range(256)) * 20)),
    Hostile("JPEG turned ninety-nine ways", lambda kit: jpeg(exif=exif(turned=99))),
    Hostile("JPEG with a paper behind it", lambda kit: jpeg() + b"%PDF-1.7"),
    Hostile("GIF of 3,000 pictures", lambda kit: gif(3_000), told=MOVES),
    Hostile("GIF of 65,535 by 65,535", lambda kit: wide_gif(), PIXELS),
    Hostile("GIF of its head alone", lambda kit: b"GIF89a" + bytes(7), BROKEN),
    Hostile("WebP that moves", lambda kit: moving("WEBP"), told=MOVES),
    Hostile("WebP cut off", lambda kit: saved(corners(), "WEBP")[:60], BROKEN),
    Hostile("TIFF of a directory in a ring", lambda kit: looping_tiff()),
    Hostile("TIFF of a strip of 4 GB", lambda kit: greedy_tiff()),
    Hostile("TIFF of noise", lambda kit: b"II*\0\x08\0\0\0" + bytes(range(256)) * 4, BROKEN),
    Hostile("TIFF of real numbers", lambda kit: saved(Image.new("F", (64, 64), 0.5), "TIFF")),
    Hostile("bitmap of 60,000 by 60,000", lambda kit: wide_bmp(), PIXELS),
    Hostile("HEIC of noise", lambda kit: HEIC + bytes(range(256)) * 8, BROKEN),
    Hostile("AVIF of noise", lambda kit: HEIC.replace(b"heic", b"avif") + bytes(range(256)) * 8, BROKEN),
    Hostile("SVG that leads elsewhere", lambda kit: TRAPPED.format(kit.places[1]).encode(), UNKNOWN),
    Hostile("page called a photo", lambda kit: f"<!doctype html><img src='{kit.places[0]}'>".encode(), UNKNOWN),
    Hostile("paper called a photo", lambda kit: b"%PDF-1.7\n", "picture-is-paper"),
    Hostile("sound called a photo", lambda kit: b"ID3\x04\0\0\0\0\0\0" + bytes(900), UNKNOWN),
    Hostile("program", lambda kit: b"MZ\x90\0" + bytes(900), UNKNOWN),
    Hostile("nothing", lambda kit: b"", UNKNOWN),
    Hostile("a byte", lambda kit: b"\xff", UNKNOWN),
]  # fmt: skip
