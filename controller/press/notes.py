"""What a person should know of a page before it stands on a board: nothing here is a mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from controller.ports import Note
from controller.press.compose import places
from controller.press.content import Content
from controller.press.place import Place
from controller.press.template import TEXTUAL, Template, all_templates
from controller.press.values import Page, Panel
from controller.press.zones import paper

UNREADABLE = 0.5
"""Of the smallest legible letters: what is lower is not shown at all, but the notice's own title and text."""
PAPER = "paper"
LONG_MS = 60_000
"""Whoever waits for a bus reads so long; who passes by does not."""


def is_lost(template: Template, content: Content, panel: Panel) -> bool:
    """Whether what this template is chosen for finds no room on the panel."""
    laid = places(template, content, panel)
    if "pages" in template.needs:
        found = _of_pages(laid, content)
        return found is not None and found[0] < UNREADABLE * found[1]
    return "picture" in template.needs and not any(place.zone.show == "picture" for place in laid)


def _of_pages(laid: Sequence[Place], content: Content) -> tuple[int, int] | None:
    """How high the smallest capitals of a paper's pages will be, and how high they should be."""
    for place in laid:
        if place.zone.show == "paper" and (found := paper.letter(place, _sizes(content))) is not None:
            return found, place.smallest_letter
    return None


def _sizes(content: Content) -> list[paper.Size]:
    return [(*one.picture.size, one.letter) for one in content.pages]


def letters_of(pages: Sequence[paper.Size], panel: Panel) -> tuple[int | None, bool]:
    """How high the smallest capitals of these pages will be on a panel, and whether they are shown at all."""
    place = Place(all_templates()[PAPER].small[0], panel)
    dots = paper.letter(place, pages)
    return dots, dots is None or dots >= UNREADABLE * place.smallest_letter


def notes(template: Template, content: Content, panel: Panel, pages: Sequence[Page]) -> tuple[Note, ...]:
    """All of them."""
    return tuple(_notes(template, content, panel, pages))


def _notes(template: Template, content: Content, panel: Panel, pages: Sequence[Page]) -> Iterator[Note]:
    laid = places(template, content, panel)
    for place in laid:
        text = " ".join(content[name] for name in sorted(place.zone.fields))
        if place.zone.show in TEXTUAL and text.strip():
            least = place.sizes(text)[-1][0].capital
            if least < place.smallest_letter:
                yield Note("board-note-small", {"dots": least, "needed": place.smallest_letter})
                break
    if (found := _of_pages(laid, content)) is not None and found[0] < found[1]:
        yield Note("board-note-small", {"dots": found[0], "needed": found[1]})
    shows = {place.zone.show for place in laid}
    if content["link"] and "link" in template.needs and "code" not in shows:
        yield Note("board-note-no-code", {})
    if content["ticker"] and "ticker" not in shows:
        yield Note("board-note-no-ticker", {})
    if any(page.strips for page in pages):
        yield Note("board-note-runs", {})
    whole_ms = sum(page.dwell_ms for page in pages)
    if whole_ms > LONG_MS:
        yield Note("board-note-long", {"pages": len(pages), "seconds": round(whole_ms / 1000)})
