"""As last time: an old announcement as a new form, at the next time like its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection

from controller.broadcast import board, composition, relays, value
from controller.broadcast.desk import Desk
from controller.broadcast.form import Draft, compose
from controller.broadcast.found import announcement_for
from controller.broadcast.speech import Wish, of_document
from controller.broadcast.submit import TO_AGREE
from controller.people.who import Who
from controller.store import announcements, compositions
from controller.store.announcements import Announcement
from schedules.again import again
from schedules.walltime import format_local


def shifted(conn: Connection, desk: Desk, row: Announcement) -> Announcement:
    """The row, begun anew at the next time like its own that somebody can still agree to."""
    rule = again(value.rule_of(row), value.instant(desk.now_ms()) + TO_AGREE, value.holidays(conn))
    return replace(row, start_local=format_local(rule.start), rrule=rule.rrule, lunar=rule.lunar)


def copy(desk: Desk, who: Who, id: str) -> Announcement:
    """A new draft with the same words, sound and places. Raises what `compose` raises."""
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "read")
        draft = _drafted(conn, shifted(conn, desk, row))
    return compose(desk, who, draft, like=id)


def _drafted(conn: Connection, row: Announcement) -> Draft:
    whom = announcements.audience_of(conn, row.id)
    made = compositions.of_sound(conn, row.sound)
    facts = relays.facts_of(conn, row.sound)
    return Draft(
        area=row.area,
        title=row.title,
        text=row.text,
        klass=row.klass,
        origin=row.origin,
        areas=whom.areas,
        devices=whom.devices,
        start=row.start_local,
        rrule=row.rrule,
        lunar=row.lunar,
        holidays=row.holidays,
        sound=None if row.speech or facts else (made.recording if made else None) or row.sound,
        page=row.page,
        show_minutes=row.show_minutes,
        volume=row.volume,
        chime=row.chime,
        late=row.late,
        late_s=row.late_ms // 1000,
        resume=row.resume,
        speech=_wish(row.speech) if row.speech else None,
        board=board.of_document(row.board),
        relay=relays.wish_of(facts) if facts else None,
        composition=composition.wish_of(composition.of_document(made.around) if made else composition.PLAIN),
    )


def _wish(said: Mapping[str, Any]) -> Wish:
    speech = of_document(said)
    return Wish(**{one.name: getattr(speech, one.name) for one in fields(Wish)})
