"""What residents tell of how it sounds, and what the official answers.

Each is kept once: the page that sends it draws a word, and the same word again is the same message. What a machine sent
(it filled a field that no person sees) is kept apart, not thrown away. Numbers of telephones go after a time.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.errors import Clash, ManyRefused, NotFound, Refused
from controller.people.throttle import customer
from controller.people.who import Who, reaches, require
from controller.residents import places
from controller.residents.at_once import announcement_of
from controller.residents.crowd import TELLING, WRITING
from controller.residents.opening import opened
from controller.residents.page import notices
from controller.store import areas, audit, commands, feedback, occurrences
from controller.store.areas import Area
from controller.store.feedback import ANSWERED, CLOSED, NEW, Told

UNCLEAR, LOUD, SILENT, OTHER = "unclear", "loud", "silent", "other"
KINDS = (UNCLEAR, LOUD, SILENT, OTHER)
MOST_WORDS, MOST_ANSWER = 1_000, 2_000
ONCE = re.compile(r"[0-9a-f-]{32,40}")
PHONE = re.compile(r"\+?\d{8,14}")
_BETWEEN = re.compile(r"[\s.()-]+")
_NOISE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed. ``trap`` is the field that no person sees; ``place`` a word of `places`."""

    once: str
    kind: str
    words: str = ""
    phone: str = ""
    place: str = ""
    occurrence: str = ""
    trap: str = ""


def take(desk: Desk, code: str, given: Given) -> Told:
    """Keep it, once. Raises `NotFound`, `Refused` for every mistake at once, ``Refused("feedback-wait")``."""
    with desk.store.read() as conn:
        area = opened(conn, code)
        if (there := feedback.by_once(conn, given.once)) is not None and there.area == code:
            return there
        told = _checked(conn, desk, area, given)
        hamlet, device = places.chosen(places.hamlets(conn, desk, area), given.place)
    _wait(desk, code)
    now_ms = desk.now_ms()
    row = Told(
        f"f-{secrets.token_hex(6)}",
        given.once,
        code,
        given.kind,
        told["words"],
        now_ms,
        now_ms,
        hamlet=hamlet.code if hamlet is not None else None,
        device=device.id if device is not None else None,
        announcement=told["announcement"] or None,
        occurrence=told["occurrence"],
        phone=told["phone"],
        suspect=bool(given.trap.strip()),
    )
    with desk.store.write() as conn:
        if not feedback.add(conn, row):
            there = feedback.by_once(conn, given.once)
            assert there is not None
            return there
    desk.bus.say("feedback", area=code, id=row.id)
    return row


def receipt(conn: Connection, code: str, once: str) -> Told:
    """What was sent with this word, for who sent it. Raises ``NotFound("feedback-unknown")``."""
    there = feedback.by_once(conn, once)
    if there is None or there.area != code:
        raise NotFound("feedback-unknown")
    return there


def answer(desk: Desk, who: Who, id: str, words: str) -> Told:
    """Answer, so that who wrote reads it where they wrote. Raises `NotFound`, `Forbidden`, `Refused`."""
    said = _NOISE.sub("", words).strip()
    if not said:
        raise Refused("feedback-answer-blank", "answer")
    if len(said) > MOST_ANSWER:
        raise Refused("feedback-too-long", "answer", limit=MOST_ANSWER)
    return _change(desk, who, id, "feedback-answer", state=ANSWERED, answer=said, answerer=who.user_id)


def close(desk: Desk, who: Who, id: str) -> Told:
    """Nothing is left to do."""
    return _change(desk, who, id, "feedback-close", state=CLOSED)


def reopen(desk: Desk, who: Who, id: str) -> Told:
    """Something is, after all; also for what was taken for a machine's."""
    return _change(desk, who, id, "feedback-reopen", state=NEW, suspect=False)


def known(conn: Connection, who: Who, id: str) -> Told:
    """The message, if it is of the person's area. Raises ``NotFound("feedback-unknown")``."""
    there = feedback.get(conn, id)
    area = areas.get(conn, there.area) if there is not None else None
    if there is None or area is None or not reaches(who, area.path):
        raise NotFound("feedback-unknown")
    return there


def _change(desk: Desk, who: Who, id: str, action: str, **columns: object) -> Told:
    with desk.store.write() as conn:
        there = known(conn, who, id)
        area = areas.get(conn, there.area)
        assert area is not None
        require(who, "reply", area.path)
        if action == "feedback-close" and there.state == CLOSED:
            raise Clash("feedback-closed")
        feedback.change(conn, id, changed_ms=desk.now_ms(), **columns)
        audit.append(conn, desk.now_ms(), who.login, action, id, {"area": there.area}, address=desk.address)
        done = known(conn, who, id)
    desk.bus.say("feedback", area=done.area, id=id)
    return done


def _checked(conn: Connection, desk: Desk, area: Area, given: Given) -> dict[str, str]:
    wrong: list[Refused] = []
    words = _NOISE.sub("", given.words.replace("\r\n", "\n")).strip()
    phone = _BETWEEN.sub("", given.phone)
    if not ONCE.fullmatch(given.once):
        wrong.append(Refused("feedback-once", "once"))
    if given.kind not in KINDS:
        wrong.append(Refused("feedback-kind", "kind"))
    if given.kind == OTHER and not words:
        wrong.append(Refused("feedback-words", "words"))
    if len(words) > MOST_WORDS:
        wrong.append(Refused("feedback-too-long", "words", limit=MOST_WORDS))
    if phone and not PHONE.fullmatch(phone):
        wrong.append(Refused("feedback-phone", "phone"))
    if wrong:
        raise ManyRefused(wrong) if len(wrong) > 1 else wrong[0]
    tied = _announcement_of(conn, desk, area, given.occurrence)
    return {"words": words, "phone": phone, "occurrence": given.occurrence if tied else "", "announcement": tied}


def _announcement_of(conn: Connection, desk: Desk, area: Area, occurrence: str) -> str:
    """Which announcement a time, or a play at once, is of that is told here; empty where it is none, or another
    commune's."""
    there = occurrences.get(conn, occurrence) if occurrence else None
    named = there.announcement if there is not None else announcement_of(commands.get(conn, occurrence))
    if not named:
        return ""
    told = notices(conn, desk, area, named)
    return named if any(it.occurrence == occurrence for one in told for it in one.times) else ""


def _wait(desk: Desk, code: str) -> None:
    """Floods are told to come again: what they would have sent stays where it was typed."""
    now_ms = desk.now_ms()
    waits = (
        desk.crowd.wait_ms(f"tell:{customer(desk.address)}", WRITING, now_ms),
        desk.crowd.wait_ms(f"told:{code}", TELLING, now_ms),
    )
    if wait := max(waits):
        raise Refused("feedback-wait", seconds=-(-wait // 1000))
