"""Campaigns for people: begun, held up, gone on with, given up; each with a line in the log."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection

from controller.broadcast.desk import Desk
from controller.campaign import law, terms
from controller.campaign.box import Box
from controller.campaign.law import ABORTED, PAUSED, RUNNING, STOPPED, Campaign
from controller.campaign.terms import Terms
from controller.errors import Clash, NotFound, Refused
from controller.fleet import software
from controller.people.who import Who, reaches, require
from controller.store import areas, audit, campaigns, devices, releases
from controller.store.campaigns import Row

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be brought to which boxes: all of the release's model in an area."""

    release: str
    area: str
    pilot: str = ""
    """The box that shall be the first."""
    terms: Terms = field(default_factory=Terms)


def begin(desk: Desk, who: Who, wish: Wish) -> Row:
    """A campaign that asks its first box as soon as hours allow."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        area = areas.known(conn, wish.area)
        require(who, software.RIGHT, area.path)
        release = software.one_for(conn, who, wish.release)
        if release.ended_ms is not None:
            raise Refused("release-ended", "release", version=release.version)
        if release.area not in area.path.strip("/").split("/"):
            raise Refused("release-elsewhere", "area")
        found = [one.id for one in devices.below(conn, area.path) if one.profile == release.model]
        if not found:
            raise Refused("campaign-nobody", "area", model=release.model)
        if wish.pilot and wish.pilot not in found:
            raise Refused("campaign-pilot", "pilot", device=wish.pilot[:64], model=release.model)
        _alone(conn, area.path, release.model)
        row = Row(
            id=f"u-{secrets.token_hex(6)}",
            release=release.id,
            area=area.code,
            terms=msgspec.to_builtins(wish.terms),
            pilot=wish.pilot,
            state=RUNNING,
            wave=0,
            forgiven=0,
            maker=who.user_id,
            created_ms=now_ms,
            until_ms=now_ms + wish.terms.days * DAY_MS,
            changed_ms=now_ms,
        )
        campaigns.add(conn, row, [Box(id, since_ms=now_ms) for id in found])
        told = {"release": release.id, "version": release.version, "area": area.code, "boxes": len(found)}
        audit.append(conn, now_ms, who.login, "campaign", row.id, told, address=desk.address)
    desk.bus.say("campaign", id=row.id, area=row.area)
    return row


def pause(desk: Desk, who: Who, id: str) -> None:
    """Ask nobody any more; who was told and has not begun is let go."""
    _turn(desk, who, id, "campaign-pause", (RUNNING,), PAUSED)


def go_on(desk: Desk, who: Who, id: str) -> None:
    """Go on, also where it stopped by itself: what has failed so far is forgiven."""
    _turn(desk, who, id, "campaign-go-on", (PAUSED, STOPPED), RUNNING)


def abort(desk: Desk, who: Who, id: str) -> None:
    """Give it up. Boxes that have begun are followed to their end; none goes back to what it ran before."""
    _turn(desk, who, id, "campaign-abort", (RUNNING, PAUSED, STOPPED), ABORTED)


def one_for(conn: Connection, who: Who, id: str, action: str = "read") -> Row:
    """The campaign, for somebody who may do this there. One of another area is not told apart from none."""
    row = campaigns.get(conn, id)
    if row is None or not reaches(who, path := areas.known(conn, row.area).path):
        raise NotFound("campaign-unknown", campaign=id[:40])
    if action != "read":
        require(who, action, path)
    return row


def campaign_of(row: Row, image: str) -> Campaign:
    """As the law knows it."""
    held = terms.read(row.terms)
    return Campaign(row.id, image, held, row.state, row.wave, row.forgiven, row.until_ms, row.pilot)


def _turn(desk: Desk, who: Who, id: str, action: str, from_: tuple[str, ...], to: str) -> None:
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        row = one_for(conn, who, id, software.RIGHT)
        if row.state not in from_:
            raise Clash("campaign-state", now=row.state)
        changed = {"state": to, "changed_ms": now_ms}
        if to == RUNNING:
            release = releases.get(conn, row.release)
            assert release is not None
            boxes = campaigns.boxes(conn, id)
            changed["forgiven"] = law.go_on(campaign_of(row, release.image), boxes.values()).forgiven
        campaigns.change(conn, id, **changed)
        audit.append(conn, now_ms, who.login, action, id, {"wave": row.wave + 1}, address=desk.address)
    desk.bus.say("campaign", id=id, area=row.area)


def _alone(conn: Connection, path: str, model: str) -> None:
    """Two campaigns that take turns with one box would never end."""
    open_ = campaigns.open_(conn)
    known = releases.many(conn, {one.release for one in open_})
    for one in open_:
        other = areas.known(conn, one.area).path
        if known[one.release].model == model and (path.startswith(other) or other.startswith(path)):
            raise Clash("campaign-open", area=one.area)
