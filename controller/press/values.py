"""What goes into the press and what comes out of it."""

from __future__ import annotations

from controller.ports import Notice, Page, Panel, Strip

__all__ = ["Notice", "Page", "Panel", "Strip"]
