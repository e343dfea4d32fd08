"""What the page of relays shows."""

from __future__ import annotations

from typing import Any

from controller.broadcast.relay_incidents import Incident
from controller.store.relay_sources import RelaySource
from controller.web import moments
from controller.words import relays as words
from controller.words import say
from controller.words.instants import wall


def source(one: RelaySource, area: str, zone: str, may: bool, lang: str) -> dict[str, Any]:
    """One source with what was heard of it last."""
    tried = one.tried if isinstance(one.tried, dict) else None
    return {
        "id": one.id,
        "name": one.name,
        "address": one.address,
        "codec": say(f"relay-codec-{one.codec}", lang),
        "area": area,
        "may": may,
        "fine": tried is not None and not tried["fault"],
        "tried": moments.when(wall(tried["at_ms"], zone), lang) if tried else "",
        "heard": _heard(tried, lang) if tried else "",
        "title": tried["title"] if tried else "",
    }


def _heard(tried: dict[str, Any], lang: str) -> str:
    return words.heard(tried["fault"], tried["loudness"], tried["codec"], tried.get("led", ""), lang)


def trouble(one: Incident, zone: str, lang: str) -> dict[str, Any]:
    """One trouble with its devices."""
    return {
        "said": words.incident(one, lang),
        "since": moments.when(wall(one.since_ms, zone), lang),
        "until": moments.when(wall(one.until_ms, zone), lang) if one.until_ms is not None else "",
        "lasts": one.until_ms is None,
        "devices": [{"id": id, "name": name} for id, name in sorted(one.devices.items(), key=lambda pair: pair[1])],
    }
