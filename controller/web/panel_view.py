"""Troubles of boards, as the logbook shows them."""

from __future__ import annotations

from typing import Any

from controller.store.board_faults import Told
from controller.web import moments
from controller.words import panels as words
from controller.words.instants import wall


def trouble(one: Told, zone: str, lang: str) -> dict[str, Any]:
    """One trouble with its board."""
    return {
        "said": words.trouble(one, lang),
        "since": moments.when(wall(one.since_ms, zone), lang),
        "until": moments.when(wall(one.until_ms, zone), lang) if one.until_ms is not None else "",
        "lasts": one.until_ms is None,
        "devices": [{"id": one.device, "name": one.name}],
    }
