"""The compose form: what was typed, kept as it was typed, and the draft that it means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs

from starlette.datastructures import FormData

from controller.blanks import blank as blanks
from controller.broadcast.composition import PLAIN, of_document
from controller.broadcast.form import Draft
from controller.broadcast.relays import Wish
from controller.broadcast.speech import Speech
from controller.errors import Refused
from controller.people.who import Who
from controller.ports import Kind
from controller.store.announcements import Announcement, Audience
from controller.store.compositions import Composition
from controller.web import around_form, board_form, speech_form
from controller.web.around_form import USUAL, Around
from controller.web.repeats import EVERY, ONCE, OTHER, WEEKLY, Repeat, are_alike, are_clocks, from_texts, to_texts
from controller.web.speech_form import SILENT, Reading
from controller.web.visitors import several, word
from schedules.walltime import format_local, parse_local

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
    "lunar": "repeat",
    "days": "days",
    "every": "every",
    "more_times": "more_times",
    "until": "until",
    "count": "count",
    "holidays": "holidays",
    "klass": "klass",
    "volume": "volume",
    "readings": "voice",
    "relay_source": "relay_source",
    "relay_minutes": "relay_minutes",
    **{name: name for name in ("voice", *speech_form.NUMBERS, *around_form.FIELDS)},
    "between": "again",
    **board_form.FIELDS,
    "across": "across",
    "down": "down",
    "draft": "",
    "group_name": "group_name",
    **{f"gap-{gap.name}": f"gap-{gap.name}" for one in blanks.every() for gap in one.gaps},
}
"""The path's name of a field → the form's."""
WHEN_FIELDS = frozenset({"start", "days", "every", "more_times", "until", "count"})


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
    lunar_text: str = ""
    every: str = "1"
    days: tuple[str, ...] = WORKDAYS
    monthday: str = "1"
    nth: str = "-1"
    weekday: str = "FR"
    lunar_day: str = "10"
    lunar_month: str = "3"
    more_times: str = ""
    end: str = "never"
    """never, until, count."""
    until: str = ""
    count: str = ""
    holidays: str = "play"
    klass: str = "normal"
    volume: str = "70"
    edition: str = "0"
    seen: str = ""
    """What every part of the announcement was when it was opened; see `controller.web.meeting`."""
    speech: Reading = SILENT
    around: Around = USUAL
    relay_source: str = ""
    relay_minutes: str = "30"
    board: board_form.Typed = board_form.NOTHING
    way: str = ""
    """How it is told: blank, type, record, upload, relay; empty where nobody has chosen yet."""
    blank: str = ""
    """The blank whose gaps are filled; then title and text are its words."""
    gaps: Mapping[str, str] = field(default_factory=dict)
    lost_file: bool = False
    """A file was chosen and did not become a sound: the browser has forgotten it by now."""


def of_typed(typed: FormData, *, sound: str, lost_file: bool, picture: str = "", film: str = "") -> Form:
    """What was typed; ``sound`` is the master that counts now, ``picture`` the picture, ``film`` the film."""
    blank = blanks.get(word(typed, "blank"))
    gaps = {gap.name: word(typed, f"gap-{gap.name}").replace("\r\n", "\n") for gap in blank.gaps} if blank else {}
    title, text = blanks.filled(blank, gaps) if blank else (word(typed, "title"), word(typed, "text"))
    return Form(
        title=title,
        text=text.replace("\r\n", "\n"),
        way=word(typed, "way"),
        blank=blank.id if blank else "",
        gaps=gaps,
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
        lunar_text=word(typed, "lunar_text"),
        every=word(typed, "every", "1").strip(),
        days=several(typed, "days"),
        monthday=word(typed, "monthday", "1"),
        nth=word(typed, "nth", "-1"),
        weekday=word(typed, "weekday", "FR"),
        lunar_day=word(typed, "lunar_day", "10"),
        lunar_month=word(typed, "lunar_month", "3"),
        more_times=word(typed, "more_times").strip(),
        end=word(typed, "end", "until" if word(typed, "until") else "never"),
        until=word(typed, "until").strip(),
        count=word(typed, "count").strip(),
        holidays=word(typed, "holidays", "play"),
        klass=word(typed, "klass", "normal"),
        volume=word(typed, "volume").strip(),
        edition=word(typed, "edition", "0"),
        seen=word(typed, "seen")[:400],
        speech=speech_form.of_typed(typed),
        around=around_form.of_typed(typed),
        relay_source=word(typed, "relay_source"),
        relay_minutes=word(typed, "relay_minutes", "30").strip(),
        board=board_form.of_typed(typed, picture, film),
        lost_file=lost_file,
    )


def of_row(
    row: Announcement, whom: Audience, settled: Speech, made: Composition | None, relay: Wish | None = None
) -> Form:
    """What is there now; ``settled`` is how notices are read aloud in its commune, ``made`` what its sound is made of,
    ``relay`` what it carries."""
    day, _, clock = row.start_local.partition("T")
    repeat = from_texts(row.rrule, row.lunar, clock)
    return Form(
        title=row.title,
        text=row.text,
        # a sound that was read from the text goes with the text
        sound="" if row.speech or relay else (made.recording if made else None) or row.sound or "",
        page=row.page,
        show_minutes=str(row.show_minutes),
        areas=whom.areas,
        devices=whom.devices,
        date=day,
        time=clock,
        repeat=repeat.kind,
        rrule_text=repeat.text,
        lunar_text=repeat.lunar_text,
        every=repeat.every,
        days=repeat.days or WORKDAYS,
        monthday=repeat.monthday,
        nth=repeat.nth,
        weekday=repeat.weekday,
        lunar_day=repeat.lunar_day,
        lunar_month=repeat.lunar_month,
        more_times=", ".join(repeat.times),
        end="count" if repeat.count else "until" if repeat.until else "never",
        until=repeat.until,
        count=repeat.count,
        holidays=row.holidays,
        klass=row.klass,
        volume=str(row.volume),
        edition=str(row.edition),
        speech=speech_form.of_row(row.speech, settled),
        way="relay" if relay else "type" if row.speech or not row.sound else "upload",
        around=around_form.of_composition(of_document(made.around) if made else PLAIN, by_device=row.chime),
        relay_source=relay.source if relay else "",
        relay_minutes=str(relay.minutes) if relay else "30",
        board=board_form.of_row(row.board),
    )


def filled(form: Form, offer: str) -> Form:
    """The form with an offer of the page taken: ``start=2026-11-22T17:45``, or ``areas=thon-dong&devices=loa-1``."""
    given = parse_qs(offer, keep_blank_values=True)
    if "start" in given:
        start = format_local(parse_local(given["start"][0], "start"))
        return replace(form, date=start[:10], time=start[11:16])
    if "areas" in given or "devices" in given:
        return replace(form, areas=tuple(given.get("areas", ())), devices=tuple(given.get("devices", ())))
    return form


def draft_of(
    form: Form, who: Who, row: Announcement | None, kinds: Sequence[Kind], area: str = ""
) -> tuple[Draft, list[Refused]]:
    """The draft that the form means, and what in it is not even a number or a choice.

    What the form does not show (origin, lateness) stays as it was. ``kinds`` are the templates that there are.
    """
    wrong = [Refused("gap-missing", f"gap-{gap.name}", gap=f"{form.blank}/{gap.name}") for gap in _empty(form)]
    texts = to_texts(_repeat(form, wrong), form.time)
    if not (form.date and form.time) and (form.date or form.time):
        wrong.append(Refused("start-half", "start"))
    start = f"{form.date}T{form.time}" if form.date and form.time else ""
    draft = Draft(
        area=row.area if row else area or who.area,
        title=form.title,
        text=form.text,
        klass=form.klass,
        areas=form.areas,
        devices=form.devices,
        start=start,
        rrule=texts.rrule,
        lunar=texts.lunar,
        holidays="play" if form.repeat == ONCE else form.holidays,
        sound=None if form.no_sound else form.sound or None,
        page=form.page,
        show_minutes=_number(form.show_minutes, "show_minutes", 60, wrong),
        volume=_number(form.volume, "volume", 70, wrong),
        chime=form.around.by_device,
        speech=speech_form.wish_of(form.speech, wrong),
        composition=around_form.wish_of(form.around, wrong),
        board=board_form.choice_of(form.board, form.klass, kinds, wrong),
        relay=Wish(form.relay_source, _number(form.relay_minutes, "relay_minutes", 30, wrong))
        if form.relay_source
        else None,
    )
    if row is not None:
        draft = replace(draft, origin=row.origin, late=row.late, late_s=row.late_ms // 1000, resume=row.resume)
    return draft, wrong


def _empty(form: Form) -> Sequence[blanks.Gap]:
    blank = blanks.get(form.blank)
    return blanks.missing(blank, form.gaps) if blank else ()


def _repeat(form: Form, wrong: list[Refused]) -> Repeat:
    """The choices that count for this way of repeating, and what in them is not even a number or a time."""
    if form.repeat == WEEKLY and not form.days:
        wrong.append(Refused("days-none", "days"))
    if form.repeat in EVERY:
        _number(form.every, "every", 1, wrong)
    if form.repeat != ONCE and form.end == "count":
        _number(form.count, "count", 1, wrong)
    times = tuple(re.split(r"[\s,;]+", form.more_times)) if form.more_times and form.repeat not in (ONCE, OTHER) else ()
    if times and not are_clocks(times):
        wrong.append(Refused("bad-clock", "more_times", text=form.more_times[:40]))
        times = ()
    elif times and not are_alike([form.time, *times]):
        wrong.append(Refused("times-not-alike", "more_times"))
        times = ()
    return Repeat(
        kind=form.repeat,
        every=form.every,
        days=form.days or WORKDAYS,
        monthday=form.monthday,
        nth=form.nth,
        weekday=form.weekday,
        lunar_day=form.lunar_day,
        lunar_month=form.lunar_month,
        times=times if form.time else (),
        until=form.until if form.end == "until" else "",
        count=form.count if form.end == "count" else "",
        text=form.rrule_text if form.repeat == OTHER else "",
        lunar_text=form.lunar_text if form.repeat == OTHER else "",
    )


def _number(text: str, name: str, default: int, wrong: list[Refused]) -> int:
    if text.isascii() and text.isdigit() and len(text) < 9:
        return int(text)
    wrong.append(Refused("number-wanted", name))
    return default
