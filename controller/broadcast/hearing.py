"""Doubtful words have to be heard by whoever agrees to them: who has listened to which part of a sound.

The reader of notices says itself what it is not sure of. A person who listens knows at once whether it is right; one
who only reads the text does not notice. So the law of approval asks for the listening, and here it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for, case_of
from controller.errors import Clash, Refused
from controller.people.who import Who
from controller.store import audit, compositions, exceptions, media, speeches
from controller.store.announcements import Announcement
from controller.store.compositions import Composition
from controller.store.speeches import Speech
from schedules.lifecycle import Case

Span = tuple[int, int]
GAP_MS = 300
"""Players tell what they played in steps: so much between two stretches is no gap, and so much at an end is no lack."""
MOST_SPANS = 500


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that the reader was not sure of, what was said for it, and where in the sound."""

    start: int
    end: int
    written: str
    said: str
    offered: tuple[str, ...]
    from_ms: int
    to_ms: int
    heard: bool = False


def doubts(conn: Connection, row: Announcement, user_id: str) -> list[Doubt]:
    """What has to be heard before an announcement is approved, and what of it this person has heard."""
    spoken = speech_of(conn, row)
    if spoken is None or row.sound is None:
        return []
    heard = speeches.heard(conn, row.sound, user_id)
    return [replace(one, heard=covers(heard, (one.from_ms, one.to_ms))) for one in of_speech(spoken)]


def of_speech(spoken: Speech) -> list[Doubt]:
    """The doubts of a text that was read aloud."""
    return [_doubt(spoken.text, one) for one in spoken.doubts]


def speech_of(conn: Connection, row: Announcement) -> Speech | None:
    """What its sound says, where it is a text that was read aloud; whoever chose the sound, and however."""
    found = said_in(conn, row.sound) if row.sound else []
    return next((one for one in found if one.text == row.text), found[0] if found else None)


def said_in(conn: Connection, sound: str) -> list[Speech]:
    """The texts that are read in a sound, also where tunes were put around it."""
    if found := speeches.of_sound(conn, sound):
        return found
    around = compositions.of_sound(conn, sound)
    return [moved(one, around) for one in speeches.of_sound(conn, around.recording or "")] if around else []


def moved(words: Speech, around: Composition | None) -> Speech:
    """What was said where, in a sound that begins with something else."""
    if around is None:
        return words
    first = next((one["from_ms"] for one in around.parts if one["name"] == "words"), 0)
    parts, doubts = (
        [one | {"from_ms": one["from_ms"] + first, "to_ms": one["to_ms"] + first} for one in some]
        for some in (words.parts, words.doubts)
    )
    return replace(words, sound=around.sound, parts=parts, doubts=doubts)


def case(conn: Connection, row: Announcement, user_id: str) -> Case:
    """What the law of approval must know of an announcement, as `asked`."""
    return asked(conn, row, user_id, case_of(row))


def asked(conn: Connection, row: Announcement, user_id: str, case: Case) -> Case:
    """The same, with who has heard what must be heard of this row's sound: of all, this person."""
    wanted = doubts(conn, row, user_id)
    if not wanted:
        return case
    done = all(one.heard for one in wanted)
    return replace(case, listeners=frozenset({user_id}) if done else frozenset())


def hear(desk: Desk, who: Who, id: str, sound: str, spans: Sequence[Span]) -> list[Doubt]:
    """Note that this person has listened to these stretches of an announcement's sound; the doubts after that."""
    with desk.store.write() as conn:
        row = announcement_for(conn, who, id, "read")
        if row.sound != sound and sound not in {
            one.sound for one in exceptions.of_announcement(conn, id, exceptions.PROPOSED).values()
        }:
            raise Clash("edited-meanwhile")
        row = replace(row, sound=sound)
        master = media.get(conn, sound)
        length_ms = master.length_ms if master else 0
        before = [one.heard for one in doubts(conn, row, who.user_id)]
        known = [*speeches.heard(conn, sound, who.user_id), *checked(spans, length_ms)]
        speeches.listen(conn, sound, who.user_id, merged(known), desk.now_ms())
        after = doubts(conn, row, who.user_id)
        if not all(before) and all(one.heard for one in after):
            audit.append(conn, desk.now_ms(), who.login, "hear", id, {"sound": sound}, address=desk.address)
    return after


def checked(spans: Sequence[Span], length_ms: int) -> list[Span]:
    """Stretches that can be. Raises ``Refused("spans-wrong")``."""
    if len(spans) > MOST_SPANS or any(not 0 <= start < end <= length_ms + GAP_MS for start, end in spans):
        raise Refused("spans-wrong", "spans")
    return list(spans)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same stretches, in order, without overlaps and without gaps that nobody hears."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + GAP_MS:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def covers(spans: Iterable[Span], wanted: Span) -> bool:
    """Whether one of the stretches holds all of what is wanted."""
    slack = min(GAP_MS, (wanted[1] - wanted[0]) // 4)
    return any(start <= wanted[0] + slack and wanted[1] - slack <= end for start, end in merged(spans))


def _doubt(text: str, kept: Any) -> Doubt:
    start, end = kept["start"], kept["end"]
    offered = tuple(kept["offered"])
    return Doubt(start, end, text[start:end], kept["said"], offered, kept["from_ms"], kept["to_ms"])
