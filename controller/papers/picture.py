"""In the process: any picture becomes upright, in eight bits, of a size that boards can use, and nothing but its dots.

Where it was taken, by which telephone, its thumbnail and its comments are left behind: only dots are written anew.
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import BinaryIO

from PIL import Image, ImageCms, ImageFile
from PIL.PngImagePlugin import PngInfo

from controller.errors import Refused
from controller.papers.kinds import PICTURES, Kind
from controller.papers.values import Limits, Taken, Told

LEFT_OUT = 8
"""A JPEG's decoder can leave out seven of eight points either way."""
ORIENTATION, PLACE = 0x0112, 0x8825
SEVERAL = frozenset({"gif", "webp", "png", "tiff"})
"""May hold more than one picture. (A telephone's JPEG and HEIC do, too, but show the same thing.)"""
PHOTOS = frozenset({"jpeg", "heic", "avif"})
SIXTEEN_BITS = 65_535.0
QUALITY = 92
LARGEST_DRAWN = 8_000_000
"""Bytes of a PNG; what takes more is a photo, whatever it came as."""
BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, KeyError, IndexError, TypeError, OverflowError)
"""What Pillow raises at files that are not what they say."""

Image.MAX_IMAGE_PIXELS = None  # what is too large is refused by its head, in our own words
ImageFile.LOAD_TRUNCATED_IMAGES = False


def take(file: BinaryIO, kind: Kind, limits: Limits) -> Taken:
    """The picture. Refuses ``picture-broken``, ``picture-too-many-pixels`` and ``picture-too-small``."""
    told: list[Told] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            opened = _opened(file, kind)
            _measured(opened, kind, limits)
            if kind in SEVERAL and getattr(opened, "is_animated", False):
                opened.seek(0)
                told.append(Told("picture-moves"))
            found = _exif(opened)
            small = _small(opened, limits)
            made = _turned(_plain(small, told), found.get(ORIENTATION, 1))
        except Refused:
            raise
        except BROKEN as error:
            raise Refused("picture-broken") from error
    if found.get(PLACE):
        told.append(Told("picture-place"))
    body, form = _written(made, photo=kind in PHOTOS)
    return Taken(body, form, made.width, made.height, tuple(told))


def _opened(file: BinaryIO, kind: Kind) -> Image.Image:
    if kind == "heic":
        import pi_heif

        pi_heif.register_heif_opener(thumbnails=False)
        return Image.open(file)
    return Image.open(file, formats=(PICTURES[kind],))


def _measured(picture: Image.Image, kind: Kind, limits: Limits) -> None:
    """By its head, before a single point is decoded."""
    width, height = picture.size
    most = limits.pixels * (LEFT_OUT**2 if kind == "jpeg" else 1)
    if width * height > most:
        raise _too_large(limits)
    if min(width, height) < limits.least_side:
        raise Refused("picture-too-small", limit=limits.least_side)
    if kind == "jpeg":
        picture.draft(None, (limits.longest_side, limits.longest_side))
        if picture.width * picture.height > limits.pixels:
            raise _too_large(limits)


def _too_large(limits: Limits) -> Refused:
    return Refused("picture-too-many-pixels", limit=limits.pixels // 1_000_000)


def _exif(picture: Image.Image) -> dict[int, int]:
    """Which way up it was held, and whether it says where; nothing where that part of it is broken."""
    try:
        exif = picture.getexif()
        turned = exif.get(ORIENTATION, 1)
        return {
            ORIENTATION: turned if isinstance(turned, int) else 1,
            PLACE: int(PLACE in exif and bool(exif.get_ifd(PLACE))),
        }
    except BROKEN:
        return {}


def _small(picture: Image.Image, limits: Limits) -> Image.Image:
    """No larger than is kept. A palette cannot be mixed, so it is made into colours first."""
    if picture.mode in {"P", "PA", "1"}:
        picture = picture.convert("RGBA" if "transparency" in picture.info or picture.mode == "PA" else "RGB")
    side = limits.longest_side
    if max(picture.size) > side:
        info = picture.info
        if picture.mode in {
            "RGBA",
            "LA",
        }:  # by whole dots: a second copy is needed anyway, and a third would be too much
            picture = picture.reduce(-(-max(picture.size) // side))
        else:
            picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
        picture.info = info
    picture.load()
    return picture


def _plain(picture: Image.Image, told: list[Told]) -> Image.Image:
    """RGB of eight bits, as a screen shows it."""
    if picture.mode == "CMYK":
        told.append(Told("picture-print"))
    if picture.mode.startswith(("I", "F")):
        picture = _eight_bits(picture)
    if picture.mode in {"RGBA", "LA", "La", "RGBa"} or "transparency" in picture.info:
        return picture.convert("RGBA")
    return _in_screen_colours(picture)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits keep their upper eight; other numbers are spread from the darkest to the lightest."""
    numbers = picture.convert("F")
    low, high = numbers.getextrema()
    assert isinstance(low, float)
    assert isinstance(high, float)
    if picture.mode.startswith("I") and 255 < high <= SIXTEEN_BITS:
        low, high = 0.0, SIXTEEN_BITS
    factor = 255.0 / ((high - low) or 1.0)
    return numbers.point(lambda value: value * factor - low * factor).convert("L")


def _in_screen_colours(picture: Image.Image) -> Image.Image:
    """By its own profile where it brings one that can be used."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        try:
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(picture, theirs, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, *BROKEN):
            made = None
        if made is not None:
            return made
    return picture.convert("RGB")


TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns a picture upright, by the orientation of EXIF."""


def _turned(picture: Image.Image, orientation: int) -> Image.Image:
    return picture.transpose(TURNS[orientation]) if orientation in TURNS else picture


def _written(picture: Image.Image, *, photo: bool) -> tuple[bytes, str]:
    """A photo as JPEG, what is drawn as PNG: nothing but dots in either."""
    picture.info = {}
    out = io.BytesIO()
    if not photo:
        picture.save(out, "PNG", compress_level=6, pnginfo=marked())
        if out.tell() <= LARGEST_DRAWN or picture.mode == "RGBA":
            return out.getvalue(), "png"
        out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling=0, exif=b"")
    return out.getvalue(), "jpeg"


def marked(letter: float = 0.0, words: int = 0) -> PngInfo:
    """Written into each, so that no picture of ours is ever the very file that a board is sent; into a page of a paper
    also how high its smallest capitals are and how many words it has: whoever sets it must know."""
    note = PngInfo()
    note.add_text("Software", "Tieng Lang")
    if words:
        note.add_text("Letter", f"{letter:.2f}")
        note.add_text("Words", str(words))
    return note
