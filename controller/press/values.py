"""What goes into the press and what comes out of it."""

from __future__ import annotations

from controller.ports import Clip, Film, Notice, Page, Panel, Strip

__all__ = ["Clip", "Film", "Notice", "Page", "Panel", "Strip"]
