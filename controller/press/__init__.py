"""The press: sets a notice as pages for one panel, from a 64×32 LED matrix to a 4K screen.

notice ── reading (which letters, how long to read) ── glue (what may not be torn apart)
                                                    └─ lines (where lines break) ── flow (which size, which pages)
screen (paper for the eye) or led (dots) ── ink (colours, PNG)
"""

from __future__ import annotations

from controller.press.press import Press
from controller.press.values import Notice, Page, Panel

__all__ = ["Notice", "Page", "Panel", "Press"]
