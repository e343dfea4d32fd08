"""The law by which a box plays and shows: one pure function.

The simulated firmware plays by it, the controller's preview ("what will this box do at 05:30 tomorrow, and why?")
calls it, tests prove it. It holds no state: what the box remembers of each item (`Progress`) comes in, and what it
should do now comes out, with the reason for every item that was considered. The same arguments give the same answer.

Of all that is due, the highest class sounds; inside a class an alert comes before a command and a command before the
timetable, then the earlier start, then the id. A sound that plays is interrupted only by a higher class.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from devices.hours import closes_at, opens_at
from devices.messages import Alert, Item, Klass, Late, Live, Media, Page, Play, Resume, Rung, Timetable
from devices.screen import is_off, turns_at
from devices.turns import in_turn

GRACE_MS = 2_000
"""A start this late is still on time: a busy box, a slow card."""

LIVE = "live"
"""Kind of a sound that is no file: it comes in pieces, and its hash is that of the key that signs them."""

_RANK = {Klass.NORMAL: 0, Klass.PRIORITY: 1, Klass.EMERGENCY: 2}


class Source(enum.IntEnum):
    """Where an item comes from; the higher goes first inside a class."""

    TIMETABLE = 0
    COMMAND = 1
    ALERT = 2


class Why(enum.StrEnum):
    """What became of one item at this instant."""

    NOT_YET = "not-yet"
    SOUNDS = "sounds"
    SHOWS = "shows"
    WAITS = "waits"
    """Due, but something of its class or higher sounds."""
    INTERRUPTED = "interrupted"
    LATE = "late"
    CLOSED = "outside-hours"
    OVER = "over"
    COVERED = "covered"
    """A page of a higher class is shown."""
    SCREEN_OFF = "screen-off"
    """The board is dark at this hour, but for emergencies."""
    CLOCK_UNTRUSTED = "untrusted-clock"
    PLAN_EXPIRED = "plan-expired"
    NO_MEDIA = "no-media"


class Due(Struct, frozen=True, gc=False):
    """One thing to sound, to show, or both, whatever its source. Instants in epoch ms, lengths in ms."""

    id: str
    source: Source
    start: int
    longest: int
    klass: Klass
    sound: Media | None = None
    chime: Media | None = None
    pages: tuple[Page, ...] = ()
    until: int = 0
    volume: int = 70
    late: Late = Late.SKIP
    late_ms: int = 0
    resume: Resume = Resume.STOP
    drill: bool = False
    share: int = 1
    """Turns of its pages for each one of another's."""

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Sorts the one that goes first to the front."""
        return (-_RANK[self.klass], -self.source, self.start, self.id)


class Progress(Struct, frozen=True, gc=False):
    """What the box remembers of one item's sound."""

    started: int = 0
    """Instant of its (last) start; 0 if it never started."""
    heard: int = 0
    """Milliseconds of it that sounded, where it was interrupted."""
    sounding: bool = False
    ended: bool = False
    """Finished, missed, failed, skipped or stopped: its sound never comes again."""
    hidden: bool = False
    """Taken off the board by a stop."""


UNTOUCHED = Progress()


class Sounding(Struct, frozen=True, gc=False):
    """What the horn must sound now, from ``skip`` ms into it."""

    due: Due
    skip: int
    fresh: bool
    """True where it must be started now; False where it sounds already."""


class Showing(Struct, frozen=True, gc=False):
    """What the panel must show now; ``due`` is None for the safe page."""

    due: Due | None
    page: Page
    since: int = 0
    """When its turn began, by true time; 0 without a trusted clock."""


class Reason(Struct, frozen=True, gc=False):
    """Why one item does what it does."""

    id: str
    why: Why
    by: str = ""
    """The item that goes before it, where there is one."""


class Account(Struct, frozen=True, gc=False):
    """An item that ends here without having sounded whole."""

    id: str
    rung: Rung
    why: Why


class Decision(Struct, frozen=True, gc=False):
    """What to do now, why, what ended unheard, and when to ask again (epoch ms; None: when something comes)."""

    sound: Sounding | None
    page: Showing | None
    accounts: tuple[Account, ...]
    reasons: tuple[Reason, ...]
    next_ms: int | None


def of_item(item: Item, offset: int = 0) -> Due:
    """An item of the timetable; ``offset`` is this horn's own delay in ms."""
    return Due(
        item.id,
        Source.TIMETABLE,
        item.start + offset,
        item.longest,
        item.klass,
        item.sound,
        item.chime,
        item.pages,
        item.until,
        item.volume,
        item.late,
        item.late_ms,
        item.resume,
        item.drill,
        item.share,
    )


def of_play(play: Play, recipe: str) -> Due:
    """A play command, with the media for this device's recipe."""
    sound = play.sounds.get(recipe)
    return Due(
        play.id,
        Source.COMMAND,
        play.at,
        sound.length if sound else 0,
        play.klass,
        sound,
        None,
        play.pages.get(recipe, ()),
        play.at + play.show,
        play.volume,
        Late.START,
        play.late_ms,
        Resume.STOP,
        play.drill,
    )


def of_live(live: Live, offset: int = 0) -> Due:
    """A live session, as soon as it is heard: who comes late joins, what covers it for a while loses nothing more."""
    digest = hashlib.sha256(live.key.encode("ascii")).hexdigest()
    sound = Media(digest, 1, LIVE, live.longest)
    start = live.at + offset
    due = Due(live.id, Source.COMMAND, start, live.longest, live.klass, sound, volume=live.volume, drill=live.drill)
    return msgspec.structs.replace(due, late=Late.JOIN, resume=Resume.NEVER)


def of_alert(alert: Alert, recipe: str, round_ms: int) -> Due:
    """An active alert; ``round_ms`` is when its present round of sounding began."""
    sound = alert.sounds.get(recipe)
    return Due(
        alert.id,
        Source.ALERT,
        round_ms,
        sound.length if sound else 0,
        Klass.EMERGENCY,
        sound,
        None,
        alert.pages.get(recipe, ()),
        alert.exp,
        alert.volume,
        Late.START,
        max(0, alert.exp - round_ms),
        Resume.DEFER,
        alert.drill,
    )


def decide(
    plan: Timetable | None,
    now_ms: int | None,
    urgent: Iterable[Due] = (),
    progress: Mapping[str, Progress] | None = None,
    missing: frozenset[str] = frozenset(),
) -> Decision:
    """What one box does at ``now_ms`` (None while its clock is not trusted), and why.

    ``urgent`` are the admitted commands and active alerts; ``progress`` what the box remembers by item id; ``missing``
    the hashes of media that it has not got.
    """
    known = progress or {}
    if now_ms is None:
        return _without_clock(plan, tuple(urgent), known, missing)
    expired = plan is not None and (plan.exp <= now_ms or plan.until <= now_ms)
    items = () if plan is None else tuple(of_item(item, plan.offset) for item in plan.items)
    everything = (*urgent, *(() if expired else items))
    spent = tuple(Reason(item.id, Why.PLAN_EXPIRED) for item in items) if expired else ()
    sound, accounts, heard, next_sound = _sound(plan, now_ms, everything, known, missing)
    page, seen, next_page = _page(plan, now_ms, everything, known, missing)
    following = [at for at in (next_sound, next_page) if at is not None]
    if plan is not None and not expired:
        following.append(min(plan.exp, plan.until))
    return Decision(sound, page, accounts, spent + heard + seen, min(following, default=None))


# ------------------------------------------------------------------ sound


class _Turn(Struct, frozen=True, gc=False):
    """One item's claim on the horn now."""

    due: Due
    why: Why
    skip: int = 0
    sounding: bool = False
    wake: int | None = None
    ends: Rung | None = None


def _sound(
    plan: Timetable | None,
    now: int,
    everything: Iterable[Due],
    known: Mapping[str, Progress],
    missing: frozenset[str],
) -> tuple[Sounding | None, tuple[Account, ...], tuple[Reason, ...], int | None]:
    turns = [
        _turn(due, now, known.get(due.id, UNTOUCHED), plan, missing) for due in everything if due.sound is not None
    ]
    claims = [turn for turn in turns if turn.why is Why.SOUNDS]
    if len(claims) > 1:
        claims.sort(key=lambda turn: turn.due.rank)
    winner = _winner(claims)
    reasons, accounts, wakes = [], [], []
    for turn in turns:
        why, ends, wake = turn.why, turn.ends, turn.wake
        if winner is not None and why is Why.SOUNDS and turn is not winner:
            why, ends, wake = _gives_way(turn, now)
        by = winner.due.id if winner is not None and why in (Why.WAITS, Why.INTERRUPTED) else ""
        reasons.append(Reason(turn.due.id, why, by))
        if ends is not None:
            accounts.append(Account(turn.due.id, ends, why))
        if wake is not None and wake > now:
            wakes.append(wake)
    sound = None if winner is None else Sounding(winner.due, winner.skip, not winner.sounding)
    return sound, tuple(accounts), tuple(reasons), min(wakes, default=None)


def _winner(claims: list[_Turn]) -> _Turn | None:
    """The first by rank; but what sounds already yields only to a higher class."""
    if not claims:
        return None
    first = claims[0]
    for claim in claims:
        if claim.sounding and claim.due.klass is first.due.klass:
            return claim
    return first


def _gives_way(turn: _Turn, now: int) -> tuple[Why, Rung | None, int | None]:
    """What becomes of a claim that something else beat, by its own declared policy."""
    due = turn.due
    if turn.sounding:
        return Why.INTERRUPTED, Rung.SKIPPED if due.resume is Resume.STOP else None, None
    patience = due.start + max(GRACE_MS, due.late_ms)
    if due.late is Late.JOIN:
        patience = due.start + due.longest
    if now >= patience:
        return Why.WAITS, Rung.MISSED, None
    return Why.WAITS, None, patience


def _turn(due: Due, now: int, did: Progress, plan: Timetable | None, missing: frozenset[str]) -> _Turn:
    """Whether one item claims the horn now, were it alone."""
    if did.ended:
        return _Turn(due, Why.OVER)
    if did.sounding:  # also where the clock was set back meanwhile: only a higher class interrupts
        latest = did.started + due.longest - did.heard + GRACE_MS
        if now >= latest and due.longest:
            return _Turn(due, Why.OVER, ends=Rung.FAILED)
        return _Turn(due, Why.SOUNDS, sounding=True, wake=latest if due.longest else None)
    if now < due.start:
        return _Turn(due, Why.NOT_YET, wake=due.start)
    begun = _begin_again(due, now, did) if did.started else _begin(due, now, plan)
    lacks = due.sound is not None and due.sound.hash in missing
    if lacks and (begun.why is Why.SOUNDS or (begun.why is Why.LATE and now < _patience(due) + GRACE_MS)):
        # One that was here and waited may be woken a moment too late: what was wrong is still the file.
        return _without_media(due, now, begun)
    if begun.why is not Why.SOUNDS:
        return begun
    return _inside_hours(begun, now, plan)


def _begin(due: Due, now: int, plan: Timetable | None) -> _Turn:
    """The first start: on time, or late by the item's policy."""
    late = now - due.start
    if late <= GRACE_MS:
        return _Turn(due, Why.SOUNDS)
    if due.late in (Late.START, Late.AGAIN) and late <= due.late_ms:
        if due.late is Late.AGAIN and plan is not None and due.klass is not Klass.EMERGENCY:
            opens = opens_at(now, plan.zone, plan.hours)
            if opens is not None and now < opens <= due.start + due.late_ms:
                return _Turn(due, Why.CLOSED, wake=opens)
        return _Turn(due, Why.SOUNDS)
    if due.late is Late.JOIN and late < due.longest:
        return _Turn(due, Why.SOUNDS, skip=late)
    return _Turn(due, Why.LATE, ends=Rung.MISSED)


def _begin_again(due: Due, now: int, did: Progress) -> _Turn:
    """After an interruption or a power cut in the middle of it."""
    match due.resume:
        case Resume.PAUSE:
            return _Turn(due, Why.SOUNDS, skip=did.heard)
        case Resume.DEFER if now <= due.start + max(due.late_ms, GRACE_MS):
            return _Turn(due, Why.SOUNDS)
        case Resume.NEVER if now < due.start + due.longest:
            return _Turn(due, Why.SOUNDS, skip=now - due.start)
    return _Turn(due, Why.INTERRUPTED, ends=Rung.SKIPPED)


def _without_media(due: Due, now: int, begun: _Turn) -> _Turn:
    """Wait for the file as long as the item may start late; then say that it failed for want of it."""
    patience = _patience(due)
    if now >= patience:
        return _Turn(due, Why.NO_MEDIA, ends=Rung.FAILED)
    return _Turn(due, Why.NO_MEDIA, begun.skip, wake=patience)


def _patience(due: Due) -> int:
    """Until when it may still begin."""
    return due.start + max(GRACE_MS, due.late_ms if due.late is not Late.JOIN else due.longest)


def _inside_hours(begun: _Turn, now: int, plan: Timetable | None) -> _Turn:
    """The box's own hours hold whoever asks; a sound that would run beyond their end does not start."""
    due = begun.due
    if due.klass is Klass.EMERGENCY:
        return begun
    closes = closes_at(now, plan.zone, plan.hours) if plan is not None else None
    if closes is None or now - GRACE_MS + due.longest - begun.skip > closes:
        return _Turn(due, Why.CLOSED, ends=Rung.MISSED)
    return begun


# ------------------------------------------------------------------ pages


def _page(
    plan: Timetable | None,
    now: int,
    everything: Iterable[Due],
    known: Mapping[str, Progress],
    missing: frozenset[str],
) -> tuple[Showing | None, tuple[Reason, ...], int | None]:
    """Of the pages whose window is open, those of the highest class take turns, in step on every board."""
    paged = [due for due in everything if due.pages]
    if not paged and (plan is None or not plan.safe):
        return None, (), None  # a horn: most boxes, each time
    open_now, reasons, wakes = _open(paged, now, known, missing)
    highest = max((_RANK[due.klass] for due in open_now), default=0)
    if plan is not None and (turn := turns_at(plan.screen, now, plan.zone)) is not None:
        wakes.append(turn)
        if highest < _RANK[Klass.EMERGENCY] and is_off(plan.screen, now, plan.zone):
            reasons += [Reason(due.id, Why.SCREEN_OFF) for due in open_now]
            return None, tuple(reasons), min(wakes)
    shown = sorted((due for due in open_now if _RANK[due.klass] == highest), key=lambda due: due.rank)
    reasons += [Reason(due.id, Why.SHOWS if due in shown else Why.COVERED) for due in open_now]
    showing, change = _whose_turn(_turns(shown, plan, missing), now)
    if change is not None:
        wakes.append(change)
    return showing, tuple(reasons), min(wakes, default=None)


def _open(
    paged: Iterable[Due], now: int, known: Mapping[str, Progress], missing: frozenset[str]
) -> tuple[list[Due], list[Reason], list[int]]:
    """What may be shown now, why the rest may not, and when any of that changes."""
    open_now, reasons, wakes = [], [], []
    for due in paged:
        if now < due.start:
            wakes.append(due.start)
            if due.sound is None:
                reasons.append(Reason(due.id, Why.NOT_YET))
        elif now >= due.until:
            reasons.append(Reason(due.id, Why.OVER))
        elif any(page.media.hash in missing for page in due.pages):
            wakes.append(due.until)
            reasons.append(Reason(due.id, Why.NO_MEDIA))
        elif not known.get(due.id, UNTOUCHED).hidden:
            wakes.append(due.until)
            open_now.append(due)
    return open_now, reasons, wakes


_Turns = list[tuple[Due | None, Page]]


def _turns(shown: list[Due], plan: Timetable | None, missing: frozenset[str]) -> _Turns:
    """One round: who has a larger share comes more often. With nothing to show, the safe page."""
    order = [shown[place] for place in in_turn(tuple(due.share for due in shown))]
    if order:
        return [(due, page) for due in order for page in due.pages]
    return [(None, page) for page in (plan.safe if plan is not None else ()) if page.media.hash not in missing]


def _whose_turn(turns: _Turns, now: int) -> tuple[Showing | None, int | None]:
    """The page whose turn it is at ``now``; by true time alone, so that boards stay in step without talking."""
    if not turns:
        return None, None
    whole = sum(max(page.dwell, 1_000) for _, page in turns)
    at = now % whole
    for due, page in turns:
        dwell = max(page.dwell, 1_000)
        if at < dwell:
            return Showing(due, page, now - at), now + dwell - at if len(turns) > 1 else None
        at -= dwell
    raise AssertionError("the turns fill the whole")


# ------------------------------------------------------------------ no trusted clock


def _without_clock(
    plan: Timetable | None, urgent: tuple[Due, ...], known: Mapping[str, Progress], missing: frozenset[str]
) -> Decision:
    """Nothing timed plays. A fresh alert, or a command that echoed the session's nonce, sounds at once."""
    reasons = [Reason(item.id, Why.CLOCK_UNTRUSTED) for item in (plan.items if plan is not None else ())]
    able = [
        due
        for due in sorted(urgent, key=lambda due: due.rank)
        if due.sound is not None and not known.get(due.id, UNTOUCHED).ended and due.sound.hash not in missing
    ]
    sound = None
    if able:
        first = able[0]
        sound = Sounding(first, 0, not known.get(first.id, UNTOUCHED).sounding)
        reasons.append(Reason(first.id, Why.SOUNDS))
    showing = next(
        (
            Showing(due, due.pages[0])
            for due in urgent
            if due.pages and due.pages[0].media.hash not in missing and not known.get(due.id, UNTOUCHED).hidden
        ),
        None,
    )
    if showing is None and plan is not None:
        showing = next((Showing(None, page) for page in plan.safe if page.media.hash not in missing), None)
    return Decision(sound, showing, (), tuple(reasons), None)
