"""Programmes and their slots as the API tells them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from controller.api.models import programmes as models
from controller.api.remarked import both
from controller.broadcast import value
from controller.broadcast.programmes.outlook import Outlook
from controller.broadcast.programmes.slots import Slot, rows_of
from controller.broadcast.programmes.value import is_agreed, programme
from controller.people.who import Who, may
from controller.store import areas
from controller.store.announcements import Announcement as Row
from controller.store.programmes import Listed
from controller.words.lengths import encoded, offered
from schedules.fingerprint import list_fingerprint
from schedules.programme_offers import Offer


def steps_of(conn: Connection, who: Who, listed: Listed) -> list[str]:
    """What this person could do with it now."""
    row, path = listed[0], areas.known(conn, listed[0].area).path
    waits = may(who, "approve", path) and not is_agreed(listed)
    steps = {
        "edit": may(who, "write", path),
        "agree": waits and who.user_id not in row.editors,
        "return": waits and not row.reason,
        "remove": may(who, "cancel", path),
    }
    return sorted(name for name, can in steps.items() if can)


def told(conn: Connection, who: Who, listed: Listed) -> models.Programme:
    """One programme with its list."""
    (row, lines), wanted = listed, programme(listed)
    rows = rows_of(conn, wanted)
    same = {name: getattr(row, name) for name in models.Programme.model_fields if hasattr(row, name)}
    return models.Programme(
        **same,
        start=row.start_local,
        entries=[
            models.Entry(
                announcement=one.announcement,
                title=rows[one.announcement].title,
                state=rows[one.announcement].state,
                gap_s=one.gap_s,
                repeats=one.repeats,
                pause_s=one.pause_s,
            )
            for one in lines
        ],
        in_force=is_agreed(listed),
        fingerprint=list_fingerprint(wanted),
        steps=steps_of(conn, who, listed),
    )


def said(seen: Outlook) -> models.ProgrammeOutlook:
    """An outlook in sentences of both languages."""
    return models.ProgrammeOutlook(remarks=both(seen.refusals, seen.notes))


def slot(one: Slot, rows: Mapping[str, Row]) -> models.Slot:
    """One slot, filled."""
    layout = one.layout
    return models.Slot(
        start_ms=value.ms(layout.slot.start),
        end_ms=value.ms(layout.slot.end),
        total_ms=round(layout.total.total_seconds() * 1000),
        turns=layout.turn.of,
        over_ms=round(layout.overrun.total_seconds() * 1000),
        places=[
            models.Place(
                number=place.number,
                announcement=place.entry.announcement,
                title=rows[place.entry.announcement].title,
                state=rows[place.entry.announcement].state,
                start_ms=value.ms(place.start),
                length_ms=round(place.length.total_seconds() * 1000),
            )
            for place in layout.places
        ],
        offers=[_offer(it) for it in one.offers],
    )


def _offer(one: Offer) -> models.Offer:
    text = encoded([one])
    return models.Offer(
        way=one.way.value,
        number=one.number or None,
        last=one.last or None,
        count=one.count or None,
        start=f"{one.start:%Y-%m-%dT%H:%M}" if one.start else None,
        detail=offered(text, "vi"),
        detail_en=offered(text, "en"),
    )
