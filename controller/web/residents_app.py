"""The page as a telephone installs it: what it is called, its icons, and the worker that keeps what was read."""

from __future__ import annotations

import hashlib
import io
import json
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

from controller.store.areas import Area
from controller.words import say

ICONS = {"icon-192.png": 192, "icon-512.png": 512}
DEEP, GOLD, WHITE = "#0b4f45", "#f2c14e", "#ffffff"
FINE = 4
"""Drawn so many times larger, so that edges are smooth."""


@cache
def icon(size: int) -> bytes:
    """The mark as a square picture, with room around it for round icons."""
    side = size * FINE
    unit = side / 46  # the mark has 32 units; 7 around it are left by those who cut icons round
    made = Image.new("RGB", (side, side), DEEP)
    pen = ImageDraw.Draw(made)

    def at(x: float, y: float) -> tuple[float, float]:
        return (x + 7) * unit, (y + 7) * unit

    pen.polygon([at(5, 13), at(5, 19), at(9, 19), at(21, 26), at(21, 6), at(9, 13)], GOLD)
    pen.arc([at(18.5, 9.5), at(31.5, 22.5)], -48, 48, WHITE, round(2.6 * unit))
    out = io.BytesIO()
    made.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def manifest(area: Area, lang: str, address: Any) -> dict[str, Any]:
    """What is installed: the page of one commune."""
    icons = [
        {"src": address(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for name, size in ICONS.items()
        for purpose in ("any", "maskable")
    ]
    return {
        "id": f"/xa/{area.code}",
        "name": say("residents-title", lang, area=area.name),
        "short_name": area.name,
        "lang": lang,
        "start_url": f"/xa/{area.code}{'?lang=en' if lang == 'en' else ''}",
        "scope": "/xa/",
        "display": "standalone",
        "background_color": "#f6f4ef",
        "theme_color": DEEP,
        "icons": icons,
    }


def worker(source: str, files: list[str]) -> str:
    """The worker for exactly these files: another one after each change."""
    version = hashlib.sha256("\n".join([source, *files]).encode()).hexdigest()[:12]
    return source.replace("%VERSION%", version).replace("%FILES%", json.dumps(files))
