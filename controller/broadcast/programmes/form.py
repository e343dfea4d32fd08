"""A form becomes a programme: every mistake in it is named at once. What is agreed already stays in force if it can."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from controller.broadcast.desk import Desk
from controller.broadcast.form import of_law, short
from controller.broadcast.programmes.found import programme_for
from controller.broadcast.programmes.outlook import Outlook, outlook
from controller.broadcast.programmes.value import is_agreed, programme
from controller.errors import Clash, ManyRefused, Refused
from controller.people.who import Who, require
from controller.store import areas, audit, programmes
from controller.store.areas import Area
from controller.store.programmes import Line, Listed
from schedules import errors as law
from schedules.announcement import OnHolidays, Rule
from schedules.programme import Entry, Programme
from schedules.walltime import format_local, parse_local

UNSAVED = "p-unsaved"
LONGEST_NAME = 160


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person filled in; ``start`` is the first slot's wall time, ``lines`` the list in its order."""

    area: str
    name: str
    start: str
    minutes: int
    lines: tuple[Line, ...]
    rrule: str | None = None
    lunar: str | None = None
    holidays: str = "play"


def compose(desk: Desk, who: Who, draft: Draft) -> Listed:
    """A new programme, not in force before a leader has agreed to its slots. Raises `ManyRefused`."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        area = areas.known(conn, draft.area)
        require(who, "write", area.path)
        wanted = wished(draft, area, f"p{short()}")
        _refuse(outlook(conn, desk, who, wanted))
        row = programmes.Programme(
            **_columns(wanted),
            id=wanted.id,
            area=wanted.area,
            maker=who.user_id,
            editors=[who.user_id],
            created_ms=now_ms,
            changed_ms=now_ms,
        )
        programmes.add(conn, row, draft.lines)
        audit.append(conn, now_ms, who.login, "programme-make", row.id, told(wanted), address=desk.address)
    _changed(desk, row.id)
    return row, draft.lines


def edit(desk: Desk, who: Who, id: str, draft: Draft, edition: int) -> Listed:
    """Change it. Its slots and more repetitions must be agreed to anew; order, gaps and names need nobody.

    Raises `Clash` where somebody else changed it since ``edition``.
    """
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        old = programme_for(conn, who, id, "write")
        wanted = wished(draft, areas.known(conn, old[0].area), id)
        _refuse(outlook(conn, desk, who, wanted))
        agreed = {one.announcement: one.agreed_repeats for one in old[1]}
        lines = tuple(replace(one, agreed_repeats=agreed.get(one.announcement, 1)) for one in draft.lines)
        new = replace(old[0], **_columns(wanted), edition=edition + 1, changed_ms=now_ms, reason="")
        columns = _columns(wanted) | {"editors": _makers(old, (new, lines), who), "reason": ""}
        if not programmes.edit(conn, id, edition, now_ms, lines, **columns):
            raise Clash("programme-edited-meanwhile")
        detail = {"was": told(programme(old)), "is": told(wanted)}
        audit.append(conn, now_ms, who.login, "programme-edit", id, detail, address=desk.address)
    _changed(desk, id)
    return new, lines


def check(desk: Desk, who: Who, draft: Draft, id: str = UNSAVED) -> Outlook:
    """Look at a form as saving it would, and change nothing. ``id`` of the one that it would change."""
    with desk.store.read() as conn:
        area = areas.known(conn, draft.area)
        require(who, "write", area.path)
        try:
            wanted = wished(draft, area, id)
        except ManyRefused as wrong:
            return Outlook(wrong.refusals)
        return outlook(conn, desk, who, wanted)


def remove(desk: Desk, who: Who, id: str, edition: int) -> None:
    """Take a programme away: what stood in it sounds by its own rules from now on."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        old = programme_for(conn, who, id, "cancel")
        if not programmes.remove(conn, id, edition):
            raise Clash("programme-edited-meanwhile")
        audit.append(conn, now_ms, who.login, "programme-remove", id, told(programme(old)), address=desk.address)
    _changed(desk, id)


def wished(draft: Draft, area: Area, id: str) -> Programme:
    """The programme that a form means. Raises `ManyRefused` with all that cannot be built."""
    wrong: list[Refused] = []
    name = " ".join(draft.name.split())
    if not name:
        wrong.append(Refused("name-blank", "name"))
    if len(name) > LONGEST_NAME:
        wrong.append(Refused("field-too-long", "name", name="name", limit=LONGEST_NAME))
    rule = _rule(draft, area.zone, wrong)
    entries = _entries(draft.lines, wrong)
    stand_in = rule or Rule(parse_local("2000-01-01T00:00"), area.zone)
    for minutes in (draft.minutes, 1):  # a wrong length must not hide what is wrong with the list
        try:
            made = Programme(id, area.code, name, stand_in, minutes, entries)
        except law.Refused as refused:
            wrong.append(of_law(refused))
            if refused.field == "minutes":
                continue
        else:
            if not wrong:
                return made
        break
    raise ManyRefused(wrong)


def _rule(draft: Draft, zone: str, wrong: list[Refused]) -> Rule | None:
    if not draft.start:
        wrong.append(Refused("start-missing", "start"))
        return None
    if draft.holidays not in set(OnHolidays):
        known = ", ".join(OnHolidays)
        wrong.append(Refused("unknown-word", "holidays", word=draft.holidays, known=known))
        return None
    try:
        start = parse_local(draft.start, "start")
        lunar, holidays = draft.lunar or None, OnHolidays(draft.holidays)
        return Rule(start, zone, draft.rrule or None, lunar=lunar, holidays=holidays)
    except law.Refused as refused:
        wrong.append(of_law(refused))
        return None


def _entries(lines: Sequence[Line], wrong: list[Refused]) -> tuple[Entry, ...]:
    """The list; a line with a number that cannot be stands there with none, so that the others are judged too."""
    entries = []
    for index, line in enumerate(lines):
        given: Mapping[str, int] = {name: getattr(line, name) for name in ("gap_s", "repeats", "pause_s")}
        good: dict[str, int] = {}
        for name, number in given.items():
            try:
                Entry(line.announcement, **{name: number})
                good[name] = number
            except law.Refused as refused:
                wrong.append(Refused(refused.code, f"entries.{index}.{name}", **refused.params))
        entries.append(Entry(line.announcement, **good))
    return tuple(entries)


def _columns(wanted: Programme) -> dict[str, Any]:
    rule = wanted.rule
    return {
        "name": wanted.name,
        "start_local": format_local(rule.start),
        "zone": rule.zone,
        "rrule": rule.rrule,
        "lunar": rule.lunar,
        "holidays": rule.holidays.value,
        "minutes": wanted.minutes,
    }


def _makers(old: Listed, new: Listed, who: Who) -> list[str]:
    """Who made what a leader is to agree to: nobody new where nothing needs it; a first change begins the list anew."""
    if is_agreed(new):
        return old[0].editors
    before: Iterable[str] = () if is_agreed(old) else old[0].editors
    return sorted({*before, who.user_id})


def told(one: Programme) -> dict[str, object]:
    """All of it, for the log."""
    lines = [[it.announcement, it.gap_s, it.repeats, it.pause_s] for it in one.entries]
    return {
        "name": one.name,
        "start": format_local(one.rule.start),
        "rule": one.rule.rrule or one.rule.lunar or "",
        "holidays": one.rule.holidays.value,
        "minutes": one.minutes,
        "list": lines,
    }


def _refuse(seen: Outlook) -> None:
    if seen.refusals:
        raise ManyRefused(seen.refusals)


def _changed(desk: Desk, id: str) -> None:
    desk.bus.say("programme", id=id)
    desk.nudge("render")
    desk.nudge("plan")
