"""How notices are read aloud in a place, and what is put around its sounds, unless one of them says otherwise."""

from __future__ import annotations

from controller.broadcast import composition
from controller.broadcast.composition import Composition
from controller.broadcast.desk import Desk
from controller.broadcast.speech import Speech, Wish, document, mistakes, settled
from controller.errors import ManyRefused
from controller.people.who import Who, require
from controller.store import areas, audit


def set_manner(desk: Desk, who: Who, area: str, wish: Wish | None) -> Speech:
    """Settle it for an area and all below it; None: as the area above has it. What was made stays as it is."""
    with desk.store.write() as conn:
        require(who, "write", areas.known(conn, area).path)
        said = None
        if wish is not None:
            speech = settled(conn, area, wish)
            if wrong := mistakes(speech, desk.voices):
                raise ManyRefused(wrong)
            said = {name: value for name, value in document(speech).items() if name != "readings"}
        areas.change(conn, area, speech=said)
        audit.append(conn, desk.now_ms(), who.login, "area-speech", area, said or {}, address=desk.address)
        return settled(conn, area, Wish())


def set_composition(desk: Desk, who: Who, area: str, wish: composition.Wish | None) -> Composition:
    """The same for what is put around sounds."""
    with desk.store.write() as conn:
        require(who, "write", areas.known(conn, area).path)
        said = None
        if wish is not None:
            how = composition.settled(conn, area, wish)
            if wrong := composition.mistakes(how):
                raise ManyRefused(wrong)
            said = composition.document(how)
        areas.change(conn, area, composition=said)
        audit.append(conn, desk.now_ms(), who.login, "area-composition", area, said or {}, address=desk.address)
        return composition.settled(conn, area, None)
