"""A device refuses a timetable whole when one item breaks the hours or the volume that it was given with it.

So every plan must be one that the device's own gate admits, whatever the hours and the announcements are.
"""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from devices.gate import check_plan
from devices.messages import Item, Late, Media, Page, Resume, Timetable, Window
from devices.messages import Klass as WireKlass
from schedules.announcement import Announcement, Face
from schedules.hours import Cap, Hours, Sessions, clock, effective, every_day
from schedules.hours_data import pieces
from schedules.plan import plan
from schedules.planned import Basis, Device, Planned
from tests.schedules.schedules_making import BOTH, DAYTIME, NOW, ZONE, at, busy, device, modest, window, windows

SOUND = Media("0" * 64, 1, "opus", 1)
SINCE, UNTIL = at("2026-11-21T00:00"), at("2026-11-25T00:00")
caps = st.lists(st.builds(Cap, windows, st.integers(0, 100)), max_size=3).map(tuple)
hours = st.builds(
    Hours,
    zone=st.just(ZONE),
    week=st.sampled_from([DAYTIME.week, every_day(window("00:00", "24:00")), every_day(window("05:10", "05:55"))]),
    sessions=st.sampled_from([(), (Sessions(15, 2, 30),)]),
    caps=caps,
)


def ms(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)


def item(one: Planned) -> Item:
    return Item(
        id=one.occurrence,
        start=ms(one.start),
        longest=round(one.longest.total_seconds() * 1000),
        klass=WireKlass(one.klass.wire),
        sound=SOUND if Face.SOUND in one.faces else None,
        volume=one.volume,
        late=Late(one.late.policy),
        late_ms=one.late.within_s * 1000,
        resume=Resume(one.resume),
        pages=(Page(SOUND),) if Face.PAGE in one.faces else (),
        until=ms(one.page_until) if one.page_until else 0,
    )


@given(busy(), hours, hours, st.sampled_from([BOTH, frozenset({Face.SOUND}), frozenset({Face.PAGE})]))
@modest(80)
def test_every_plan_is_admitted_by_the_device(many: list[Announcement], commune: Hours, hamlet: Hours, faces) -> None:
    one: Device = device("loa-2", faces=faces)
    made = plan(Basis.of(many, [one], {"xa-tan-hoa": commune, "thon-dong": hamlet}), SINCE, UNTIL, NOW).devices[one.id]
    given_hours = tuple(
        Window(piece.days, clock(piece.start), clock(piece.end), piece.cap)
        for piece in pieces(effective([commune, hamlet]))
    )
    check_plan(
        Timetable(
            v=1,
            iat=ms(NOW),
            exp=ms(UNTIL),
            device=one.id,
            areas=one.path,
            zone=ZONE,
            media_url="",
            since=ms(SINCE),
            until=ms(UNTIL),
            hours=given_hours,
            items=tuple(item(planned) for planned in made.items),
        )
    )
