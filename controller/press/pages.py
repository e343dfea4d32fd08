"""From a page that is set to the files of it: its picture, what runs on it, and how long it stays."""

from __future__ import annotations

from math import ceil

from controller.press.compose import Sheet
from controller.press.ink import Inks, fingerprint, png
from controller.press.reading import dwell_ms
from controller.press.scroll import speed
from controller.press.values import Page, Panel, Strip


def finished(sheet: Sheet, panel: Panel, inks: Inks, enter: str) -> Page:
    """One page with what runs on it; it stays until all of that was seen once."""
    picture = sheet.picture(panel, inks)
    strips, longest = [], dwell_ms(sheet.words)
    for band in sheet.bands:
        line, pace = band.strip(inks), speed(band.text, band.cut, band.size[0])
        strips.append(Strip(png(line), band.box, pace, band.steady))
        longest = longest if band.steady else max(longest, ceil(line.width * 1000 / pace))
    return Page(png(picture), longest, fingerprint(picture), tuple(strips), enter)
