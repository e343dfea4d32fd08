"""What stands against a choice of template, and what a notice looks like in it."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from controller.errors import Refused
from controller.ports import Notice
from controller.press import Press
from controller.press.choice import kind
from controller.press.compose import colours, places, sheets
from controller.press.content import Content
from controller.press.cuts import is_dots
from controller.press.samples import landscape, sample
from controller.press.template import Template, all_templates, read
from controller.press.values import Panel
from tests.press.press_boards import PANELS
from tests.press.test_press_templates import GOOD

PRESS = Press()
LED, TINY, SCREEN = (PANELS[name] for name in ("led-192x64-rg", "led-64x32-red", "screen-1366x768"))
TABLE = "Hàng | Giá\nGạo | 15.000 đ/kg"


def notice(
    template: str | None = None,
    klass: str = "normal",
    picture: Path | None = None,
    text: str = "Sáng nay",
    **words: str,
) -> Notice:
    title = words.pop("title", "Giá nông sản")
    return Notice(title, text, "Xã Tân Hòa", klass, "NHÃN", template, words, picture)


def wrong(one: Notice) -> dict[str | None, str]:
    found = PRESS.complaints(one, list(PANELS.values()))
    assert len({refused.field for refused in found}) == len(found)
    return {refused.field: refused.code for refused in found}


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (notice(), {}),
        (notice("table", table=TABLE), {}),
        (notice("table", "priority", table=TABLE, ticker="Chợ phiên"), {}),
        (notice("emergency", "emergency"), {}),
        (notice("menu"), {"template": "template-unknown"}),
        (notice("clock"), {"template": "template-unknown"}),
        (notice("safe"), {"template": "template-unknown"}),
        (notice("emergency"), {"template": "template-class"}),
        (notice("urgent"), {"template": "template-class"}),
        (notice("table", "emergency", table=TABLE), {"template": "template-emergency"}),
        (notice(klass="emergency", ticker="Chợ phiên"), {"ticker": "template-field"}),
        (notice("table"), {"table": "template-needs"}),
        (notice("table", table=" \n\u200b"), {"table": "template-needs"}),
        (notice("code", text="", link="https://x.vn"), {"text": "template-needs"}),
        (notice("table", table=TABLE, caption="Chợ"), {"caption": "template-field"}),
        (notice(table=TABLE), {"table": "template-field"}),
        (notice("table", table=TABLE, picture=Path("x")), {"picture": "template-field"}),
        (notice(commune="Xã khác"), {"commune": "template-field"}),
        (notice("poster"), {"picture": "template-needs", "caption": "template-needs"}),
        (notice("code", link="tanhoa.vn/tb"), {"link": "link-not-web"}),
        (notice("code", link="javascript:alert(1)"), {"link": "link-not-web"}),
        (notice("code", link="https://tanhoa.vn/a b"), {"link": "link-not-web"}),
        (notice("code", link="https://["), {"link": "link-not-web"}),
        (notice("code", link="https://x.vn/" + "a" * 300), {"link": "text-too-long"}),
        (notice("table", table=TABLE + "x" * 4000), {"table": "text-too-long"}),
        (
            notice("table", table=TABLE, ticker="Chợ 🙂", title="告"),
            {"ticker": "text-letters", "title": "text-letters"},
        ),
        (notice("bilingual", title2="ផ្ទះ", text2="<script>x</script>"), {"title2": "text-letters"}),
    ],
)
def test_what_stands_against_a_choice(one: Notice, says: dict[str, str]):
    assert wrong(one) == says


def test_letters_are_named_for_the_boards_that_lack_them_and_no_others():
    one = notice(ticker="Giá ● 2 ☎ 🙂")
    (named,) = PRESS.complaints(one, [LED])
    assert named.params["letters"] == "🙂"
    assert PRESS.complaints(notice(ticker="告 示"), [LED]) == []  # Unifont has them
    assert PRESS.complaints(notice(ticker="告 示"), [LED, SCREEN])[0].params["letters"] == "告 示"
    assert PRESS.complaints(one, []) == []


def test_an_emergency_looks_like_one_whatever_was_chosen():
    plain = PRESS.pages(notice(klass="emergency"), LED)
    assert PRESS.pages(notice("table", "emergency", table=TABLE), LED) == plain
    assert PRESS.kind("table", "emergency") == PRESS.kind(None, "emergency")


def test_a_template_that_is_no_more_gives_way_to_the_class():
    assert PRESS.pages(notice("gone"), LED) == PRESS.pages(notice(), LED)


def test_a_poster_without_room_for_its_picture_is_a_plain_notice(tmp_path: Path):
    photo = tmp_path / "photo.png"
    landscape().save(photo)
    poster = notice("poster", picture=photo, caption="Lễ hội")
    found = PRESS.proof(poster, TINY)
    assert found.pages == PRESS.pages(notice(), TINY)
    assert found.notes[0].code == "board-note-plain"
    shown = PRESS.proof(poster, LED)
    assert [one.code for one in shown.notes] == []
    assert shown.pages != PRESS.pages(notice(), LED)


def test_a_lost_picture_is_told():
    with pytest.raises(Refused) as refused:
        PRESS.pages(notice("poster", picture=Path("/nowhere"), caption="Lễ hội"), LED)
    assert (refused.value.code, refused.value.field) == ("template-needs", "picture")


@pytest.mark.parametrize(
    ("one", "panel", "codes"),
    [
        (notice("code", link="https://x.vn/1"), LED, {"board-note-no-code"}),
        (notice("code", link="https://x.vn/1"), SCREEN, set()),
        (notice(ticker="Chợ phiên"), TINY, {"board-note-no-ticker"}),
        (notice(text="Họp " * 200), TINY, {"board-note-long"}),
        (notice(text="Họp " * 200), replace(TINY, moves=("strip",)), {"board-note-long", "board-note-runs"}),
        (notice(ticker="Chợ phiên " * 9), replace(LED, moves=("strip",)), {"board-note-runs"}),
    ],
)
def test_what_is_worth_knowing_of_a_page(one: Notice, panel, codes: set[str]):
    assert {note.code for note in PRESS.proof(one, panel).notes} == codes


def test_a_page_knows_what_a_board_will_report_of_it():
    for page in (*PRESS.pages(notice(), TINY), *PRESS.safe_page("Xã Tân Hòa", TINY)):
        frame = Image.open(io.BytesIO(page.png)).convert("RGB").tobytes()
        assert page.frame == hashlib.sha256(frame).hexdigest()


def test_another_file_is_another_edition():
    assert read("mine", GOOD).edition != read("mine", GOOD + "\n# another\n").edition
    assert len({one.edition for one in all_templates().values()}) == len(all_templates())


def test_an_emblem_stands_on_the_safe_page(tmp_path: Path):
    emblem = tmp_path / "emblem.png"
    Image.new("RGBA", (64, 64), (200, 30, 30, 255)).save(emblem)
    assert PRESS.safe_kind().emblem
    assert PRESS.safe_page("Xã Tân Hòa", SCREEN, emblem) != PRESS.safe_page("Xã Tân Hòa", SCREEN)


@pytest.mark.parametrize("id", ["notice", "agenda", "table", "code", "bilingual"])
def test_an_emblem_takes_the_place_of_the_disc_and_moves_nothing(id: str):
    template, emblem = all_templates()[id], Image.new("RGB", (64, 64), (200, 30, 30))
    assert kind(template).emblem
    for panel in (SCREEN, PANELS["screen-1080x1920"]):
        bare = sample(template, "short")
        without, with_ = (first(template, one, panel) for one in (bare, replace(bare, emblem=emblem)))
        (place,) = (one for one in places(template, bare, panel) if one.zone.show == "crest")
        box = ImageChops.difference(without, with_).getbbox()
        assert box is not None
        left, top, right, bottom = place.box
        assert (max(left, box[0]), max(top, box[1]), min(right, box[2]), min(bottom, box[3])) == box
        urgent = replace(bare, klass="priority")
        assert first(template, urgent, panel) == first(template, replace(urgent, emblem=emblem), panel)


def test_an_emblem_that_would_be_a_blot_is_left_out():
    template, emblem = all_templates()["notice"], Image.new("RGB", (64, 64), (200, 30, 30))
    for name, panel in PANELS.items():
        if is_dots(panel):
            bare = sample(template, "short")
            assert first(template, bare, panel) == first(template, replace(bare, emblem=emblem), panel), name


def test_the_band_shows_through_where_an_emblem_is_clear():
    template, clear = all_templates()["notice"], Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    made = first(template, replace(sample(template, "short"), emblem=clear), SCREEN)
    assert made.getpixel((60, 48)) == made.getpixel((5, 5))


def first(template: Template, content: Content, panel: Panel) -> Image.Image:
    return sheets(template, content, panel)[0].picture(panel, colours(template, content, panel))
