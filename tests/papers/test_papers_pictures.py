"""Pictures come out upright, in the colours that were meant, and with nothing in them but their dots."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageOps

from controller.papers.kinds import kind_of
from controller.papers.papers import Papers
from controller.papers.picture import take
from controller.papers.values import Limits
from controller.ports import Taken
from tests.papers.papers_made import chunk, corners, png, saved
from tests.papers.papers_photos import heic, located

LIMITS = Limits()


def taken(body: bytes, limits: Limits = LIMITS) -> Taken:
    return take(io.BytesIO(body), kind_of(body), limits)


def opened(made: Taken) -> Image.Image:
    return Image.open(io.BytesIO(made.body))


def is_red(picture: Image.Image, at: tuple[int, int]) -> bool:
    red, green, blue = np.asarray(picture.convert("RGB"))[at[1], at[0]].tolist()
    return bool(red > 180 and green < 80 and blue < 80)


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_photo_is_turned_upright_and_says_no_more_where_it_was_taken(turned: int):
    held = {6: 8, 8: 6}.get(turned, turned)  # what undoes the turn
    unturned = corners((640, 480))
    unturned.getexif()[0x0112] = held
    body = located(ImageOps.exif_transpose(unturned), turned)
    assert b"Nokia" in body
    made = taken(body)
    picture = opened(made)
    assert picture.size == (made.width, made.height) == (640, 480)
    assert is_red(picture, (20, 20))
    assert not is_red(picture, (620, 20))
    assert not is_red(picture, (20, 460))
    assert not picture.getexif()
    assert b"Nokia" not in made.body
    assert [one.code for one in made.told] == ["picture-place"]


def test_a_large_photo_is_no_larger_than_the_largest_board():
    made = taken(saved(corners((4_200, 630)), "JPEG"))
    assert (made.width, made.height, made.form) == (3840, 576, "jpeg")
    assert is_red(opened(made), (1_000, 200))


def test_sixteen_bits_keep_their_light():
    grey = Image.new("I;16", (32, 32), 32_768)
    assert opened(taken(saved(grey, "PNG"))).convert("L").getextrema() == (127, 127)
    assert opened(taken(saved(Image.new("I;16", (32, 32), 300), "PNG"))).convert("L").getextrema() == (1, 1)


def test_colours_for_print_are_made_into_those_of_a_screen():
    made = taken(saved(Image.new("CMYK", (32, 32), (0, 255, 255, 0)), "JPEG", quality=95))
    assert is_red(opened(made), (9, 9))
    assert opened(made).mode == "RGB"


def test_a_profile_of_colours_is_followed():
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()  # not for RGB: cannot be used
    assert opened(taken(saved(corners(), "PNG", icc_profile=linear))).getpixel((40, 40)) == (255, 255, 255)
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = taken(saved(corners(), "PNG", icc_profile=usual))
    assert is_red(opened(made), (9, 9))
    assert "icc_profile" not in opened(made).info


def test_what_is_clear_stays_clear():
    seal = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    seal.paste((200, 0, 0, 255), (16, 16, 48, 48))
    for body in (saved(seal, "PNG"), saved(seal.quantize(8), "PNG"), saved(seal, "WEBP", lossless=True)):
        picture = opened(taken(body))
        assert picture.mode == "RGBA"
        assert [np.asarray(picture)[at, at, 3] for at in (2, 32)] == [0, 255]
    large = opened(taken(saved(seal.resize((4_200, 420)), "PNG")))
    assert large.size == (2_100, 210)


def test_of_what_moves_the_first_picture_counts():
    frames = [Image.new("RGB", (32, 32), colour) for colour in ("red", "blue", "green")]
    made = taken(saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=40))
    assert is_red(opened(made), (9, 9))
    assert [one.code for one in made.told] == ["picture-moves"]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF", "AVIF"])
def test_every_kind_of_picture(form: str):
    picture = opened(taken(saved(corners((320, 240)), form)))
    assert is_red(picture, (20, 20))
    assert not is_red(picture, (300, 20))


def test_a_photo_of_an_iphone():
    made = taken(heic(corners((640, 480))))
    assert (made.width, made.height, made.form) == (640, 480, "jpeg")
    assert is_red(opened(made), (60, 60))
    assert not is_red(opened(made), (600, 60))


def test_comments_and_names_are_left_behind():
    said = chunk(b"tEXt", b"Comment\0Nha ong Ba, 0912345678")
    made = taken(png(64, 64, 8, 2, None, said))
    assert b"0912345678" not in made.body
    assert opened(made).info.keys() <= {"Software"}


def test_the_same_through_a_process_of_its_own(tmp_path):
    file = tmp_path / "a.jpg"
    file.write_bytes(located(corners((640, 480)), 1))
    assert Papers().picture(file) == taken(file.read_bytes())
