"""Text that fits neither by size nor by pages runs, where the panel lets it; tickers run beside any page."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from controller.press import Notice, Page, Panel, Press
from controller.press.compose import places
from controller.press.content import Content
from controller.press.fit import Part, flow
from controller.press.ink import LARGE, png
from controller.press.samples import TEXTS, TITLES
from controller.press.template import all_templates
from controller.press.zones.running import line

PRESS = Press()
STILL = Panel(192, 64, "rg3", 10)
MOVING = replace(STILL, moves=("strip", "enter"))
SMALL = Panel(64, 32, "red1", 7, ("strip", "enter"))
SENTENCE = "Người dân mang theo căn cước công dân và giấy mời. "


def notice(text: str, klass: str = "normal", title: str = "Họp thôn") -> Notice:
    return Notice(title, text, "Xã Tân Hòa", klass, "THÔNG BÁO")


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_text_fits_by_size_then_by_pages_then_by_running():
    (one,) = PRESS.pages(notice("Tối nay."), MOVING)
    some = PRESS.pages(notice(SENTENCE * 3), MOVING)
    (runs,) = PRESS.pages(notice(SENTENCE * 20), MOVING)
    assert one.strips == ()
    assert 2 <= len(some) <= 5
    assert all(page.strips == () for page in some)
    assert len(runs.strips) == 1
    assert len(PRESS.pages(notice(SENTENCE * 20), STILL)) > 5, "a panel on which nothing moves turns its pages"


@pytest.mark.parametrize("panel", [MOVING, SMALL, Panel(256, 128, "rgb", 10, ("strip",))], ids=str)
@pytest.mark.parametrize("text", [SENTENCE * 30, TEXTS["extreme"]])
def test_a_line_lies_in_its_box_and_is_read_to_its_end_before_the_page_goes(panel: Panel, text: str):
    pages = PRESS.pages(notice(text, title=TITLES["extreme"]), panel)
    assert len(pages) == 1
    (strip,) = pages[0].strips
    left, top, right, bottom = strip.box
    whole = opened(strip.png)
    assert 0 <= left < right <= panel.width
    assert 0 <= top < bottom <= panel.height
    assert whole.height == bottom - top
    assert whole.width > right - left
    assert not strip.steady
    assert pages[0].dwell_ms >= whole.width * 1000 / strip.speed
    assert strip.speed <= (right - left) / 2, "each letter is in sight for two seconds"
    standing = np.asarray(opened(pages[0].png).crop(strip.box))
    assert (standing == np.asarray(whole.crop((0, 0, right - left, bottom - top)))).all(), (
        "who cannot move it sees it begin"
    )


def test_a_short_title_stands_over_the_line():
    panel = Panel(256, 128, "rgb", 10, ("strip",))
    (page,) = PRESS.pages(notice(SENTENCE * 40), panel)
    (strip,) = page.strips
    assert strip.box[1] > 30, "under band and title"


def test_pages_slide_in_where_there_is_another_and_it_can_wait():
    some = PRESS.pages(notice(SENTENCE * 3), MOVING)
    assert {page.enter for page in some} == {"slide"}
    assert {page.enter for page in PRESS.pages(notice(SENTENCE * 3, "emergency"), MOVING)} == {""}
    assert [page.enter for page in PRESS.pages(notice("Tối nay."), MOVING)] == [""]
    assert {page.enter for page in PRESS.pages(notice(SENTENCE * 3), STILL)} == {""}


def ticking(panel: Panel, ticker: str) -> tuple[Page, ...]:
    return PRESS.set(all_templates()["notice"], Content({"title": "A", "text": "B", "ticker": ticker}), panel)


def test_a_ticker_runs_on_over_its_pages_and_stands_where_it_fits():
    (page,) = ticking(MOVING, SENTENCE * 2)
    assert [(one.steady, one.box[0], one.box[2], one.box[3]) for one in page.strips] == [(True, 0, 192, 64)]
    assert page.dwell_ms == 6_000, "a ticker keeps no page"
    (short,) = ticking(MOVING, "Lũ quét")
    assert short.strips == ()
    assert len(ticking(STILL, SENTENCE * 2)) > 1


def test_the_same_notice_makes_the_same_line():
    assert PRESS.pages(notice(SENTENCE * 20), MOVING) == Press().pages(notice(SENTENCE * 20), MOVING)


def test_what_would_be_a_line_without_end_is_set_in_pages():
    high = Panel(512, 512, "rgb", 16, ("strip",))
    words = {"title": "Họp thôn", "text": SENTENCE * 70, "commune": "Xã Tân Hòa", "label": "THÔNG BÁO"}
    place = next(one for one in places(all_templates()["notice"], Content(words), high) if one.zone.show == "text")
    parts = [Part(SENTENCE * 70)]
    pages = flow(parts, place.sizes(SENTENCE), 200, 40)
    assert line(parts, pages, place) is not None
    assert line([Part(SENTENCE * 700)], pages, place) is None


def test_packing_a_large_page_fast_changes_no_dot():
    made = Image.effect_noise((1000, LARGE // 1000), 40).convert("RGB")
    assert opened(png(made)).tobytes() == made.tobytes()
