"""The judge: plan, play reports, and the ear at each horn, against the oracle; one account for each occurrence and box.

Strict where the box had power, the time and the news; elsewhere what it says must be true: dark means dark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from controller.store import accounts, deliveries, exceptions, occurrences
from controller.store.accounts import Account
from controller.store.deliveries import Delivery
from controller.store.ladder import is_end
from controller.store.occurrences import Occurrence
from controller.store.tables import reports
from devices.profiles import profile
from schedules.announcement import AnnouncementId, occurrence_id
from tests.year.year_boxes import DAY, Box
from tests.year.year_due import Calendar, Due, is_open
from tests.year.year_ear import Heard
from tests.year.year_life import NARROW, TIGHT, WIDE
from tests.year.year_oracle import ms, wall
from tests.year.year_run import Reign

SECOND = 1_000
LEAD = 5_000
"""So long before a start a box must have power to be sure to begin in time."""
HORIZON = 14 * DAY
"""A timetable reaches so far at least."""
Pair = tuple[str, str]


@dataclass(slots=True)
class Verdict:
    """What was found. ``wrong`` are the disagreements, in words."""

    table: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    occurrences: int = 0
    plays: int = 0
    farthest: float = 0.0
    """Of all that began in time: the farthest from the agreed instant by true time, ms."""
    skews: Counter[int] = field(default_factory=Counter)
    """Of the same, by tenths of a second."""


@dataclass(frozen=True, slots=True)
class _Said:
    """All that the service has on record of one day's occurrences."""

    rows: Mapping[Pair, Delivery]
    times: Mapping[str, Occurrence]
    accounts: Mapping[str, list[Account]]
    starts: Mapping[Pair, int]
    ends: Mapping[Pair, int]


class Judge:
    """Compares day by day; a day is judged when its last account must be home."""

    def __init__(self, made: Reign, calendar: Calendar) -> None:
        self._made, self._calendar = made, calendar
        self.verdict = Verdict()
        self._claimed: set[str] = set()

    def day(self, day: date) -> None:
        """Everything that was due on a local day."""
        dues = {(self._id(due), due.box.name): due for due in self._calendar.day(day)}
        names = {name for name, _ in dues}
        said = self._said(names, day)
        self._claimed |= names
        self.verdict.occurrences += len(names)
        for pair, due in dues.items():
            heard = [one for one in self._made.ear.heard.get(pair[0], ()) if one.device == pair[1]]
            account = self._account(pair, due, said, heard)
            self.verdict.table[due.series.kind, account] += 1
            self.verdict.plays += bool(heard)
            self._twice(pair, said, heard)
        for pair, row in said.rows.items():
            if pair not in dues and row.kind != deliveries.WITHDRAWN:
                self._say(f"{pair[0]} at {pair[1]}: on record ({row.kind}, {row.rung}), and nobody is owed it")
        for name in names:
            for one in self._made.ear.heard.pop(name, ()):
                self._hours(dues.get((name, one.device)), name, one)
        self._made.ear.forget(day)

    def end(self) -> None:
        """What sounded and was never due."""
        first, last = (f"{day:%Y%m%d}" for day in (self._made.life.first, self._made.life.last))
        for name in self._made.ear.heard.keys() - {*self._made.office.ordered}:
            if "." not in name or first <= name.rpartition(".")[2][:8] <= last:
                self._say(f"{name} sounded {len(self._made.ear.heard[name])} times, and nobody asked for it")
        for one in self._made.ear.over:
            self._say(f"{one}: begun over another sound")

    # ------------------------------------------------------------------ one pair

    def _account(self, pair: Pair, due: Due, said: _Said, heard: list[Heard]) -> str:
        """The one account of an occurrence on a box; what does not agree is said."""
        row = said.rows.get(pair)
        if due.at is None:
            return self._silent(pair, due, said, row, heard)
        if row is None:
            self._say(f"{pair[0]} at {pair[1]}: due, and not on record")
            return "nothing"
        if row.kind != deliveries.OCCURRENCE:
            self._say(f"{pair[0]} at {pair[1]}: due, and on record as {row.kind}")
        if row.due_ms != due.at:
            self._say(f"{pair[0]} at {pair[1]}: planned for {wall(row.due_ms)}, due at {wall(due.at)}")
        if due.fate in ("moved", "paused"):
            self._told(pair, due, said)
        sure = is_sure(due)
        if due.series.page:
            return self._board(pair, due, row, sure)
        if sure:
            return self._on_time(pair, due, row, heard)
        return self._excused(pair, due, row, heard)

    def _on_time(self, pair: Pair, due: Due, row: Delivery, heard: list[Heard]) -> str:
        """It had power, the time and the news: it must have sounded whole, at the second."""
        assert due.at is not None
        if row.rung != "finished" or row.started_ms is None or not heard:
            self._say(f"{pair[0]} at {pair[1]}: {row.rung} {row.reason}, nothing stood against it")
            return f"{row.rung}: {row.reason or 'no reason'}"
        free = self._free(pair, due, heard)
        if free > due.at:
            if abs(heard[0].start - free) > SECOND:
                self._say(f"{pair[0]} at {pair[1]}: begun {wall(heard[0].start)}, the horn was free at {wall(free)}")
            return "played late: after one that was late"
        if abs(row.started_ms - due.at) > SECOND:
            self._say(f"{pair[0]} at {pair[1]}: reported {wall(row.started_ms)}, due at {wall(due.at)}")
        away = abs(heard[0].start - due.at)
        if away > max(SECOND, heard[0].bound):
            self._say(f"{pair[0]} at {pair[1]}: {away:.0f} ms off by true time, its clock claims {heard[0].bound}")
        self.verdict.farthest = max(self.verdict.farthest, away)
        self.verdict.skews[int(away // 100)] += 1
        sounded = sum(one.end - one.start for one in heard)
        length = 60_000 if due.fate == "changed" else due.series.length_ms
        if abs(sounded - length) > SECOND:
            self._say(f"{pair[0]} at {pair[1]}: sounded {sounded:.0f} ms of {length}")
        return {"planned": "played", "restored": "played", "moved-by-hand": "played, moved by people",
                "changed": "played, changed by people", "moved": "played, moved by the law",
                "paused": "played, paused for higher"}[due.fate]  # fmt: skip

    def _excused(self, pair: Pair, due: Due, row: Delivery, heard: list[Heard]) -> str:
        """Power, time or news may have been lacking: what is on record must be the truth."""
        assert due.at is not None
        heard_of_it = due.box.met_between(news_from(due), due.at)
        if not is_end(row.rung):
            if heard or (heard_of_it and row.held_ms is not None):
                self._say(f"{pair[0]} at {pair[1]}: no account, {row.rung} is all that is known")
                return "nothing"
            return "not reached: off line since it was agreed"
        if row.rung == "finished":
            if not heard:
                self._say(f"{pair[0]} at {pair[1]}: finished by its own word, and nobody heard it")
            late = (row.started_ms or 0) - due.at
            return "played" if abs(late) <= 2 * SECOND else "played late, or joined" if late > 0 else "played early"
        if not row.reason:
            self._say(f"{pair[0]} at {pair[1]}: {row.rung} without a reason")
        if row.rung == "missed" and heard:
            self._say(f"{pair[0]} at {pair[1]}: missed by its own word, and heard")
        patience = due.series.late_s * SECOND
        lies = {
            "dark": due.box.dark(due.at - LEAD, due.at + LEAD) is None and not may_seem_dark(due),
            "power-cut": due.box.dark(due.at, due.at + due.series.length_ms + patience + LEAD) is None,
        }
        if lies.get(row.reason):
            self._say(f"{pair[0]} at {pair[1]}: says {row.reason}, and had power")
        return f"{row.rung}: {row.reason}"

    def _board(self, pair: Pair, due: Due, row: Delivery, sure: bool) -> str:
        assert due.at is not None
        if row.shown_ms is not None:
            if sure and abs(row.shown_ms - due.at) > SECOND:
                self._say(f"{pair[0]} at {pair[1]}: shown {wall(row.shown_ms)}, due at {wall(due.at)}")
            return "shown"
        if sure:
            self._say(f"{pair[0]} at {pair[1]}: {row.rung} {row.reason}, and should have been shown")
        return f"{row.rung}: {row.reason or 'box dark or off line'}"

    def _silent(self, pair: Pair, due: Due, said: _Said, row: Delivery | None, heard: list[Heard]) -> str:
        """It must not sound, and somebody must find out why."""
        start = ms(due.original)
        if due.fate == "dropped":
            self._told(pair, due, said)
        if due.fate == "left-out" and not self._left_out(pair[0]):
            self._say(f"{pair[0]}: nothing says that it was left out")
        if not heard:
            if row is not None and row.kind != deliveries.WITHDRAWN and due.fate != "dropped":
                self._say(f"{pair[0]} at {pair[1]}: {due.fate}, and on record as {row.kind}, {row.rung}")
            return f"{due.fate}{': ' if due.why else ''}{due.why}"
        if due.box.met_between(due.since, start - LEAD):
            self._say(f"{pair[0]} at {pair[1]}: {due.fate}, and sounded all the same")
        return f"{due.fate}, but played: off line since"

    # ------------------------------------------------------------------ helpers

    def _free(self, pair: Pair, due: Due, own: list[Heard]) -> float:
        """From when on the horn was silent that had to sound: something before it may have begun late there."""
        assert due.at is not None
        others = (one for one in self._made.ear.on(due.original, pair[1]) if one not in own)
        return max([due.at, *(one.end for one in others if one.start < own[0].start and one.end > due.at + SECOND)])

    def _told(self, pair: Pair, due: Due, said: _Said) -> None:
        """What the law decided is on record with its reason."""
        rows = [one for one in said.accounts.get(pair[0], ()) if one.devices is None or pair[1] in one.devices]
        codes = {code for one in rows for code, _ in one.findings}
        if due.why not in codes:
            self._say(f"{pair[0]} at {pair[1]}: {due.why} is not on record, {sorted(codes) or 'nothing'} is")

    def _left_out(self, name: str) -> bool:
        announcement, original = name.split(".")
        with self._made.village.desk.store.read() as conn:
            held = exceptions.of_announcement(conn, announcement, exceptions.AGREED)
        return any(one.translate({ord("-"): None, ord(":"): None}).lower() == original for one in held)

    def _twice(self, pair: Pair, said: _Said, heard: list[Heard]) -> None:
        if sum(one.skip == 0 for one in heard) > 1:
            self._say(f"{pair[0]} at {pair[1]}: begun {[str(wall(one.start)) for one in heard]}")
        if said.starts.get(pair, 0) > max(1, len(heard)) or said.ends.get(pair, 0) > 1:
            self._say(f"{pair[0]} at {pair[1]}: {said.starts.get(pair, 0)} starts, {said.ends.get(pair, 0)} ends told")

    def _hours(self, due: Due | None, name: str, one: Heard) -> None:
        if due is None:
            self._say(f"{name} at {one.device}: sounded, and is not for this box")
        elif due.series.klass != "emergency":
            tight = due.box.home(round(one.start)) == TIGHT and self._tight(round(one.start))
            slack = timedelta(milliseconds=max(SECOND, one.bound))
            if not is_open((NARROW if tight else WIDE)["windows"], wall(one.start) + slack, wall(one.end) - slack):
                self._say(f"{name} at {one.device}: sounded at {wall(one.start)}, outside the hours")

    def _tight(self, at: int) -> bool:
        act = next((act for act in self._made.life.acts if act.what == "hours"), None)
        return act is not None and ms(act.when) + 2 * DAY <= at

    def _id(self, due: Due) -> str:
        return occurrence_id(AnnouncementId(self._made.office.ids[due.series.key]), due.original)

    def _said(self, names: Iterable[str], day: date) -> _Said:
        since = ms(datetime.combine(day, datetime.min.time()))
        ids = list(names)
        with self._made.village.desk.store.read() as conn:
            rows: dict[Pair, Delivery] = {}
            for found in (deliveries.of_subjects(conn, ids), self._due_between(conn, since, since + DAY)):
                rows |= {(one.subject, one.device): one for one in found}
            where = (reports.c.subject.in_(ids),)
            told = conn.execute(
                select(reports.c.subject, reports.c.device, reports.c.rung, func.count())
                .where(*where)
                .group_by(reports.c.subject, reports.c.device, reports.c.rung)
            ).all()
            starts: Counter[Pair] = Counter()
            ends: Counter[Pair] = Counter()
            for subject, device, rung, number in told:
                starts[subject, device] += number * (rung == "started")
                ends[subject, device] += number * is_end(rung)
            known, kept = occurrences.many(conn, ids), accounts.of_occurrences(conn, ids)
        return _Said(rows, known, kept, starts, ends)

    def _due_between(self, conn: Any, since: int, until: int) -> list[Delivery]:
        due = {one.id for one in occurrences.between(conn, since, until)}
        found = deliveries.of_subjects(conn, due)
        return [one for one in found if since <= one.due_ms < until]

    def _say(self, what: str) -> None:
        self.verdict.wrong.append(what)


def is_sure(due: Due) -> bool:
    """Whether nothing kept this box from it: it had power, the time and the news."""
    assert due.at is not None
    box, end = due.box, due.at + due.series.length_ms + LEAD
    lead = LEAD + profile(box.model).warmup_ms
    return (
        box.dark(due.at - lead, end) is None
        and knows_the_time(box, due.at - lead)
        and box.met_between(news_from(due), due.at - lead)
    )


def news_from(due: Due) -> int:
    """From when on a timetable that a box hears has this in it: since it is known, and near enough."""
    assert due.at is not None
    return max(due.since, due.at - HORIZON)


def may_seem_dark(due: Due) -> bool:
    """Whether it had power but not the time, or not the timetable, and was switched off again before it learnt it: to
    such a box all that was before its last start is darkness."""
    assert due.at is not None
    box, at = due.box, due.at
    met = (close for open_, close in box.met if open_ > at and box.met_between(open_, close))
    learnt = min(met, default=1 << 60)
    ready = knows_the_time(box, at) and box.met_between(news_from(due), at)
    return not ready and box.dark(at, learnt) is not None


def knows_the_time(box: Box, at: int) -> bool:
    """Whether its clock is to be trusted: by its battery, or because it was on line since it has power."""
    last = max((cut for cut in box.cuts if cut.on <= at), key=lambda cut: cut.on, default=None)
    if last is None or (last.clock and profile(box.model).rtc):
        return True
    return box.met_between(last.on, at)
