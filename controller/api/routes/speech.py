"""Text to speech: voices, how a text would be read, its sound, and who has heard what must be heard."""

from __future__ import annotations

from fastapi import APIRouter

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.compositions import Composition
from controller.api.models.speech import (
    Doubt,
    HeardDoubt,
    HeardGiven,
    Part,
    ReadText,
    Speech,
    SpeechGiven,
    SpokenText,
    TextGiven,
    Voice,
)
from controller.api.system import AtDesk
from controller.broadcast import hearing, manner, speak
from controller.broadcast.found import announcement_for
from controller.broadcast.speech import Wish, settled
from controller.people.who import require
from controller.store import areas
from controller.words import say

router = APIRouter(tags=["speech"])


@router.get("/voices", responses=responses(401))
def voices(_who: Asking, desk: AtDesk) -> list[Voice]:
    """The voices that a notice can be read with."""
    return [
        Voice(name=name, region=voice.region, label=say(f"voice-{name}", "vi"), label_en=say(f"voice-{name}", "en"))
        for name, voice in desk.voices.items()
    ]


@router.post("/readings", responses=responses(401, 403, 404, 422))
def reading(given: TextGiven, who: Asking, desk: AtDesk) -> ReadText:
    """What would be said for a text, and what the reader is not sure of. No sound is made."""
    spoken, doubts = speak.preview(desk, who, given.area, given.text, given.speech.wish())
    return ReadText(spoken=spoken, doubts=[Doubt.model_validate(one) for one in doubts])


@router.post("/speeches", responses=responses(401, 403, 404, 422))
def speech(given: TextGiven, who: Asking, desk: AtDesk) -> SpokenText:
    """Read a text aloud, to be listened to: the very sound that an announcement of it would have."""
    around = given.composition.wish() if given.composition else None
    made = speak.speak(desk, who, given.area, given.text, given.speech.wish(), around)
    return SpokenText(
        sound=made.sound.hash,
        length_ms=made.sound.length_ms,
        loudness_lufs=made.sound.facts["loudness_lufs"],
        speech=Speech.model_validate(made.speech),
        composition=Composition.model_validate(made.composition),
        parts=[Part(**one) for one in made.made.parts],
        doubts=[HeardDoubt.model_validate(one) for one in hearing.of_speech(made.made)],
    )


@router.get("/announcements/{id}/doubts", responses=responses(401, 404))
def doubts(id: str, who: Asking, desk: AtDesk) -> list[HeardDoubt]:
    """The words of an announcement that the reader was not sure of; whoever approves it has to have heard each."""
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "read")
        return [HeardDoubt.model_validate(one) for one in hearing.doubts(conn, row, who.user_id)]


@router.post("/announcements/{id}/heard", responses=responses(401, 404, 409, 422))
def heard(id: str, given: HeardGiven, who: Asking, desk: AtDesk) -> list[HeardDoubt]:
    """Note that one has listened to parts of the sound; the doubts after that."""
    return [HeardDoubt.model_validate(one) for one in hearing.hear(desk, who, id, given.sound, given.spans)]


@router.get("/areas/{code}/speech", responses=responses(401, 403, 404))
def area_speech(code: str, who: Asking, desk: AtDesk) -> Speech:
    """How notices are read aloud in an area, unless one of them says otherwise."""
    with desk.store.read() as conn:
        require(who, "read", areas.known(conn, code).path)
        return Speech.model_validate(settled(conn, code, Wish()))


@router.put("/areas/{code}/speech", responses=responses(401, 403, 404, 422))
def set_area_speech(code: str, given: SpeechGiven, who: Asking, desk: AtDesk) -> Speech:
    """Settle it for an area and all below it. Notices that were made before stay as they are."""
    return Speech.model_validate(manner.set_manner(desk, who, code, given.wish()))


@router.delete("/areas/{code}/speech", responses=responses(401, 403, 404))
def forget_area_speech(code: str, who: Asking, desk: AtDesk) -> Speech:
    """As the area above has it again."""
    return Speech.model_validate(manner.set_manner(desk, who, code, None))
