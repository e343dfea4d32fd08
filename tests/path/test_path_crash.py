"""What bad luck gets on real parts: kills at every point of the path, forgetful brokers, thieves, spoilt files.

One service for the whole file. Most tests leave it as they found it; those with a story of their own start the story
in a fixture, and several short tests look at what became of it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import numpy as np
import pytest

from controller.shelf import Shelf
from controller.store import announcements, audit, media, occurrences, outbox, status, timetables
from devices.profiles import profile
from devices.signing import SigningKey, take_apart
from firmware_sim.sound import blocks
from tests.mqtt.box import Box
from tests.path.real_evidence import found_at_ms, heard
from tests.path.real_service import TRIES, Village, now_ms, village
from tests.path.real_sounds import sweep
from tests.path.real_thief import Thief
from tests.path.real_trap import POINTS

EAST, WEST, MARKET = "thon-dong", "thon-doai", "xom-cho"
BY_PEOPLE = ("composed", "submitted", "agreed")
BEFORE = (*BY_PEOPLE, "approved", "planning", "planned", "sent", "held", "rendering")
"""The last one has media that devices must fetch: each kill makes them wait longer before they try again."""
DURING = ("sounding", "started", "finished")
IN_TIME_MS = 2_000
"""How far from its instant it may begin here, where processes die and start and the machine keeps up with none of them.
That horns begin together, within 50 ms, is what `test_path_real` shows."""
KEPT_MS = 500
"""How wrong a clock may be that a battery kept through a power cut (`TrueTime.kept`): the box goes on by that one until
the service has answered, which on a busy machine may be after the sound has begun again."""
STORM = ("--loss", "0.1", "--duplicate", "0.3", "--delay", "60", "--reorder", "--seed", "5")

SOUNDS: dict[str, Callable[[Village], Path]] = {
    "short": lambda town: sweep(town.folder / "short.wav", 1.2),
    "long": lambda town: sweep(town.folder / "long.wav", 8.0, 400, 3_400),
    "fresh": lambda town: sweep(town.folder / "fresh.wav", 1.3, 500, 2_500),
    "spoilt": lambda town: sweep(town.folder / "spoilt.wav", 1.5, 600, 2_000),
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    with village(tmp_path_factory.mktemp("crash"), trapped=True, boxes=False) as made:
        market = made.apart("market", "loa-cho-1", "loa-cho-2", "bang-ubnd")
        for number, name in enumerate(("short", "long")):
            # For later: so that the devices fetch these while they come on line.
            made.agree(made.soon(900 + 60 * number), sound=made.upload(SOUNDS[name](made)), title=f"Để sẵn {name}")
        made.boxes.power_on()
        stormy = made.more_boxes(market, "stormy")
        stormy.power_on()
        made.until(made.gathered, "every device on line with its timetable")
        stormy.power_cut()
        stormy.power_on(*STORM)
        yield made


@pytest.fixture(scope="module")
def sounds(town: Village) -> dict[str, str]:
    """The masters. Uploaded again, a sound is the same."""
    return {name: town.upload(make(town)) for name, make in SOUNDS.items()}


@pytest.fixture(scope="module")
def stormy(town: Village, sounds: dict[str, str]) -> tuple[str, int]:
    """A notice to the hamlet in the storm, given early: whatever was lost on the way is sent again before its start."""
    start_ms = town.soon(35)
    return town.agree(start_ms, areas=[MARKET], sound=sounds["short"], title="Giữa bão"), start_ms


# ---------------------------------------------------------------- the controller is killed


@dataclass(frozen=True)
class Killed:
    """One broadcast that was under way when the controller was killed."""

    id: str
    start_ms: int
    hamlet: str


@pytest.fixture(scope="module")
def killed(town: Village, sounds: dict[str, str], stormy: tuple[str, int]) -> dict[str, Killed]:
    """One broadcast for each point at which the controller is killed. All are over, and the machine was quick enough
    for each to be in time; what was not is tried again, and was not heard twice for all that."""
    made: dict[str, Killed] = {}
    for attempt in range(TRIES):
        left = [point for point in (*BEFORE, *DURING) if point not in made or not in_time(town, made[point])]
        for point in left:
            if point in made:
                town.cancel(made[point].id)
        made |= kill_before(town, [point for point in BEFORE if point in left], sounds, 20 * attempt)
        free_ms = 4_000 + max((one.start_ms for one in made.values()), default=0)
        first_ms = max(free_ms, town.soon(20 * attempt - 2))
        made |= kill_during(town, [point for point in DURING if point in left], sounds, first_ms)
        for one in made.values():
            town.await_end(one.id, one.start_ms)
    return made


def in_time(town: Village, one: Killed) -> bool:
    horns = town.horns(one.hamlet)
    for name in horns:
        assert len(town.heard(one.id, name)) <= 1
    return town.punctual(one.id, one.start_ms, *horns)


def kill_before(town: Village, points: Sequence[str], sounds: dict[str, str], more_s: float) -> dict[str, Killed]:
    """Before it sounds."""
    made, free_ms = {}, {EAST: 0, WEST: 0}
    for number, point in enumerate(points):
        hamlet = (EAST, WEST)[number % 2]
        start_ms = max(town.soon(3 * town.start_s - 2 + more_s), free_ms[hamlet])
        free_ms[hamlet] = start_ms + 4_000
        sound = sounds["fresh" if point == "rendering" else "short"]
        page = point == "rendering"
        id = town.compose(start_ms, areas=[hamlet], sound=sound, title=f"Giết ở {point}", page=page)
        made[point] = Killed(id, start_ms, hamlet)
        steps = {"composed": 0, "submitted": 1}.get(point, 2)
        if point in POINTS:
            town.arm(point, id)
        with suppress(httpx.TransportError):  # who is killed does not always answer
            for step in (town.submit, town.approve)[:steps]:
                step(id)
        if point in POINTS:
            town.await_trap(point)
        else:
            town.kill()
        town.start()
        for step in (town.submit, town.approve)[steps:]:
            step(id)
    return made


def kill_during(town: Village, points: Sequence[str], sounds: dict[str, str], first_ms: int) -> dict[str, Killed]:
    """While it sounds, one after the other, with time to start again in between."""
    held, made = {}, {}
    apart_ms = max(6_000, round(3_000 * town.start_s) // 1000 * 1000)
    for number, point in enumerate(points):
        start_ms = first_ms + number * apart_ms
        id = town.agree(start_ms, areas=[EAST], sound=sounds["short"], title=f"Giết khi {point}")
        held[point] = Killed(id, start_ms, EAST)
    for point, one in held.items():
        town.until(partial(town.ready, one.id), "every device to hold it")
        if now_ms() > one.start_ms - 500:
            town.cancel(one.id)  # the machine was too slow: it cannot be killed in the middle any more
            continue
        if point in POINTS:
            town.arm(point, one.id)
            town.await_trap(point)
        else:
            town.until(partial(town.heard, one.id, "loa-dong-1"), "the horn to begin")
            town.kill()
        town.start()
        made[point] = one
    return made


@pytest.mark.parametrize("point", [*BEFORE, *DURING])
def test_killed_at_any_point_it_sounds_once_at_its_time_and_is_told_once(
    town: Village, killed: dict[str, Killed], point: str
):
    id, start_ms, hamlet = killed[point].id, killed[point].start_ms, killed[point].hamlet
    sounded_once_in_time(town, id, start_ms, town.horns(hamlet))
    if point == "rendering":
        for name in town.boards(hamlet):
            assert [one.rung for one in town.said(id, name)].count("shown") == 1
    with town.store.read() as conn:
        row = announcements.get(conn, id)
        assert row is not None
        assert row.state in ("planned", "ended")
        assert len(occurrences.of_announcement(conn, id)) == 1


def test_the_log_holds_together_over_all_those_kills(town: Village, killed: dict[str, Killed]):
    with town.store.read() as conn:
        assert audit.verify(conn) is None
        for one in killed.values():
            said = [line.action for line in audit.recent(conn, subject=one.id)]
            assert sorted(said) == ["approve", "compose", "rendered", "submit"]


def test_told_to_end_it_takes_leave_of_everybody(town: Village, killed: dict[str, Killed]):
    controller = town.controller
    assert controller is not None
    controller.send_signal(15)
    town.until(lambda: controller.poll() is not None, "the controller to end")
    assert controller.poll() == 0
    assert town.broker_pid() == 0
    town.start()


# ---------------------------------------------------------------- broker and power


def test_a_broker_that_forgot_everything_is_told_everything_again(town: Village, sounds: dict[str, str]):
    start_ms = town.soon(3)
    id = town.agree(start_ms, areas=[EAST, WEST], sound=sounds["short"], title="Máy chủ quên hết")
    town.until(lambda: town.ready(id), "every device to hold it")
    # A new box in place of an old one: all that it gets is what the broker retains.
    town.boxes.power_cut()
    shutil.rmtree(town.boxes.out / "loa-doai-2" / "flash")
    shutil.rmtree(town.boxes.out / "loa-doai-2" / "media")
    before = town.controller
    town.kill_broker(forgetting=True)
    town.boxes.power_on()
    town.until(lambda: town.gathered(*town.horns(EAST, WEST)), "everybody to be back")
    town.until(lambda: town.over(id), "it to end")
    sounded_once_in_time(town, id, start_ms, town.horns(EAST, WEST))
    assert town.controller is before
    assert before is not None
    assert before.poll() is None


def test_devices_without_power_do_not_repeat_and_do_not_forget(town: Village, sounds: dict[str, str]):
    first_ms = town.soon(1)
    second_ms = first_ms + 4_000
    held = town.agree(first_ms, areas=[EAST, WEST], title="Cúp điện lúc đang giữ", sound=sounds["short"])
    cut = town.agree(second_ms, areas=[EAST], title="Cúp điện lúc đang phát", sound=sounds["long"])
    joined = town.agree(second_ms, areas=[WEST], title="Nghe tiếp", sound=sounds["long"], late="join", resume="never")
    town.until(lambda: all(town.ready(id) for id in (held, cut, joined)), "every device to hold all three")
    town.boxes.power_cut()
    town.boxes.power_on()
    horns = town.horns(EAST, WEST)
    town.until(
        lambda: all(town.heard(cut if name in town.horns(EAST) else joined, name) for name in horns), "the sound"
    )
    town.boxes.power_cut()
    town.boxes.power_on()
    town.until(lambda: all(town.over(id) for id in (held, cut, joined)), "an account of everything")
    sounded_once_in_time(town, held, first_ms, horns)
    for name in town.horns(EAST):
        did = town.deliveries(cut)[name]
        assert (did.rung, did.reason) == ("failed", "power-cut")
        assert len(town.heard(cut, name)) == 1
    for name in town.horns(WEST):
        assert town.deliveries(joined)[name].rung == "finished"
        begun, *again = town.heard(joined, name)
        assert abs(begun.at_ms - second_ms) <= IN_TIME_MS
        for one in again:
            assert rest_of(town, sounds["long"], one.wav, one.rate, one.start_ms) == pytest.approx(
                second_ms, abs=KEPT_MS
            )


def test_a_storm_on_the_link_still_gives_one_broadcast_and_one_account(town: Village, stormy: tuple[str, int]):
    id, start_ms = stormy
    town.until(lambda: town.over(id), "the hamlet in the storm to tell what it did", 150)
    sounded_once_in_time(town, id, start_ms, town.horns(MARKET))


# ---------------------------------------------------------------- keys and strangers


def test_devices_go_on_with_a_new_key_and_refuse_the_old(town: Village, sounds: dict[str, str]):
    old = town.key("schedule")
    stolen = SigningKey.from_pem(old, (town.settings.data_dir / "keys" / f"{old}.pem").read_bytes())
    town.command("keys", "rotate", "schedule")
    new = town.key("schedule")
    assert new != old
    town.until(lambda: set(signers(town)) == {new} and town.gathered(*town.horns(EAST, WEST)), "the new key everywhere")
    town.command("keys", "revoke", old)
    town.until(lambda: town.keys_in_force(*town.horns(EAST, WEST)), "the new list everywhere")
    start_ms = town.soon(-3)
    id = town.agree(start_ms, areas=[WEST], sound=sounds["short"], title="Khóa mới")
    town.until(lambda: town.ready(id), "every device to hold it")
    with town.store.read() as conn:
        wanted = timetables.get(conn, "loa-doai-1")
    assert wanted is not None
    # Whoever has the old key, and the broker too, still cannot make a horn speak.
    plan = json.loads(take_apart(wanted.document).payload)
    plan |= {"v": plan["v"] + 1_000_000, "items": []}
    with Thief(town.settings) as thief:
        thief.tell("tl1/d/loa-doai-1/want", stolen.seal(json.dumps(plan).encode(), "timetable", "loa-doai-1"))
        # What the service sends again may come out of order on a busy machine, and is refused, too: as old.
        town.until(lambda: "revoked-key" in refusals(town, "loa-doai-1"), "the device to tell that it refused")
    town.until(lambda: town.over(id), "it to end")
    sounded_once_in_time(town, id, start_ms, town.horns(WEST))


@pytest.fixture(scope="module")
def spoilt(town: Village, sounds: dict[str, str]) -> tuple[str, dict[str, str]]:
    """A notice of which, before any device has fetched it, the sound of one model is cut off half-way on the
    controller's disk, and that of the other changed; the files by their kind."""
    town.boxes.power_cut()
    start_ms = town.soon(4)
    audience = {"areas": [WEST], "devices": ["bang-nha-van-hoa"]}
    id = town.agree(start_ms, **audience, sound=sounds["spoilt"], title="Hỏng tệp", page=True)
    town.until(lambda: town.subject(id), "it to be planned")
    with town.store.read() as conn:
        models = [model for name in ("horn-opus-60w", "horn-mp3-30w") if (model := profile(name)).audio]
        files = {one.audio.codec: media.rendition(conn, sounds["spoilt"], one.recipe)[0].media for one in models}  # type: ignore[union-attr]
    shelf = Shelf(town.settings.data_dir / "media")
    half, changed = shelf.path(files["opus"]), shelf.path(files["mp3"])
    half.write_bytes(half.read_bytes()[: half.stat().st_size // 2])
    body = bytearray(changed.read_bytes())
    body[len(body) // 2] ^= 0xFF
    changed.write_bytes(body)
    town.boxes.power_on()
    town.until(lambda: town.gathered(*town.horns(EAST)), "the others to be back")
    return id, files


def test_a_device_taken_in_at_the_terminal_plays_and_nobody_else_is_dropped(
    town: Village, sounds: dict[str, str], spoilt: tuple[str, dict[str, str]]
):
    """While others are in trouble: this one shares the time that `spoilt` needs."""
    calm = town.horns(EAST, WEST) | town.boards(EAST, WEST)
    before = {name: town.session(name) for name in calm}
    folder = town.folder / "identities-new"
    folder.mkdir()
    file = folder / "loa-dong-3.json"
    words = ("--area", EAST, "--profile", "column-wav-15w", "--name", "Loa mới", "--out", str(file))
    town.command("device", "add", "loa-dong-3", *words)
    credentials = json.loads(file.read_text())

    wrong = town.folder / "identities-wrong"
    wrong.mkdir()
    (wrong / "loa-dong-3.json").write_text(json.dumps(credentials | {"password": "loa-dong-3"}))
    stranger = town.more_boxes(wrong, "stranger")
    stranger.power_on()
    town.until(lambda: "does not let it in" in stranger.words, "the stranger to be refused")
    stranger.switch_off()
    with town.store.read() as conn:
        known = status.get(conn, "loa-dong-3")
    assert known is not None
    assert known.presence == "never"

    with Box(town.settings.broker.port, "loa-dong-3", credentials["password"], client_id="loa-doai-1") as other:
        other.listen("tl1/d/loa-doai-1/#")
        other.tell("tl1/u/loa-doai-1/state", b'{"state":"leaving","session":"x","boot":"x"}', retained=True)
        assert other.hears_nothing()

    newcomer = town.more_boxes(folder, "newcomer")
    newcomer.power_on()
    town.until(lambda: town.gathered("loa-dong-3"), "the newcomer to hold its timetable")
    start_ms = town.soon()
    id = town.agree(start_ms, areas=[EAST], sound=sounds["short"], title="Có loa mới")
    town.until(lambda: town.over(id), "it to end")
    assert "loa-dong-3" in town.horns(EAST)
    sounded_once_in_time(town, id, start_ms, town.horns(EAST))
    assert {name: town.session(name) for name in calm} == before
    newcomer.switch_off()


def test_what_was_cut_off_or_changed_on_disk_is_refused_and_told_and_never_played(
    town: Village, spoilt: tuple[str, dict[str, str]]
):
    id, files = spoilt
    # One spoilt file holds up nothing else: the board next door shows its page.
    town.until(lambda: town.over(id), "everybody to tell")
    assert town.deliveries(id)["bang-nha-van-hoa"].picture
    for name in town.horns(WEST):
        did = town.deliveries(id)[name]
        assert (did.rung, did.reason) == ("failed", "no-media")
        assert not town.heard(id, name)
        with town.store.read() as conn:
            known = status.get(conn, name)
        assert known is not None
        assert set(known.missing) & set(files.values())


def test_nothing_is_left_unanswered(town: Village):
    """At the end of all this: every device in the calm holds what is wanted, and no letter to it waits."""
    calm = town.horns(EAST, WEST) - {"loa-dong-3"}
    town.until(lambda: all(town.held(name) for name in calm), "everybody to be in step")
    with town.store.read() as conn:
        for name in calm:
            assert all(one.settled_ms for one in outbox.of_subject(conn, outbox.WANT, name))
        assert audit.verify(conn) is None


# ---------------------------------------------------------------- what is looked at


def sounded_once_in_time(town: Village, id: str, start_ms: int, horns: set[str]) -> None:
    """By the report, and by what a resident heard."""
    did = town.deliveries(id)
    for name in sorted(horns):
        assert did[name].rung == "finished", (name, did[name])
        assert did[name].frames
        assert did[name].level_dbfs is not None
        rungs = [one.rung for one in town.said(id, name)]
        assert [rungs.count(rung) for rung in ("started", "finished")] == [1, 1], (name, rungs)
        (begun,) = town.heard(id, name)
        assert abs(begun.at_ms - start_ms) <= IN_TIME_MS, (name, begun.at_ms - start_ms)
        assert abs((did[name].started_ms or 0) - start_ms) <= IN_TIME_MS


def rest_of(town: Village, master: str, wav: Path, rate: int, begins_ms: int) -> float:
    """The instant at which a sound would have begun of which a recording holds only the rest."""
    data = Shelf(town.settings.data_dir / "media").path(master).read_bytes()
    whole = np.concatenate(list(blocks(data, "flac", rate))).astype(np.float64)
    at_ms, alike = found_at_ms(heard(wav)[1], whole, rate)
    assert alike > 0.5
    return begins_ms + at_ms


def signers(town: Village) -> list[str]:
    """The keys under which the timetables are signed."""
    with town.store.read() as conn:
        return [take_apart(one.document).header.kid for one in timetables.every(conn)]


def refusals(town: Village, device: str) -> set[str]:
    """Why a device refused timetables."""
    with town.store.read() as conn:
        lines = audit.recent(conn, 500)
    return {str(line.detail["reason"]) for line in lines if (line.who, line.action) == (device, "refused")}
