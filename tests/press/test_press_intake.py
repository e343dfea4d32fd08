"""Pictures that come from outside: what becomes of good ones; bad ones are refused before they cost anything."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from time import perf_counter

import pytest
from PIL import Image

from controller.errors import Refused
from controller.press import Press


def taken(tmp_path: Path, body: bytes, **limits: int) -> Image.Image:
    came, ready = tmp_path / "came", tmp_path / "ready"
    came.write_bytes(body)
    made = Press(**limits).take_picture(came, ready)
    picture = Image.open(ready)
    picture.load()
    assert (made.width, made.height) == picture.size
    assert made.bytes == ready.stat().st_size
    return picture


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def claiming(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1_000_000), 9))
        + chunk(b"IEND", b"")
    )


PHOTO = Image.linear_gradient("L").resize((400, 200)).convert("RGB")
SMALL = Image.new("RGB", (32, 32), (200, 0, 0))


def test_a_phone_photo_is_turned_upright_and_tells_nobody_where_it_was_taken(tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its right side
    exif[0x010F] = "Maker"
    exif.get_ifd(0x8825)[2] = (20.0, 15.0, 30.0)
    body = saved(PHOTO, "JPEG", exif=exif, comment=b"secret place")
    made = taken(tmp_path, body)
    assert made.size == (200, 400)
    assert not made.getexif()
    kept = (tmp_path / "ready").read_bytes()
    assert b"secret" not in kept
    assert b"Maker" not in kept
    assert set(made.info) == {"Software"}


@pytest.mark.parametrize(
    ("body", "mode", "dot"),
    [
        (saved(Image.new("CMYK", (32, 32), (0, 255, 255, 0)), "JPEG"), "RGB", (255, 0, 0)),
        (saved(Image.new("I;16", (32, 32), 65_535), "PNG"), "RGB", (255, 255, 255)),
        (saved(Image.new("LA", (32, 32), (255, 0)), "PNG"), "RGBA", (255, 255, 255, 0)),
        (saved(SMALL.quantize(2), "PNG", transparency=0), "RGBA", (200, 0, 0, 0)),
        (saved(SMALL, "WEBP", lossless=True), "RGB", (200, 0, 0)),
        (saved(Image.new("1", (32, 32), 1), "PNG"), "RGB", (255, 255, 255)),
    ],
)
def test_other_kinds_of_dots_become_ours(tmp_path: Path, body: bytes, mode: str, dot: tuple[int, ...]):
    made = taken(tmp_path, body)
    assert made.mode == mode
    found = made.getpixel((9, 9))
    assert isinstance(found, tuple)
    assert all(abs(one - other) < 4 for one, other in zip(found, dot, strict=True))


def test_what_is_larger_than_the_largest_screen_is_made_smaller(tmp_path: Path):
    assert taken(tmp_path, saved(Image.new("1", (5000, 50)), "PNG")).size == (3840, 38)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "picture-unknown-kind"),
        (b"hello", "picture-unknown-kind"),
        (b"%PDF-1.7\n", "picture-unknown-kind"),
        (saved(SMALL, "GIF"), "picture-unknown-kind"),
        (saved(SMALL, "BMP"), "picture-unknown-kind"),
        (saved(SMALL, "TIFF"), "picture-unknown-kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture-unknown-kind"),
        (saved(PHOTO, "JPEG")[:3000], "picture-broken"),
        (saved(PHOTO, "PNG")[:200], "picture-broken"),
        (saved(PHOTO, "WEBP")[:300], "picture-broken"),
        (saved(SMALL, "PNG", save_all=True, append_images=[PHOTO.resize((32, 32))]), "picture-moving"),
        (saved(SMALL, "WEBP", save_all=True, append_images=[PHOTO.resize((32, 32))]), "picture-moving"),
        (saved(SMALL.resize((32, 8)), "PNG"), "picture-too-small"),
        (claiming(50_000, 50_000), "picture-too-many-pixels"),
        (claiming(10_000, 4_001), "picture-too-many-pixels"),
        (claiming(0x7FFFFFFF, 0x7FFFFFFF), "picture-too-many-pixels"),
        (claiming(4_000, 4_000), "picture-broken"),
    ],
)
def test_what_is_no_picture_for_a_board_is_refused_at_once(tmp_path: Path, body: bytes, code: str):
    begun = perf_counter()
    with pytest.raises(Refused) as refused:
        taken(tmp_path, body)
    assert refused.value.code == code
    assert perf_counter() - begun < 1
    assert not (tmp_path / "ready").exists()


def test_what_is_too_heavy_is_refused_unseen(tmp_path: Path):
    with pytest.raises(Refused) as refused:
        taken(tmp_path, saved(PHOTO, "PNG") + bytes(200_000), most_bytes=200_000)
    assert refused.value.code == "picture-too-heavy"
