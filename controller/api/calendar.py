"""An agenda as an iCalendar file (RFC 5545), for calendar programs; the library folds the lines and escapes the words.

One event for each time, not one for each rule: what is moved, shortened or dropped differs from time to time. Instants
are in UTC. There is no METHOD, so DTSTAMP says when the event was revised last, and stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import STATUS, TRANSP, Calendar, Event

from controller.api.plan_words import words_of
from controller.broadcast.agenda import Agenda, Entry
from controller.broadcast.desk import Desk
from controller.broadcast.revise import revised
from controller.store.revisions import Revision
from controller.words import say

PRODUCT = "-//Tieng Lang//Lich phat//VI"
DOMAIN = "tieng-lang"
AGAIN = timedelta(hours=1)
MARKED = frozenset({"cancelled", "dropped", "asks"})
"""States that stand in the title, because few programs show a status."""
STATUSES: Mapping[str, STATUS] = {
    "cancelled": STATUS.CANCELLED,
    "dropped": STATUS.CANCELLED,
    "asks": STATUS.TENTATIVE,
}
"""All others are confirmed."""
BACK_DAYS = 14
"""So far back a feed tells what was; what it does not tell any more, calendar programs forget."""


def feed(desk: Desk, agenda: Agenda, where: Mapping[str, str], public_url: str, lang: str) -> bytes:
    """The file. ``where`` are the places of announcements, by id."""
    told = {uid_of(one, agenda): _content(one, agenda, where, lang) for one in agenda.entries}
    name = say("ical-name", lang, name=agenda.target.name)
    uid = f"{agenda.target.code}.{DOMAIN}"
    made = Calendar.new(name=name, prodid=PRODUCT, language=lang, refresh_interval=AGAIN, uid=uid)
    made.add("x-wr-calname", name)  # what programs read that do not know RFC 7986
    made.add("x-wr-timezone", agenda.target.zone)
    made.add("x-published-ttl", "PT1H")
    for one in revised(desk, told):
        made.add_component(_event(one, public_url))
    body: bytes = made.to_ical()
    return body


def uid_of(entry: Entry, agenda: Agenda) -> str:
    """The same for ever: the occurrence's id, and whose agenda it is."""
    return f"{entry.occurrence}@{agenda.target.code}.{DOMAIN}"


def _content(entry: Entry, agenda: Agenda, where: Mapping[str, str], lang: str) -> dict[str, Any]:
    row = entry.announcement
    title = row.title
    if entry.state in MARKED:
        title = say(f"ical-{entry.state}", lang, title=title)
    klass = say(f"class-{row.klass}", lang)
    lines = [say("ical-class", lang, **{"class": klass}), *words_of(entry, agenda, lang)]
    return {
        "start_ms": entry.start_ms,
        "end_ms": max(entry.end_ms, entry.start_ms),
        "announcement": row.id,
        "title": title,
        "words": "\n".join(lines),
        "where": where.get(row.id, ""),
        "class": klass,
        "status": STATUSES.get(entry.state, STATUS.CONFIRMED).value,
    }


def _event(one: Revision, public_url: str) -> Event:
    said = one.content
    changed = _instant(one.changed_ms - one.changed_ms % 1000)
    return Event.new(
        uid=one.uid,
        start=_instant(said["start_ms"]),
        end=_instant(said["end_ms"]),
        stamp=changed,
        last_modified=changed,
        sequence=one.sequence,
        summary=said["title"],
        description=said["words"],
        location=said["where"] or None,
        categories=[said["class"]],
        status=STATUS(said["status"]),
        transparency=TRANSP.TRANSPARENT,
        url=f"{public_url}/announcements/{said['announcement']}",
    )


def _instant(ms: int) -> datetime:
    return datetime.fromtimestamp(ms // 1000, UTC)
