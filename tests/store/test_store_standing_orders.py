"""What was ordered of a box and is to last: the newest of each kind, whichever is heard of first; on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, text, update

from controller.campaign.box import Box
from controller.store import (
    Store,
    areas,
    campaigns,
    commands,
    deliveries,
    devices,
    media,
    migrating,
    releases,
    standing_orders,
    users,
)
from controller.store import tables as t
from controller.store.commands import AREA, Command
from controller.store.media import Medium
from controller.store.releases import Release
from controller.store.reports import Report
from controller.store.standing_orders import FIRMWARE, NETWORK, VOLUME, Order

IMAGE, OTHER = "a" * 64, "b" * 64
WHEN = {"changed_ms": 1, "until_ms": 9, "forgiven": 0, "wave": 0, "maker": "u1", "pilot": "", "terms": {}}


@pytest.fixture
def fleet(store: Store) -> Store:
    with store.write() as conn:
        areas.add(conn, "xa", None, "commune", "Xã", 1)
        users.add(conn, "u1", "ky-thuat", "Kỹ thuật", "hash", "technician", "xa", 1)
        for name in ("loa-1", "loa-2"):
            devices.add(conn, name, "xa", "horn-mp3-30w", name, "hash", 1)
        for at_ms, (id, kind, body) in enumerate(
            (
                ("c-1", VOLUME, {"volume": 40}),
                ("c-2", VOLUME, {"volume": 60}),
                ("c-3", NETWORK, {"minutes": 5, "document": OTHER}),
                ("c-4", "reboot", {}),
            )
        ):
            commands.add(conn, Command(id, kind, "xa", AREA, body, "u1", at_ms, 99))
        for at_ms, (id, image) in enumerate((("k-1", OTHER), ("k-2", IMAGE))):
            media.add(conn, Medium(image, "firmware", 1, 1, 1))
            releases.add(conn, Release(id, "xa", "horn-mp3-30w", at_ms, id, 0, image, 1, "k", "x", "u1", 1))
            conn.execute(
                insert(t.campaigns).values(id=id, release=id, area="xa", state="finished", created_ms=at_ms, **WHEN)
            )
    return store


def done(device: str, subject: str, rung: str = "done") -> Report:
    return Report(device, "e", int(subject[2:]), subject, rung, 5, 5)


def kept(store: Store) -> set[Order]:
    with store.read() as conn:
        return set(standing_orders.of(conn, None, VOLUME, NETWORK, FIRMWARE))


def test_the_newest_of_each_kind_stands_whichever_is_heard_of_first(fleet: Store) -> None:
    with fleet.write() as conn:
        standing_orders.done(conn, [done("loa-1", "c-2"), done("loa-1", "c-4"), done("loa-2", "c-1", "failed")])
        standing_orders.done(conn, [done("loa-1", "c-3"), done("loa-1", "c-1"), done("loa-2", "c-1")])
        asked = [Box("loa-1", tries=1, wave=0), Box("loa-2", wave=0)]
        campaigns.keep(conn, "k-2", asked)
        campaigns.keep(conn, "k-1", asked)
    expected = {
        Order("loa-1", VOLUME, "c-2", 1, "60"),
        Order("loa-2", VOLUME, "c-1", 0, "40"),
        Order("loa-1", NETWORK, "c-3", 2, OTHER),
        Order("loa-1", FIRMWARE, "k-2", 1, IMAGE),
    }
    assert kept(fleet) == expected
    with fleet.read() as conn:
        assert {name: one.campaign for name, one in campaigns.aims(conn).items()} == {"loa-1": "k-2"}
        assert campaigns.aims(conn, ["loa-2"]) == {}


def test_only_who_reports_something_else_is_named(fleet: Store) -> None:
    said = {"presence": "online", "volume": 60, "network": OTHER, "image": IMAGE, "seen_ms": 9}
    with fleet.write() as conn:
        standing_orders.done(conn, [done("loa-1", "c-2"), done("loa-1", "c-3"), done("loa-2", "c-2")])
        campaigns.keep(conn, "k-2", [Box("loa-1", tries=1, wave=0)])
        conn.execute(insert(t.device_status).values([{"device": one, **said} for one in ("loa-1", "loa-2")]))
        assert standing_orders.unlike(conn) == set()
        mine = update(t.device_status).where(t.device_status.c.device == "loa-1")
        for other in ({"volume": 40}, {"volume": None}, {"network": ""}, {"image": OTHER}):
            conn.execute(mine.values(**other))
            assert standing_orders.unlike(conn) == {"loa-1"}, other
            conn.execute(mine.values(**said))
        conn.execute(mine.values(network=None))
        assert standing_orders.unlike(conn) == set(), "it cannot tell"
        conn.execute(mine.values(image=OTHER))
        assert set(campaigns.astray(conn)) == {"loa-1"}
        conn.execute(mine.values(presence="lost"))
        assert standing_orders.unlike(conn) == set(), "who is away cannot be asked"
        assert set(campaigns.astray(conn)) == {"loa-1"}


def test_what_an_older_program_wrote_is_read_once(fleet: Store) -> None:
    with fleet.write() as conn:
        expected = [deliveries.Expected(one, "loa-1", 1) for one in ("c-1", "c-2", "c-3", "c-4")]
        deliveries.expect(conn, expected, deliveries.COMMAND)
        conn.execute(update(t.deliveries).values(rung="done"))
        for id in ("k-1", "k-2"):
            campaigns.keep(conn, id, [Box("loa-1", tries=1, wave=0), Box("loa-2", wave=0)])
    before = {
        Order("loa-1", VOLUME, "c-2", 1, "60"),
        Order("loa-1", NETWORK, "c-3", 2, OTHER),
        Order("loa-1", FIRMWARE, "k-2", 1, IMAGE),
    }
    with fleet.write() as conn:
        migrating.downgrade(conn, "0013")
        assert conn.scalar(text("SELECT count(*) FROM campaign_boxes")) == 4
    fleet.upgrade()
    assert kept(fleet) == before
