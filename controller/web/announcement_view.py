"""What the announcement pages show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from controller.api.problems import sentence
from controller.api.telling import in_words, remarks, steps_of
from controller.broadcast import history, looks
from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for
from controller.broadcast.order import answerable, open_questions
from controller.broadcast.submit import outlook
from controller.broadcast.verdict import Verdict
from controller.people.who import Who, may
from controller.store import accounts, announcements, compositions, media, proofs
from controller.store.accounts import Account
from controller.store.announcements import Announcement, Audience
from controller.store.deliveries import Delivery
from controller.store.ladder import RANKS, is_end
from controller.store.occurrences import Occurrence
from controller.web import (
    feedback_view,
    hear_view,
    looks_view,
    made_view,
    moments,
    programme_view,
    single_view,
    sound_view,
)
from controller.web.order_view import asked, where
from controller.web.sights import Names, people, reach, worded
from controller.words import codes, lengths, outcomes, say
from controller.words import fates as words
from controller.words.instants import wall
from devices.relay import KIND
from schedules.questions import announcement_of

SHOWN_TIMES = 6
SHOWN_DEVICES, SHOWN_BESIDE = 40, 8
"""Boxes that are shown of the last time, and of each other one. The page of that time leads to all."""
WHOLE = 0.98
"""A relay whose stream made up less than this of it had its filler sounding."""
CHECKED = ("draft", "submitted")
GOING = ("ready", "planned")
OFFERED = ("approve", "submit", "reject", "edit")


@dataclass(frozen=True, slots=True)
class Card:
    """One announcement in the list."""

    id: str
    title: str
    state: str
    klass: str
    when: str
    where: str
    maker: str
    needs: bool
    asks: bool
    """It is planned but for a person's word on which of two goes first."""


def cards(conn: Connection, who: Who, rows: Sequence[Announcement], today: date, lang: str, now_ms: int) -> list[Card]:
    """The list."""
    asking = {announcement_of(one.occurrence) for one in accounts.asking(conn, now_ms)}
    names, makers = Names.load(conn), people(conn, {row.maker for row in rows})
    audiences = announcements.audiences(conn, [row.id for row in rows])
    return [
        Card(
            row.id,
            row.title,
            row.state,
            row.klass,
            in_words(row, lang, today),
            names.where(audiences.get(row.id, Audience())),
            makers.get(row.maker, row.maker),
            "approve" in steps_of(row, who),
            row.state in GOING and row.id in asking,
        )
        for row in rows
    ]


def whole(desk: Desk, who: Who, id: str, lang: str) -> dict[str, Any]:
    """Everything on an announcement's page."""
    now_ms = desk.now_ms()
    shown = history.of_announcement(desk, who, id, among=lambda times: _nearest(times, now_ms), most=SHOWN_DEVICES)
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "read")
        names, whom = Names.load(conn), announcements.audience_of(conn, id)
        known = people(conn, {row.maker, row.approver})
        speakers, boards = reach(conn, whom)
        checked = row.state in CHECKED
        seen = outlook(conn, desk, row) if checked else None
        found = remarks(seen) if seen else []
        opened = open_questions(conn, desk, who, id)
        if not opened and seen is not None and seen.plan is not None and row.state == "submitted":
            opened = answerable(conn, who, seen.plan, id)
        fates = [account for one in shown for account in one.accounts]
        titles = announcements.titles(conn, words.rivals(said for one in fates for said in one.findings))
        told = {(one.occurrence, one.number): _told(conn, one, names, titles, lang) for one in fates}
        values = hear_view.to_hear(conn, who, id) | {
            "sound": _sound(conn, row, lang),
            "made": made_view.lines(compositions.of_sound(conn, row.sound), lang),
            "singles": single_view.coming(conn, desk, who, row, lang),
            "looks": looks_view.told(
                looks.of_row(conn, desk, row, whom), looks_view.film_of(conn, (row.board or {}).get("film")), lang
            ),
            "board": _template(desk, row, lang),
            "questions": asked(conn, opened, lang),
            "feedback": feedback_view.about(conn, who, now_ms, lang, announcement=id),
            "programmes": programme_view.naming(conn, who, id, lang),
        }
    steps = steps_of(row, who)
    return values | {
        "one": row,
        "asks": row.state in GOING and bool(opened),
        "making": desk.progress.of(id),
        "reason": _reason(row, lang),
        "when": in_words(row, lang, wall(now_ms, row.zone).date()),
        "where": names.where(whom),
        "speakers": speakers,
        "boards_count": boards,
        "maker": known.get(row.maker, row.maker),
        "approver": known.get(row.approver),
        "approved": moments.when(wall(row.approved_ms, row.zone), lang) if row.approved_ms else "",
        "findings": [sentence(refusal, lang, row.zone) for refusal, _ in found],
        "blocked": any(blocks for _, blocks in found),
        "checked": checked,
        "steps": steps,
        "may_write": may(who, "write", who.path),
        "offered": [name for name in OFFERED if name in steps],
        "own_waiting": row.state == "submitted" and "reject" in steps and "approve" not in steps,
        "times": [
            _time(one, row, names, told, lang, most) for one, most in zip(shown, _most(shown, now_ms), strict=True)
        ],
    }


def _template(desk: Desk, row: Announcement, lang: str) -> str:
    """What it is set in, where somebody chose."""
    if row.board is None or row.board["template"] is None:
        return ""
    return say("web-set-in", lang, template=desk.press.kind(row.board["template"], row.klass).name[lang])


def _reason(row: Announcement, lang: str) -> str:
    """People's words as they are; a failure of ours is a code, and has a sentence."""
    name = f"refused-{row.reason}"
    if row.state == "failed" and name in codes(lang):
        try:
            return say(name, lang)
        except KeyError:  # its sentence needs what was not kept
            return row.reason
    return row.reason


def _sound(conn: Connection, row: Announcement, lang: str) -> dict[str, Any] | None:
    master = media.get(conn, row.sound) if row.sound else None
    if master is not None and master.kind == KIND:
        length = moments.length(master.length_ms, lang)
        return {"name": master.name, "length": length, "relay": dict(master.facts)}
    return sound_view.told(master, lang) if master else None


def _nearest(times: Sequence[Occurrence], now_ms: int) -> list[Occurrence]:
    """The next one, and the last ones, the newest first: a daily bulletin has hundreds."""
    begun = [one for one in times if one.start_ms <= now_ms]
    ahead = [one for one in times if one.start_ms > now_ms][:1]
    return (ahead[::-1] + begun[::-1])[:SHOWN_TIMES]


def _most(times: Sequence[history.Times], now_ms: int) -> list[int]:
    """How many boxes are shown of each: of the one that began last most people want to know."""
    begun = next((one for one in times if one.occurrence.start_ms <= now_ms), times[0] if times else None)
    return [SHOWN_DEVICES if one is begun else SHOWN_BESIDE for one in times]


def _moment(one: Occurrence, row: Announcement, lang: str) -> str:
    return moments.when(wall(one.start_ms, row.zone), lang)


def _told(conn: Connection, one: Account, names: Names, titles: dict[str, str], lang: str) -> str:
    """``Loa cổng chợ: Phát muộn 2 phút, sau bản tin ưu tiên hơn: “Lịch cắt điện”.``."""
    place = say("fate-everywhere", lang) if one.devices is None else where(conn, names, one.devices)
    return f"{place}: {words.told(one.findings, titles, lang)}"


def _time(
    one: history.Times, row: Announcement, names: Names, told: dict[tuple[str, int], str], lang: str, most: int
) -> dict[str, Any]:
    done, every = sum(one.counts.get(rung, 0) for rung in ("finished", "done")), sum(one.counts.values())
    rows = one.deliveries[:most]
    is_crowd = every > len(rows)
    return {
        "id": one.occurrence.id,
        "when": _moment(one.occurrence, row, lang),
        "state": one.occurrence.state,
        "told": [told[each.occurrence, each.number] for each in one.accounts],
        "summary": say("web-time-summary", lang, done=done, all=every) if every else "",
        "counts": sorted(one.counts.items(), key=_worst_first) if is_crowd else [],
        "more": say("crowd-more", lang, count=every - len(rows)) if is_crowd else "",
        "rows": [_rung_row(each, one, row, names, lang) for each in rows],
    }


def _worst_first(count: tuple[str, int]) -> tuple[bool, int]:
    return count[0] in ("finished", "done"), -RANKS[count[0]]


def _rung_row(each: Delivery, time: history.Times, row: Announcement, names: Names, lang: str) -> dict[str, Any]:
    told = rung_row(each, names, row.zone, lang)
    late = outcomes.late(each, row.late, time.began.get(each.device, ""), row.zone, lang)
    gone_ms = time.gone.get(each.device)
    gone = say("web-gone", lang, when=moments.clock(wall(gone_ms, row.zone), seconds=True)) if gone_ms else ""
    return told | {"reason": " ".join(one for one in (late, told["reason"], gone) if one)}


# The steps that a person follows, and the column that says when each was reached.
LADDER = (
    ("held", "held_ms"),
    ("ready", "ready_ms"),
    ("started", "started_ms"),
    ("sounded", "sounded_ms"),
    ("shown", "shown_ms"),
)
CLAIMS = frozenset({"sounded", "finished"})


def rung_row(one: Delivery, names: Names, zone: str, lang: str) -> dict[str, Any]:
    """One device's ladder with its evidence."""
    reached = [(name, getattr(one, column)) for name, column in LADDER]
    ended = is_end(one.rung)
    steps = [
        {"name": name, "at": moments.clock(wall(at, zone), seconds=True) if at else ""}
        for name, at in reached
        if at or (not ended and RANKS[one.rung] < RANKS[name] <= RANKS["started"])
    ]
    return {
        "device": one.device,
        "name": names.devices.get(one.device, one.device),
        "rung": shown(one),
        "reason": outcomes.heard(one, lang) or (worded("reason", one.reason, lang) if one.reason else ""),
        "steps": steps,
        "evidence": evidence(one, lang),
    }


def shown(one: Delivery) -> str:
    """Where it stands; what sounded too softly is no good end."""
    quiet = one.rung in CLAIMS and proofs.read(one.proof).verdict == Verdict.TOO_QUIET
    return "quiet" if quiet else one.rung


def evidence(one: Delivery, lang: str) -> str:
    """``−18,2 dBFS · 480 mA · micrô −20,1 dBFS · lệch 12 ms``."""
    said = []
    if one.level_dbfs is not None:
        said.append(say("web-level", lang, level=round(one.level_dbfs, 1)))
    proof = proofs.read(one.proof)
    if proof.carried_ms is not None and proof.heard_ms and proof.carried_ms < WHOLE * proof.heard_ms:
        heard, whole = (lengths.length(ms // 1000, lang) for ms in (proof.carried_ms, proof.heard_ms))
        said.append(say("web-carried", lang, heard=heard, whole=whole))
    if proof.lost_ms is not None:
        said.append(say("live-lost-share", lang, lost=lengths.length(max(1, round(proof.lost_ms / 1000)), lang)))
    if proof.current_ma is not None:
        said.append(say("web-current", lang, current=proof.current_ma))
    if proof.microphone_dbfs is not None:
        said.append(say("web-microphone", lang, level=proof.microphone_dbfs))
    if one.skew_ms is not None:
        said.append(say("web-skew", lang, skew=one.skew_ms))
    if one.picture:
        said.append(say("web-picture", lang, hash=one.picture[:8]))
    return " · ".join(said)
