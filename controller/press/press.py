"""The press itself: what a notice or a commune's safe page looks like on one panel."""

from __future__ import annotations

from controller.errors import Refused
from controller.press.compose import colours, sheets
from controller.press.content import Content
from controller.press.cuts import unsettable
from controller.press.ink import fingerprint, png
from controller.press.reading import clean, dwell_ms, field
from controller.press.template import Template, all_templates
from controller.press.values import Notice, Page, Panel

OF_CLASS = {"normal": "notice", "priority": "urgent", "emergency": "emergency"}
SAFE_DWELL_MS = 60_000


class Press:
    """Sets pages. Keeps nothing but fonts and templates, which threads share."""

    def pages(self, notice: Notice, panel: Panel) -> tuple[Page, ...]:
        """The pages of a notice. The same notice and panel give the same bytes.

        Refuses ``text-blank``, ``text-too-long``, ``text-letters`` (with the letters), ``fonts-missing``.
        """
        words = {
            "title": field(notice.title, "title").replace("\n", " "),
            "text": field(notice.text, "text"),
            "commune": clean(notice.commune),
            "label": clean(notice.label),
        }
        return self.set(all_templates()[OF_CLASS[notice.klass]], Content(words, notice.klass), panel)

    def safe_page(self, commune: str, panel: Panel) -> tuple[Page, ...]:
        """What a board shows when nothing valid is due."""
        made = self.set(all_templates()["safe"], Content({"commune": field(commune, "title")}), panel)
        return tuple(Page(page.png, SAFE_DWELL_MS, page.frame) for page in made)

    def set(self, template: Template, content: Content, panel: Panel) -> tuple[Page, ...]:
        """The pages of any template. Refuses ``text-letters``, ``template-needs``, ``fonts-missing``."""
        for name, text in content.known.items():
            if foreign := unsettable(text, panel):
                raise Refused("text-letters", name, letters=" ".join(foreign[:12]))
        inks = colours(template, content, panel)
        made = [(sheet, sheet.picture(panel, inks)) for sheet in sheets(template, content, panel)]
        return tuple(Page(png(picture), dwell_ms(sheet.words), fingerprint(picture)) for sheet, picture in made)
