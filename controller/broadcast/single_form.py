"""One occurrence is left out at once, or proposed to be otherwise; and what was proposed or agreed is taken back.

Silence needs the right to cancel and nobody's agreement. Everything else is new content: it waits for somebody else to
agree (`single_approve`), and until then the series goes on as it was agreed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection

from controller.broadcast import composition
from controller.broadcast.arrange import composed
from controller.broadcast.desk import Desk
from controller.broadcast.form import LONGEST_SHOW, of_law
from controller.broadcast.found import announcement_for, case_of
from controller.broadcast.single_check import Seen, look, refuse_what_cannot_be
from controller.broadcast.single_value import CONTENT
from controller.broadcast.speech import Wish, of_document
from controller.broadcast.value import rule_of
from controller.broadcast.voiced import voiced, words
from controller.errors import ManyRefused, NotFound, Refused
from controller.people.who import Who
from controller.store import audit, compositions, deliveries, exceptions, media, occurrences
from controller.store.announcements import Announcement
from controller.store.exceptions import AGREED, PROPOSED, REJECTED, Exceptional
from schedules import errors as law
from schedules.announcement import AnnouncementId, occurrence_id
from schedules.lifecycle import Action, Actor, Role, step
from schedules.recurrence import original_at
from schedules.single import Kind
from schedules.walltime import format_local, parse_local, to_minute


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants of one occurrence; what is None stays as it is. ``to`` is a wall time."""

    kind: str
    to: str | None = None
    text: str | None = None
    sound: str | None = None
    page: bool | None = None
    show_minutes: int | None = None
    volume: int | None = None


def leave_out(desk: Desk, who: Who, id: str, original: str) -> Exceptional:
    """Silence at that one time, at once. The approval of the series stays; doing it again changes nothing."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        row = _series(conn, who, id, Action.CANCEL, "cancel")
        name = named(original)
        there = exceptions.of_announcement(conn, id, AGREED).get(name)
        if there is not None and there.kind == Kind.LEFT_OUT:
            return there
        made = Exceptional(id, name, AGREED, Kind.LEFT_OUT.value, who.user_id, now_ms, agreed_ms=now_ms)
        refuse_what_cannot_be(conn, desk, row, made)
        exceptions.drop(conn, id, name, PROPOSED, REJECTED)
        exceptions.put(conn, made)
        gone = occurrence_id(AnnouncementId(id), parse_local(name))
        if occurrences.silence(conn, gone, Kind.LEFT_OUT.value):
            deliveries.withdraw(conn, [gone])
        _log(conn, desk, who, "single-leave-out", made)
    changed(desk, row)
    return made


def propose(desk: Desk, who: Who, id: str, original: str, wanted: Wanted) -> Exceptional:
    """Ask for another time or other content, once. Raises `ManyRefused` with everything that stands against it.

    Where the series is read aloud, other words are read aloud too.
    """
    wanted = _spoken(desk, who, id, wanted)
    with desk.store.write() as conn:
        row = _series(conn, who, id, Action.EDIT, "write")
        made = _meant(conn, desk, who, row, named(original), wanted)
        _propose(conn, desk, who, row, made)
    changed(desk, row)
    return made


def foresee(desk: Desk, who: Who, id: str, original: str, wanted: Wanted) -> tuple[Announcement, Exceptional, Seen]:
    """What would become of a proposal, and what it would be; nothing is changed. Raises what `propose` would of a form
    that says nothing, or of somebody who may not."""
    with desk.store.read() as conn:
        row = _series(conn, who, id, Action.EDIT, "write")
        made = _meant(conn, desk, who, row, named(original), wanted)
        return row, made, look(conn, desk, row, made)


def take_back(desk: Desk, who: Who, id: str, original: str) -> Exceptional | None:
    """Withdraw what is proposed; or, where something is agreed, propose that it be as the series has it again.

    None where nothing is left. What was agreed for an occurrence that the series does not have any more is forgotten
    at once: nothing follows from it.
    """
    made: Exceptional | None = None
    with desk.store.write() as conn:
        row = _series(conn, who, id, Action.EDIT, "write")
        name = named(original)
        if exceptions.drop(conn, id, name, PROPOSED, REJECTED):
            audit.append(
                conn, desk.now_ms(), who.login, "single-withdraw", id, {"original": name}, address=desk.address
            )
        elif (there := exceptions.of_announcement(conn, id, AGREED).get(name)) is None:
            raise NotFound("exception-unknown", "original", original=name)
        elif original_at(rule_of(row), parse_local(name)) is None:
            exceptions.drop(conn, id, name, AGREED)
            _log(conn, desk, who, "single-forget", there)
        else:
            made = Exceptional(id, name, PROPOSED, Kind.RESTORED.value, who.user_id, desk.now_ms())
            _propose(conn, desk, who, row, made)
    changed(desk, row)
    return made


def named(original: str) -> str:
    """The name of an occurrence as rows have it. Refuses ``bad-date``."""
    try:
        return format_local(to_minute(parse_local(original, "original")))
    except law.Refused as refused:
        raise of_law(refused) from None


def changed(desk: Desk, row: Announcement) -> None:
    """Tell the pages, and let the plan follow."""
    desk.bus.say("announcement", id=row.id, state=row.state)
    desk.nudge("plan")


def _series(conn: Connection, who: Who, id: str, action: Action, right: str) -> Announcement:
    """The announcement, if the person may take such a step with it now: the law of the whole holds for a part."""
    row = announcement_for(conn, who, id, right)
    step(case_of(row), action, Actor(who.user_id, Role(who.role)))
    return row


def _propose(conn: Connection, desk: Desk, who: Who, row: Announcement, made: Exceptional) -> None:
    refuse_what_cannot_be(conn, desk, row, made)
    exceptions.drop(conn, made.announcement, made.original_local, REJECTED)
    exceptions.put(conn, made)
    _log(conn, desk, who, "single-propose", made)


def _spoken(desk: Desk, who: Who, id: str, wanted: Wanted) -> Wanted:
    """What is told otherwise is heard as its series is: in its voice, with what is put around it."""
    with desk.store.read() as conn:
        row = announcement_for(conn, who, id, "write")
        made = compositions.of_sound(conn, row.sound)
    around = composition.wish_of(composition.of_document(made.around) if made else composition.PLAIN)
    if wanted.sound is not None:
        return replace(wanted, sound=_composed(desk, who, row, wanted.sound, around))
    if wanted.text is None or row.speech is None:
        return wanted
    wish = Wish(**asdict(of_document(row.speech)))
    sound, _, wrong = voiced(desk, who, row.area, words(row.title, wanted.text), wish, around)
    if wrong:
        raise ManyRefused(wrong)
    return replace(wanted, sound=sound)


def _composed(desk: Desk, who: Who, row: Announcement, sound: str, around: composition.Wish) -> str:
    try:
        return composed(desk, who, row.area, sound, around).sound.hash
    except NotFound as refused:
        if refused.field == "sound":
            return sound  # the form's own checks say so
        raise


def _meant(conn: Connection, desk: Desk, who: Who, row: Announcement, name: str, wanted: Wanted) -> Exceptional:
    wrong = _mistakes(conn, desk, wanted)
    to = None
    if wanted.kind == Kind.MOVED:
        try:
            to = format_local(to_minute(parse_local(wanted.to, "to"))) if wanted.to else None
        except law.Refused as refused:
            wrong.append(of_law(refused))
        if not wanted.to:
            wrong.append(Refused("start-missing", "to"))
    if wrong:
        raise ManyRefused(wrong)
    # What is not said stays as it is agreed for this occurrence; what is said and is as in the series is not kept.
    there = exceptions.of_announcement(conn, row.id, AGREED).get(name)
    base = there if there is not None and there.kind != Kind.LEFT_OUT else None
    content = {part: getattr(wanted, part) for part in CONTENT}
    if base is not None:
        content = {part: getattr(base, part) if said is None else said for part, said in content.items()}
        to = to or base.new_local
    content = {part: said for part, said in content.items() if said != getattr(row, part)}
    kind = Kind.MOVED if to is not None else Kind.CHANGED
    return Exceptional(row.id, name, PROPOSED, kind.value, who.user_id, desk.now_ms(), new_local=to, **content)


def _mistakes(conn: Connection, desk: Desk, wanted: Wanted) -> list[Refused]:
    wrong: list[Refused] = []
    longest = desk.settings.limits.text_chars
    if wanted.kind not in (Kind.MOVED, Kind.CHANGED):
        known = f"{Kind.LEFT_OUT}, {Kind.MOVED}, {Kind.CHANGED}"
        wrong.append(Refused("unknown-word", "kind", word=wanted.kind, known=known))
    if wanted.text is not None and len(wanted.text) > longest:
        wrong.append(Refused("text-too-long", "text", length=len(wanted.text), limit=longest))
    if wanted.sound is not None:
        master = media.get(conn, wanted.sound)
        if master is None or master.kind != "master":
            wrong.append(NotFound("sound-unknown", "sound"))
    for part, low, high in (("volume", 0, 100), ("show_minutes", 1, LONGEST_SHOW)):
        number = getattr(wanted, part)
        if number is not None and not low <= number <= high:
            wrong.append(Refused("number-out-of-range", part, number=number, low=low, high=high))
    return wrong


def _log(conn: Connection, desk: Desk, who: Who, action: str, made: Exceptional) -> None:
    said = {part: found for part in ("new_local", *CONTENT) if (found := getattr(made, part)) is not None}
    detail = {"original": made.original_local, "kind": made.kind} | said
    audit.append(conn, desk.now_ms(), who.login, action, made.announcement, detail, address=desk.address)
