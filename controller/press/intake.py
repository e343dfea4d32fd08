"""A picture that somebody sends becomes one of ours: upright, in eight bits, no larger than the largest screen, without
anything that a camera wrote beside it (where it was taken, by whom, a small copy of the uncut picture).

What it claims to be is looked at before a single dot is decoded.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from controller.errors import Refused
from controller.ports import Picture
from controller.shelf import file_hash

FORMATS = ("PNG", "JPEG", "WEBP")
LONGEST_SIDE = 3840
"""Pixels: of the widest screen that has a profile."""
SHORTEST_SIDE = 16
MAKER = ("Software", "Tieng Lang")
"""Written into each, so that no picture of ours is ever the very file that a board is sent."""

_BROKEN = (OSError, SyntaxError, ValueError, TypeError, struct.error, EOFError, zlib.error, IndexError, KeyError)


def take(file: Path, out: Path, most_bytes: int, most_pixels: int) -> Picture:
    """Write `file` as a picture of ours to `out`. Refuses with a ``picture-…`` code."""
    size = file.stat().st_size
    if size > most_bytes:
        raise Refused("picture-too-heavy", "picture", megabytes=-(-size // 1_000_000), limit=most_bytes // 1_000_000)
    try:
        with Image.open(file, formats=FORMATS) as came:
            _refuse_claims(came, most_pixels)
            made = _ours(came)
    except UnidentifiedImageError:
        raise Refused("picture-unknown-kind", "picture") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("picture-too-many-pixels", "picture", limit=most_pixels // 1_000_000) from None
    except _BROKEN as error:
        raise Refused("picture-broken", "picture") from error
    note = PngInfo()
    note.add_text(*MAKER)
    made.save(out, "PNG", compress_level=6, pnginfo=note)
    return Picture(file_hash(out), out.stat().st_size, made.width, made.height)


def _refuse_claims(came: Image.Image, most_pixels: int) -> None:
    width, height = came.size
    if width * height > most_pixels:
        raise Refused("picture-too-many-pixels", "picture", limit=most_pixels // 1_000_000)
    if min(width, height) < SHORTEST_SIDE:
        raise Refused("picture-too-small", "picture", limit=SHORTEST_SIDE)
    if came.format != "MPO" and getattr(came, "is_animated", False):
        raise Refused("picture-moving", "picture")


def _ours(came: Image.Image) -> Image.Image:
    came.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than twice what is kept
    made = _in_eight_bits(ImageOps.exif_transpose(came))
    made.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    kept = Image.new(made.mode, made.size)
    kept.paste(made)
    return kept


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda at: at * (1 / 256)).convert("L")
    if "A" in picture.mode or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture.convert("RGB")
