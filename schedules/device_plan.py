"""What one device must do over a horizon, and one account of every occurrence that addresses it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from schedules.announcement import Announcement, Audience, Face, Klass, occurrence_id
from schedules.conflict import Claim, Decision, Kind, Orders
from schedules.errors import Refused
from schedules.findings import Finding
from schedules.holidays import VIETNAM, Holidays
from schedules.hours import Hours, cap_for
from schedules.in_turn import settle_in_turn
from schedules.planned import Account, Device, DevicePlan, Planned
from schedules.programme import Entry, Programme
from schedules.programme_plan import at_its_place, join
from schedules.recurrence import Occurrence, occurrences
from schedules.span import Span
from schedules.wish import Due, Wish

_CONTEXT = timedelta(days=2)
"""Planned beyond both ends of the horizon: limits are a local day's, and an emergency may run over midnight."""
_WEEK_CONTEXT = timedelta(days=9)
"""The same where a limit is a local week's: the whole weeks at both ends, and their edges."""

_QUESTIONS = frozenset({"order-needed", "order-missed"})


def plan_device(
    announcements: Iterable[Announcement],
    device: Device,
    hours: Hours,
    since: datetime,
    until: datetime,
    now: datetime,
    orders: Orders = (),
    due: Due | None = None,
    holidays: Holidays = VIETNAM,
    programmes: Iterable[Programme] = (),
) -> DevicePlan:
    """The plan of one device under its effective hours. ``due`` saves expanding rules again (from `expand`)."""
    everything = list(announcements)
    listed = [one for one in everything if addresses(one.audience, device)]
    if due is None:
        due, _ = expand(everything, since, until, holidays, context([hours]), programmes)
    wishes = wished((one.id for one in listed), due, device)
    decided = settle_sounds((wish.claim for wish in wishes if wish.claim is not None), device, hours, now, orders)
    items, accounts = [], []
    for wish in wishes:
        item, account = outcome(wish, device, hours, decided.get(wish.id))
        if item is not None and item.start < until and item.end > since:
            items.append(item)
        if since <= wish.occurrence.start < until:
            accounts.append(account)
    items.sort(key=lambda item: (item.start, item.occurrence))
    accounts.sort(key=lambda account: (account.due, account.occurrence))
    asked = any(one.code in _QUESTIONS for decision in decided.values() for one in decision.findings)
    return DevicePlan(tuple(items), tuple(accounts), asked)


def wished(names: Iterable[str], due: Due, device: Device) -> list[Wish]:
    """What these announcements wish on a device: inside a list at the place that its turn leaves them."""
    found = [wish for name in names for wish in due.get(name, ())]
    return found if device.turn.of == 1 else [at_its_place(one, device.turn) for one in found]


def addresses(audience: Audience, device: Device) -> bool:
    """Whether the device is meant, by itself or through an area that it stands in."""
    return device.id in audience.devices or not audience.areas.isdisjoint(device.path)


def context(hours: Iterable[Hours]) -> timedelta:
    """How far beyond its ends a horizon must be looked at under any of these hours."""
    return _WEEK_CONTEXT if any(one.days_a_week is not None for one in hours) else _CONTEXT


def expand(
    announcements: Iterable[Announcement],
    since: datetime,
    until: datetime,
    holidays: Holidays = VIETNAM,
    beyond: timedelta = _CONTEXT,
    programmes: Iterable[Programme] = (),
) -> tuple[dict[str, tuple[Wish, ...]], dict[str, Refused]]:
    """All occurrences that can matter to the horizon, and the refusals of rules that cannot be followed.

    ``beyond`` from `context`. Of a running list all announcements must be there, or none.
    """
    listed = list(announcements)
    pages = [one.page for one in listed] + [told.page for one in listed for told in one.variants.values()]
    stays = max((page.minutes for page in pages if page is not None), default=0)
    return between(listed, since - beyond - timedelta(minutes=stays), until + beyond, holidays, programmes)


def between(
    announcements: Iterable[Announcement],
    low: datetime,
    high: datetime,
    holidays: Holidays = VIETNAM,
    programmes: Iterable[Programme] = (),
) -> tuple[dict[str, tuple[Wish, ...]], dict[str, Refused]]:
    """All occurrences that are due from ``low`` on and before ``high``, and the refusals of rules."""
    due: dict[str, tuple[Wish, ...]] = {}
    unplannable: dict[str, Refused] = {}
    for one in announcements:
        try:
            due[one.id] = tuple(_wish(one, occurrence) for occurrence in occurrences(one.rule, low, high, holidays))
        except Refused as refused:
            unplannable[one.id] = refused
    return join(due, programmes, low, high, holidays), unplannable


def settle_sounds(
    claims: Iterable[Claim], device: Device, hours: Hours, now: datetime, orders: Orders
) -> dict[str, Decision]:
    """What becomes of each claim on a device; nothing sounds on a board."""
    if Face.SOUND not in device.faces:
        return {}
    return {one.claim.id: _in_time(one, now) for one in settle_in_turn(claims, hours, orders, device.turn)}


def _wish(series: Announcement, occurrence: Occurrence) -> Wish:
    one, name = series.at(occurrence.original_local), occurrence_id(series.id, occurrence.original_local)
    varied = one is not series
    if one.sound is None:
        return Wish(one, occurrence, name, None, occurrence.start, varied=varied)
    claim = Claim(
        id=name,
        announcement=one.id,
        start=occurrence.start,
        length=timedelta(milliseconds=one.sound.length_ms),
        klass=one.klass,
        origin=one.origin,
        resume=one.resume,
        serial=one.serial,
    )
    return Wish(one, occurrence, name, claim, occurrence.start, varied=varied)


def _in_time(decision: Decision, now: datetime) -> Decision:
    """An order that was not given before the sound would have been over is not asked for any more."""
    if decision.kind is not Kind.ASKS or now < decision.claim.span.end:
        return decision
    missed = Finding("order-missed", decision.findings[0].params)
    return replace(decision, kind=Kind.DROPPED, findings=(missed,))


def outcome(wish: Wish, device: Device, hours: Hours, decision: Decision | None) -> tuple[Planned | None, Account]:
    """The item, if there is one, and the account of one occurrence on one device.

    A page does not compete: where the sound of a two-faced device is dropped, its page is shown at its own time, and
    the account says why it is silent. While a person is asked for the order, the page waits too.
    """
    one, name = wish.announcement, wish.id
    sounds = decision is not None and bool(decision.spans)
    findings = wish.findings if Face.SOUND in device.faces else ()
    findings = (*findings, *decision.findings) if decision is not None else findings
    faces = (one.faces & device.faces) - (frozenset() if sounds else {Face.SOUND})
    if decision is not None and decision.kind is Kind.ASKS:
        faces = frozenset()
    if not faces:
        kind = decision.kind if decision is not None else Kind.DROPPED
        silent = findings or (Finding("device-has-no-face"),)
        wished = decision.claim.span if decision is not None else None
        return None, Account(name, one.id, kind, wish.occurrence.start, None, silent, wished)
    spans = decision.spans if decision is not None else ()
    start = spans[0].start if spans else wish.starts
    entry = wish.entry or Entry(one.id)
    volume, lowered = _volume(one, spans, hours)
    findings = (*findings, *lowered)
    item = Planned(
        occurrence=name,
        announcement=one.id,
        start=start,
        longest=decision.longest if decision is not None else timedelta(),
        spans=spans,
        page_until=start + timedelta(minutes=one.page.minutes) if one.page and Face.PAGE in faces else None,
        faces=faces,
        klass=one.klass,
        origin=one.origin,
        volume=volume,
        late=one.late,
        resume=one.resume,
        repeats=entry.repeats,
        pause_s=entry.pause_s,
        varied=wish.varied,
    )
    kind = decision.kind if decision is not None and sounds else Kind.PLANNED
    return item, Account(name, one.id, kind, wish.occurrence.start, start, findings)


def _volume(one: Announcement, spans: Sequence[Span], hours: Hours) -> tuple[int, tuple[Finding, ...]]:
    """The volume under the caps of the hours; an emergency must be heard, only the device's own cap holds it."""
    if not spans or one.klass is Klass.EMERGENCY:
        return one.volume, ()
    cap = min(cap_for(span, hours) for span in spans)
    if one.volume <= cap:
        return one.volume, ()
    return cap, (Finding("volume-lowered", {"wanted": one.volume, "cap": cap}),)
