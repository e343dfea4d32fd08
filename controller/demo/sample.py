"""One commune with three hamlets, six loudspeakers, two boards and three people. Made once; later starts find it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from controller.fleet import enrol, keys
from controller.people import accounts, passwords
from controller.settings import Settings
from controller.store import Store, areas, devices, users
from controller.words import say
from devices import identity

PROVINCE, COMMUNE = "tinh-phu-tho", "xa-tan-hoa"
ALL_DAY = {"windows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "24:00"}]}
"""Whoever tries the demo tries it at any hour. A real commune enters its own."""
CAP = 90

PLACES = (
    (PROVINCE, None, "province", "Tỉnh Phú Thọ"),
    (COMMUNE, PROVINCE, "commune", "Xã Tân Hòa"),
    ("thon-dong", COMMUNE, "hamlet", "Thôn Đông"),
    ("thon-doai", COMMUNE, "hamlet", "Thôn Đoài"),
    ("xom-cho", COMMUNE, "hamlet", "Xóm Chợ"),
)
DEVICES = (
    ("loa-dong-1", "thon-dong", "horn-opus-60w", "Loa nhà văn hóa thôn Đông"),
    ("loa-dong-2", "thon-dong", "horn-mp3-30w", "Loa đầu làng thôn Đông"),
    ("loa-doai-1", "thon-doai", "horn-opus-60w", "Loa nhà văn hóa thôn Đoài"),
    ("loa-doai-2", "thon-doai", "horn-mp3-30w", "Loa ngõ Giếng thôn Đoài"),
    ("loa-cho-1", "xom-cho", "horn-opus-60w", "Loa cổng chợ"),
    ("loa-cho-2", "xom-cho", "horn-mp3-30w", "Loa bờ sông xóm Chợ"),
    ("bang-ubnd", "xom-cho", "led-192x64-rg", "Bảng LED cổng UBND"),
    ("bang-nha-van-hoa", "thon-dong", "screen-1920x1080", "Màn hình nhà văn hóa"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the sample, with the password of this start."""

    login: str
    role: str
    password: str


PEOPLE = (
    ("bientap", "editor", "Nguyễn Thị Hạnh"),
    ("lanhdao", "approver", "Trần Văn Bình"),
    ("kythuat", "technician", "Lê Quốc Dũng"),
)


def make(store: Store, settings: Settings, now_ms: int, identities: Path) -> None:
    """Places, keys and devices, where they are not there yet; each device's credentials go into ``identities``."""
    identities.mkdir(mode=0o700, parents=True, exist_ok=True)
    with store.write() as conn:
        for code, parent, level, name in PLACES:
            if areas.get(conn, code) is None:
                hours = ALL_DAY if code == COMMUNE else None
                cap = CAP if code == COMMUNE else None
                areas.add(conn, code, parent, level, name, now_ms, zone=settings.zone, hours=hours, volume_cap=cap)
        if keys.document(conn) is None:
            keys.make_all(conn, settings.data_dir / "keys", PROVINCE, now_ms)
        for id, area, profile, name in DEVICES:
            if devices.get(conn, id) is None:
                _, made = enrol.add_device(conn, settings, enrol.New(id, area, profile, name), "demo", now_ms)
                _keep(identities / f"{id}.json", identity.write(made))


def people(store: Store, now_ms: int, area: str = COMMUNE) -> list[Person]:
    """Three people of a place, with fresh passwords: none is kept anywhere in clear, so each start makes new ones."""
    found = []
    for login, role, name in PEOPLE:
        password = passwords.random()
        with store.read() as conn:
            known = users.by_login(conn, login)
        if known is None:
            accounts.add(store, login, name, role, area, password, now_ms)
        else:
            accounts.set_password(store, known.id, password, now_ms)
        found.append(Person(login, role, password))
    return found


def notice() -> tuple[str, str]:
    """Title and text of the first announcement."""
    return say("demo-title", "vi"), say("demo-text", "vi")


def _keep(file: Path, body: bytes) -> None:
    file.touch(mode=0o600)
    file.write_bytes(body)
