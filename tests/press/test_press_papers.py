"""Pages of papers on boards: whole where that is legible, in strips that end between lines, or not at all."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from controller.errors import Refused
from controller.ports import Notice
from controller.press import Press
from controller.press.place import Place
from controller.press.samples import letter
from controller.press.template import all_templates
from controller.press.zones import paper
from tests.press.press_boards import PANELS

PRESS = Press()
SCREEN, MATRIX = PANELS["screen-1920x1080"], PANELS["led-64x32-red"]


def kept(folder: Path, picture: Image.Image, high: float = 0.0, words: int = 0) -> Path:
    note = PngInfo()
    note.add_text("Letter", str(high))
    note.add_text("Words", str(words))
    file = folder / f"{len(list(folder.iterdir()))}.png"
    picture.save(file, pnginfo=note if words else None)
    return file


def notice(*pages: Path) -> Notice:
    return Notice("Lịch cắt điện", "Thôn Đông", "Xã", "normal", "THÔNG BÁO", template="paper", pages=pages)


def rows(height: int, *lines: tuple[int, int]) -> Image.Image:
    """A page of black lines on white."""
    made = Image.new("L", (1000, height), 255)
    for first, last in lines:
        made.paste(0, (50, first, 950, last))
    return made


def test_a_page_of_large_letters_stays_whole(tmp_path: Path):
    proof = PRESS.proof(notice(kept(tmp_path, rows(1400, (100, 300), (500, 700)), 200, 4)), SCREEN)
    assert len(proof.pages) == 1
    assert not proof.notes
    shown = Image.open(io.BytesIO(proof.pages[0].png)).convert("L")
    assert shown.size == (1920, 1080)
    inked = np.flatnonzero(np.asarray(shown).min(axis=0) < 128)
    assert (inked[0] + inked[-1]) / 2 == pytest.approx(960, abs=3)


def test_strips_end_between_lines_show_every_line_whole_and_nothing_empty(tmp_path: Path):
    lines = [(at, at + 40) for at in range(60, 1300, 90)] + [(2700, 2740)]
    proof = PRESS.proof(notice(kept(tmp_path, rows(2800, *lines), 25, 300)), SCREEN)
    heights = []
    for page in proof.pages:
        lit = (np.asarray(Image.open(io.BytesIO(page.png)).convert("L")).min(axis=1) < 128).astype(int)
        edges = np.flatnonzero(np.diff(np.concatenate(([0], lit, [0]))))
        assert len(edges)
        heights += [int(end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    assert len(heights) == len(lines)
    assert max(heights) - min(heights) <= 4
    assert all(page.dwell_ms >= 6_000 for page in proof.pages)
    assert sum(page.dwell_ms for page in proof.pages) == pytest.approx(120_000, rel=0.1)


def test_a_page_without_gaps_is_cut_with_some_of_it_shown_twice():
    solid = Image.linear_gradient("L").rotate(90).resize((1000, 4000))
    strips = paper._strips(solid, 600)
    assert strips[0][0] == 0
    assert strips[-1][1] == 4000
    assert all(one[1] > other[0] for one, other in pairwise(strips))


@pytest.mark.parametrize("name", PANELS)
def test_letters_are_told_as_they_will_stand_on_every_panel(name: str, tmp_path: Path):
    page = letter()
    dots, shown = PRESS.letters_of([(*page.picture.size, page.letter)], PANELS[name])
    proof = PRESS.proof(notice(kept(tmp_path, page.picture, page.letter, page.words)), PANELS[name])
    told = {one.code: one.params for one in proof.notes}
    assert shown == ("board-note-plain" not in told)
    place = Place(all_templates()["paper"].small[0], PANELS[name])
    assert dots == paper.letter(place, [(*page.picture.size, page.letter)])
    if shown and dots is not None and dots < place.smallest_letter:
        assert told["board-note-small"] == {"dots": dots, "needed": place.smallest_letter}


def test_a_small_board_shows_the_notices_own_words(tmp_path: Path):
    plain = Notice("Lịch cắt điện", "Thôn Đông", "Xã", "normal", "THÔNG BÁO")
    file = kept(tmp_path, letter().picture, letter().letter, 260)
    assert [page.png for page in PRESS.pages(notice(file), MATRIX)] == [page.png for page in PRESS.pages(plain, MATRIX)]


def test_photos_one_after_the_other(tmp_path: Path):
    photos = [kept(tmp_path, Image.new("RGB", size, "red")) for size in ((800, 600), (600, 800))]
    assert len(PRESS.pages(notice(*photos), SCREEN)) == 2
    assert PRESS.letters_of([(800, 600, 0.0)], SCREEN) == (None, True)


def test_pages_that_are_gone_are_missed(tmp_path: Path):
    with pytest.raises(Refused) as caught:
        PRESS.pages(notice(tmp_path / "none.png"), SCREEN)
    assert caught.value.code == "template-needs"
