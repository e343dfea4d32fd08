"""The press itself: what a notice or a commune's safe page looks like on one panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from PIL import Image

from controller.errors import Refused
from controller.ports import Kind, Label, Note, Poster, Proof
from controller.press import choice, film, labels, notes
from controller.press.compose import colours, sheets
from controller.press.content import Content, Paper
from controller.press.cuts import unsettable
from controller.press.glow import lit
from controller.press.pages import finished
from controller.press.reading import clean, field
from controller.press.template import Template, all_templates
from controller.press.values import Film, Notice, Page, Panel

SAFE, SAFE_DWELL_MS = "safe", 60_000


class Press:
    """Sets pages. Keeps nothing but fonts and templates, which threads share."""

    def __init__(self, templates: Mapping[str, Template] | None = None) -> None:
        self._known = all_templates() if templates is None else templates
        self._kinds = choice.kinds(self._known)
        # asked for each of thousands when plans are made
        self._kind_of = lru_cache(maxsize=64)(partial(choice.kind_of, self._known))

    def kinds(self) -> tuple[Kind, ...]:
        return self._kinds

    def kind(self, template: str | None, klass: str) -> Kind:
        return self._kind_of(template, klass)

    def safe_kind(self) -> Kind:
        return choice.kind(self._known[SAFE])

    def complaints(self, notice: Notice, panels: Sequence[Panel]) -> list[Refused]:
        return choice.complaints(self._known, notice, panels)

    def pages(self, notice: Notice, panel: Panel) -> tuple[Page, ...]:
        """The pages of a notice. The same notice and panel give the same bytes.

        Refuses ``text-blank``, ``text-too-long``, ``text-letters`` (with the letters), ``template-needs``,
        ``fonts-missing``.
        """
        return self.proof(notice, panel).pages

    def proof(self, notice: Notice, panel: Panel) -> Proof:
        """The same, with what a person should know of it."""
        template, content = choice.chosen(self._known, notice), content_of(notice)
        found: list[Note] = []
        if notes.is_lost(template, content, panel):
            found.append(Note("board-note-plain", {"template": dict(template.name)}))
            template = choice.plain(self._known, notice)
        pages = self.set(template, content, panel)
        return Proof(pages, (*found, *notes.notes(template, content, panel, pages)))

    def letters_of(self, pages: Sequence[tuple[int, int, float]], panel: Panel) -> tuple[int | None, bool]:
        return notes.letters_of(pages, panel)

    def safe_page(self, commune: str, panel: Panel, emblem: Path | None = None) -> tuple[Page, ...]:
        """What a board shows when nothing valid is due."""
        content = Content({"commune": field(commune, "title")}, emblem=_opened(emblem))
        made = self.set(self._known[SAFE], content, panel)
        return tuple(Page(page.png, SAFE_DWELL_MS, page.frame) for page in made)

    def set(self, template: Template, content: Content, panel: Panel) -> tuple[Page, ...]:
        """The pages of any template. Refuses ``text-letters``, ``template-needs``, ``fonts-missing``."""
        for name, text in content.known.items():
            if foreign := unsettable(text, panel):
                raise Refused("text-letters", name, letters=" ".join(foreign[:12]))
        inks = colours(template, content, panel)
        found = sheets(template, content, panel)
        # What cannot wait is there at once; of a single page nobody needs to see that it is another.
        slides = panel.can("enter") and len(found) > 1 and (template.klass or content.klass) != "emergency"
        return tuple(finished(sheet, panel, inks, "slide" if slides else "") for sheet in found)

    def lit(self, png: bytes) -> bytes:
        return lit(png)

    def labels(self, labels_: Sequence[Label]) -> bytes:
        return labels.sheets(labels_)

    def posters(self, posters: Sequence[Poster]) -> bytes:
        from controller.press import poster  # brings much along, and is seldom asked for

        return poster.posters(posters)

    def take_film(self, file: Path, out: Path) -> Film:
        return film.take(file, out)

    def film_page(self, film_: Path, length_ms: int, panel: Panel, work: Path) -> Page:
        return film.page(film_, length_ms, panel, work)


def content_of(notice: Notice) -> Content:
    """A notice as templates are filled with it."""
    words = {
        **{name: text for name, text in notice.words.items() if name not in choice.TOLD},
        "title": field(notice.title, "title").replace("\n", " "),
        "text": field(notice.text or notice.title, "text"),
        "commune": clean(notice.commune),
        "label": clean(notice.label),
    }
    made = Content(words, notice.klass, _opened(notice.picture), notice.focus, _opened(notice.emblem))
    return replace(made, pages=tuple(filter(None, map(_paper, notice.pages)))) if notice.pages else made


def _paper(file: Path) -> Paper | None:
    """A page of a paper, with what its file says of its letters."""
    picture = _opened(file)
    if picture is None:
        return None
    return Paper(picture, float(picture.info.get("Letter", 0.0)), int(picture.info.get("Words", 0)))


def _opened(file: Path | None) -> Image.Image | None:
    """A picture that was taken in before: of our own making."""
    if file is None or not file.is_file():
        return None
    try:
        with Image.open(file, formats=("PNG", "JPEG")) as picture:
            picture.load()
            return picture
    except OSError:  # a form that nobody has checked may name anything
        return None
