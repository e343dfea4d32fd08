"""People as an administrator reads them: by place, with what they are and when they were here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import segno

from controller.people.links import Made
from controller.people.who import ROLES
from controller.store.areas import Area
from controller.store.links import Link
from controller.store.users import User
from controller.web import moments
from controller.words import say
from controller.words.instants import wall

ACTIVE, SUSPENDED, ENDED = "active", "suspended", "ended"


def state(row: User) -> str:
    """Whether somebody may sign in."""
    return ENDED if row.ended_ms is not None else ACTIVE if row.active else SUSPENDED


def by_place(
    people: Sequence[User],
    places: Sequence[Area],
    factors: frozenset[str],
    seen: Mapping[str, int],
    now_ms: int,
    lang: str,
) -> list[dict[str, Any]]:
    """Each place that has somebody, from the top, with its people: who works first, who left last."""
    order = {ACTIVE: 0, SUSPENDED: 1, ENDED: 2}
    listed = []
    for place in places:
        here = [one for one in people if one.area == place.code]
        here.sort(key=lambda one: (order[state(one)], ROLES.index(one.role), one.name.casefold()))
        if here:
            listed.append(
                {
                    "name": place.name,
                    "people": [told(one, one.id in factors, seen.get(one.id), now_ms, lang) for one in here],
                }
            )
    return listed


def told(row: User, factor: bool, seen_ms: int | None, now_ms: int, lang: str) -> dict[str, Any]:
    """One person."""
    return {
        "id": row.id,
        "login": row.login,
        "name": row.name,
        "role": row.role,
        "area": row.area,
        "state": state(row),
        "factor": factor,
        "seen": say("people-seen", lang, ago=moments.ago(seen_ms, now_ms, lang)) if seen_ms is not None else "",
    }


def invited(one: Link, names: Mapping[str, str], now_ms: int, zone: str, lang: str) -> dict[str, Any]:
    """One invitation that nobody used yet."""
    over = now_ms >= one.expires_ms
    until = moments.when(wall(one.expires_ms, zone), lang)
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "place": names.get(one.area or "", one.area),
        "by": one.maker,
        "target": one.target,
        "over": over,
        "until": say("people-link-was" if over else "people-link-until", lang, until=until),
    }


def handed(made: Made, public_url: str, zone: str, lang: str) -> dict[str, Any]:
    """A new link, to be read, copied, or photographed: the only place where it stands."""
    url = made.url(public_url)
    return {
        "url": url,
        "picture": segno.make_qr(url, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff"),
        "until": moments.when(wall(made.link.expires_ms, zone), lang),
        "name": made.link.name,
        "target": made.link.target,
    }
