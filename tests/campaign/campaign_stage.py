"""A service with its database, and as many boxes as one wants, over the fake wire in virtual time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from controller.air import Ears
from controller.broadcast.collect import Collector
from controller.broadcast.desk import Desk
from controller.broadcast.dispatch import send_due
from controller.broadcast.plan import Planner
from controller.bus import Bus
from controller.fleet import campaigning, keys, makers, software
from controller.fleet.keys import Signer
from controller.papers.papers import Papers
from controller.people.who import Who
from controller.press import Press
from controller.settings import Settings
from controller.shelf import Shelf
from controller.store import Store, areas, campaigns, status, users
from controller.store.campaigns import Row
from controller.store.releases import Release
from controller.store.tables import devices
from controller.studio import Limits, Studio
from devices.firmware import maker_of
from devices.identity import Identity
from devices.signing import SigningKey
from firmware_sim.slots import FACTORY, How
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_maker import build, released
from tests.path.joined import Chain, Files, Joined, Wire, WorldClock

PROVINCE, COMMUNE = "tinh", "xa"
MODEL = "horn-mp3-30w"
NOON = 1_795_323_600_000
"""Sunday 2026-11-22, 12:00 in Việt Nam."""
MINUTE = 60_000


class Fleet(Joined):
    """One service, its boxes, and a maker of boxes."""

    def look(self) -> None:
        """What the service does every ten seconds."""
        campaigning.look(self.desk)

    def run(self, ms: int, slice_ms: int = 10_000) -> None:
        until = self.world.now + ms
        while self.world.now < until:
            self.world.run_until(min(until, self.world.now + slice_ms))
            self.collect()
            self.look()
            send_due(self.desk, self.wire)

    def release(self, v: int = 2, version: str = "2.0", how: How = "good", on: dict[str, How] | None = None) -> Release:
        """What the maker builds and signs, taken in by a technician."""
        data = build(version, how=how, on=on or {})
        image = self.desk.shelf.scratch(".upload")
        image.write_bytes(data)
        signed = released(data, v=v, version=version, model=MODEL, signer=MAKER)
        return software.take(self.desk, self.technician, PROVINCE, image, signed.encode())

    @property
    def technician(self) -> Who:
        return self.who("kythuat")

    def campaign(self, id: str) -> Row:
        with self.desk.store.read() as conn:
            row = campaigns.get(conn, id)
        assert row is not None
        return row

    def boxes(self, id: str) -> dict[str, str]:
        """How each box of a campaign stands."""
        with self.desk.store.read() as conn:
            return {name: box.state for name, box in campaigns.boxes(conn, id).items()}

    def runs(self) -> dict[str, str]:
        """What each box runs by the service's own book: the image's hash."""
        with self.desk.store.read() as conn:
            return {name: one.image for name, one in status.below(conn).items()}


OLD = FACTORY.hash
MAKER = SigningKey.generate("")
MAKER.kid = maker_of(MAKER.public)


@contextmanager
def fleet(folder: Path, count: int, hamlets: int = 10) -> Iterator[Fleet]:
    """``count`` boxes in hamlets of one commune, all switched on."""
    world = VirtualWorld(NOON, seed=7)
    clock = WorldClock(world)
    settings = Settings(data_dir=folder, database_url=f"sqlite:///{folder}/fleet.sqlite3")
    store = Store(settings.database_url)
    store.upgrade()
    names = [f"loa-{number:04}" for number in range(count)]
    with store.write() as conn:
        areas.add(conn, PROVINCE, None, "province", "Tỉnh", NOON)
        areas.add(conn, COMMUNE, PROVINCE, "commune", "Xã", NOON)
        for number in range(hamlets):
            areas.add(conn, f"thon-{number}", COMMUNE, "hamlet", f"Thôn {number}", NOON)
        users.add(conn, "u-kt", "kythuat", "Kỹ thuật viên", "x", "technician", PROVINCE, NOON)
        keys.make_all(conn, folder / "keys", PROVINCE, NOON)
        places = {name: f"thon-{number % hamlets}" for number, name in enumerate(names)}
        same = {"profile": MODEL, "mqtt_hash": "x", "offset_ms": 0, "active": True, "created_ms": NOON}
        conn.execute(devices.insert(), [{"id": name, "area": places[name], "name": name, **same} for name in names])
        makers.admit(conn, folder / "keys", MAKER.public, [MODEL], NOON)
        signer = Signer.load(conn, folder / "keys", NOON)
    desk = Desk(
        store=store,
        clock=clock,
        settings=settings,
        shelf=Shelf(folder / "media"),
        studio=Studio(Limits()),
        press=Press(),
        papers=Papers(),
        signer=Chain(signer),
        bus=Bus(),
        nudge=lambda _name: None,
        ears=Ears(private=True),
    )
    made = Fleet(world, desk, Wire(world), Planner(desk), Collector(desk, lambda _wishes: None), [], {})
    world.broker.listeners.append(made.take)
    world.downloads.files = Files(desk)
    for name in names:
        path = (PROVINCE, COMMUNE, places[name])
        one = Identity(name, MODEL, path, root_public=signer.root_public, media_url="http://media/")
        made.identities[name] = one
        world.add(one)
    made.welcome()
    made.power_on()
    try:
        yield made
    finally:
        store.close()
