"""What the labels of boxes say: names and places for people, the code for the box."""

from __future__ import annotations

from collections.abc import Sequence

from controller.broadcast.desk import Desk
from controller.fleet.codes import Made
from controller.ports import Label
from controller.store import areas
from controller.words import say
from controller.words.instants import wall


def sheet(desk: Desk, made: Sequence[Made], lang: str) -> bytes:
    """Labels to print, as PDF."""
    with desk.store.read() as conn:
        known = {one.code: one for one in areas.below(conn, ended=True)}

    def one(of: Made) -> Label:
        places = [known[code] for code in of.device.areas[::-1]]
        until = wall(of.expires_ms, places[0].zone)
        return Label(
            name=of.device.name,
            place=", ".join(place.name for place in places[:2]),
            model=f"{of.profile} · {of.device.id}",
            code=of.shown,
            until=say("label-until", lang, day=f"{until:%d/%m/%Y}"),
            link=of.link,
        )

    return desk.press.labels([one(of) for of in made])
