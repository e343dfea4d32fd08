"""Incidents: what troubles of boxes come to, cause before symptom. Pure, and in memory: `look` takes how things are
now and gives what has changed; who writes that down begins anew with what is written when it fails.

Many boxes of a place with the same trouble at once are one incident of the place, its boxes under it (`Cause`). Whoever
falls ill in that place later goes under it, too. It is over when nearly all are well again; who is not, has an incident
of its own from then on.
"""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from controller.health.rules import Book, Rule
from controller.health.trouble import CALM, LASTING, NOTHING, OPEN, RISING, Fact, Trouble, step

RECOVERED, MERGED, RETIRED, NO_RULE = "recovered", "merged", "retired", "no-rule"
ENDS = (RECOVERED, MERGED, RETIRED, NO_RULE)


@dataclass(frozen=True, slots=True)
class Box:
    """How one box is now. ``areas`` are its place and all above it, the root first; unknown facts are left out."""

    id: str
    areas: tuple[str, ...]
    profile: str
    zone: str
    facts: Mapping[str, Fact]
    details: Mapping[str, Any] = field(default_factory=dict)
    """By fact: what to say about it."""
    due_ms: int | None = None
    """When it has something to do, where that is soon: patience ends before that."""
    only: str = ""
    """Of a box that hangs nowhere any more: the one fact that still counts; whatever else was wrong with it is over."""

    def counts(self, rule: Rule) -> bool:
        """Whether trouble by this rule is still trouble."""
        return not self.only or rule.fact == self.only


@dataclass(frozen=True, slots=True)
class Member:
    """A box under an incident."""

    since_ms: int
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """``device`` is empty where it is one of a place. ``since_ms`` is when the trouble began, ``opened_ms`` when it had
    lasted long enough; ``ended_ms`` when it was well again, ``closed_ms`` when that had lasted long enough."""

    id: str
    rule: str
    severity: str
    area: str
    device: str
    since_ms: int
    opened_ms: int
    members: Mapping[str, Member]
    detail: Mapping[str, Any] = field(default_factory=dict)
    ended_ms: int | None = None
    closed_ms: int | None = None
    end: str = ""
    parent: str = ""

    @property
    def ill(self) -> set[str]:
        """The boxes that are not well again."""
        return {name for name, one in self.members.items() if one.until_ms is None}


def name_of(rule: str, subject: str, since_ms: int) -> str:
    """An id that the same trouble always gets, so that nothing is written twice."""
    return "i" + hashlib.blake2s(f"{rule} {subject} {since_ms}".encode(), digest_size=8).hexdigest()


Key = tuple[str, str]
"""A rule and a box."""
Rising = tuple[str, str, int]
"""A rule, a box, and since when."""


class Watch:
    """Knows the troubles and what is open; begins with the incidents that were open when it last looked, and with what
    rose then (until when that may do without a reading)."""

    def __init__(
        self, book: Book, open_: Iterable[Incident] = (), rising: Iterable[Rising] = (), kept_ms: int = 0
    ) -> None:
        self._rules = {rule.code: rule for rule in book.rules}
        self._levels = [
            (one, one.fact, math.inf if one.above is None else one.above, -math.inf if one.below is None else one.below)
            for one in book.rules
        ]
        self._cause = book.together
        self._open = {one.id: one for one in open_}
        self._under: dict[Key, str] = {}
        self._troubles: dict[Key, Trouble] = {}
        self._boxes: dict[str, Box] = {}
        self._changed: dict[str, Incident] = {}
        for code, device, since_ms in rising:
            self._troubles[code, device] = Trouble(RISING, since_ms, kept_ms=kept_ms)
        for one in self._open.values():
            for device in one.ill:
                self._under[one.rule, device] = one.id
                self._troubles[one.rule, device] = Trouble(OPEN, one.members[device].since_ms, one.opened_ms)

    def rising(self, before_ms: int) -> list[Rising]:
        """What began before an instant and has not lasted long enough."""
        return sorted(
            (code, device, one.since_ms)
            for (code, device), one in self._troubles.items()
            if one.state == RISING and one.since_ms < before_ms
        )

    @property
    def ill(self) -> set[str]:
        """The boxes that have some trouble: their facts are asked for in each look."""
        return {device for _, device in self._troubles}

    def look(self, boxes: Mapping[str, Box], now_ms: int) -> list[Incident]:
        """Every incident that has changed, as it is now. A box that is the very same object as the last time, and well,
        costs nothing."""
        last, self._boxes, self._changed = self._boxes, dict(boxes), {}
        self._drop_the_gone(now_ms)
        ill = self.ill
        fresh: dict[str, set[str]] = {}
        calmed: list[tuple[int, str, str]] = []
        for box in self._boxes.values():
            if box.id in ill:
                for rule in self._rules.values():
                    self._step(rule, box, now_ms, fresh, calmed)
            elif last.get(box.id) is not box:
                for rule in self._bad(box):
                    self._step(rule, box, now_ms, fresh, calmed)
        for at_ms, code, device in sorted(calmed):
            self._well(code, device, at_ms)
        self._nearly_well(now_ms)
        for code, devices in fresh.items():
            self._together(self._rules[code], now_ms)
            self._alone(self._rules[code], devices)
        return list(self._changed.values())

    def _bad(self, box: Box) -> list[Rule]:
        """The rules by which a box that was well is ill: of thousands, nearly always none."""
        facts = box.facts
        return [
            rule
            for rule, name, above, below in self._levels
            if (fact := facts.get(name)) is not None and not below <= fact[0] <= above
        ]

    def _step(
        self, rule: Rule, box: Box, now_ms: int, fresh: dict[str, set[str]], calmed: list[tuple[int, str, str]]
    ) -> None:
        key, fact = (rule.code, box.id), box.facts.get(rule.fact)
        before = self._troubles.get(key)
        if before is None and (fact is None or not rule.is_bad(fact.value)):
            return  # nearly always
        if not rule.fits(box.profile):
            return
        after = step(rule, before or NOTHING, fact, box.zone, now_ms, box.due_ms)
        if after == before:
            return
        if after.state == CALM:
            self._troubles.pop(key, None)
            if before is not None and before.state in LASTING:
                calmed.append((after.over_ms(rule), rule.code, box.id))
            return
        self._troubles[key] = after
        if key not in self._under and after.state in (RISING, OPEN):
            fresh.setdefault(rule.code, set()).add(box.id)

    # ------------------------------------------------------------------ begin

    def _together(self, rule: Rule, now_ms: int) -> None:
        """Causes, from the widest place to the narrowest."""
        free = {device: self._troubles[rule.code, device] for device in self._joinable(rule, now_ms)}
        if not any(one.state == OPEN and (rule.code, device) not in self._under for device, one in free.items()):
            return
        for area, inside in self._places(rule):
            mine = [device for device in free if device in inside and self._may_go_under(rule, device, area)]
            ill = sorted((free[device].since_ms, device) for device in mine)
            together = self._crowd(rule, inside, ill)
            if self._spreads(area, inside, together) and self._is_news(rule, together):
                self._open_place(rule, area, together)
                for device in together:
                    free.pop(device, None)

    def _is_news(self, rule: Rule, devices: list[str]) -> bool:
        """Whether it has lasted long enough for one of these at least, and is not told of all of them already."""
        lasted = any(self._troubles[rule.code, device].state == OPEN for device in devices)
        return lasted and any((rule.code, device) not in self._under for device in devices)

    def _joinable(self, rule: Rule, now_ms: int) -> Iterator[str]:
        """Boxes that are ill, alone or not long enough yet; who is under a place is there already, unless that place's
        trouble is so young that a wider one may still turn out to be its cause."""
        within_ms = self._cause.within_s * 1000
        for code, device in self._troubles:
            if code != rule.code or self._troubles[code, device].state not in (RISING, OPEN):
                continue
            under = self._open.get(self._under.get((code, device), ""))
            if under is None or under.device or now_ms - under.opened_ms <= within_ms:
                yield device

    def _may_go_under(self, rule: Rule, device: str, area: str) -> bool:
        """Whether a box is free, alone, or under a place that lies in this one: never from a wide place to a narrow."""
        under = self._open.get(self._under.get((rule.code, device), ""))
        if under is None or under.device:
            return True
        places = self._boxes[device].areas
        return under.area in places and places.index(under.area) >= places.index(area)

    def _places(self, rule: Rule) -> Iterator[tuple[str, set[str]]]:
        """Places with their boxes, the wide ones first; of places with the same boxes only the narrowest."""
        inside: dict[str, set[str]] = {}
        depth: dict[str, int] = {}
        for box in self._boxes.values():
            if rule.fits(box.profile) and box.counts(rule):
                for level, area in enumerate(box.areas):
                    inside.setdefault(area, set()).add(box.id)
                    depth[area] = level
        narrowest = {frozenset(some): area for area, some in sorted(inside.items(), key=lambda one: depth[one[0]])}
        for some, area in sorted(narrowest.items(), key=lambda one: (depth[one[1]], one[1])):
            yield area, set(some)

    def _crowd(self, rule: Rule, inside: set[str], ill: list[tuple[int, str]]) -> list[str]:
        """Those who fell ill within the time of one cause, if they are most of those who were well before."""
        best: list[str] = []
        sick = sorted(
            one.since_ms for (code, device), one in self._troubles.items() if code == rule.code and device in inside
        )
        instants = [since_ms for since_ms, _ in ill]
        for place, since_ms in enumerate(instants):
            until = bisect_right(instants, since_ms + self._cause.within_s * 1000)
            count, well = until - place, len(inside) - bisect_left(sick, since_ms)
            if count >= max(self._cause.least, math.ceil(self._cause.share * well)) and count > len(best):
                best = [device for _, device in ill[place:until]]
        return best

    def _spreads(self, area: str, inside: set[str], crowd: list[str]) -> bool:
        """Whether most parts of a place are concerned: one large hamlet in the dark is not its commune."""

        def part(device: str) -> str:
            below = self._boxes[device].areas
            return below[below.index(area) + 1] if below[-1] != area else ""

        parts, hit = {part(device) for device in inside}, {part(device) for device in crowd}
        return bool(crowd) and (len(parts) == 1 or len(hit) >= max(2, math.ceil(self._cause.share * len(parts))))

    def _open_place(self, rule: Rule, area: str, devices: list[str]) -> None:
        troubles = {device: self._troubles[rule.code, device] for device in devices}
        since_ms = min(one.since_ms for one in troubles.values())
        opened_ms = min(one.opened_ms for one in troubles.values() if one.state == OPEN)
        members = {device: Member(one.since_ms) for device, one in troubles.items()}
        id = name_of(rule.code, area, since_ms)
        for old in {self._under[rule.code, device] for device in devices if (rule.code, device) in self._under}:
            merged = self._open.pop(old)
            members = {**merged.members, **members}
            for device in merged.ill:
                self._under[rule.code, device] = id
            merged_ms = max(opened_ms, merged.opened_ms)
            self._changed[old] = replace(merged, closed_ms=merged_ms, end=MERGED, parent=id)
        self._keep(Incident(id, rule.code, rule.severity, area, "", since_ms, opened_ms, members))
        for device in devices:
            self._under[rule.code, device] = id
            self._troubles[rule.code, device] = Trouble(OPEN, troubles[device].since_ms, opened_ms)

    def _alone(self, rule: Rule, devices: Iterable[str]) -> None:
        """Who is left goes under the incident of a place around it, or gets one of its own."""
        for device in sorted(devices):
            key = rule.code, device
            trouble = self._troubles.get(key, NOTHING)
            if key in self._under or trouble.state != OPEN:
                continue
            box = self._boxes[device]
            around = [one for one in self._open.values() if self._covers(one, rule, box)]
            if around:
                whole = max(around, key=lambda one: box.areas.index(one.area))
                self._under[key] = whole.id
                self._keep(replace(whole, members={**whole.members, device: Member(trouble.since_ms)}))
            else:
                self._open_single(rule, box, trouble)

    def _covers(self, one: Incident, rule: Rule, box: Box) -> bool:
        return one.rule == rule.code and not one.device and one.area in box.areas

    def _open_single(self, rule: Rule, box: Box, trouble: Trouble, parent: str = "") -> None:
        fact = box.facts.get(rule.fact)
        detail = box.details.get(rule.fact) or ({"value": round(fact.value, 1)} if fact else {})
        id = name_of(rule.code, box.id, trouble.opened_ms if parent else trouble.since_ms)
        members = {box.id: Member(trouble.since_ms)}
        one = Incident(
            id, rule.code, rule.severity, box.areas[-1], box.id, trouble.since_ms, trouble.opened_ms, members
        )
        self._under[rule.code, box.id] = id
        self._keep(replace(one, detail=detail, parent=parent))

    # ------------------------------------------------------------------ end

    def _well(self, code: str, device: str, closed_ms: int) -> None:
        """A box is well again."""
        one = self._open.get(self._under.pop((code, device), ""))
        if one is None:
            return
        ended_ms = closed_ms - self._rules[code].back_for_s * 1000
        one = replace(one, members={**one.members, device: Member(one.members[device].since_ms, ended_ms)})
        self._keep(one)
        if not one.ill:
            last_ms = max(member.until_ms or 0 for member in one.members.values())
            self._close(one, RECOVERED, last_ms, last_ms + self._rules[code].back_for_s * 1000)

    def _nearly_well(self, now_ms: int) -> None:
        """Places where nearly all are well again, and nobody has come back for a while."""
        for one in [one for one in self._open.values() if not one.device]:
            left = one.ill
            if len(left) > self._cause.back_share * len(one.members):
                continue
            rule = self._rules[one.rule]
            ended_ms = max(member.until_ms or 0 for member in one.members.values())
            closed_ms = ended_ms + (rule.back_for_s + self._cause.within_s) * 1000
            troubles = {device: self._troubles[rule.code, device] for device in left}
            if now_ms >= closed_ms and all(trouble.state == OPEN for trouble in troubles.values()):
                self._close(one, RECOVERED, ended_ms, closed_ms)
                for device in sorted(left):
                    del self._under[rule.code, device]
                    self._open_single(rule, self._boxes[device], replace(troubles[device], opened_ms=closed_ms), one.id)

    def _drop_the_gone(self, now_ms: int) -> None:
        """Boxes that were taken out, and rules that are no more."""
        for key in [key for key in self._troubles if not self._counts(*key)]:
            del self._troubles[key]
            id = self._under.pop(key, "")
            if id in self._open:
                one = self._open[id]
                members = {**one.members, key[1]: Member(one.members[key[1]].since_ms, now_ms)}
                self._keep(replace(one, members=members))
                if not self._open[id].ill:
                    self._close(self._open[id], RETIRED if key[0] in self._rules else NO_RULE, now_ms, now_ms)

    def _counts(self, code: str, device: str) -> bool:
        rule, box = self._rules.get(code), self._boxes.get(device)
        return rule is not None and box is not None and box.counts(rule)

    def _close(self, one: Incident, end: str, ended_ms: int, closed_ms: int) -> None:
        del self._open[one.id]
        self._changed[one.id] = replace(one, end=end, ended_ms=ended_ms, closed_ms=max(closed_ms, one.opened_ms))

    def _keep(self, one: Incident) -> None:
        self._open[one.id] = self._changed[one.id] = one
