"""A board whose pages move, go dark by the hour, and break: what is seen, and what is told of it."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import httpx
import msgspec
import pytest
from PIL import Image

from devices.messages import Beat, Clip, Glow, Item, Media, Page, PanelState, Rung, Screen, Strip, Window
from devices.profiles import Panel, profile
from devices.topics import Kind, read
from devices.visible import by_figures
from firmware_sim.blind import Blind, read_blind
from firmware_sim.board import Board, fingerprint
from firmware_sim.effects import Motion, Show
from firmware_sim.events import Event, Sensed, Shown
from firmware_sim.gallery import Gallery
from firmware_sim.shelf import FolderShelf
from firmware_sim.timers import Timers
from firmware_sim.virtual import VirtualWorld
from tests.firmware_sim.sim_desk import EVERY_DAY, LED, MINUTE, MORNING, PICTURE, SAFE, identity, timetable, world_with
from tests.firmware_sim.sim_sounds import media, picture


def panel_of(name: str) -> Panel:
    made = profile(name).panel
    assert made is not None
    return made


PANEL = panel_of("led-320x160-rgb")
STILL = picture(320, 160, (0, 0, 255))
RED, BLACK, BLUE = (255, 0, 0), (0, 0, 0), (0, 0, 255)


class Bench:
    """One board, and a clock that is turned by hand."""

    def __init__(self, folder: Path) -> None:
        self.now = 0
        self.events: list[Event] = []
        self.shelf = FolderShelf(folder / "shelf")
        timers = Timers(lambda: 1_795_300_200_000.0 + self.now)
        self.board = Board(folder / "shown", PANEL, timers, self.shelf, self.events.append, mono=lambda: self.now)

    def put(self, data: bytes, kind: str = "png") -> Media:
        one = media(data, kind)
        self.shelf.extend(one.hash, data)
        self.shelf.finish(one.hash)
        return one

    def show(self, motion: Motion | None = None, data: bytes = STILL) -> None:
        self.board.show("n1", self.put(data), motion)

    def at(self, ms: int, dot: tuple[int, int]) -> object:
        self.now = ms
        return self.board.look().getpixel(dot)

    @property
    def state(self) -> PanelState:
        return next(one.panel for one in reversed(self.events) if isinstance(one, Sensed))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def strip_of(bench: Bench, **more: object) -> Strip:
    """Four hundred dots: a red block of ten, then black."""
    made = Image.new("RGB", (400, 20))
    made.paste(RED, (0, 0, 10, 20))
    out = io.BytesIO()
    made.save(out, "PNG")
    strip = Strip(bench.put(out.getvalue()), left=100, top=140, width=200, height=20, speed=100)
    return msgspec.structs.replace(strip, **more)


def test_a_strip_runs_through_its_box_and_touches_nothing_else(bench: Bench) -> None:
    bench.show(Motion((strip_of(bench),), None, "", 0, 0))
    assert bench.at(0, (100, 150)) == RED
    assert bench.at(0, (99, 150)) == BLUE
    assert bench.at(1_000, (100, 150)) == BLACK
    assert bench.at(3_000, (199, 150)) == BLACK
    assert bench.at(3_000, (200, 150)) == RED, "after 300 dots it begins again behind its end"
    assert bench.at(4_000, (100, 150)) == RED
    assert bench.state.moves is True
    assert len(bench.board.files) == 1, "no picture for each frame"


@pytest.mark.parametrize("wrong", [{"left": 200}, {"top": 150}, {"height": 10, "top": 150}, {"width": 0}])
def test_a_strip_that_does_not_fit_leaves_the_page_as_it_is(bench: Bench, wrong: dict[str, int]) -> None:
    bench.show(Motion((strip_of(bench, **wrong),), None, "", 0, 0))
    assert bench.at(0, (250, 155)) == BLUE
    assert bench.state.moves is None


def film(kind: str) -> bytes:
    """Four frames, from dark to bright green."""
    frames = [Image.new("RGB", (320, 160), (0, 60 * at, 0)) for at in range(1, 5)]
    out = io.BytesIO()
    if kind == "apng":
        frames[0].save(out, "PNG", save_all=True, append_images=frames[1:], duration=250)
        return out.getvalue()
    import av

    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=4)
        stream.width, stream.height, stream.pix_fmt = 320, 160, "yuv420p"
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_image(frame)))
        container.mux(stream.encode())
    return out.getvalue()


@pytest.mark.parametrize("kind", ["apng", "mp4"])
def test_a_clip_shows_its_frames_in_time_and_again(bench: Bench, kind: str) -> None:
    clip = Clip(bench.put(film(kind), kind), fps=4, frames=4)
    bench.show(Motion((), clip, "", 0, 0))
    green = [bench.at(ms, (10, 10))[1] for ms in (0, 250, 500, 750, 1_000, 300)]  # type: ignore[index]
    assert [round(one / 60) for one in green] == [1, 2, 3, 4, 1, 2]


@pytest.mark.parametrize("data", [film("apng")[:300], picture(64, 32)])
def test_a_clip_that_cannot_be_shown_leaves_the_picture(bench: Bench, data: bytes) -> None:
    bench.show(Motion((), Clip(bench.put(data, "apng"), fps=4, frames=4), "", 0, 0))
    assert bench.at(500, (319, 159)) in (BLUE, (0, 60, 0))


def test_a_clip_that_asks_too_much_of_the_panel_is_not_begun(bench: Bench) -> None:
    bench.show(Motion((), Clip(bench.put(film("apng"), "apng"), fps=60, frames=4), "", 0, 0))
    assert bench.at(500, (10, 10)) == BLUE


@pytest.mark.parametrize(
    ("how", "halfway"), [("slide", (RED, BLUE)), ("wipe", (BLUE, RED)), ("spin", (BLUE, BLUE)), ("", (BLUE, BLUE))]
)
def test_a_page_enters(bench: Bench, how: str, halfway: tuple[object, object]) -> None:
    bench.show(data=picture(320, 160, RED))
    bench.show(Motion((), None, how, 0, 0))
    assert (bench.at(300, (10, 10)), bench.at(300, (310, 10))) == halfway
    assert (bench.at(600, (10, 10)), bench.at(600, (310, 10))) == (BLUE, BLUE)


def test_brightness_and_gamma_are_seen_and_felt_and_do_not_change_the_frame(bench: Bench) -> None:
    grey = picture(320, 160, (128, 128, 128))
    bench.show(data=grey)
    before = bench.state
    bench.board.shine(25, 2.2)
    dimmed = bench.state
    assert dimmed.given == pytest.approx(before.given / 4, abs=1)  # type: ignore[operator]
    assert dimmed.current < before.current  # type: ignore[operator]
    assert not by_figures(PANEL, dimmed)
    bench.board.shine(100, 2.8)
    assert bench.state.given < before.given  # type: ignore[operator]
    assert bench.at(0, (0, 0))[0] < 128  # type: ignore[index]
    prints = {one.frame for one in bench.events if isinstance(one, Sensed)}
    assert prints == {hashlib.sha256(bytes((128,)) * (320 * 160 * 3)).hexdigest()}


@pytest.mark.parametrize(
    ("what", "found"),
    [("module-dead:2", ("dead-module",)), ("wrong-size", ("wrong-size",)), ("dim:30", ("dim",)), ("dim:95", ())],
)
def test_what_is_broken_is_felt(bench: Bench, what: str, found: tuple[str, ...]) -> None:
    bench.show()
    assert by_figures(PANEL, bench.state) == ()
    bench.board.blind(Blind().broken(*read_blind(what)[1:]))
    assert [one for one in by_figures(PANEL, bench.state) if one != "dim" or "dim" in found] == list(found)
    bench.board.blind(Blind())
    assert by_figures(PANEL, bench.state) == ()


def test_a_dead_module_is_seen(bench: Bench) -> None:
    bench.show()
    bench.board.blind(Blind(dead=1))
    assert (bench.at(0, (63, 31)), bench.at(0, (64, 31)), bench.at(0, (63, 32))) == (BLACK, BLUE, BLUE)


def test_a_stuck_screen_shows_the_old_frame_and_its_hash_says_so(bench: Bench) -> None:
    bench.show()
    bench.board.blind(Blind(stuck=True))
    bench.show(Motion((strip_of(bench),), None, "", 0, 0), picture(320, 160, RED))
    with Image.open(io.BytesIO(STILL)) as old:
        assert bench.events[-2] == Shown("n1", fingerprint(old.convert("RGB")))
    assert bench.state.moves is False
    assert bench.at(500, (10, 10)) == BLUE
    bench.board.blind(Blind())
    assert bench.at(500, (10, 10)) == RED


@pytest.mark.parametrize("wrong", ["bang-1=module", "dim:much", "muted"])
def test_a_hurt_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="--blind"):
        read_blind(wrong)


# ------------------------------------------------------------------ the box behind it


def beats(world: VirtualWorld) -> list[Beat]:
    heard: list[Beat] = []

    def listen(topic: str, payload: bytes) -> None:
        if (one := read(topic)) is not None and one.kind is Kind.BEAT:
            heard.append(msgspec.json.decode(payload, type=Beat))

    world.broker.listeners.append(listen)
    return heard


RUNNING = msgspec.structs.replace(
    PICTURE,
    strips=(Strip(Media("e" * 64, 4, "png"), left=0, top=48, width=192, height=16, speed=40),),
    clip=Clip(Media("f" * 64, 4, "mp4"), fps=10, frames=10),
    enter="slide",
)
NOTICE = Item("n1.20261122t0530", MORNING, 0, pages=(RUNNING,), until=MORNING + 60 * MINUTE)
NIGHT = Screen(
    off=(Window(EVERY_DAY, "06:00", "06:20"),),
    glows=(Glow(EVERY_DAY, "05:40", "06:00", 30),),
    light=((10, 5), (100, 90)),
)


def shows(world: VirtualWorld) -> list[Show]:
    """What the panel is told from now on."""
    told: list[Show] = []
    device = world.devices["bang-1"]
    screen = device.screen
    assert screen is not None
    really = screen.show

    def show(name: str, page: Media | None, motion: Motion | None = None) -> None:
        told.append(Show(name, page, motion))
        really(name, page, motion)

    device.screen = _Ears(screen, show)  # type: ignore[assignment]
    return told


class _Ears:
    """A screen that tells what it is told."""

    def __init__(self, screen: object, show: object) -> None:
        self._screen, self.show = screen, show

    def __getattr__(self, name: str) -> object:
        return getattr(self._screen, name)


def test_a_box_moves_what_its_panel_can_as_soon_as_it_has_the_files() -> None:
    world, desk = world_with(identity("bang-1", LED))
    told = shows(world)
    desk.want(timetable("bang-1", NOTICE, safe=(SAFE,)))
    world.run_until(MORNING + MINUTE)
    still = told[-1]
    assert still.page == PICTURE.media
    assert still.motion is not None
    assert (still.motion.strips, still.motion.clip, still.motion.enter) == ((), None, "slide")
    world.downloads.files["e" * 64] = world.downloads.files["f" * 64] = b"four"
    world.run(5 * MINUTE)
    assert told[-1].motion is not None
    assert told[-1].motion.strips == RUNNING.strips, "a red and green panel has no clips"
    assert told[-1].motion.clip is None
    assert told[-1].motion.enter == "", "it is there already"
    assert desk.rungs("bang-1", NOTICE.id) == [Rung.SHOWN]


def test_a_board_is_dark_in_its_hours_and_as_bright_as_the_hour_and_the_day() -> None:
    world, desk = world_with(identity("bang-1", LED))
    heard, told = beats(world), shows(world)
    desk.want(timetable("bang-1", NOTICE, safe=(SAFE,), screen=NIGHT))
    world.run_until(MORNING + 15 * MINUTE)
    assert heard[-1].panel is not None
    assert heard[-1].panel.bright <= 30
    assert heard[-1].panel.page == PICTURE.media.hash
    world.run_until(MORNING + 31 * MINUTE)
    assert [one.page for one in told[-1:]] == [None]
    assert heard[-1].panel.page == ""
    world.run_until(MORNING + 51 * MINUTE)
    assert told[-1].page == PICTURE.media, "and lit again"
    world.run_until(MORNING + 61 * MINUTE)
    assert desk.rungs("bang-1", NOTICE.id) == [Rung.SHOWN, Rung.FINISHED]
    (last,) = [one for one in desk.reports["bang-1"] if one.rung is Rung.FINISHED]
    assert last.evidence is not None
    assert last.evidence.picture == PICTURE.media.hash, "with the frame that was read back last"


def test_a_broken_panel_is_told_with_the_next_heartbeat() -> None:
    world, desk = world_with(identity("bang-1", LED))
    heard = beats(world)
    desk.want(timetable("bang-1", NOTICE, safe=(SAFE,)))
    world.run_until(MORNING - 5 * MINUTE)
    world.devices["bang-1"].blind(Blind(stuck=True, dead=3))
    world.run_until(MORNING + 2 * MINUTE)
    panel = heard[-1].panel
    assert panel is not None
    assert (panel.page, heard[-1].showing) == (PICTURE.media.hash, SAFE.media.hash)
    assert panel.dead == 3
    world.devices["bang-1"].blind(Blind())
    world.run(MINUTE)
    assert heard[-1].showing == PICTURE.media.hash


def test_a_page_that_nobody_knows_to_move_is_the_page_of_before() -> None:
    plain = msgspec.json.decode(msgspec.json.encode(Page(PICTURE.media)), type=Page)
    assert plain == PICTURE
    assert msgspec.json.encode(timetable("bang-1", NOTICE)).count(b"screen") == 0


# ------------------------------------------------------------------ the page to look at


def test_the_gallery_shows_each_board_now_and_nothing_else(bench: Bench) -> None:
    bench.show(Motion((strip_of(bench),), None, "", 0, 0))
    gallery = Gallery({"bang-1": bench.board}, 0)
    try:
        with httpx.Client(base_url=gallery.address, trust_env=False) as client:
            assert "canvas" in client.get("/").text
            (board,) = client.get("/boards.json").json()
            assert board == {"name": "bang-1", "width": 320, "height": 160, "dots": True, "moves": True}
            with Image.open(io.BytesIO(client.get("/bang-1.png").content)) as seen:
                assert seen.getpixel((100, 150)) == RED
            for strange in ("/bang-2.png", "/../etc/passwd", "/bang-1/x"):
                assert client.get(strange).status_code == 404
            assert client.post("/bang-1.png").status_code == 501
        with pytest.raises(ValueError, match="--gallery"):
            Gallery({}, int(gallery.address.rsplit(":", 1)[1].strip("/")))
    finally:
        gallery.close()
