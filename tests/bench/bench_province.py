"""A province as it is planned: communes with their hamlets, devices, hours, and rules as officials write them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from schedules.announcement import (
    Announcement,
    AnnouncementId,
    Audience,
    Face,
    Klass,
    Late,
    LatePolicy,
    OnHolidays,
    Origin,
    PageWindow,
    Resume,
    Rule,
    Sound,
)
from schedules.hours import Cap, Hours, Window, every_day
from schedules.planned import Basis, Device
from schedules.rrule_text import WEEKDAYS

ZONE = "Asia/Ho_Chi_Minh"
PROVINCE = "tinh-a"
TODAY = datetime(2026, 11, 23)  # noqa: DTZ001  a wall time, a Monday
MODELS = ("horn-opus-60w", "horn-mp3-30w", "led-192x64-rg")
"""Two kinds of horn and one of board, in turn: of 50 devices 17, 17 and 16."""
RULES = 40

# how many of a commune's 40 rules are of this kind → the kind
MIX = (
    (2, "relay"), (6, "weekdays"), (12, "weekly"), (5, "monthly"), (2, "last-friday"), (4, "lunar"), (3, "holidays"),
    (3, "once"), (3, "page"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Province:
    """All that a plan is made from."""

    announcements: list[Announcement]
    devices: list[Device]
    hours: dict[str, Hours]
    models: dict[str, str]
    """Device → model."""

    @property
    def basis(self) -> Basis:
        return Basis.of(self.announcements, self.devices, self.hours)


def province(communes: int, devices: int, seed: int = 3, rules: int = RULES) -> Province:
    """So many communes with so many devices and rules each."""
    chance = random.Random(seed)
    hours = {PROVINCE: Hours(zone=ZONE, week=every_day(Window(300, 690), Window(960, 1260)))}
    made = Province([], [], hours, {})
    for number in range(communes):
        commune = f"xa-{number:03}"
        hamlets = [f"{commune}-thon-{one}" for one in range(chance.randint(3, 8))]
        hours[commune] = Hours(zone=ZONE, caps=(Cap(Window(300, 360), 60),) if number % 3 == 0 else ())
        hours |= {hamlet: Hours(zone=ZONE) for hamlet in hamlets}
        for one in range(devices):
            name, model = f"{commune}-may-{one:03}", MODELS[one % len(MODELS)]
            made.models[name] = model
            faces = frozenset({Face.PAGE if model.startswith("led") else Face.SOUND})
            made.devices.append(Device(name, (PROVINCE, commune, hamlets[one % len(hamlets)]), faces))
        of_all = list(_of_commune(commune, hamlets, chance))
        made.announcements.extend(of_all[:: RULES // rules][:rules])
    return made


def _of_commune(commune: str, hamlets: list[str], chance: random.Random) -> Iterator[Announcement]:
    kinds = [kind for many, kind in MIX for _ in range(many)]
    assert len(kinds) == RULES
    for number, kind in enumerate(kinds):
        # What somebody of the commune tells is for one hamlet now and then.
        alone = kind in ("weekly", "once") and chance.random() < 0.35
        areas = frozenset({chance.choice(hamlets) if alone else commune})
        yield another(f"{commune}-tin-{number:02}", kind, areas, number, chance)


def another(name: str, kind: str, areas: frozenset[str], number: int, chance: random.Random) -> Announcement:
    """One announcement of a kind."""
    relay, shown = kind == "relay", kind == "page" or chance.random() < 0.2
    priority = not relay and chance.random() < 0.1
    seconds = 900 if relay else chance.randint(30, 240)
    return Announcement(
        id=AnnouncementId(name),
        title=f"Bản tin {number}",
        text="Thông báo của Ủy ban nhân dân xã tới bà con. " * 4,
        klass=Klass.PRIORITY if priority else Klass.NORMAL,
        origin=Origin.PROVINCE if relay or priority else Origin.COMMUNE,
        audience=Audience(areas=areas),
        rule=_rule(kind, number, chance),
        sound=None if kind == "page" else Sound("0" * 64, seconds * 1000),
        page=PageWindow(chance.choice([30, 60, 240])) if shown else None,
        chime=not relay,
        late=Late(LatePolicy.JOIN) if relay else Late(LatePolicy.START, 600),
        resume=Resume.NEVER if relay else chance.choice([Resume.STOP, Resume.PAUSE, Resume.DEFER]),
        serial=number,
    )


def _rule(kind: str, number: int, chance: random.Random) -> Rule:
    """Began some months or years ago, in the morning or the evening, after the relay."""
    start = TODAY - timedelta(days=chance.randint(60, 6 * 365))
    hour, minute = chance.choice([(5, 46), (11, 5), (17, 16)])
    start = start.replace(hour=hour, minute=minute + number % 12)
    days = ",".join(sorted(chance.sample(WEEKDAYS, chance.randint(1, 3)), key=WEEKDAYS.index))
    match kind:
        case "relay":
            return Rule(start.replace(hour=(5, 17)[number % 2], minute=30 * (1 - number % 2)), ZONE, "FREQ=DAILY")
        case "weekdays":
            return _edited(Rule(start, ZONE, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"), chance)
        case "weekly":
            text = f"FREQ=WEEKLY;BYDAY={days}" + chance.choice(["", "", "", ";INTERVAL=2", ";BYHOUR=5,17"])
            return Rule(start, ZONE, text)
        case "monthly":
            return Rule(start, ZONE, f"FREQ=MONTHLY;BYMONTHDAY={chance.choice(['1', '1,15', '5', '25', '-1'])}")
        case "last-friday":
            return Rule(start, ZONE, "FREQ=MONTHLY;BYDAY=-1FR")
        case "lunar":
            return Rule(start, ZONE, lunar="FREQ=MONTHLY;BYMONTHDAY=1,15")
        case "holidays":
            return Rule(start, ZONE, "FREQ=DAILY", holidays=OnHolidays.SKIP)
        case "once":
            return Rule(TODAY.replace(hour=hour, minute=minute) + timedelta(days=chance.randint(0, 13)), ZONE)
        case _:
            return Rule(start, ZONE, "FREQ=DAILY;BYHOUR=6,11,16")


def _edited(rule: Rule, chance: random.Random) -> Rule:
    """One day in the fortnight left out, another moved, on every third rule."""
    if chance.random() > 0.34:
        return rule
    out, moved = (TODAY.replace(hour=rule.start.hour, minute=rule.start.minute) + timedelta(days=d) for d in (2, 8))
    return Rule(
        rule.start,
        rule.zone,
        rule.rrule,
        left_out=frozenset({out}),
        moved={moved: moved + timedelta(hours=1)},
    )
