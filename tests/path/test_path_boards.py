"""Boards on the whole path over a fake wire: what their panels say of themselves, when they are lit, and what a cancel
takes away."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest

from controller.broadcast import board_watch, history, lighting, wall
from controller.broadcast.board import page_source
from controller.broadcast.cancel import cancel
from controller.broadcast.wall import Standing
from controller.demo import sample
from controller.errors import Forbidden, NotFound, Refused
from controller.store import areas, board_faults, deliveries, media, plates
from controller.store.status import Status
from controller.words import panels as words
from devices.messages import Glow, PanelState, Screen, Window
from devices.profiles import profile
from firmware_sim.blind import Blind
from tests.path.joined import MINUTE, MORNING, Joined, joined

LED, SCREEN = "bang-ubnd", "bang-nha-van-hoa"
PANEL = profile("led-192x64-rg").panel
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
LONG = "Người dân mang theo căn cước công dân và giấy mời, có mặt trước giờ hẹn mười lăm phút. " * 12
BLACK, OURS, OTHER = board_watch.black(192, 64), "a" * 64, "b" * 64


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory):
    with joined(tmp_path_factory.mktemp("boards"), MORNING - 5 * MINUTE) as made:
        made.run(MINUTE)
        made.work()
        made.run(MINUTE)
        yield made


def lasting(village: Joined, device: str = LED) -> set[str]:
    with village.desk.store.read() as conn:
        return board_faults.lasting(conn, [device]).get(device, set())


def test_a_stuck_screen_is_one_trouble_until_it_has_healed(village: Joined):
    row = village.agree(village.draft("2026-11-22T05:30", show_minutes=10))
    village.work()
    village.run(30_000)
    assert lasting(village) == set()
    village.world.devices[LED].blind(Blind(stuck=True))
    village.run(MORNING + 2 * MINUTE - village.now)
    assert lasting(village) == {"stuck"}
    assert lasting(village, SCREEN) == set(), "its neighbour is well"
    with village.desk.store.read() as conn:
        told = {one.device: one for one in deliveries.of_subject(conn, f"{row.id}.20261122t0530")}
        troubles = board_watch.since(conn, village.who("kythuat"), village.now)
    assert told[SCREEN].rung == "shown"
    assert told[LED].rung == "started", "what another frame claims is not believed"
    (trouble,) = troubles
    assert (trouble.device, trouble.until_ms) == (LED, None)
    assert words.trouble(trouble, "vi").startswith("Bảng LED cổng UBND: màn hình đứng")
    village.run(9 * MINUTE)
    with village.desk.store.read() as conn:
        ends = {one.device: (one.rung, one.reason) for one in deliveries.of_subject(conn, f"{row.id}.20261122t0530")}
    assert (ends[LED], ends[SCREEN][0]) == (("failed", "stuck"), "finished")
    village.world.devices[LED].blind(Blind())
    village.run(MINUTE)
    assert lasting(village) == set()
    with village.desk.store.read() as conn:
        (over,) = board_watch.since(conn, village.who("kythuat"), village.now - 20 * MINUTE)
    assert over.until_ms is not None


def test_a_broken_panel_has_each_of_its_troubles_once(village: Joined):
    village.world.devices[LED].blind(Blind(dead=2, half=True))
    village.run(3 * MINUTE)
    assert lasting(village) == {"dead-module", "wrong-size"}
    with village.desk.store.read() as conn:
        told = board_watch.since(conn, village.who("kythuat"), village.now)
    assert len(told) == 2, "however many heartbeats say so"
    village.world.devices[LED].blind(Blind())
    village.run(MINUTE)
    assert lasting(village) == set()


@pytest.mark.parametrize(
    ("said", "showing", "found"),
    [
        ({"page": OURS}, OTHER, ()),
        ({"page": OURS}, BLACK, ("stuck",)),
        ({"page": OURS}, "", ()),
        ({"page": OTHER}, OTHER, ("foreign",)),
        ({"page": ""}, BLACK, ()),
        ({"page": ""}, OTHER, ("stuck",)),
        ({"page": OURS, "width": 96}, BLACK, ("wrong-size",)),
        ({"page": "c" * 64}, BLACK, ()),  # of before frames were kept: nothing is claimed
    ],
)
def test_a_frame_is_held_against_the_page(said: dict[str, object], showing: str, found: tuple[str, ...]):
    assert PANEL is not None
    state = msgspec.structs.replace(PanelState(192, 64), **said)
    known = {OURS: OTHER, "c" * 64: ""}
    assert board_watch.faults(board_watch.Look(LED, 0, PANEL, state, showing), known) == found


def test_a_cancel_takes_the_page_off_every_board_and_each_says_so(village: Joined):
    start = "2026-11-22T05:50"
    row = village.agree(village.draft(start, show_minutes=60, text=LONG))
    village.work()
    village.run(MORNING + 22 * MINUTE - village.now)
    subject = f"{row.id}.20261122t0550"
    with village.desk.store.read() as conn:
        assert {one.rung for one in deliveries.of_subject(conn, subject) if one.device in (LED, SCREEN)} == {"shown"}
    world = village.world
    moving = world.devices[LED].brain.mind.moving  # type: ignore[union-attr]
    assert moving is not None
    assert [(one.width, one.steady) for one in moving.strips] == [(192, False)], "what is too long for pages runs"
    assert lasting(village) == set(), "and its frame is that of the page"
    before = {name: world.devices[name].brain.mind.picture for name in (LED, SCREEN)}  # type: ignore[union-attr]
    cancel(village.desk, village.who("bientap"), row.id, "sai giờ")
    village.work()
    village.run(MINUTE)
    (time,) = [one for one in history.of_announcement(village.desk, village.who("lanhdao"), row.id) if one.gone]
    assert set(time.gone) == {LED, SCREEN}
    assert all(village.now - MINUTE - 10_000 <= at <= village.now for at in time.gone.values())
    for name in (LED, SCREEN):
        mind = world.devices[name].brain.mind  # type: ignore[union-attr]
        assert mind.picture != before[name]
    ends = {one.device: (one.rung, one.reason) for one in time.deliveries if one.device in (LED, SCREEN)}
    assert ends == {LED: ("skipped", "withdrawn"), SCREEN: ("skipped", "withdrawn")}


# ------------------------------------------------------------------ the wall


def standing(village: Joined) -> dict[str, Standing]:
    with village.desk.store.read() as conn:
        who = village.who("lanhdao")
        return {one.device.id: one for one in wall.now(conn, village.desk, who, who.path)}


def test_the_wall_shows_what_boards_report_and_marks_what_is_otherwise(village: Joined):
    calm = standing(village)
    assert {name: (one.state, one.shows, one.differs) for name, one in calm.items()} == {
        LED: ("shows", "safe", False),
        SCREEN: ("shows", "safe", False),
    }
    row = village.agree(village.draft("2026-11-22T06:10", show_minutes=5, title="Họp thôn"))
    village.work()
    village.run(MORNING + 41 * MINUTE - village.now)
    now = standing(village)
    assert {(one.state, one.shows, one.wanted, one.differs) for one in now.values()} == {
        ("shows", "Họp thôn", "Họp thôn", False)
    }
    with village.desk.store.read() as conn:
        made = {
            one.media
            for one in media.made_from(conn, [page_source(village.desk.press, row, plates.of(conn, row.area))])
        }
    assert {one.picture for one in now.values()} <= made
    village.world.devices[LED].blind(Blind(stuck=True))
    village.run(6 * MINUTE)
    now = standing(village)
    assert (now[LED].shows, now[LED].wanted, now[LED].differs, now[LED].faults) == (
        "Họp thôn",
        "safe",
        True,
        ("stuck",),
    )
    assert (now[SCREEN].shows, now[SCREEN].differs) == ("safe", False)
    village.world.devices[LED].blind(Blind())
    village.run(MINUTE)
    assert not standing(village)[LED].differs


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({}, "silent"),
        ({"beat_ms": 1_000_000, "presence": "lost", "beat": {"showing": OURS}}, "silent"),
        ({"beat_ms": 1_000_000 - wall.SILENT_MS - 1, "presence": "online", "beat": {"showing": OURS}}, "silent"),
        ({"beat_ms": 1_000_000, "presence": "online", "beat": {}}, "untold"),
        ({"beat_ms": 1_000_000, "presence": "online", "beat": {"showing": OURS}}, "shows"),
        ({"beat_ms": 1_000_000, "presence": "online", "beat": {"showing": OTHER}}, "unknown"),
        ({"beat_ms": 1_000_000, "presence": "online", "beat": {"showing": BLACK}}, "dark"),
    ],
)
def test_nothing_is_claimed_of_a_board_that_does_not_say_it(said: dict[str, object], state: str):
    heard = Status(LED, **said)  # type: ignore[arg-type]
    assert wall.state_of(heard, BLACK, {OURS: "p"}, 1_000_000) == state


# ------------------------------------------------------------------ when boards are lit

NIGHT = {
    "off": [{"days": [7], "start": "22:00", "end": "05:00"}],
    "glows": [{"days": list(EVERY_DAY), "start": "05:00", "end": "23:59", "bright": 40}],
}


def screen_of(village: Joined, name: str) -> Screen | None:
    brain = village.world.devices[name].brain
    assert brain is not None
    assert brain.mind.plan is not None
    return brain.mind.plan.screen


def test_hours_of_boards_go_to_the_boards_of_an_area_and_no_others(village: Joined):
    chief = village.who("lanhdao")
    with pytest.raises(Forbidden):
        lighting.set_screen(village.desk, chief, "xom-cho", NIGHT)
    technician = village.who("kythuat")
    lighting.set_screen(village.desk, technician, "xom-cho", NIGHT)
    village.work()
    village.run(MINUTE)
    lit = {name: screen_of(village, name) for name in village.world.devices}
    assert lit.pop(LED) == Screen(
        off=(Window((7,), "22:00", "24:00"), Window((1,), "00:00", "05:00")),
        glows=(Glow(EVERY_DAY, "05:00", "23:59", 40),),
    )
    assert set(lit.values()) == {None}, "neither another hamlet's board nor a horn"
    assert village.world.devices[LED].brain.mind.panel.bright == 40  # type: ignore[union-attr]
    lighting.set_screen(village.desk, technician, "xom-cho", None)
    village.work()
    village.run(MINUTE)
    assert screen_of(village, LED) is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"off": "night"}, "screen-broken"),
        ({"of": []}, "screen-broken"),
        ({"bright": 0}, "screen-broken"),
        ({"off": [{"days": [8], "start": "22:00", "end": "05:00"}]}, "screen-broken"),
        ({"off": [{"days": [1], "start": "25:00", "end": "05:00"}]}, "screen-broken"),
        ({"off": [{"days": [1], "start": "22:00", "end": "22:00"}]}, "screen-window"),
        ({"off": [{"days": [], "start": "22:00", "end": "23:00"}]}, "screen-window"),
        ({"light": [[100, 50], [10, 60]]}, "screen-light"),
        ({"light": [[10, 50], [100, 20]]}, "screen-light"),
        ({"light": [[at, 50] for at in range(30)]}, "screen-many"),
    ],
)
def test_hours_that_make_no_sense_are_refused(village: Joined, data: dict[str, object], code: str):
    with pytest.raises(Refused) as refused:
        lighting.set_screen(village.desk, village.who("kythuat"), "xom-cho", data)
    assert refused.value.code == code


def test_hours_of_a_place_that_is_none(village: Joined):
    with pytest.raises(NotFound):
        lighting.set_screen(village.desk, village.who("kythuat"), "xom-la", None)


def test_the_commune_stands_for_its_hamlets_until_one_says_otherwise(village: Joined):
    with village.desk.store.read() as conn:
        places = {one.code: one for one in areas.below(conn)}
    path = places["xom-cho"].path.strip("/").split("/")
    assert lighting.standing(path, places) is None
    whole = places | {sample.COMMUNE: dataclasses.replace(places[sample.COMMUNE], screen={"bright": 50})}
    assert lighting.standing(path, whole) == Screen(bright=50)
    own = whole | {"xom-cho": dataclasses.replace(places["xom-cho"], screen={"bright": 20})}
    assert lighting.standing(path, own) == Screen(bright=20)
