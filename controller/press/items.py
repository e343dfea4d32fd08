"""What zones put on a page, before a single dot is drawn: so that tests can ask where each letter will stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageDraw

from controller.press.cuts import Cut
from controller.press.fonts import Face, Ink
from controller.press.ink import Box, Colour, Inks
from controller.press.scroll import drawn, window


@dataclass(frozen=True)
class Run:
    """Letters of one face in one colour."""

    text: str
    face: Face
    left: int
    baseline: int
    ink: str

    @property
    def box(self) -> Ink:
        """Where there will be ink."""
        left, top, right, bottom = self.face.ink(self.text)
        return self.left + left, self.baseline + top, self.left + right, self.baseline + bottom


@dataclass(frozen=True)
class Bar:
    """A filled rectangle, or with `edge` a frame so many dots thick."""

    box: Box
    ink: str
    edge: int = 0


@dataclass(frozen=True)
class Shape:
    """A filled figure: a polygon, or where it has two corners the ellipse between them."""

    points: tuple[tuple[int, int], ...]
    ink: str

    @property
    def box(self) -> Box:
        across, down = [x for x, _ in self.points], [y for _, y in self.points]
        return min(across), min(down), max(across) + 1, max(down) + 1


@dataclass(frozen=True)
class Inset:
    """A finished picture; what is clear of it lets the page show through."""

    picture: Image.Image
    left: int
    top: int

    @property
    def box(self) -> Box:
        return self.left, self.top, self.left + self.picture.width, self.top + self.picture.height


@dataclass(frozen=True)
class Band:
    """One line of letters that runs through a box. Where nothing moves its beginning is seen; a ``steady`` one runs
    on over a change of pages."""

    text: str
    cut: Cut
    box: Box
    ink: str
    ground: str
    gap: int
    """Free dots behind its end, before it begins again."""
    steady: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """Of the box."""
        return self.box[2] - self.box[0], self.box[3] - self.box[1]

    def strip(self, inks: Inks) -> Image.Image:
        """The whole line."""
        return drawn(self.text, self.cut, self.size, self.gap, (inks[self.ink], inks[self.ground]))


Item = Run | Bar | Shape | Inset | Band


@dataclass(frozen=True)
class Leaf:
    """One page of one zone, and how many words of it are to be read."""

    items: tuple[Item, ...]
    words: int = 0


def paint(picture: Image.Image, items: Iterable[Item], inks: Inks) -> None:
    """Draw them, one over the other."""
    pen = ImageDraw.Draw(picture)
    for item in items:
        match item:
            case Run():
                item.face.draw(picture, item.left, item.baseline, item.text, inks[item.ink])
            case Bar(edge=0):
                pen.rectangle(_inclusive(item.box), fill=inks[item.ink])
            case Bar():
                pen.rectangle(_inclusive(item.box), outline=inks[item.ink], width=item.edge)
            case Shape(points=(_, _)):
                pen.ellipse(item.points, fill=inks[item.ink])
            case Shape():
                pen.polygon(item.points, fill=inks[item.ink])
            case Inset():
                mask = item.picture if item.picture.mode == "RGBA" else None
                picture.paste(item.picture, (item.left, item.top), mask)
            case Band():
                picture.paste(window(item.strip(inks), 0, item.size[0]), item.box[:2])


def _inclusive(box: Box) -> Box:
    return box[0], box[1], box[2] - 1, box[3] - 1


def blank(width: int, height: int, ground: Colour) -> Image.Image:
    """An empty page."""
    return Image.new("RGB", (width, height), ground)
