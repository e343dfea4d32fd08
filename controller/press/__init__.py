"""The press: sets pages for one panel, from a 64×32 LED matrix to a 4K screen.

templates/*.toml ── template (read, checked) ── place (zones in dots, sizes that are legible there)
content ── reading (which letters, how long to read) ── glue (what may not be torn apart) ── lines ── fit
zones/ (one kind a file) ── items (what stands where) ── compose ── ink (colours by meaning, PNG)
cuts (letters at a size, lines as high as their ink) ── fonts
"""

from __future__ import annotations

from controller.press.press import Press
from controller.press.values import Notice, Page, Panel

__all__ = ["Notice", "Page", "Panel", "Press"]
