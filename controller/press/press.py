"""The press itself: what a notice or a commune's safe page looks like on one panel."""

from __future__ import annotations

from types import ModuleType

from controller.errors import Refused
from controller.press import led, screen
from controller.press.fonts import strangers
from controller.press.ink import png
from controller.press.reading import clean, dwell_ms, field
from controller.press.values import Notice, Page, Panel

SMOOTH_FROM = 240
"""Pixels of the shorter side from which letters with soft edges are the better ones."""
SAFE_DWELL_MS = 60_000


class Press:
    """Sets pages. Keeps nothing but fonts, which threads share."""

    def pages(self, notice: Notice, panel: Panel) -> tuple[Page, ...]:
        """The pages of a notice. The same notice and panel give the same bytes.

        Refuses ``text-blank``, ``text-too-long``, ``text-letters`` (with the letters), ``fonts-missing``.
        """
        ready = Notice(
            title=field(notice.title, "title").replace("\n", " "),
            text=field(notice.text, "text"),
            commune=clean(notice.commune),
            klass=notice.klass,
            label=clean(notice.label),
        )
        room, stems = _room(panel)
        for name, text in (("title", ready.title), ("text", ready.text)):
            if foreign := strangers(text, stems):
                raise Refused("text-letters", name, letters=" ".join(foreign[:12]))
        made = room.pages(ready, panel)
        return tuple(Page(png(picture), dwell_ms(words)) for picture, words in made)

    def safe_page(self, commune: str, panel: Panel) -> tuple[Page, ...]:
        """What a board shows when nothing valid is due."""
        room, _ = _room(panel)
        return (Page(png(room.safe(field(commune, "title"), panel)), SAFE_DWELL_MS),)


def _room(panel: Panel) -> tuple[ModuleType, tuple[str, ...]]:
    """How this panel is set, and with which fonts."""
    if panel.colours == "rgb" and min(panel.width, panel.height) >= SMOOTH_FROM:
        return screen, (screen.REGULAR, screen.BOLD)
    return led, (led.FONT,)
