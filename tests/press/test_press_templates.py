"""Templates: which files are refused and why, and what each kind of zone shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
import segno
from PIL import Image

from controller.errors import Refused
from controller.press import Press
from controller.press.compose import colours, places, sheets
from controller.press.content import Content, told
from controller.press.cuts import blocks, is_dots
from controller.press.dither import on_panel
from controller.press.items import Inset, Run
from controller.press.samples import LENGTHS, sample
from controller.press.scroll import Running
from controller.press.template import all_templates, read
from controller.press.values import Panel
from controller.press.zones.cells import cells, listed
from controller.press.zones.code import QUIET
from controller.terminal import boards
from tests.press.press_boards import PANELS
from tests.press.press_golden import ROOT
from tests.press.test_press_fit import inside

GOOD = """
needs = ["title"]
[name]
vi = "Một dòng"
en = "One line"
[[small]]
show = "text"
of = ["title"]
at = [0, 0, 1, 1]
rows = 1
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("at = [0, 0, 1, 1]", "at = [0, 0.5, 1, 0.6]", "small, zone 1"),
        ("at = [0, 0, 1, 1]", "at = [0, 0, 1]", "small[0].at"),
        ("at = [0, 0, 1, 1]", "", "at"),
        ('of = ["title"]', 'of = ["titel"]', "no field 'titel'; known: title"),
        ('of = ["title"]', "", "needs of"),
        ('show = "text"', 'show = "movie"', "movie"),
        ("rows = 1", 'ink = "#ff0000"', "no colour '#ff0000'; known: ground"),
        ("rows = 1", "margin = 0.5", "margin"),
        ("rows = 1", "colour = 1", "colour"),
        ('needs = ["title"]', 'needs = ["photo"]', "no field 'photo'"),
        ('en = "One line"', "", "name.en"),
        ("[[small]]", "[[small]", "line"),
    ],
)
def test_a_broken_template_is_refused_with_the_place(old, new, says):
    with pytest.raises(Refused) as refused:
        read("mine", GOOD.replace(old, new))
    assert refused.value.code == "template-broken"
    assert refused.value.params["template"] == "mine"
    assert says in str(refused.value.params["why"])


def test_a_new_file_is_all_that_a_new_template_takes():
    (page,) = Press().set(read("mine", GOOD), Content({"title": "Nước sạch"}), Panel(64, 32, "red1"))
    assert page.dwell_ms == 6_000


@pytest.mark.parametrize("id", all_templates())
def test_every_template_holds_its_letters_on_every_panel(id):
    template = all_templates()[id]
    for panel in PANELS.values():
        for length in LENGTHS[:2]:
            made = sheets(template, sample(template, length), panel)
            assert any(items for sheet in made for _, items in sheet.zones)
            for sheet in made:
                inside(sheet)


@pytest.mark.parametrize("id", all_templates())
def test_samples_have_no_letters_that_boards_lack_and_needs_are_asked_for(id):
    template = all_templates()[id]
    Press().set(template, sample(template, "extreme"), PANELS["led-192x64-rg"])
    with pytest.raises(Refused) as refused:
        Press().set(template, Content({}), PANELS["led-192x64-rg"])
    assert refused.value.code == "template-needs"
    assert refused.value.field == template.needs[0]


def test_emergencies_are_told_apart_without_colours():
    for name, panel in PANELS.items():
        light = []
        for id, klass in (("notice", "normal"), ("emergency", "emergency")):
            content = Content({"title": "Lũ về", "text": "Sơ tán ngay.", "label": "KHẨN CẤP", "commune": "Xã"}, klass)
            page = sheets(all_templates()[id], content, panel)[0]
            grey = page.picture(panel, colours(all_templates()[id], content, panel)).convert("L")
            light.append(np.asarray(grey)[: panel.height // 3] > (60 if is_dots(panel) else 128))
        assert (light[0] != light[1]).mean() > 0.15, name


def test_a_code_is_what_the_library_says_with_its_quiet_zone():
    link = "https://tanhoa.example.vn/tb/2026-1125"
    matrix = [[bool(one) for one in row] for row in segno.make_qr(link, error="m", boost_error=False).matrix]
    for name in ("led-256x128-rgb", "led-160x320-rgb", "screen-1080x1920"):
        content = sample(all_templates()["code"], "short")
        sheet = sheets(all_templates()["code"], content, PANELS[name])[0]
        (code,) = (item.picture for _, items in sheet.zones for item in items if isinstance(item, Inset))
        scale = code.width // (len(matrix) + 2 * QUIET)
        dark = np.asarray(code.convert("L"))[scale // 2 :: scale, scale // 2 :: scale] < 100
        assert scale >= 2
        assert dark[QUIET:-QUIET, QUIET:-QUIET].tolist() == matrix
        assert not dark[:QUIET].any()


def test_an_address_without_room_for_its_code_is_written():
    content = sample(all_templates()["code"], "short")
    made = sheets(all_templates()["code"], content, PANELS["led-128x64-amber"])
    words = "".join(item.text for sheet in made for _, items in sheet.zones for item in items if isinstance(item, Run))
    assert content["link"] in words


@pytest.mark.parametrize(
    ("day", "lunar"),
    [
        ((2026, 2, 17), "Ngày 1 tháng 1 năm Bính Ngọ"),
        ((2026, 2, 16), "Ngày 29 tháng 12 năm Ất Tỵ"),
        ((2025, 7, 25), "Ngày 1 tháng 6 nhuận năm Ất Tỵ"),
    ],
)
def test_the_date_in_words(day: tuple[int, int, int], lunar: str):
    said = told(datetime(day[0], day[1], day[2], 7, 5))  # noqa: DTZ001  wall time on a board
    assert said["lunar"] == lunar
    assert said["clock"] == "07:05"
    assert said["date"].endswith(f"{day[2]}/{day[1]}/{day[0]}")


def test_half_of_the_light_is_less_than_half_of_the_dots():
    grey = Image.new("L", (64, 64), 128)
    grey.paste(0, (0, 0, 64, 6))
    grey.paste(255, (0, 58, 64, 64))
    made = np.asarray(on_panel(grey, PANELS["led-128x64-amber"]))[8:56, :, 0] > 0
    assert 0.15 < made.mean() < 0.3
    four = on_panel(Image.effect_noise((64, 64), 90).convert("RGB"), PANELS["led-192x64-rg"]).getcolors()
    assert {colour for _, colour in four or []} <= {(0, 0, 0), (255, 0, 0), (0, 255, 0), (255, 255, 0)}


def test_a_table_is_rows_of_cells_or_a_list():
    rows = cells("Hàng | Giá\n| Gạo | 15.000 đ/kg |\n\nMuối")
    assert rows == [["Hàng", "Giá"], ["Gạo", "15.000 đ/kg"], ["Muối", ""]]
    assert listed(rows) == "Gạo: 15.000 đ/kg\nMuối"


@pytest.mark.parametrize("name", ["led-256x128-rgb", "led-128x64-amber", "screen-1080x1920"])
def test_a_ticker_runs_beside_any_page_and_says_all_its_words(name):
    panel, ticker = PANELS[name], "Đi tiêm phòng dại cho chó, mèo trước ngày 30/11 tại nhà văn hóa thôn."
    for id in ("notice", "table", "clock"):
        content = sample(all_templates()[id], "short")
        with_ticker = replace(content, words={**content.words, "ticker": ticker})
        made = sheets(all_templates()[id], with_ticker, panel)
        strip = places(all_templates()[id], with_ticker, panel)[-1]
        assert strip.zone.show == "ticker"
        said = []
        for sheet in made:
            inside(sheet)
            *rest, (_, words) = sheet.zones
            said += [item.text for item in words if isinstance(item, Run)]
            assert all(item.box[3] <= strip.box[1] for _, items in rest for item in items if isinstance(item, Run))
        assert " ".join(dict.fromkeys(said)) == ticker


def test_a_board_of_two_lines_has_no_room_for_a_ticker():
    content = Content({"title": "A", "text": "B", "ticker": "C"})
    assert all(
        place.zone.show != "ticker" for place in places(all_templates()["notice"], content, PANELS["led-64x32-red"])
    )


def test_a_running_line_begins_at_the_left_leaves_there_and_moves_by_whole_dots():
    page = Image.new("RGB", (64, 32), (9, 9, 9))
    running = Running(page, (0, 16, 64, 32), "Nghỉ lễ", blocks(1), ((255, 0, 0), (0, 0, 0)))
    frames = list(running.frames())
    assert len(frames) == running.length == 64 + 7 * 8
    assert not np.asarray(frames[7 * 8])[16:].any(), "once it is by, the box is empty"
    assert np.asarray(frames[0])[:16].min() == 9
    before, after = (np.asarray(frames[at])[16:, :, 0] for at in (30, 31))
    assert (before[:, 1:] == after[:, :-1]).all()
    assert (np.asarray(frames[0])[16:] > 0).sum() > 0, "who sees it stand reads its beginning"
    assert running.frame(running.length + 5).tobytes() == frames[5].tobytes()


def test_the_page_of_the_docs_is_what_the_command_writes():
    assert (ROOT / "docs" / "boards.md").read_text("utf-8") == boards.page()
    assert {file.stem for file in (ROOT / "docs" / "boards").glob("*.png")} == set(all_templates())
