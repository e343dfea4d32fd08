"""Campaigns and their boxes as rows; what they mean is in `controller.campaign`."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Executable, Select, and_, func, select, update

from controller.campaign.box import BAD, WELL, Box
from controller.campaign.law import OVER
from controller.store import feed, pick
from controller.store import standing_orders as orders
from controller.store.areas import within
from controller.store.tables import (
    areas,
    campaign_boxes,
    campaigns,
    deliveries,
    device_status,
    devices,
    releases,
    standing_orders,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One campaign, without its boxes."""

    id: str
    release: str
    area: str
    terms: Any
    pilot: str
    state: str
    wave: int
    forgiven: int
    maker: str
    created_ms: int
    until_ms: int
    changed_ms: int


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of a box, beside the word about its last command."""

    device: str
    profile: str
    area: str
    path: str
    active: bool
    presence: str | None
    since_ms: int | None
    beat_ms: int | None
    image: str | None
    session: str | None
    rung: str | None
    reason: str | None


_ROW = pick.fields(Row, campaigns)
_BOX = ("state", "since_ms", "wave", "command", "expires_ms", "tries", "again_ms", "reason")
_COLUMNS = [campaign_boxes.c.device, *(campaign_boxes.c[name] for name in _BOX)]


def add(conn: Connection, row: Row, boxes: Iterable[Box]) -> None:
    """A new one with its boxes."""
    conn.execute(campaigns.insert(), pick.values(row))
    keep(conn, row.id, boxes)


def get(conn: Connection, id: str) -> Row | None:
    """One, or None."""
    return pick.only(conn, Row, select(*_ROW).where(campaigns.c.id == id))


def open_(conn: Connection) -> list[Row]:
    """Those that are not over, the oldest first."""
    query = select(*_ROW).where(campaigns.c.state.not_in(OVER))
    return pick.every(conn, Row, query.order_by(campaigns.c.created_ms, campaigns.c.id))


def to_follow(conn: Connection, since_ms: int) -> list[Row]:
    """Those that are not over, and those that ended since an instant."""
    mine = campaigns.c.state.not_in(OVER) | (campaigns.c.changed_ms >= since_ms)
    return pick.every(conn, Row, select(*_ROW).where(mine).order_by(campaigns.c.created_ms, campaigns.c.id))


def below(conn: Connection, path: str, most: int = 50) -> list[Row]:
    """Those of an area and below it, the newest first."""
    query = select(*_ROW).join_from(campaigns, areas, areas.c.code == campaigns.c.area)
    query = query.where(within(areas.c.path, path)).order_by(campaigns.c.created_ms.desc(), campaigns.c.id)
    return pick.every(conn, Row, query.limit(most))


def change(conn: Connection, id: str, **columns: Any) -> None:
    """Set state, wave, forgiven, changed_ms."""
    conn.execute(update(campaigns).where(campaigns.c.id == id).values(**columns))


def boxes(conn: Connection, campaign: str) -> dict[str, Box]:
    """All its boxes."""
    query = select(*_COLUMNS).where(campaign_boxes.c.campaign == campaign).order_by(campaign_boxes.c.device)
    return {row[0]: Box(*row) for row in conn.execute(query).all()}


def counts(conn: Connection, ids: Collection[str]) -> dict[str, dict[tuple[int, str], int]]:
    """How many boxes of each stand how, by wave and state."""
    key = (campaign_boxes.c.campaign, campaign_boxes.c.wave, campaign_boxes.c.state)
    found: dict[str, dict[tuple[int, str], int]] = {}
    query = select(*key, func.count()).where(feed.among(conn, campaign_boxes.c.campaign, ids)).group_by(*key)
    for id, wave, state, number in conn.execute(query):
        found.setdefault(id, Counter())[wave, state] = number
    return found


def keep(conn: Connection, campaign: str, changed: Iterable[Box]) -> None:
    """Write how these boxes stand."""
    changed = list(changed)
    rows = [{"campaign": campaign, "device": one.id} | {name: getattr(one, name) for name in _BOX} for one in changed]
    if rows:
        conn.execute(_put(conn.dialect.name), feed.rows(rows))
        orders.asked(conn, campaign, {one.id for one in changed if one.tries})


def sights(conn: Connection, campaign: str) -> dict[str, Sight]:
    """What is known of each of its boxes now."""
    word = and_(deliveries.c.subject == campaign_boxes.c.command, deliveries.c.device == campaign_boxes.c.device)
    status = (device_status.c[name] for name in ("presence", "since_ms", "beat_ms", "image", "session"))
    query = (
        select(campaign_boxes.c.device, devices.c.profile, devices.c.area, areas.c.path, devices.c.active, *status)
        .add_columns(deliveries.c.rung, deliveries.c.reason)
        .join_from(campaign_boxes, devices, devices.c.id == campaign_boxes.c.device)
        .join(areas, areas.c.code == devices.c.area)
        .join(device_status, device_status.c.device == devices.c.id, isouter=True)
        .join(deliveries, word, isouter=True)
        .where(campaign_boxes.c.campaign == campaign)
    )
    return {one.device: one for one in pick.every(conn, Sight, query)}


@dataclass(frozen=True, slots=True)
class Aim:
    """What a box was to run, by the newest campaign that it is in, and how that stands."""

    device: str
    campaign: str
    state: str
    reason: str
    since_ms: int
    image: str
    version: str
    runs: str

    @property
    def is_missed(self) -> bool:
        """Whether it does not run what it should, and will not by itself."""
        other = self.runs != self.image
        return other and (self.state in BAD or (self.state == WELL and bool(self.runs)))


def aims(conn: Connection, devices_: Collection[str] | None = None) -> dict[str, Aim]:
    """Of these boxes (of all); one that no campaign has asked anything is left out."""
    query = _aims()
    if devices_ is not None:
        query = query.where(feed.among(conn, standing_orders.c.device, devices_))
    return {one.device: one for one in pick.every(conn, Aim, query)}


def astray(conn: Connection) -> dict[str, Aim]:
    """Of the boxes that do not run what they were to."""
    other = func.coalesce(device_status.c.image, "") != standing_orders.c.value
    return {one.device: one for one in pick.every(conn, Aim, _aims().where(other))}


def _aims() -> Select[Any]:
    """By the newest campaign that asked each."""
    box = (campaign_boxes.c.campaign == standing_orders.c.subject, campaign_boxes.c.device == standing_orders.c.device)
    return (
        select(campaign_boxes.c.device, campaign_boxes.c.campaign, campaign_boxes.c.state, campaign_boxes.c.reason)
        .add_columns(campaign_boxes.c.since_ms, releases.c.image, releases.c.version)
        .add_columns(func.coalesce(device_status.c.image, "").label("runs"))
        .join_from(standing_orders, campaign_boxes, and_(*box))
        .join(campaigns, campaigns.c.id == campaign_boxes.c.campaign)
        .join(releases, releases.c.id == campaigns.c.release)
        .join(device_status, device_status.c.device == campaign_boxes.c.device, isouter=True)
        .where(standing_orders.c.kind == orders.FIRMWARE)
    )


@functools.cache
def _put(dialect: str) -> Executable:
    new = feed.insert_rows(dialect, campaign_boxes, "campaign", "device", *_BOX)
    changed = {name: new.excluded[name] for name in _BOX}
    return new.on_conflict_do_update(index_elements=["campaign", "device"], set_=changed)
