"""A form becomes a draft: every mistake in it is named at once, and an edit takes any approval back."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from controller.broadcast import board, composition, relays, value
from controller.broadcast.arrange import composed
from controller.broadcast.board import Board
from controller.broadcast.desk import Desk
from controller.broadcast.found import announcement_for, case_of
from controller.broadcast.speech import Wish
from controller.broadcast.voiced import voiced, words
from controller.errors import Clash, Forbidden, ManyRefused, NotFound, Refused
from controller.people.who import Who, require
from controller.store import announcements, areas, audit, compositions, devices, drafts, media
from controller.store.announcements import Announcement, Audience
from devices.relay import KIND
from schedules import errors as law
from schedules.announcement import LATEST_S, LONGEST_S, Klass, LatePolicy, OnHolidays, Origin, Resume
from schedules.compose import rule_complaints
from schedules.fingerprint import fingerprint
from schedules.lifecycle import Action, Actor, Role, State, step

LEAST_GAP = timedelta(minutes=5)
"""No rule may fire more often: a horn that speaks every minute is a nuisance, not a notice."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of ids that people read to each other: without i, l, o, 0 and 1."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person filled in. ``start`` is local wall time ``YYYY-MM-DDTHH:MM``; ``sound`` a master's hash."""

    area: str
    title: str
    text: str = ""
    klass: str = "normal"
    origin: str = "commune"
    areas: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    start: str = ""
    rrule: str | None = None
    lunar: str | None = None
    holidays: str = "play"
    sound: str | None = None
    page: bool = True
    show_minutes: int = 60
    volume: int = 70
    chime: bool = True
    late: str = "start"
    late_s: int = 600
    resume: str = "defer"
    speech: Wish | None = None
    """How the text is read aloud; then ``sound`` is made of it, whatever stood there."""
    board: Board | None = None
    """How it stands on boards; None: as its class looks."""
    relay: relays.Wish | None = None
    """What is carried instead of a sound of one's own; then ``sound`` is its description."""
    composition: composition.Wish | None = None
    """What is put around ``sound``, which becomes another one then; None: as in the commune."""


def compose(desk: Desk, who: Who, draft: Draft, *, written: str = "", like: str = "") -> Announcement:
    """A new draft. Raises `ManyRefused` with every mistake of the form.

    ``written`` names the form: sent twice it is still one announcement. ``like``: of which other one it is a copy.
    """
    now_ms = desk.now_ms()
    draft, wrong = spoken(desk, who, draft)
    with desk.store.write() as conn:
        area = areas.known(conn, draft.area)
        require(who, "write", area.path)
        written = _within_reach(conn, who, written)
        if (made := became(conn, written)) is not None:
            return made
        row = drafted(conn, desk, who, draft, f"a{short()}", now_ms, wrong)
        announcements.add(conn, row, addressed(draft))
        drafts.settle(conn, written, row.id)
        told = {"title": row.title} | ({"like": like} if like else {})
        audit.append(conn, now_ms, who.login, "compose", row.id, told, address=desk.address)
    desk.bus.say("announcement", id=row.id, state=row.state)
    return row


def _within_reach(conn: Connection, who: Who, written: str) -> str:
    """The name, if such a draft is there and the person's own area or one below it has it."""
    known = drafts.get(conn, written) if written else None
    return written if known is not None and areas.known(conn, known.area).path.startswith(who.path) else ""


def became(conn: Connection, written: str) -> Announcement | None:
    """What was made of a form before."""
    known = drafts.get(conn, written) if written else None
    return announcements.get(conn, known.became) if known is not None and known.became is not None else None


def edit(desk: Desk, who: Who, id: str, draft: Draft, edition: int, *, written: str = "") -> Announcement:
    """Change a draft, or anything not yet over: it goes back to draft and must be approved anew.

    Raises `Clash` where somebody else changed it since ``edition``. ``written`` is as for `compose`.
    """
    now_ms = desk.now_ms()
    draft, wrong = spoken(desk, who, draft)
    with desk.store.write() as conn:
        old = announcement_for(conn, who, id, "write")
        written = _within_reach(conn, who, written)
        if (made := became(conn, written)) is not None and made.id == id:
            return made
        state = step(case_of(old), Action.EDIT, Actor(who.user_id, Role(who.role)))
        if draft.area != old.area:
            require(who, "write", areas.known(conn, draft.area).path)
        new = replace(
            drafted(conn, desk, who, draft, id, now_ms, wrong),
            state=state.value,
            created_ms=old.created_ms,
            maker=old.maker,
            editors=sorted({*old.editors, who.user_id}),
            edition=edition + 1,
        )
        if not announcements.edit(conn, id, edition, now_ms, audience=addressed(draft), **_editable(new)):
            raise Clash("edited-meanwhile")
        drafts.settle(conn, written, id)
        audit.append(conn, now_ms, who.login, "edit", id, {"was": old.state, "title": new.title}, address=desk.address)
    desk.bus.say("announcement", id=id, state=new.state)
    if old.state in ("approved", "ready", "planned"):
        desk.nudge("plan")
    return new


def _editable(row: Announcement) -> dict[str, object]:
    kept = {"id", "maker", "created_ms", "changed_ms", "edition"}
    return {name: getattr(row, name) for name in Announcement.__slots__ if name not in kept}


def addressed(draft: Draft) -> Audience:
    """For whom a form is."""
    return Audience(tuple(sorted(set(draft.areas))), tuple(sorted(set(draft.devices))))


def spoken(desk: Desk, who: Who, draft: Draft) -> tuple[Draft, list[Refused]]:
    """A form with the sound that will be heard: of its text, of the stream that it carries, or of its recording, with
    what is put around it; and what stood against that."""
    if draft.klass == Klass.EMERGENCY.wire and draft.relay is None:
        around, hurried = composition.hurried(draft.composition)
        draft, against = _sounding(desk, who, replace(draft, composition=around))
        return draft, hurried + against
    return _sounding(desk, who, draft)


def _sounding(desk: Desk, who: Who, draft: Draft) -> tuple[Draft, list[Refused]]:
    if draft.relay is not None:
        described, against = relays.described(desk, who, draft.area, draft.relay)
        if draft.speech is not None:
            against.append(Refused("relay-and-speech", "relay_source"))
        if composition.without_words(draft.composition):
            against.append(Refused("relay-and-composition", "relay_source"))
        return replace(draft, sound=described, speech=None), against
    if draft.speech is not None:
        told = words(draft.title, draft.text)
        sound, speech, wrong = voiced(desk, who, draft.area, told, draft.speech, draft.composition)
        return replace(draft, sound=sound, speech=speech), wrong
    if draft.sound is None:
        return draft, composition.without_words(draft.composition)
    try:
        return replace(draft, sound=composed(desk, who, draft.area, draft.sound, draft.composition).sound.hash), []
    except (Forbidden, NotFound) as refused:
        if refused.field == "sound":
            return draft, []  # the form's own checks say so
        raise
    except ManyRefused as many:
        return draft, list(many.refusals)
    except Refused as refused:
        return draft, [refused if refused.field else Refused(refused.code, "sound", **refused.params)]


def drafted(
    conn: Connection, desk: Desk, who: Who, draft: Draft, id: str, now_ms: int, wrong: Sequence[Refused] = ()
) -> Announcement:
    """The row that a form would become. Raises `ManyRefused` with every mistake in it, and with those found before."""
    _refuse_mistakes(conn, desk, who, draft, now_ms, wrong)
    area = areas.known(conn, draft.area)
    row = Announcement(
        id=id,
        area=draft.area,
        title=" ".join(draft.title.split()),
        text=draft.text.strip(),
        klass=draft.klass,
        origin=draft.origin,
        sound=draft.sound,
        page=draft.page,
        volume=draft.volume,
        chime=draft.chime,
        start_local=draft.start,
        zone=area.zone,
        rrule=draft.rrule or None,
        lunar=draft.lunar or None,
        holidays=draft.holidays,
        show_minutes=draft.show_minutes,
        late=draft.late,
        late_ms=draft.late_s * 1000,
        resume=draft.resume,
        speech=asdict(draft.speech) if draft.speech else None,
        board=draft.board.document() if draft.board else None,
        state=State.DRAFT.value,
        fingerprint="",
        maker=who.user_id,
        created_ms=now_ms,
        changed_ms=now_ms,
        editors=[who.user_id],
    )
    if (around := compositions.of_sound(conn, draft.sound)) is not None:
        # What begins with a tune of its own needs no chime of the device's.
        row = replace(row, chime=row.chime and not composition.of_document(around.around).begins)
    sound_ms = None
    if draft.sound is not None and (master := media.get(conn, draft.sound)) is not None:
        sound_ms = master.length_ms
        if master.kind == KIND:
            # It is tied to its clock: what is missed is lost, and nothing of ours sounds before a station's own signal.
            row = replace(row, chime=False, late=LatePolicy.JOIN.value, late_ms=0, resume=Resume.NEVER.value)
    return replace(row, fingerprint=fingerprint(value.announcement(row, addressed(draft), sound_ms)))


def _refuse_mistakes(
    conn: Connection, desk: Desk, who: Who, draft: Draft, now_ms: int, before: Sequence[Refused]
) -> None:
    wrong = [*_words(desk, draft), *_choices(draft), *_places(conn, who, draft), *_time(conn, draft, now_ms), *before]
    if draft.page and draft.klass in _CLASSES and not any(one.field in ("title", "text") for one in wrong):
        wrong += board.mistakes(
            conn, desk, draft.area, draft.title, draft.text, draft.klass, draft.board, addressed(draft)
        )
    if draft.sound is not None:
        master = media.get(conn, draft.sound)
        if master is None or master.kind != ("master" if draft.relay is None else KIND):
            wrong.append(NotFound("sound-unknown", "sound"))
    if wrong:
        raise ManyRefused(wrong)


def _words(desk: Desk, draft: Draft) -> list[Refused]:
    limits = desk.settings.limits
    wrong = []
    if not draft.title.strip():
        wrong.append(Refused("title-blank", "title"))
    if len(draft.title) > limits.title_chars:
        wrong.append(Refused("title-too-long", "title", length=len(draft.title), limit=limits.title_chars))
    if len(draft.text) > limits.text_chars:
        wrong.append(Refused("text-too-long", "text", length=len(draft.text), limit=limits.text_chars))
    return wrong


_CLASSES = frozenset(one.wire for one in Klass)
_ON_HOLIDAYS = frozenset(one.value for one in OnHolidays)
_WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("klass", _CLASSES),
    ("origin", frozenset(one.wire for one in Origin)),
    ("late", frozenset(one.value for one in LatePolicy)),
    ("resume", frozenset(one.value for one in Resume)),
    ("holidays", _ON_HOLIDAYS),
)
LONGEST_SHOW = LONGEST_S // 60
_RANGES = (("volume", 0, 100), ("show_minutes", 1, LONGEST_SHOW))


def _choices(draft: Draft) -> list[Refused]:
    wrong = [
        Refused("unknown-word", name, word=getattr(draft, name), known=", ".join(sorted(known)))
        for name, known in _WORDS
        if getattr(draft, name) not in known
    ]
    wrong += [
        Refused("number-out-of-range", name, number=getattr(draft, name), low=low, high=high)
        for name, low, high in _RANGES
        if not low <= getattr(draft, name) <= high
    ]
    if not (1 if draft.late in ("start", "again") else 0) <= draft.late_s <= LATEST_S:
        wrong.append(Refused("late-out-of-range", "late_s", seconds=draft.late_s, limit=LATEST_S))
    return wrong


def _places(conn: Connection, who: Who, draft: Draft) -> list[Refused]:
    """Areas and devices that do not exist, or are not this person's to speak to."""
    wrong: list[Refused] = []
    for code in draft.areas:
        area = areas.get(conn, code)
        if area is None:
            wrong.append(NotFound("area-unknown", "areas", area=code))
        elif area.ended_ms is not None:
            wrong.append(Clash("area-ended", "areas", area=area.name))
        elif not area.path.startswith(who.path):
            wrong.append(Forbidden("area-not-yours", "areas", area=area.name))
    for name in draft.devices:
        device = devices.get(conn, name)
        if device is None or not device.active:
            wrong.append(NotFound("device-unknown", "devices", device=name))
        elif not device.path.startswith(who.path):
            wrong.append(Forbidden("device-not-yours", "devices", device=device.name))
    return wrong


def _time(conn: Connection, draft: Draft, now_ms: int) -> list[Refused]:
    area = areas.known(conn, draft.area)
    if not draft.start:
        return [Refused("start-missing", "start")]
    on_holidays = draft.holidays if draft.holidays in _ON_HOLIDAYS else "play"  # another word is told as such
    try:
        rule = value.rule(draft.start, area.zone, draft.rrule or None, draft.lunar or None, on_holidays)
    except law.Refused as refused:
        return [of_law(refused)]
    if rule.once and rule.holidays is not OnHolidays.PLAY:
        return [Refused("holidays-once", "holidays")]
    # A minute of patience: the form was filled in a moment ago.
    then: datetime = value.instant(now_ms - 60_000)
    return [of_law(refused) for refused in rule_complaints(rule, then, LEAST_GAP, value.holidays(conn))]


def of_law(refused: law.Refused) -> Refused:
    """A refusal of the law of time, as the controller says it."""
    return Refused(refused.code, refused.field, **refused.params)


def short() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(9))
