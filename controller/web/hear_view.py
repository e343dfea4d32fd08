"""What a notice sounds like, for the compose page and for whoever agrees to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from controller.api.problems import sentence
from controller.broadcast import hearing, voiced
from controller.broadcast.arrange import composed
from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for
from controller.broadcast.speak import speak
from controller.errors import ManyRefused, Refused
from controller.people.who import Who
from controller.store import compositions, media
from controller.store.announcements import Announcement
from controller.store.compositions import Composition
from controller.store.media import Medium
from controller.store.speeches import Speech
from controller.web import around_form, made_view, sound_view, speech_form, speech_view
from controller.web.compose_form import Form


def heard(desk: Desk, who: Who, area: str, form: Form, lang: str) -> dict[str, Any]:
    """The sound of a form with what is said for its text; or what is wrong, in sentences."""
    wrong: list[Refused] = []
    wish, around = speech_form.wish_of(form.speech, wrong), around_form.wish_of(form.around, wrong)
    try:
        if wrong:
            raise ManyRefused(wrong)
        if wish is None and (not form.sound or form.no_sound):
            raise Refused("hear-nothing", "text")
        if wish is None:
            done = composed(desk, who, area, form.sound, around)
            return look(done.sound, done.made, lang) | {"lines": [], "doubts": [], "endless": []}
        made = speak(desk, who, area, voiced.words(form.title, form.text), wish, around)
    except ManyRefused as many:
        return {"wrong": [sentence(one, lang) for one in many.refusals]}
    except Refused as refused:
        return {"wrong": [sentence(refused, lang)]}
    with desk.store.read() as conn:
        return told(conn, made.sound, made.made, lang)


def kept(conn: Connection, row: Announcement, lang: str) -> dict[str, Any] | None:
    """The same for what an announcement has; None where its text is not read aloud."""
    spoken = hearing.speech_of(conn, row) if row.speech else None
    sound = media.get(conn, spoken.sound) if spoken else None
    return told(conn, sound, spoken, lang) if sound is not None and spoken is not None else None


def look(sound: Medium, made: Composition | None, lang: str) -> dict[str, Any]:
    """A sound and what it is made of."""
    return {
        "sound": sound.hash,
        "look": sound_view.told(sound, lang) | {"name": ""},
        "made": made_view.lines(made, lang),
    }


def told(conn: Connection, sound: Medium, spoken: Speech, lang: str) -> dict[str, Any]:
    """The same, and what is said in it."""
    return look(sound, compositions.of_sound(conn, sound.hash), lang) | {
        "lines": speech_view.lines(spoken),
        "doubts": speech_view.distinct(found := hearing.of_speech(spoken)),
        "endless": speech_view.endless(found, lang),
    }


def to_hear(conn: Connection, who: Who, id: str, sound: str | None = None) -> dict[str, Any]:
    """The doubts of an announcement, what of them this person has heard, and the text beside what is said. ``sound`` is
    another one that is proposed for a single occurrence."""
    row = announcement_for(conn, who, id, "read")
    row = replace(row, sound=sound) if sound else row
    spoken = hearing.speech_of(conn, row)
    doubts = hearing.doubts(conn, row, who.user_id)
    return {
        "one": row,
        "doubts": doubts,
        "unheard": sum(not one.heard for one in doubts),
        "lines": speech_view.lines(spoken) if spoken else [],
    }
