"""Photos as telephones write them: turned, with the place where they were taken; and HEIC."""

from __future__ import annotations

import struct
from fractions import Fraction

import av
import numpy as np
from PIL import ExifTags, Image

from tests.papers.papers_made import saved


def located(picture: Image.Image, turned: int) -> bytes:
    """A JPEG that was held so, with its place and its telephone."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turned
    exif[ExifTags.Base.Make] = "Nokia"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (21.0, 19.0, 30.0), 3: "E", 4: (105.0, 24.0, 10.0)})
    exif._ifds[ExifTags.IFD.GPSInfo] = exif.get_ifd(ExifTags.IFD.GPSInfo)
    return saved(picture, "JPEG", exif=exif, quality=95)


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), name) + body


def full(name: bytes, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(name, struct.pack(">I", version << 24 | flags), *parts)


def heic(picture: Image.Image) -> bytes:
    """One picture of HEVC in a HEIF file (ISO 23008-12), as small as it can be."""
    parameters, data = _encoded(picture)
    brand = box(b"ftyp", b"heic", bytes(4), b"mif1heic")
    size = full(b"ispe", struct.pack(">II", *picture.size))
    known = box(
        b"iprp", box(b"ipco", box(b"hvcC", parameters), size), full(b"ipma", bytes.fromhex("00000001 0001 02 81 02"))
    )
    items = full(b"iinf", struct.pack(">H", 1), full(b"infe", b"\0\x01\0\0hvc1\0", version=2))

    def meta(at: int) -> bytes:
        place = full(b"iloc", b"\x44\0", struct.pack(">HHHHII", 1, 1, 0, 1, at, len(data)))
        kind = full(b"hdlr", bytes(4), b"pict", bytes(13))
        return full(b"meta", kind, full(b"pitm", b"\0\x01"), place, items, known)

    before = brand + meta(len(brand) + len(meta(0)) + 8)
    return before + box(b"mdat", data)


def _encoded(picture: Image.Image) -> tuple[bytes, bytes]:
    """What a decoder must know beforehand (hvcC), and the picture, each piece with its length before it."""
    coder = av.CodecContext.create("libx265", "w")
    coder.width, coder.height, coder.pix_fmt, coder.time_base = *picture.size, "yuv420p", Fraction(1)
    coder.options = {"x265-params": "log-level=none:keyint=1:info=0", "preset": "ultrafast"}
    frame = av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24").reformat(format="yuv420p")
    stream = b"".join(bytes(packet) for packet in (*coder.encode(frame), *coder.encode(None)))
    pieces = [piece.rstrip(b"\0") for piece in stream.split(b"\0\0\1") if piece.rstrip(b"\0")]
    by_kind = {piece[0] >> 1 & 63: piece for piece in pieces}
    sets = b"".join(struct.pack(">BHH", 0x80 | kind, 1, len(by_kind[kind])) + by_kind[kind] for kind in (32, 33, 34))
    profile = by_kind[33][3:15]
    head = b"\x01" + profile + bytes.fromhex("f000 fc fd f8 f8 0000 0f 03")
    shown = [piece for piece in pieces if piece[0] >> 1 & 63 < 32]
    return head + sets, b"".join(struct.pack(">I", len(piece)) + piece for piece in shown)
