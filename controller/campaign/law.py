"""What a campaign does next: how everything stands goes in; what has changed, whom to ask, whom to call off comes out.

Each wave is drawn by lot from the boxes that can be reached when it opens, and is over when none of its boxes is under
way; what was left for later does not hold it up. The next one opens if somebody of it is well. Too many that failed,
refused or did not come back stop the campaign where it is; people may go on, which forgives those failures, or give it
up.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from controller.campaign.box import (
    BAD,
    BEFORE,
    DRAWN,
    LOADING,
    UNDER_WAY,
    WAITING,
    WELL,
    Box,
    Seen,
    follow,
    later,
    turned,
)
from controller.campaign.terms import Terms

RUNNING, PAUSED, STOPPED, ABORTED, FINISHED = "running", "paused", "stopped", "aborted", "finished"
STATES = (RUNNING, PAUSED, STOPPED, ABORTED, FINISHED)
OVER = frozenset({ABORTED, FINISHED})
LEAST_MS = 600_000
"""A box that has less than this before the hours end is not asked any more."""

Rests = Callable[[str], int]
"""When a box rests next for the margin, by its own timetable."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """``image`` is the release's. ``forgiven``: failures of the open wave that people went on in spite of."""

    id: str
    image: str
    terms: Terms
    state: str = RUNNING
    wave: int = 0
    forgiven: int = 0
    until_ms: int = 0
    pilot: str = ""
    """The box of the first wave, where somebody chose it."""


@dataclass(frozen=True, slots=True)
class Step:
    """What has changed; ``asks`` says until when each may begin; ``calls_off`` names the commands."""

    campaign: Campaign
    changed: Mapping[str, Box]
    asks: Mapping[str, int]
    calls_off: Mapping[str, str]


def step(campaign: Campaign, boxes: Mapping[str, Box], seen: Mapping[str, Seen], rests: Rests, now_ms: int) -> Step:
    """One look. Boxes are followed to their end in whatever state the campaign is."""
    now = {id: _followed(campaign, box, seen, now_ms) for id, box in boxes.items()}
    asks: dict[str, int] = {}
    if campaign.state == RUNNING:
        campaign = _stop(campaign, now)
    if campaign.state == RUNNING:
        campaign = _advance(campaign, now, seen, now_ms)
    if campaign.state == RUNNING:
        asks = _ask(campaign, now, seen, rests, now_ms)
    calls_off = {} if campaign.state == RUNNING else _call_off(now, now_ms)
    changed = {id: box for id, box in now.items() if box != boxes[id]}
    return Step(campaign, changed, asks, calls_off)


def lot(campaign: str, box: str) -> str:
    """Where a box stands in the line: by chance, and the same whenever it is asked."""
    return hashlib.blake2s(f"{campaign} {box}".encode(), digest_size=8).hexdigest()


def go_on(campaign: Campaign, boxes: Iterable[Box]) -> Campaign:
    """People say so: what has failed so far in this wave does not stop it again."""
    return replace(campaign, state=RUNNING, forgiven=_bad(campaign, boxes))


def _followed(campaign: Campaign, box: Box, seen: Mapping[str, Seen], now_ms: int) -> Box:
    one = seen.get(box.id)
    if one is None or not one.there:
        return later(box, "gone", now_ms) if box.state in UNDER_WAY | {DRAWN} else box
    return follow(box, one, campaign.image, campaign.terms, now_ms)


def _of_wave(campaign: Campaign, boxes: Iterable[Box]) -> list[Box]:
    return [box for box in boxes if box.wave == campaign.wave]


def _bad(campaign: Campaign, boxes: Iterable[Box]) -> int:
    return sum(box.state in BAD for box in _of_wave(campaign, boxes))


def is_last(campaign: Campaign) -> bool:
    """Whether no wave comes after the open one."""
    return campaign.wave == len(campaign.terms.waves) - 1


def _stop(campaign: Campaign, now: Mapping[str, Box]) -> Campaign:
    last = is_last(campaign)
    size = sum(box.wave == campaign.wave or (last and box.state == WAITING) for box in now.values())
    bad = _bad(campaign, now.values()) - campaign.forgiven
    return replace(campaign, state=STOPPED) if bad > 0 and campaign.terms.too_many(bad, size) else campaign


def _advance(campaign: Campaign, now: dict[str, Box], seen: Mapping[str, Seen], now_ms: int) -> Campaign:
    """Draw for the open wave, or open the next one."""
    if campaign.until_ms <= now_ms:
        return campaign if any(box.state in UNDER_WAY for box in now.values()) else replace(campaign, state=FINISHED)
    counts = Counter(box.state for box in _of_wave(campaign, now.values()))
    busy = sum(counts[state] for state in UNDER_WAY | {DRAWN})
    if not busy and counts[WELL] and not is_last(campaign):
        campaign = replace(campaign, wave=campaign.wave + 1, forgiven=0)
        counts.clear()
    if is_last(campaign):
        _draw(campaign, now, seen, len(now), now_ms)
        if not any(box.state in UNDER_WAY | {DRAWN, WAITING} for box in now.values()):
            return replace(campaign, state=FINISHED)
    elif not busy and not counts[WELL]:
        _draw(campaign, now, seen, campaign.terms.waves[campaign.wave].size(len(now)), now_ms)
    return campaign


def _draw(campaign: Campaign, now: dict[str, Box], seen: Mapping[str, Seen], size: int, now_ms: int) -> None:
    free = [box for box in now.values() if box.state == WAITING and box.again_ms <= now_ms and _reachable(box, seen)]
    free.sort(key=lambda box: (box.id != campaign.pilot, lot(campaign.id, box.id)))
    for box in free[:size]:
        now[box.id] = replace(turned(box, DRAWN, now_ms), wave=campaign.wave, reason="")


def _reachable(box: Box, seen: Mapping[str, Seen]) -> bool:
    one = seen.get(box.id)
    return one is not None and one.there and one.online


def _ask(
    campaign: Campaign, now: dict[str, Box], seen: Mapping[str, Seen], rests: Rests, now_ms: int
) -> dict[str, int]:
    """As many of the drawn as the lines bear, each in its own hours."""
    terms, asks = campaign.terms, {}
    loading = [box.id for box in now.values() if box.state in LOADING]
    room, places = terms.at_once - len(loading), Counter(seen[id].place for id in loading if id in seen)
    drawn = [box for box in now.values() if box.state == DRAWN and _reachable(box, seen)]
    for box in sorted(drawn, key=lambda box: (box.id != campaign.pilot, lot(campaign.id, box.id))):
        one = seen[box.id]
        if room <= 0:
            break
        if places[one.place] >= terms.at_once_place:
            continue
        closes_ms = terms.closes_at(one.zone, now_ms, chirps=one.chirps)
        if closes_ms is None or closes_ms - now_ms < LEAST_MS or rests(box.id) > closes_ms - LEAST_MS // 2:
            continue
        asks[box.id] = closes_ms
        room, places[one.place] = room - 1, places[one.place] + 1
    return asks


def _call_off(now: dict[str, Box], now_ms: int) -> dict[str, str]:
    """Who was told and has not begun is let go; who was only drawn, too."""
    off = {box.id: box.command for box in now.values() if box.state in BEFORE}
    for box in [box for box in now.values() if box.state in BEFORE | {DRAWN}]:
        now[box.id] = later(box, "", now_ms, 0)
    return off
