"""The compose form: what was typed, kept as it was typed, and the draft that it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.datastructures import FormData

from controller.broadcast.form import Draft
from controller.errors import Refused
from controller.people.who import Who
from controller.store.announcements import Announcement, Audience
from controller.web.repeats import ONCE, OTHER, WEEKLY, Repeat, from_rrule, to_rrule
from controller.web.visitors import several, word

WORKDAYS = ("MO", "TU", "WE", "TH", "FR")

FIELDS: Mapping[str, str] = {
    "title": "title",
    "text": "text",
    "sound": "sound_file",
    "file": "sound_file",
    "page": "page",
    "show_minutes": "show_minutes",
    "areas": "areas",
    "audience": "areas",
    "devices": "areas",
    "start": "start",
    "rrule": "repeat",
    "days": "days",
    "until": "until",
    "klass": "klass",
    "volume": "volume",
}
"""The path's name of a field → the form's."""


@dataclass(frozen=True, slots=True)
class Form:
    """Every field as text, whatever was typed."""

    title: str = ""
    text: str = ""
    sound: str = ""
    no_sound: bool = False
    page: bool = True
    show_minutes: str = "60"
    areas: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    date: str = ""
    time: str = ""
    repeat: str = ONCE
    rrule_text: str = ""
    days: tuple[str, ...] = WORKDAYS
    until: str = ""
    klass: str = "normal"
    volume: str = "70"
    chime: bool = True
    edition: str = "0"
    lost_file: bool = False
    """A file was chosen and did not become a sound: the browser has forgotten it by now."""


def of_typed(typed: FormData, *, sound: str, lost_file: bool) -> Form:
    """What was typed; ``sound`` is the master that counts now."""
    return Form(
        title=word(typed, "title"),
        text=word(typed, "text").replace("\r\n", "\n"),
        sound=sound,
        no_sound=bool(word(typed, "no_sound")),
        page=bool(word(typed, "page")),
        show_minutes=word(typed, "show_minutes").strip(),
        areas=several(typed, "areas"),
        devices=several(typed, "devices"),
        date=word(typed, "date").strip(),
        time=word(typed, "time").strip(),
        repeat=word(typed, "repeat", ONCE),
        rrule_text=word(typed, "rrule_text"),
        days=several(typed, "days"),
        until=word(typed, "until").strip(),
        klass=word(typed, "klass", "normal"),
        volume=word(typed, "volume").strip(),
        chime=bool(word(typed, "chime")),
        edition=word(typed, "edition", "0"),
        lost_file=lost_file,
    )


def of_row(row: Announcement, whom: Audience) -> Form:
    """What is there now."""
    day, _, clock = row.start_local.partition("T")
    repeat = from_rrule(row.rrule)
    return Form(
        title=row.title,
        text=row.text,
        sound=row.sound or "",
        page=row.page,
        show_minutes=str(row.show_minutes),
        areas=whom.areas,
        devices=whom.devices,
        date=day,
        time=clock,
        repeat=repeat.kind,
        rrule_text=repeat.text,
        days=repeat.days or WORKDAYS,
        until=repeat.until,
        klass=row.klass,
        volume=str(row.volume),
        chime=row.chime,
        edition=str(row.edition),
    )


def draft_of(form: Form, who: Who, row: Announcement | None) -> tuple[Draft, list[Refused]]:
    """The draft that the form means, and what in it is not even a number or a choice.

    What the form does not show (origin, lateness) stays as it was.
    """
    wrong: list[Refused] = []
    if form.repeat == WEEKLY and not form.days:
        wrong.append(Refused("days-none", "days"))
    if not (form.date and form.time) and (form.date or form.time):
        wrong.append(Refused("start-half", "start"))
    start = f"{form.date}T{form.time}" if form.date and form.time else ""
    repeat = Repeat(form.repeat, form.days or WORKDAYS, form.until, form.rrule_text if form.repeat == OTHER else "")
    draft = Draft(
        area=row.area if row else who.area,
        title=form.title,
        text=form.text,
        klass=form.klass,
        areas=form.areas,
        devices=form.devices,
        start=start,
        rrule=to_rrule(repeat),
        sound=None if form.no_sound else form.sound or None,
        page=form.page,
        show_minutes=_number(form.show_minutes, "show_minutes", 60, wrong),
        volume=_number(form.volume, "volume", 70, wrong),
        chime=form.chime,
    )
    if row is not None:
        draft = replace(draft, origin=row.origin, late=row.late, late_s=row.late_ms // 1000, resume=row.resume)
    return draft, wrong


def _number(text: str, name: str, default: int, wrong: list[Refused]) -> int:
    if text.isascii() and text.isdigit() and len(text) < 9:
        return int(text)
    wrong.append(Refused("number-wanted", name))
    return default
