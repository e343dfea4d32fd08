"""A draft is sent for approval, if nothing stands against it: audience, hours, length, what sounds at that time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection

from controller.broadcast import agreed, neighbourhood, relays, value
from controller.broadcast.desk import Desk
from controller.broadcast.form import LEAST_GAP, of_law
from controller.broadcast.found import announcement_for, case_of
from controller.broadcast.programmes.joining import overfilled
from controller.broadcast.programmes.outlook import Ahead
from controller.broadcast.programmes.value import companions
from controller.errors import Clash, ManyRefused, Refused
from controller.people.who import Who
from controller.places.worlds import crossed
from controller.store import announcements, audit, devices
from controller.store.announcements import Announcement, Audience
from controller.words.fates import named
from schedules import objections as law_objections
from schedules.announcement import Announcement as Value
from schedules.announcement import Face
from schedules.aside import Aside, aside
from schedules.compose import complaints
from schedules.foresee import Foresight
from schedules.lifecycle import Action, Actor, Role, step
from schedules.objections import Objection
from schedules.offers import Offer, offers
from schedules.planned import Basis, Device, Plan
from schedules.walltime import to_instant, zone_named


def submit(desk: Desk, who: Who, id: str) -> Announcement:
    """Send a draft for approval. Raises `ManyRefused` with everything that stands against it."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        row = announcement_for(conn, who, id, "write")
        state = step(case_of(row), Action.SUBMIT, Actor(who.user_id, Role(who.role)))
        refuse_what_cannot_be(conn, desk, row)
        if not announcements.set_state(conn, id, row.state, state.value, submitted_ms=now_ms, reason=""):
            raise Clash("edited-meanwhile")
        audit.append(conn, now_ms, who.login, "submit", id, {"fingerprint": row.fingerprint}, address=desk.address)
        done = announcements.get(conn, id)
    assert done is not None
    desk.bus.say("announcement", id=id, state=done.state)
    return done


TO_AGREE = timedelta(minutes=15)
"""No time is offered before somebody could have agreed to it."""
AFTER_FIRST = timedelta(days=8)
"""Of a rule that begins beyond the horizon so much is looked at."""
AMONG = ("submitted", "approved", "ready", "planned")
"""The states of what else has to be reckoned with."""
TO_KNOW = frozenset({"order-needed"})
"""What keeps it from sounding and from nothing else: somebody has to be asked, which needs both of them agreed to."""
NO_MISTAKE = TO_KNOW | {"device-has-no-face"}
"""A page that also reaches horns, or a sound that also reaches boards, is no mistake of anybody."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would become of an announcement among all others."""

    refusals: tuple[Refused, ...]
    objections: tuple[Objection, ...]
    notes: tuple[Objection, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    """Of everything that an objection may name, by announcement."""
    plan: Plan | None = None
    mine: Value | None = None
    aside: tuple[Refused, ...] = ()
    """What else would go worse because of it: worth knowing, whoever goes first by the law."""
    offers: tuple[Offer, ...] = ()
    """What would help, each of it planned."""


def refuse_what_cannot_be(conn: Connection, desk: Desk, row: Announcement) -> None:
    """Raise everything that stands against an announcement, with the words of the first occurrence concerned."""
    seen = outlook(conn, desk, row)
    wrong = [*seen.refusals, *(of_objection(one, seen.titles) for one in seen.objections)]
    if wrong:
        raise ManyRefused(wrong)


def outlook(
    conn: Connection, desk: Desk, row: Announcement, audience: Audience | None = None, *, offering: bool = False
) -> Outlook:
    """Plan it together with all that is agreed, over the horizon, and look at what becomes of it.

    ``audience`` is for a row that is not in the database. With ``offering`` it also looks for what would help.
    """
    now = value.instant(desk.now_ms())
    audience = announcements.audience_of(conn, row.id) if audience is None else audience
    mine = value.one(conn, row, audience)
    days_off = value.holidays(conn)
    wrong = [of_law(one) for one in complaints(mine, now - timedelta(minutes=1), LEAST_GAP, days_off)]
    # What was agreed for single occurrences stays; where the new rule does not have them, a person must say so.
    wrong = [one for one in wrong if one.code != "no-such-occurrence"]
    wrong += [Refused("exception-idle", "start", original=name) for name in value.idle(mine, desk.now_ms())]
    boxes = devices.in_audience(conn, audience.areas, audience.devices)
    if (unable := relays.refusal_of(conn, row.sound, boxes)) is not None:
        wrong.append(unable)
    reached = neighbourhood.valued(conn, boxes)
    if not reached and mine.audience:
        wrong.append(Refused("audience-nobody", "areas"))
    elif mine.audience and not any(mine.faces & one.faces for one in reached):
        wrong.append(Refused("audience-no-face", "areas", faces=_faces(mine)))
    if wrong or not reached:
        return Outlook(tuple(wrong), (), ())
    until = now + timedelta(days=desk.settings.horizon_days)
    here = beside(conn, mine, reached)
    wrong += overfilled(conn, here, mine.id, Ahead(now, until, days_off))
    if wrong:
        return Outlook(tuple(wrong), (), ())
    basis = crossed(conn, here)
    # What begins later than timetables reach is looked at as well: now is the time to choose another day.
    first = to_instant(mine.rule.start, zone_named(mine.rule.zone))
    foresight = Foresight(basis, mine.id, now, max(until, first + AFTER_FIRST), now)
    made = foresight.plan()
    every = law_objections.objections(made, mine.id, notes=True)
    blocking = tuple(one for one in every if one.finding.blocks and one.code not in NO_MISTAKE)
    notes = tuple(one for one in every if not one.finding.blocks or one.code in TO_KNOW)
    titles: dict[str, str] = {one.id: one.title for one in basis.announcements.values()}
    pushed = aside(foresight, mine)
    told = tuple(_pushed(one, titles) for one in pushed)
    helping = offers(made, foresight, mine, now + TO_AGREE, anyway=bool(pushed)) if offering else ()
    return Outlook((), blocking, notes, titles, made, mine, told, helping)


def _pushed(one: Aside, titles: Mapping[str, str]) -> Refused:
    title = titles.get(one.announcement, one.announcement)
    return Refused(f"aside-{one.loss}", "start", by=f"“{title}”", first=one.first.isoformat(), devices=len(one.devices))


def beside(conn: Connection, mine: Value, reached: Sequence[Device]) -> Basis:
    """What a plan of these devices is made from where ``mine`` is among all else that has to be reckoned with there."""
    places = {code for one in reached for code in one.path}
    near = announcements.touching(conn, places, {one.id for one in reached}, *AMONG)
    names = {mine.id, *(row.id for row in near)}
    more = announcements.many(conn, companions(conn, names) - names)
    rows = [row for row in (*near, *more) if row.id != mine.id and row.state in AMONG]
    return agreed.among(conn, [mine, *value.announcements(conn, rows)], reached)


def _faces(one: Value) -> str:
    return "sound" if Face.SOUND in one.faces else "page"


def of_objection(one: Objection, titles: Mapping[str, str]) -> Refused:
    """What the plan says against an announcement, as a refusal: when it first hurts, and where it would fit."""
    params = dict(one.finding.params)
    if "by" in params:
        params["by"] = named(str(params["by"]), titles)
    params["first"] = one.first.isoformat()
    params["devices"] = len(one.devices)
    if one.finding.nearest is not None:
        params["nearest"] = one.finding.nearest.isoformat()
    return Refused(f"finding-{one.code}", "start", **params)
