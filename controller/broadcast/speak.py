"""A text becomes a sound: read, said by a voice, put together by the studio, kept by its hash. Once for the same wish.

It is made when somebody composes, not when it is rendered: what an approver hears is the very file that sounds. What is
put around it comes last, so that another tune needs no voice.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Any
from unicodedata import category

import msgspec
from sqlalchemy import Connection

from controller.broadcast import arrange, composition
from controller.broadcast.composition import Composition
from controller.broadcast.desk import Desk
from controller.broadcast.hearing import Doubt, moved
from controller.broadcast.room import make_room
from controller.broadcast.speech import Speech, Wish, mistakes, settled
from controller.broadcast.upload import medium_of
from controller.errors import ManyRefused, Refused
from controller.people.who import Who, require
from controller.ports import Spoken, Voice
from controller.reading import NORTH, SOUTH, Entry, Lexicon, Reading, Utterance, read, utterances
from controller.shelf import with_room
from controller.store import areas, lexicon, media, speeches
from controller.store.media import Medium
from controller.store.speeches import Speech as Made
from controller.words import say

TURN_S = 10.0
"""How long somebody waits for his turn while others are read."""
WHOLE_S = 240.0
"""A voice far away may take its time for each portion, but not for all of them."""
EDITION = "speech-2"
"""Of the way a text becomes a sound; another one makes all anew."""
MOST_NAMED = 20
"""Letters that a refusal names."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A text as it is said: its sound, and what was said where."""

    sound: Medium
    made: Made
    speech: Speech
    composition: Composition


def preview(desk: Desk, who: Who, area: str, text: str, wish: Wish) -> tuple[str, list[Doubt]]:
    """What would be said for a text, and the doubts in it, without a sound."""
    with desk.store.read() as conn:
        speech, _ = _settled(conn, desk, who, area, text, wish)
        reading = understood(conn, area, text, speech, desk.voices)
    found = [
        Doubt(one.start, one.end, text[one.start : one.end], one.spoken, one.offered, 0, 0) for one in reading.doubts
    ]
    return reading.spoken, found


def _settled(
    conn: Connection,
    desk: Desk,
    who: Who,
    area: str,
    text: str,
    wish: Wish,
    around: composition.Wish | None = None,
) -> tuple[Speech, Composition]:
    require(who, "write", areas.known(conn, area).path)
    speech, how = settled(conn, area, wish), composition.settled(conn, area, around)
    if wrong := [*mistakes(speech, desk.voices), *composition.mistakes(how)]:
        raise ManyRefused(wrong)
    limit = desk.settings.limits.text_chars
    if len(text) > limit:
        raise Refused("text-too-long", "text", length=len(text), limit=limit)
    return speech, composition.heard(how)


def speak(desk: Desk, who: Who, area: str, text: str, wish: Wish, around: composition.Wish | None = None) -> Heard:
    """The sound of a text, with what is put around it. Raises what cannot be, as `ManyRefused` or `Refused` (voice-…,
    speech-…, composition-…, sound-…)."""
    with desk.store.read() as conn:
        speech, how = _settled(conn, desk, who, area, text, wish, around)
        reading = understood(conn, area, text, speech, desk.voices)
        portions = list(utterances(reading))
        key = key_of(desk.voices[speech.voice], text, portions, reading, speech)
        made = speeches.get(conn, key)
        kept = media.get(conn, made.sound) if made else None
    if made is None or kept is None or not desk.shelf.has(kept.hash):
        if not portions:
            raise nothing_in(text)
        kept, made = _make(desk, who, area, key, reading, portions, speech, how.repeats)
    desk.shelf.touch(kept.hash)
    done = arrange.arranged(desk, who, area, kept, how)
    return Heard(done.sound, moved(made, done.made), speech, how)


def nothing_in(text: str) -> Refused:
    """Why nothing of a text can be said: there is none, or its letters are none that a voice knows. They are named."""
    letters = "".join(dict.fromkeys(one for one in text if category(one)[0] in "LNSM"))
    if not letters:
        return Refused("speech-nothing", "text")
    return Refused("speech-unreadable", "text", letters=" ".join(letters[:MOST_NAMED]))


def understood(conn: Connection, area: str, text: str, speech: Speech, voices: Mapping[str, Voice]) -> Reading:
    """A text as it is read in an area, with the readings that people chose."""
    words = Lexicon(Entry(one.written, one.spoken, one.exact) for one in lexicon.holding(conn, area))
    voice = voices.get(speech.voice)
    reading = read(text, words, SOUTH if voice is not None and voice.region == "south" else NORTH)
    chosen = {
        piece.start: speech.readings[written]
        for piece in reading.doubts
        if (written := text[piece.start : piece.end]) in speech.readings
    }
    return reading.with_choices(chosen)


def key_of(voice: Voice, text: str, portions: Sequence[Utterance], reading: Reading, speech: Speech) -> str:
    """The name of exactly this sound of exactly this text."""
    manner = [repr(voice), speech.speed, speech.pause]
    doubts = [[one.start, one.end, one.offered] for one in reading.doubts]
    form = [EDITION, manner, text, [asdict(one) for one in portions], doubts]
    return hashlib.sha256(msgspec.json.encode(form)).hexdigest()


def _make(
    desk: Desk,
    who: Who,
    area: str,
    key: str,
    reading: Reading,
    portions: Sequence[Utterance],
    speech: Speech,
    repeats: int,
) -> tuple[Medium, Made]:
    made = desk.shelf.scratch(".master")
    if not desk.speaking.acquire(timeout=TURN_S):
        raise Refused("voice-busy")
    try:
        with closing(_said(desk.voices[speech.voice], portions, speech)) as said:
            done = desk.studio.speech(said, made, repeats)
        make_room(desk, done.master.bytes)
        with with_room():
            desk.shelf.adopt(made, done.master.sha256)
    finally:
        desk.speaking.release()
        desk.shelf.drop(made)
    now_ms, master = desk.now_ms(), done.master
    medium = medium_of(master, say("speech-name", "vi"), area, who, now_ms)
    parts = [
        {"start": one.start, "said": one.text, "from_ms": span[0], "to_ms": span[1]}
        for one, span in zip(portions, done.spans, strict=True)
    ]
    row = Made(key, master.sha256, reading.text, parts, _doubts(reading, parts), now_ms)
    with desk.store.write() as conn:
        media.add(conn, medium)
        speeches.add(conn, row)
        kept = media.get(conn, master.sha256)
    assert kept is not None
    return kept, row


def _said(voice: Voice, portions: Sequence[Utterance], speech: Speech) -> Generator[tuple[Spoken, int], None, None]:
    """What the voice says, each portion with its rest."""
    end = time.monotonic() + WHOLE_S
    with closing(voice.say((one.text for one in portions), speech.speed)) as said:
        for one, spoken in zip(portions, said, strict=True):
            yield spoken, one.pause_ms * speech.pause // 100
            if time.monotonic() > end:
                raise Refused("voice-slow")


def _doubts(reading: Reading, parts: Sequence[Mapping[str, Any]]) -> list[dict[str, object]]:
    """What the reader was not sure of, and where in the sound it is said; what is left out, where it would be."""
    found = []
    for piece in reading.doubts:
        begun = [one for one in parts if one["start"] <= piece.start] or parts[:1]
        place = {"from_ms": begun[-1]["from_ms"], "to_ms": begun[-1]["to_ms"]}
        shape = {"start": piece.start, "end": piece.end, "said": piece.spoken, "offered": list(piece.offered)}
        found.append(shape | place)
    return found
