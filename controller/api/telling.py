"""Announcements as the API tells them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from controller.api.models.announcements import Announcement
from controller.api.models.compositions import Arrangement
from controller.api.models.relays import Carried
from controller.api.models.sequences import Account
from controller.broadcast import relays
from controller.broadcast.desk import Desk
from controller.broadcast.found import case_of
from controller.broadcast.history import Times
from controller.broadcast.submit import Outlook, of_objection
from controller.broadcast.value import rule_of
from controller.errors import Refused
from controller.people.who import Who
from controller.places.telling import names_of
from controller.store import announcements, compositions
from controller.store.announcements import Announcement as Row
from controller.store.announcements import Audience
from controller.store.compositions import Composition
from controller.store.media import Medium
from controller.words import fates, offers
from controller.words import rules as rule_words
from schedules import errors as law
from schedules.lifecycle import Actor, Role, allowed
from schedules.offers import Offer


def steps_of(row: Row, who: Who) -> list[str]:
    """What this person could do with it now: the same law that judges the step itself."""
    return sorted(action.value for action in allowed(case_of(row), Actor(who.user_id, Role(who.role))))


def told(conn: Connection, who: Who, rows: Sequence[Row]) -> list[Announcement]:
    """Rows with their audiences and with what the person may do."""
    audiences = announcements.audiences(conn, [row.id for row in rows])
    sounds = [row.sound for row in rows if row.sound is not None]
    carried, around = relays.carried(conn, sounds), compositions.of_sounds(conn, sounds)
    return [
        _one(
            row,
            audiences.get(row.id, Audience()),
            steps_of(row, who),
            carried.get(row.sound or ""),
            around.get(row.sound or ""),
        )
        for row in rows
    ]


def arrangement(made: Composition | None) -> Arrangement | None:
    """What a sound is made of; None where nothing is around it."""
    return Arrangement(**made.around, recording=made.recording, parts=made.parts) if made is not None else None


def _one(
    row: Row, whom: Audience, steps: list[str], carries: Medium | None, around: Composition | None
) -> Announcement:
    same = {name: getattr(row, name) for name in Announcement.model_fields if name in Row.__slots__}
    return Announcement(
        **same,
        areas=list(whom.areas),
        devices=list(whom.devices),
        start=row.start_local,
        when=in_words(row, "vi"),
        when_en=in_words(row, "en"),
        late_s=row.late_ms // 1000,
        steps=steps,
        composition=arrangement(around),
        relay=Carried(name=carries.name, **carries.facts) if carries is not None else None,
    )


def in_words(row: Row, lang: str, today: date | None = None) -> str:
    """When it is due, as a sentence; empty for a rule that an older program let through and this one cannot read."""
    try:
        return rule_words.sentence(rule_of(row), lang, today)
    except law.Refused:
        return ""


def remarks(seen: Outlook) -> list[tuple[Refused, bool]]:
    """What an outlook says: what stands against the announcement (True), and what is only worth knowing."""
    against = [(one, True) for one in (*seen.refusals, *(of_objection(one, seen.titles) for one in seen.objections))]
    notes = (*(of_objection(one, seen.titles) for one in seen.notes), *seen.aside)
    found = [*against, *((one, False) for one in notes)]
    if seen.offers:  # the nearest of the hours alone would be one time too many
        for one, _ in found:
            one.params.pop("nearest", None)
    return found


def offered(conn: Connection, seen: Outlook, langs: Sequence[str]) -> list[tuple[Offer, list[str]]]:
    """What would help, in sentences of these languages."""
    if not seen.offers or seen.mine is None:
        return []
    names = names_of(conn)
    return [(one, [offers.sentence(one, seen.mine, names, lang) for lang in langs]) for one in seen.offers]


def account_lines(desk: Desk, times: Sequence[Times]) -> list[Account]:
    """What became of these times, in sentences of both languages."""
    rows = [row for one in times for row in one.accounts]
    with desk.store.read() as conn:
        titles = announcements.titles(conn, fates.rivals(found for row in rows for found in row.findings))
    return [
        Account(
            occurrence=row.occurrence,
            kind=row.kind,  # type: ignore[arg-type]
            due_ms=row.due_ms,
            start_ms=row.start_ms,
            devices=row.devices,
            codes=[code for code, _ in row.findings],
            detail=fates.told(row.findings, titles, "vi"),
            detail_en=fates.told(row.findings, titles, "en"),
        )
        for row in rows
    ]
