"""The form of a programme: what was typed, kept as it was typed, its lines moved about, and the draft that it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.datastructures import FormData

from controller.broadcast.programmes.form import Draft
from controller.errors import Refused
from controller.store.programmes import Line, Listed
from controller.web.repeats import DAILY, ONCE, OTHER, WEEKLY, Repeat, from_texts, to_texts
from controller.web.visitors import several, word
from schedules.programme import MOST_ENTRIES
from schedules.programme_offers import Way

FIELDS: Mapping[str, str] = {
    "name": "name",
    "start": "start",
    "rrule": "repeat",
    "lunar": "repeat",
    "days": "days",
    "until": "until",
    "minutes": "minutes",
    "entries": "entries",
}
"""The path's name of a field → the form's."""
SAID = frozenset({ONCE, DAILY, WEEKLY, OTHER})
"""Ways of repeating that this form knows."""
EMPTY = 2
"""Lines without an announcement that are offered at the end."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One line as it was typed."""

    announcement: str = ""
    gap_s: str = "0"
    repeats: str = "1"
    pause_s: str = "0"


@dataclass(frozen=True, slots=True)
class Form:
    """Every field as text, whatever was typed. Rules that it cannot say, and ``holidays``, are kept as they are."""

    name: str = ""
    date: str = ""
    time: str = ""
    repeat: str = DAILY
    rrule_text: str = ""
    days: tuple[str, ...] = ()
    until: str = ""
    lunar_text: str = ""
    holidays: str = "play"
    minutes: str = "30"
    lines: tuple[Typed, ...] = ()
    edition: str = "0"


def of_typed(typed: FormData) -> Form:
    """What was typed."""
    columns = [several(typed, name) for name in ("announcement", "gap_s", "repeats", "pause_s")]
    lines = [Typed(*(value.strip()[:64] for value in line)) for line in zip(*columns, strict=False)]
    return Form(
        name=word(typed, "name"),
        date=word(typed, "date").strip(),
        time=word(typed, "time").strip(),
        repeat=word(typed, "repeat", DAILY),
        rrule_text=word(typed, "rrule_text"),
        days=several(typed, "days"),
        until=word(typed, "until").strip(),
        lunar_text=word(typed, "lunar_text"),
        holidays=word(typed, "holidays", "play"),
        minutes=word(typed, "minutes").strip(),
        lines=tuple(line for line in lines if line.announcement)[: MOST_ENTRIES + 1],
        edition=word(typed, "edition", "0"),
    )


def of_listed(listed: Listed) -> Form:
    """What is there now."""
    row, lines = listed
    day, _, clock = row.start_local.partition("T")
    repeat = _kept(from_texts(row.rrule, row.lunar, clock), row.rrule, row.lunar)
    return Form(
        name=row.name,
        date=day,
        time=clock,
        repeat=repeat.kind,
        rrule_text=repeat.text,
        days=repeat.days,
        until=repeat.until,
        lunar_text=repeat.lunar_text,
        holidays=row.holidays,
        minutes=str(row.minutes),
        lines=tuple(Typed(one.announcement, str(one.gap_s), str(one.repeats), str(one.pause_s)) for one in lines),
        edition=str(row.edition),
    )


def _kept(repeat: Repeat, rrule: str | None, lunar: str | None) -> Repeat:
    """The choices, where this form has them; else the texts."""
    plain = Repeat(repeat.kind, days=repeat.days, until=repeat.until)
    same = repeat.kind in (ONCE, DAILY, WEEKLY) and repeat == plain
    return repeat if same else Repeat(OTHER, text=rrule or "", lunar_text=lunar or "")


def moved(form: Form, do: str) -> Form:
    """The form after one of the buttons ``up-2``, ``down-2``, ``out-2`` of a line, or ``take-`` with an offer (as
    `words.lengths.encoded` writes it); anything else changes nothing."""
    what, _, number = do.partition("-")
    if what == "take":
        return took(form, number)
    index = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 4 else -1
    lines = list(form.lines)
    if not 0 <= index < len(lines):
        return form
    line = lines.pop(index)
    if what == "out":
        return replace(form, lines=tuple(lines))
    lines.insert(max(index + {"up": -1, "down": 1}.get(what, 0), 0), line)
    return replace(form, lines=tuple(lines))


_OFFER = re.compile(r"([a-z-]{1,12})/(\d{1,4})/(\d{1,4})/(\d{1,5})/(\d\d:\d\d)?", re.ASCII)


def took(form: Form, offer: str) -> Form:
    """The form after the step that an offer names, as `programme_offers.taken` takes it."""
    found = _OFFER.fullmatch(offer)
    if found is None:
        return form
    way, clock, lines = found[1], found[5] or "", list(form.lines)
    number, last, count = (int(found[group]) for group in (2, 3, 4))
    match way:
        case Way.FEWER if 0 < number <= len(lines):
            lines[number - 1] = replace(lines[number - 1], repeats=str(count))
        case Way.LEAVE_OUT if number > 0:
            del lines[number - 1 : max(number, last)]
        case Way.CLOSER:
            lines = [replace(line, gap_s="0") for line in lines]
        case Way.LONGER:
            return replace(form, minutes=str(count))
        case Way.START if clock:
            return replace(form, minutes=str(count), time=clock)
    return replace(form, lines=tuple(lines))


def draft_of(form: Form, area: str) -> tuple[Draft, list[Refused]]:
    """The draft that the form means, and what in it is not even a number or a choice."""
    wrong: list[Refused] = []
    if form.repeat == WEEKLY and not form.days:
        wrong.append(Refused("days-none", "days"))
    if bool(form.date) != bool(form.time):
        wrong.append(Refused("start-half", "start"))
    repeat = Repeat(form.repeat, days=form.days, until=form.until, text=form.rrule_text, lunar_text=form.lunar_text)
    texts = to_texts(repeat if form.repeat in SAID else Repeat(), form.time)
    lines = []
    for index, line in enumerate(form.lines):
        numbers = {
            name: _number(getattr(line, name), f"entries.{index}.{name}", least, wrong)
            for name, least in (("gap_s", 0), ("repeats", 1), ("pause_s", 0))
        }
        lines.append(Line(line.announcement, **numbers))
    draft = Draft(
        area=area,
        name=form.name,
        start=f"{form.date}T{form.time}" if form.date and form.time else "",
        minutes=_number(form.minutes, "minutes", 30, wrong),
        lines=tuple(lines),
        rrule=texts.rrule,
        lunar=texts.lunar,
        holidays="play" if form.repeat == ONCE else form.holidays,
    )
    return draft, wrong


def _number(text: str, name: str, default: int, wrong: list[Refused]) -> int:
    if text.isascii() and text.isdigit() and len(text) < 9:
        return int(text)
    wrong.append(Refused("number-wanted", name))
    return default
