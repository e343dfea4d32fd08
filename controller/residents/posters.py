"""Posters that lead residents to their commune's page: one for the commune, one for each hamlet."""

from __future__ import annotations

from controller.broadcast.desk import Desk
from controller.people.who import Who, require
from controller.ports import Poster
from controller.residents.opening import commune_for, opened
from controller.store import areas
from controller.store.areas import Area
from controller.words import say


def sheets(desk: Desk, who: Who, code: str, hamlet: str, lang: str) -> bytes:
    """The posters of a commune, or of one place in it, as PDF. Raises `NotFound`, `Forbidden`."""
    with desk.store.read() as conn:
        area = commune_for(conn, who, code)
        require(who, "read", area.path)
        opened(conn, code)
        places = [one for one in areas.below(conn, area.path) if hamlet in ("", one.code)]
    return desk.press.posters([_poster(desk, area, one, lang) for one in places or [area]])


def _poster(desk: Desk, area: Area, place: Area, lang: str) -> Poster:
    """A hamlet's poster opens the page with that hamlet chosen in the form."""
    address = f"{desk.settings.http.public_url}/xa/{area.code}"
    whole = place.code == area.code
    return Poster(
        station=say("residents-station", lang),
        commune=area.name if whole else f"{place.name}, {area.name}",
        title=say("poster-title", lang),
        lead=say("poster-lead", lang),
        steps=tuple(say(f"poster-step-{number}", lang) for number in (1, 2, 3)),
        address=address.removeprefix("https://").removeprefix("http://"),
        foot=say("poster-foot", lang),
        link=address if whole else f"{address}#noi={place.code}",
    )
