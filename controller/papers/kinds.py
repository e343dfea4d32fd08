"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

from typing import Literal

Kind = Literal["", "png", "jpeg", "webp", "gif", "heic", "avif", "bmp", "tiff", "pdf", "zip", "ole", "svg", "rtf"]

HEAD = 1_024
"""So many bytes tell it. A PDF may have that much of something else in front."""
STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"%PDF-", "pdf"),
)
BRANDS: dict[bytes, Kind] = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "heic"),
    **dict.fromkeys((b"avif", b"avis"), "avif"),
}
"""What telephones write: HEIC by Apple, AVIF by newer ones."""
PICTURES: dict[Kind, str] = {
    "png": "PNG",
    "jpeg": "JPEG",
    "webp": "WEBP",
    "gif": "GIF",
    "bmp": "BMP",
    "tiff": "TIFF",
    "heic": "HEIF",
    "avif": "AVIF",
}
"""Kinds of pictures, as Pillow calls them."""


def kind_of(head: bytes) -> Kind:
    """The kind; empty for what is none of them."""
    for start, kind in STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in BRANDS:
        return BRANDS[head[8:12]]
    if b"%PDF-" in head:
        return "pdf"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "svg" if text.startswith((b"<svg", b"<?xml")) and b"<svg" in text else ""
