"""An explanation in sentences: what the device does, by which rule, what lost, what is not there, and what to doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import schedules.errors
from controller.broadcast.absent import Absent
from controller.broadcast.explain import Explained
from controller.words import Value, codes, fates, instants, rules, say
from devices.decide import Reason, Why
from devices.messages import Item
from devices.relay import Way

UNSAID = frozenset({Why.NOT_YET, Why.OVER})
"""Said of nearly everything in a fortnight's list, and no answer to the question."""


@dataclass(frozen=True, slots=True)
class Told:
    """The answer, and what stands behind it, as a reader of one language reads it."""

    sentence: str
    reasons: tuple[str, ...]
    absent: tuple[str, ...]
    around: tuple[str, ...]
    """The hours, the last sound and the next."""
    doubts: tuple[str, ...]
    """What of the device's state, as it last reported it, would make it do otherwise."""


def told(one: Explained, lang: str) -> Told:
    """The whole explanation in words."""
    return Told(
        _sentence(one, lang),
        tuple(_reasons(one, lang)),
        tuple(_absent(each, one, lang) for each in one.absent),
        tuple(_around(one, lang)),
        tuple(_doubts(one, lang)),
    )


def title_of(one: Explained, occurrence: str) -> str:
    """The title of the announcement that an occurrence belongs to."""
    return one.titles.get(occurrence.partition(".")[0], occurrence)


def _sentence(one: Explained, lang: str) -> str:
    decision = one.decision
    if decision.sound is not None:
        return say("web-will-sound", lang, title=title_of(one, decision.sound.due.id))
    if decision.page is not None and decision.page.due is not None:
        return say("web-will-show", lang, title=title_of(one, decision.page.due.id))
    return say("web-will-rest" if decision.page is None else "web-will-show-safe", lang)


def _reasons(one: Explained, lang: str) -> Iterator[str]:
    """Of each item that matters at the instant: what becomes of it, because of what, and by which rule it is due."""
    items = {item.id: item for item in one.plan.items}
    for reason in one.decision.reasons:
        if reason.why not in UNSAID:
            yield _reason(one, reason, items.get(reason.id), lang)


def _reason(one: Explained, reason: Reason, item: Item | None, lang: str) -> str:
    said = say("web-reason-line", lang, title=title_of(one, reason.id), why=say(f"why-{reason.why}", lang))
    if reason.by:
        said += say("web-reason-by", lang, title=title_of(one, reason.by))
    if item is None:
        return said
    klass = say(f"class-{item.klass.value}", lang)
    rule = _rule(one, reason.id.partition(".")[0], lang)
    return said + say("explain-by-rule", lang, rule=rule, **{"class": klass})


def _rule(one: Explained, announcement: str, lang: str) -> str:
    rule = one.rules.get(announcement)
    try:
        return rules.sentence(rule, lang) if rule is not None else "–"
    except schedules.errors.Refused:
        return "–"


def _absent(each: Absent, one: Explained, lang: str) -> str:
    due = f"{instants.wall(each.due_ms, one.zone):%H:%M}"
    if each.findings:
        why = " ".join(fates.sentence(finding, one.titles, one.zone, lang) for finding in each.findings)
    else:
        detail = each.detail
        if each.why == "holiday":
            name = f"holiday-{detail}"
            detail = say(name, lang) if name in codes(lang) else detail
        params: dict[str, Value] = {"detail": detail} if each.why in ("moved-away", "holiday", "elsewhere") else {}
        why = say(f"absent-{each.why}", lang, **params)
    return say("explain-absent-line", lang, time=due, title=each.title, why=why)


def _around(one: Explained, lang: str) -> Iterator[str]:
    if one.closes_ms is not None:
        yield say("explain-open", lang, until=_end(one, one.closes_ms), cap=one.cap)
    elif one.opens_ms is not None:
        yield say("explain-closed", lang, opens=_moment(one, one.opens_ms))
    else:
        yield say("explain-never-open", lang)
    for name, item in (("last", one.last), ("next", one.next)):
        if item is None:
            yield say(f"explain-no-{name}", lang)
        else:
            when = _moment(one, item.start + one.plan.offset)
            yield say(f"explain-{name}", lang, when=when, title=title_of(one, item.id))
            if (relay := one.relays.get(item.id)) is not None and relay.way is not Way.NONE:
                codec = relay.codec.upper()
                yield say(f"explain-relay-{relay.way.value}", lang, codec=codec, address=relay.address)


def _signed(one: Explained, version: int) -> str:
    """A version as people tell it: it begins at the clock (decision 6), so it says when the timetable was signed."""
    return _moment(one, version)


def _doubts(one: Explained, lang: str) -> Iterator[str]:
    now = one.status
    if not now.held_hash:
        yield say("explain-holds-nothing", lang)
    elif not one.in_step:
        yield say("explain-holds-other", lang, held=_signed(one, now.held_version), wanted=_signed(one, one.version))
    else:
        yield say("explain-holds-same", lang, wanted=_signed(one, one.version))
    if now.presence != "online":
        seen = _moment(one, now.seen_ms) if now.seen_ms else say("web-never", lang)
        yield say("explain-not-online", lang, seen=seen)
    if isinstance(now.clock, dict):
        trusted = bool(now.clock.get("trusted"))
        error = int(now.clock.get("error", 0)) if trusted else 0
        yield say("explain-clock", lang, error=error) if trusted else say("explain-clock-untrusted", lang)
    if now.missing:
        yield say("explain-missing", lang, count=len(now.missing))


def _end(one: Explained, at_ms: int) -> str:
    """The end of a day is its 24:00, not the next one's 00:00."""
    said = f"{instants.wall(at_ms, one.zone):%H:%M}"
    return "24:00" if said == "00:00" else said


def _moment(one: Explained, at_ms: int) -> str:
    local = instants.wall(at_ms, one.zone)
    return f"{local:%H:%M} {local:%d/%m/%Y}"
