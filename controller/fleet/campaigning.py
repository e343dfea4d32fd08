"""Looks at every open campaign, and does what its law says: orders to boxes, words taken back, states written down.

One look is one transaction: states, commands, what is expected of boxes and the letters stand together or not at all.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.campaign import law
from controller.campaign.box import ASKED, BAD, UNDER_WAY, Box, Seen, turned
from controller.campaign.law import OVER, STOPPED, Campaign, Step
from controller.fleet.campaigns import campaign_of
from controller.fleet.letters import letter
from controller.store import areas, audit, campaigns, commands, deliveries, outbox, releases, timetables
from controller.store.campaigns import Row, Sight
from controller.store.commands import DEVICE
from controller.store.commands import Command as CommandRow
from controller.store.presence import ONLINE
from controller.store.releases import Release
from devices import firmware
from devices.errors import ContractError
from devices.gate import read
from devices.messages import Item, Stop, Timetable, Update
from devices.profiles import all_profiles
from devices.signing import take_apart
from devices.topics import Kind

UPDATE, CALL_OFF = "update", "call-off"
STOP_MS = 3_600_000
AFTER_MS = 2 * 86_400_000
"""So long the boxes of a campaign that is over are still followed."""


def look(desk: Desk) -> list[str]:
    """Every campaign that is not over, and those that ended lately with boxes under way; which have changed."""
    with desk.store.read() as conn:
        rows = campaigns.to_follow(conn, desk.now_ms() - AFTER_MS)
    changed = [row.id for row in rows if _look_at(desk, row.id)]
    if changed:
        desk.nudge("dispatch")
    return changed


def _look_at(desk: Desk, id: str) -> bool:
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        row = campaigns.get(conn, id)
        release = releases.get(conn, row.release) if row is not None else None
        if row is None or release is None:
            return False
        campaign, boxes = campaign_of(row, release.image), campaigns.boxes(conn, id)
        if row.state in OVER and not any(box.state in UNDER_WAY for box in boxes.values()):
            return False
        sights = campaigns.sights(conn, id)
        zones = areas.zones(conn, {one.area for one in sights.values()})
        top = areas.known(conn, row.area).path
        seen = {name: _seen(one, zones, top) for name, one in sights.items()}
        rests = _Rests(conn, campaign.terms.margin_s * 1000, now_ms)
        step = law.step(campaign, boxes, seen, rests, now_ms)
        now = boxes | dict(step.changed)
        asked = {name: _ask(now[name], closes_ms, now_ms) for name, closes_ms in step.asks.items()}
        _order(conn, desk, row, release, asked, sights, now_ms)
        _take_back(conn, desk, step.calls_off, now_ms)
        campaigns.keep(conn, id, (dict(step.changed) | asked).values())
        turn = _note(conn, desk, row, step, now, now_ms)
    if not (step.changed or asked or turn):
        return False
    desk.bus.say("campaign", id=id, area=row.area)
    return True


def _seen(one: Sight, zones: dict[str, str], top: str) -> Seen:
    profile = all_profiles().get(one.profile)
    return Seen(
        online=one.presence == ONLINE,
        since_ms=one.since_ms or 0,
        beat_ms=one.beat_ms or 0,
        image=one.image or "",
        rung=one.rung or "",
        reason=one.reason or "",
        place=one.area,
        zone=zones[one.area],
        chirps=profile is not None and profile.chirps,
        there=one.active and one.path.startswith(top),
    )


class _Rests:
    """When boxes rest next, by the timetables that they were sent."""

    def __init__(self, conn: Connection, margin_ms: int, now_ms: int) -> None:
        self._conn, self._margin, self._now = conn, margin_ms, now_ms

    def __call__(self, device: str) -> int:
        return firmware.rests_at(self._items(device), self._now, self._margin)

    def _items(self, device: str) -> tuple[Item, ...]:
        kept = timetables.get(self._conn, device)
        if kept is None:
            return ()
        try:
            document = timetables.document(self._conn, kept.hash) or kept.document
            sealed = take_apart(document)
            plan = read(sealed.header.typ, sealed.payload)
        except ContractError:
            return ()
        return plan.items if isinstance(plan, Timetable) else ()


def _ask(box: Box, closes_ms: int, now_ms: int) -> Box:
    told = turned(box, ASKED, now_ms)
    return replace(told, command=f"c-{secrets.token_hex(6)}", expires_ms=closes_ms, tries=box.tries + 1)


def _order(
    conn: Connection,
    desk: Desk,
    row: Row,
    release: Release,
    asked: dict[str, Box],
    sights: dict[str, Sight],
    now_ms: int,
) -> None:
    terms, letters, expected = campaign_of(row, release.image).terms, [], []
    for name, box in asked.items():
        update = Update(
            id=box.command,
            iat=now_ms,
            exp=box.expires_ms,
            release=release.document,
            media_url=f"{desk.settings.http.public_url}/media/",
            spread=terms.spread_s * 1000,
            margin=terms.margin_s * 1000,
            trial=terms.trial_s * 1000,
            nonce=sights[name].session or "",
        )
        letters.append(_letter(desk, update, name, now_ms))
        body = {"campaign": row.id, "release": release.id, "scope": name}
        commands.add(conn, CommandRow(box.command, UPDATE, name, DEVICE, body, row.maker, now_ms, update.exp))
        expected.append(deliveries.Expected(box.command, name, now_ms))
    if letters:
        deliveries.expect(conn, expected, deliveries.COMMAND)
        outbox.put(conn, letters)


def _take_back(conn: Connection, desk: Desk, calls_off: Mapping[str, str], now_ms: int) -> None:
    """Boxes that were told and have not begun: their letters go no more, and they are told to leave it."""
    letters = []
    for name, command in calls_off.items():
        outbox.withdraw(conn, outbox.CMD, command, now_ms)
        stop = Stop(id=f"c-{secrets.token_hex(6)}", iat=now_ms, exp=now_ms + STOP_MS, target=command)
        body = {"target": command, "scope": name}
        commands.add(conn, CommandRow(stop.id, CALL_OFF, name, DEVICE, body, None, now_ms, stop.exp))
        deliveries.expect(conn, [deliveries.Expected(stop.id, name, now_ms)], deliveries.COMMAND)
        letters.append(_letter(desk, stop, name, now_ms))
    if letters:
        outbox.put(conn, letters)


def _letter(desk: Desk, message: Update | Stop, device: str, now_ms: int) -> outbox.Letter:
    document = desk.signer().seal(message, "command", device)
    return letter(Kind.COMMAND, device, document, message.id, now_ms, message.exp)


def _note(conn: Connection, desk: Desk, row: Row, step: Step, now: dict[str, Box], now_ms: int) -> bool:
    """A campaign that stopped, ended or opened a wave by itself: in its row and in the log."""
    after: Campaign = step.campaign
    if (after.state, after.wave, after.forgiven) == (row.state, row.wave, row.forgiven):
        return False
    changed = {"state": after.state, "wave": after.wave, "forgiven": after.forgiven}
    campaigns.change(conn, row.id, **changed, **({"changed_ms": now_ms} if after.state != row.state else {}))
    told: dict[str, object] = {"wave": after.wave + 1}
    action = f"campaign-{after.state}" if after.state != row.state else "campaign-wave"
    if after.state == STOPPED:
        bad = [box for box in now.values() if box.wave == after.wave and box.state in BAD]
        told["reasons"] = dict(Counter(box.reason for box in bad))
    audit.append(conn, now_ms, "system", action, row.id, told, address=desk.address)
    return True
