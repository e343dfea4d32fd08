"""Puts a template, its content and a panel together: first what stands where, then the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from controller.errors import Refused
from controller.press.content import Content
from controller.press.cuts import is_dots
from controller.press.ink import Inks, inks
from controller.press.items import Bar, Item, Leaf, blank, paint
from controller.press.place import Place
from controller.press.template import TEXTUAL, Template, Zone
from controller.press.values import Panel
from controller.press.zones import code, emblem, line, mark, picture, table, text, ticker

KINDS: dict[str, Callable[[Place, Content], list[Leaf]]] = {
    "text": text.leaves,
    "line": line.leaves,
    "table": table.leaves,
    "picture": picture.leaves,
    "code": code.leaves,
    "emblem": emblem.leaves,
    "mark": mark.mark,
    "ticker": ticker.leaves,
    "frame": mark.frame,
    "plain": mark.plain,
}
"""`progress` is not here: it shows nothing of the content."""


SHORTENED = 10
ORDINARY = "nghiêng"


@dataclass(frozen=True)
class Sheet:
    """One page as it is set: every zone with what it shows there."""

    zones: tuple[tuple[Place, tuple[Item, ...]], ...]
    words: int

    def picture(self, panel: Panel, colours: Inks) -> Image.Image:
        """The page, drawn."""
        made = blank(panel.width, panel.height, colours["ground"])
        for place, items in self.zones:
            if place.zone.ground:
                paint(made, [Bar(place.box, place.zone.ground)], colours)
            paint(made, items, colours)
        return made


def sheets(template: Template, content: Content, panel: Panel) -> list[Sheet]:
    """The pages, in order. Refuses `template-needs` where a field that the template cannot do without is empty."""
    content = _classed(content, template)
    for name in template.needs:
        if not _given(content, name):
            raise Refused("template-needs", name, template=template.name["vi"], name=name)
    shown = [(place, leaves) for place in places(template, content, panel) if (leaves := _leaves(place, content))]
    count = max((len(leaves) for place, leaves in shown if place.zone.show != "ticker"), default=1)
    count = max(count, *(len(leaves) for _, leaves in shown)) if count == 1 else count
    return [_sheet(shown, number, count) for number in range(count)]


def colours(template: Template, content: Content, panel: Panel) -> Inks:
    """The inks of a template's pages."""
    return inks(panel, template.klass or content.klass)


def places(template: Template, content: Content, panel: Panel) -> tuple[Place, ...]:
    """The layout for a panel: of its own shape if all that is shown has room in it, else a smaller one.

    Where even those have a zone too low for letters, all text takes the whole panel.
    """
    own = template.tall if panel.height > panel.width else template.wide
    for layout in (own or template.wide or template.tall, template.small, template.tiny):
        made = tuple(Place(zone, panel) for zone in layout)
        if made and all(_holds(place, content) for place in made):
            return made
    sections = tuple(section for zone in template.small if zone.show in TEXTUAL for section in zone.sections)
    return (Place(Zone("text", (0.0, 0.0, 1.0, 1.0), (tuple(name for one in sections for name in one),)), panel),)


def _holds(place: Place, content: Content) -> bool:
    zone = place.zone
    if zone.show == "code":
        return not content["link"] or code.code(content["link"], place) is not None
    if zone.show in TEXTUAL and (given := [content[name] for name in zone.fields if content[name]]):
        # a line may be shortened to its first letters; running text needs room for an ordinary word
        needed = given[0][:SHORTENED] if zone.show == "line" else ORDINARY
        return place.holds(zone.rows or TEXTUAL[zone.show], needed)
    return True


def _leaves(place: Place, content: Content) -> list[Leaf]:
    return [Leaf(())] if place.zone.show == "progress" else KINDS[place.zone.show](place, content)


def _sheet(shown: list[tuple[Place, list[Leaf]]], number: int, count: int) -> Sheet:
    zones: list[tuple[Place, tuple[Item, ...]]] = []
    words = 0
    for place, leaves in shown:
        leaf = leaves[number % len(leaves)]
        if place.zone.show != "progress":
            zones.append((place, leaf.items))
            words += leaf.words if place.zone.show != "ticker" else 0
        elif count > 1:
            zones.append((place, mark.progress(place, number, count)))
    if count > 1 and all(place.zone.show != "progress" for place, _ in shown):
        zones += _strip(zones, number, count)
    return Sheet(tuple(zones), words)


def _strip(
    zones: list[tuple[Place, tuple[Item, ...]]], number: int, count: int
) -> list[tuple[Place, tuple[Item, ...]]]:
    """On small panels: a row of dots at the lower edge, if no letter reaches down there."""
    panel = zones[0][0].panel
    lowest = max((item.box[3] for _, items in zones for item in items), default=0)
    if not is_dots(panel) or lowest > panel.height - 2:
        return []
    place = Place(Zone("progress", (0.0, 1 - 1 / panel.height, 1.0, 1 / panel.height), ink="title"), panel)
    return [(place, mark.progress(place, number, count))]


def _classed(content: Content, template: Template) -> Content:
    if not template.klass or template.klass == content.klass:
        return content
    return Content(content.words, template.klass, content.picture, content.focus, content.emblem, content.moment)


def _given(content: Content, name: str) -> bool:
    if name == "picture":
        return content.picture is not None
    return content.moment is not None if name == "moment" else bool(content[name])
