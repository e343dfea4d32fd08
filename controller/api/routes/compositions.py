"""Tunes, and what is put around sounds."""

from __future__ import annotations

from fastapi import APIRouter

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.compositions import (
    Composition,
    CompositionGiven,
    SoundComposed,
    SoundGiven,
    TuneTold,
)
from controller.api.system import AtDesk
from controller.api.telling import arrangement
from controller.broadcast import arrange, composition
from controller.broadcast.manner import set_composition
from controller.people.who import require
from controller.ports import TUNES
from controller.store import areas
from controller.words import say

router = APIRouter(tags=["compositions"])


@router.get("/tunes", responses=responses(401))
def tunes(_who: Asking) -> list[TuneTold]:
    """What the program plays by itself."""
    return [
        TuneTold(name=name, kind=kind, label=say(f"tune-{name}", "vi"), label_en=say(f"tune-{name}", "en"))  # type: ignore[arg-type]
        for name, kind in TUNES.items()
    ]


@router.post("/compositions", responses=responses(401, 403, 404, 422))
def compose(given: SoundGiven, who: Asking, desk: AtDesk) -> SoundComposed:
    """Put tunes around a recording, to be listened to: the very sound that an announcement of it would have."""
    done = arrange.composed(desk, who, given.area, given.sound, given.composition.wish())
    return SoundComposed(
        sound=done.sound.hash,
        length_ms=done.sound.length_ms,
        loudness_lufs=done.sound.facts["loudness_lufs"],
        composition=arrangement(done.made),
    )


@router.get("/areas/{code}/composition", responses=responses(401, 403, 404))
def area_composition(code: str, who: Asking, desk: AtDesk) -> Composition:
    """What is put around sounds in an area, unless an announcement says otherwise."""
    with desk.store.read() as conn:
        require(who, "read", areas.known(conn, code).path)
        return Composition.model_validate(composition.settled(conn, code, None))


@router.put("/areas/{code}/composition", responses=responses(401, 403, 404, 422))
def set_area_composition(code: str, given: CompositionGiven, who: Asking, desk: AtDesk) -> Composition:
    """Settle it for an area and all below it. Announcements that were made before stay as they are."""
    return Composition.model_validate(set_composition(desk, who, code, given.wish()))


@router.delete("/areas/{code}/composition", responses=responses(401, 403, 404))
def forget_area_composition(code: str, who: Asking, desk: AtDesk) -> Composition:
    """As the area above has it again."""
    return Composition.model_validate(set_composition(desk, who, code, None))
