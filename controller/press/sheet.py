"""Pictures of pages for people who choose or judge them: as an LED board looks, and many on one sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from controller.press.compose import colours, sheets
from controller.press.cuts import is_dots, smooth
from controller.press.samples import sample
from controller.press.template import Template
from controller.press.values import Panel

GREY, WHITE = (70, 74, 80), (255, 255, 255)
GAP = 8


def first_page(template: Template, panel: Panel, length: str = "short") -> Image.Image:
    """The first page of a template's sample."""
    content = sample(template, length)
    return sheets(template, content, panel)[0].picture(panel, colours(template, content, panel))


def shown(page: Image.Image, panel: Panel, width: int) -> Image.Image:
    """A page about so wide: dots by whole multiples and set apart where there is room, screens scaled."""
    if not is_dots(panel):
        return page.resize((width, round(width * page.height / page.width)), Image.Resampling.LANCZOS)
    zoom = max(1, width // page.width)
    made = page.resize((page.width * zoom, page.height * zoom), Image.Resampling.NEAREST)
    if zoom >= 4:
        pen = ImageDraw.Draw(made)
        for at in range(zoom - 1, made.width, zoom):
            pen.line((at, 0, at, made.height), fill=(0, 0, 0))
        for at in range(zoom - 1, made.height, zoom):
            pen.line((0, at, made.width, at), fill=(0, 0, 0))
    return made


def contact(templates: Sequence[Template], panels: dict[str, Panel], length: str, width: int = 256) -> Image.Image:
    """All templates on all panels: a row a panel, named; the first page of each."""
    rows = [
        [shown(first_page(template, panel, length), panel, width) for template in templates]
        for panel in panels.values()
    ]
    label = smooth(18)
    across = max(sum(cell.width + GAP for cell in row) for row in rows) + GAP
    made = Image.new("RGB", (across, sum(max(cell.height for cell in row) + 34 for row in rows) + GAP), GREY)
    top = GAP
    for name, row in zip(panels, rows, strict=True):
        label.bold.draw(made, GAP, top + 16, name, WHITE)
        left = GAP
        for cell in row:
            made.paste(cell, (left, top + 22))
            left += cell.width + GAP
        top += max(cell.height for cell in row) + 34
    return made


def beside(pictures: Sequence[Image.Image]) -> Image.Image:
    """A few pictures in one, few colours: for pages of the docs."""
    made = Image.new("RGB", (sum(one.width + GAP for one in pictures) - GAP, max(one.height for one in pictures)), GREY)
    left = 0
    for one in pictures:
        made.paste(one, (left, 0))
        left += one.width + GAP
    return made.quantize(48, dither=Image.Dither.NONE)
