"""Letters: that each size of each panel keeps the Vietnamese ones apart, and that a line is as high as its ink."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from PIL import Image

from controller.press.cuts import FITTED, LETTERS, Cut, blocks, fitted, ladder, smooth
from controller.press.fonts import Face
from controller.press.values import Panel

VIETNAMESE = LETTERS + LETTERS.upper() + "đĐ"
CUTS = [blocks(1), blocks(2), *(fitted(size) for size in FITTED), smooth(40), smooth(97), smooth(240)]


def drawn(face: Face, text: str, room: int) -> np.ndarray:
    """What the face inks around a pen at (room, room)."""
    picture = Image.new("L", (2 * room + face.width(text), 2 * room))
    face.draw(picture, room, room, text, 255)
    return np.asarray(picture)


def test_there_are_all_hundred_and_thirty_four():
    assert len(set(VIETNAMESE)) == 134 + 12  # with the plain vowels
    assert all(unicodedata.is_normalized("NFC", letter) for letter in VIETNAMESE)


@pytest.mark.parametrize(
    "cut", [blocks(1), *(fitted(size) for size in FITTED[:9])], ids=lambda cut: str(cut.plain.size)
)
def test_no_two_letters_look_alike_on_dots(cut: Cut):
    shapes = {drawn(cut.plain, letter, 64).tobytes() for letter in VIETNAMESE + "āēīōūĀĒĪŌŪ"}
    assert len(shapes) == len(VIETNAMESE) + 10


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: str(cut.plain.size))
def test_a_line_holds_the_ink_of_every_letter_in_its_height_and_width(cut: Cut):
    room = cut.plain.size * 2
    for face in (cut.plain, cut.bold):
        for text in (VIETNAMESE[:40], *VIETNAMESE[::9], "jyQ", "[Ế]", "Ộ"):
            ink = drawn(face, text, room)
            down, across = np.nonzero(ink)
            assert room - cut.up <= down.min()
            assert down.max() < room + cut.down
            assert room <= across.min()
            assert across.max() < room + face.width(text)


def test_what_a_face_says_of_its_ink_is_what_it_draws():
    for cut in (blocks(2), fitted(22), smooth(60)):
        for text in ("Ế", "gọi", "j", *(("≥50", "a→b") if cut.plain.mode == "L" else ())):
            down, across = np.nonzero(drawn(cut.bold, text, 150))
            left, top, right, bottom = cut.bold.ink(text)
            box = (int(across.min()) - 150, int(down.min()) - 150, int(across.max()) - 149, int(down.max()) - 149)
            assert left <= box[0]
            assert top <= box[1]
            assert box[2] <= right
            assert box[3] <= bottom
            assert right - left <= cut.bold.width(text)


def test_letters_that_only_the_bitmap_font_has_are_set_in_multiples_of_it():
    panel = Panel(128, 64, "red1")
    assert {cut.plain.size % 16 for cut in ladder(panel, "告示")} == {0}
    assert any(cut.plain.size % 16 for cut in ladder(panel, "Thông báo"))
