"""Puts a template, its content and a panel together: first what stands where, then the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PIL import Image

from controller.errors import Refused
from controller.press.content import Content
from controller.press.cuts import is_dots
from controller.press.ink import Inks, inks
from controller.press.items import Band, Bar, Item, Leaf, blank, paint
from controller.press.place import Place
from controller.press.template import TEXTUAL, Template, Zone
from controller.press.values import Panel
from controller.press.zones import code, emblem, line, mark, paper, picture, table, text, ticker

KINDS: dict[str, Callable[[Place, Content], list[Leaf]]] = {
    "text": text.leaves,
    "line": line.leaves,
    "table": table.leaves,
    "picture": picture.leaves,
    "paper": paper.leaves,
    "code": code.leaves,
    "emblem": emblem.leaves,
    "crest": emblem.crest,
    "mark": mark.mark,
    "ticker": ticker.leaves,
    "frame": mark.frame,
    "plain": mark.plain,
}
"""`progress` is not here: it shows nothing of the content."""


STRIP, LARGEST_STRIP = 1.1, 0.34
"""A ticker's height in lines of the smallest legible letters, and the most that it may take of a panel."""
SHORTENED = 10
ORDINARY = "nghiêng"


@dataclass(frozen=True)
class Sheet:
    """One page as it is set: every zone with what it shows there."""

    zones: tuple[tuple[Place, tuple[Item, ...]], ...]
    words: int

    @property
    def bands(self) -> tuple[Band, ...]:
        """The lines that run on it."""
        return tuple(item for _, items in self.zones for item in items if isinstance(item, Band))

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
            raise Refused("template-needs", name, blank=name)
    shown = [(place, leaves) for place in places(template, content, panel) if (leaves := _leaves(place, content))]
    # A ticker's words take turns: where there is but one page, it is shown again with each of them.
    # Where a template needs nothing and all that it shows is empty, there is a page with nothing on it.
    count = max((len(leaves) for _, leaves in shown), default=1)
    strip = count > 1 and _lower_edge_free(shown)
    return [_sheet(shown, number, count, strip=strip) for number in range(count)]


def colours(template: Template, content: Content, panel: Panel) -> Inks:
    """The inks of a template's pages."""
    return inks(panel, template.klass or content.klass)


def places(template: Template, content: Content, panel: Panel) -> tuple[Place, ...]:
    """The layout for a panel: of its own shape if all that is shown has room in it, else a smaller one.

    Where even those have a zone too low for letters, all text takes the whole panel.
    """
    beside = _ticker(content, panel)
    if beside is not None:
        left = panel.height - (beside.box[3] - beside.box[1])
        return (*places(template, content.without("ticker"), replace(panel, height=left)), beside)
    own = template.tall if panel.height > panel.width else template.wide
    for layout in (own or template.wide or template.tall, template.small, template.tiny):
        made = tuple(Place(zone, panel) for zone in layout)
        if made and all(_holds(place, content) for place in made):
            return made
    sections = tuple(section for zone in template.small if zone.show in TEXTUAL for section in zone.sections)
    return (Place(Zone("text", (0.0, 0.0, 1.0, 1.0), (tuple(name for one in sections for name in one),)), panel),)


def _ticker(content: Content, panel: Panel) -> Place | None:
    """The strip under any page in which a second text runs; where it would take more than a third, there is none."""
    if not content["ticker"]:
        return None
    smallest = Place(Zone("ticker", (0.0, 0.0, 1.0, 1.0)), panel).sizes(content["ticker"])[-1][0]
    share = round(smallest.height * STRIP) / panel.height
    zone = Zone("ticker", (0.0, 1.0 - share, 1.0, share), ("ticker",), "on-band", "band")
    return Place(zone, panel) if share <= LARGEST_STRIP else None


def _holds(place: Place, content: Content) -> bool:
    zone = place.zone
    if zone.show == "code":
        return not content["link"] or code.code(content["link"], place) is not None
    if zone.show in TEXTUAL and (given := [content[name] for name in zone.fields if content[name]]):
        # of a line only the commune's long name may be shortened; running text needs room for an ordinary word
        short = given[0][:SHORTENED] if "commune" in zone.fields else " · ".join(given)
        needed = short if zone.show == "line" else ORDINARY
        return place.holds(zone.rows or TEXTUAL[zone.show], needed)
    return True


def _leaves(place: Place, content: Content) -> list[Leaf]:
    return [Leaf(())] if place.zone.show == "progress" else KINDS[place.zone.show](place, content)


def _sheet(shown: list[tuple[Place, list[Leaf]]], number: int, count: int, *, strip: bool) -> Sheet:
    zones: list[tuple[Place, tuple[Item, ...]]] = []
    words = 0
    for place, leaves in shown:
        leaf = leaves[number % len(leaves)]
        if place.zone.show != "progress":
            zones.append((place, leaf.items))
            words += leaf.words if place.zone.show != "ticker" else 0
        elif count > 1:
            zones.append((place, mark.progress(place, number, count)))
    if strip:
        panel = zones[0][0].panel
        place = Place(Zone("progress", (0.0, 1 - 1 / panel.height, 1.0, 1 / panel.height), ink="title"), panel)
        zones.append((place, mark.progress(place, number, count)))
    return Sheet(tuple(zones), words)


def _lower_edge_free(shown: list[tuple[Place, list[Leaf]]]) -> bool:
    """Whether a row of dots at the lower edge touches no letter of any page, and no zone tells the pages already."""
    panel = shown[0][0].panel
    told = any(place.zone.show in {"progress", "ticker"} for place, _ in shown)
    lowest = max((item.box[3] for _, leaves in shown for leaf in leaves for item in leaf.items), default=0)
    return is_dots(panel) and not told and lowest <= panel.height - 3


def _classed(content: Content, template: Template) -> Content:
    return replace(content, klass=template.klass) if template.klass else content


def _given(content: Content, name: str) -> bool:
    if name == "picture":
        return content.picture is not None
    if name == "pages":
        return bool(content.pages)
    return content.moment is not None if name == "moment" else bool(content[name])
