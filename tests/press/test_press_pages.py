"""Pages: what is on them, that nothing is cut, that the same notice gives the same bytes, and what is refused."""

from __future__ import annotations

import io
import unicodedata

import numpy as np
import pytest
from PIL import Image

from controller.errors import Refused
from controller.press import Notice, Page, Panel, Press
from controller.press.cuts import blocks
from controller.press.glue import LOOSE, split
from controller.press.ink import AMBER, BLACK, GREEN, PAPERS, RED
from controller.press.lines import Measure, settled, words_of

PRESS = Press()
SCREEN = Panel(1920, 1080, "rgb", 37)
LED = Panel(192, 64, "rg3")
SMALL = Panel(64, 32, "red1")
PORTRAIT = Panel(1080, 1920, "rgb")
PANELS = (SCREEN, LED, SMALL, PORTRAIT, Panel(128, 96, "rg3"), Panel(3840, 2160, "rgb"))

POWER_CUT = Notice(
    "Lịch cắt điện khu vực thôn Đông",
    "Thời gian: từ 07:30 đến 11:00 ngày 25/11/2026.\nKhu vực: thôn Đông, thôn Đoài.\nTrạm 22 kV, cách 15 km.",
    "Xã Tân Hòa",
    "normal",
    "THÔNG BÁO",
)


def picture(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.png)).convert("RGB")


def dots(page: Page, box: tuple[int, int, int, int]) -> list[str]:
    """A piece of a page as letters: what is lit is #."""
    grey = np.asarray(picture(page).crop(box).convert("L"))
    return ["".join("#" if dot else "." for dot in row) for row in grey.tolist()]


@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_every_page_has_the_panels_size_and_stays_long_enough_to_read(panel):
    pages = PRESS.pages(POWER_CUT, panel)
    assert pages
    assert {picture(page).size for page in pages} == {(panel.width, panel.height)}
    assert all(page.dwell_ms >= 6_000 for page in pages)


def test_the_same_notice_gives_the_same_bytes():
    assert PRESS.pages(POWER_CUT, SCREEN) == Press().pages(POWER_CUT, SCREEN)
    assert PRESS.pages(POWER_CUT, LED) == Press().pages(POWER_CUT, LED)


@pytest.mark.parametrize(("panel", "colours"), [(LED, {BLACK, RED, GREEN, AMBER}), (SMALL, {BLACK, RED})])
def test_a_panel_of_dots_gets_only_the_colours_that_it_has(panel, colours):
    for klass in ("normal", "priority", "emergency"):
        for page in PRESS.pages(Notice("Lũ quét", "Sơ tán ngay", "Xã", klass, "X"), panel):
            found = picture(page).getcolors(panel.width * panel.height)
            assert found is not None
            assert {colour for _, colour in found} <= colours


def test_the_letters_of_a_small_panel_dot_by_dot():
    (page,) = PRESS.pages(Notice("Ế", "ộ", "Xã", "normal", "X"), Panel(16, 32, "red1"))
    assert dots(page, (0, 0, 16, 32)) == GOLDEN


GOLDEN = """
..........#.....
.......#.#......
......#.#.......
.....#...#......
.....######.....
.....#..........
.....#..........
.....#..........
.....#####......
.....#..........
.....#..........
.....#..........
.....#..........
.....######.....
................
................
................
................
...##...........
..#..#..........
................
................
..####..........
.#....#.........
.#....#.........
.#....#.........
.#....#.........
.#....#.........
.#....#.........
..####..........
................
....#...........
""".split()  # noqa: SIM905  a picture is easier to see than a list


def test_a_class_is_told_by_shape_and_not_by_colour_alone():
    normal, urgent = (
        PRESS.pages(Notice("Lũ quét", "Sơ tán ngay", "Xã Tân Hòa", klass, "NHÃN"), SCREEN)[0]
        for klass in ("normal", "emergency")
    )
    edges = [np.asarray(picture(one).convert("L"), dtype=int) for one in (normal, urgent)]
    assert abs(edges[0][600, 2] - edges[1][600, 2]) > 100


@pytest.mark.parametrize("klass", PAPERS)
def test_the_colours_of_a_screen_stand_out(klass):
    paper = PAPERS[klass]
    for ink, ground in (("on-band", "band"), ("text", "ground"), ("title", "title-ground"), ("quiet", "ground")):
        assert contrast(paper[ink], paper[ground]) >= 7


def contrast(one: tuple[int, ...], two: tuple[int, ...]) -> float:
    """Of two colours, as WCAG 2.2 counts it."""
    bright = sorted((luminance(one), luminance(two)))
    return (bright[1] + 0.05) / (bright[0] + 0.05)


def luminance(colour: tuple[int, ...]) -> float:
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("cách 15 km về", "15 km"),
        ("ngày 15 / 3 tới", "15 / 3"),
        ("gần 1 200 000 đồng", "1 200 000 đồng"),
        ("lúc 7 giờ 30 phút", "7 giờ"),
        ("gọi số 0210 3 555 115 để", "0210 3 555 115"),
    ],
)
def test_a_number_and_its_unit_stay_together(text, together):
    letters = blocks(1).plain
    measure = Measure(letters.width, letters.width)
    for width in range(letters.width(together), letters.width(text)):
        lines = [" ".join(word.text for word in line) for line in settled(words_of(text), width, measure)]
        assert any(together in line for line in lines), (width, lines)


def test_words_hold_to_numbers_only_where_they_should():
    words, held = split("Họp tại nhà văn hóa")
    assert len(words) == 5
    assert set(held) == {LOOSE}


def test_text_that_does_not_fit_becomes_pages_and_none_of_it_is_lost():
    text = " ".join(f"từ{number}" for number in range(200))
    long = Notice("Danh sách", text, "Xã Tân Hòa", "normal", "THÔNG BÁO")
    for panel in (SCREEN, LED):
        pages = PRESS.pages(long, panel)
        assert len(pages) > 1
        assert sum(page.dwell_ms for page in pages) >= 200 / 2.5 * 1000


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": "   \n\t "}, "text-blank"),
        ({"text": "\u200b\u200d\u00ad"}, "text-blank"),
        ({"title": " "}, "text-blank"),
        ({"text": "a" * 4001}, "text-too-long"),
        ({"text": "Xin chào 🙂"}, "text-letters"),
    ],
)
def test_what_cannot_be_shown_is_refused(changes, code):
    given_ = {"title": "Tin", "text": "Chữ", "commune": "Xã", "klass": "normal", "label": "X"} | changes
    with pytest.raises(Refused) as refused:
        PRESS.pages(Notice(**given_), SCREEN)
    assert refused.value.code == code


def test_signs_that_people_paste_are_shown_on_screens_too():
    notice = Notice("Mưa ≥ 50 mm → sơ tán", "● Gọi ☎ 112\n✓ Mang thuốc, nước uống", "Xã", "normal", "X")
    for panel in (SCREEN, LED):
        assert PRESS.pages(notice, panel)
    with pytest.raises(Refused) as refused:
        PRESS.pages(Notice("Tin", "🙂 告", "Xã", "normal", "X"), SCREEN)
    assert refused.value.params["letters"] == "🙂 告"


def test_decomposed_letters_are_the_same_letters():
    whole = Notice("Lịch cắt điện", "Thôn Đoài", "Xã", "normal", "X")
    title, text = (unicodedata.normalize("NFD", part) for part in (whole.title, whole.text))
    apart = Notice(title, text, "Xã", "normal", "X")
    assert PRESS.pages(apart, LED) == PRESS.pages(whole, LED)


@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_the_safe_page_is_never_black(panel):
    (page,) = PRESS.safe_page("Xã Tân Hòa", panel)
    assert np.asarray(picture(page)).any()
