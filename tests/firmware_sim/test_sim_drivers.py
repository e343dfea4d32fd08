"""Boxes in front of other makers' things: the law is ours, the sound theirs, and nothing is claimed for them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from devices.messages import Evidence, Item, Late, Media, Play, Rung, Stop
from devices.profiles import profile
from devices.relay import KIND, Relay
from firmware_sim.drivers.__main__ import main
from firmware_sim.drivers.asking import HttpAsking
from firmware_sim.drivers.axis import Answer, Ask, AxisHorn
from firmware_sim.drivers.carried import Carried
from firmware_sim.drivers.clip import Clip
from firmware_sim.drivers.config import Switches, read
from firmware_sim.drivers.homeassistant import discovery, state, state_topic
from firmware_sim.drivers.switchboard import Switchboard
from firmware_sim.drivers.switched import Switched
from firmware_sim.drivers.tasmota import Tasmota
from firmware_sim.player import Tell
from firmware_sim.sound import Measures, measure
from firmware_sim.timers import Timers
from firmware_sim.twins.axis import AxisTwin, serving
from firmware_sim.twins.tasmota import TasmotaTwin
from firmware_sim.virtual import VirtualWorld
from firmware_sim.virtual_speaker import VirtualSpeaker
from tests.firmware_sim.sim_desk import MINUTE, MORNING, SOUND, Desk, identity, item, timetable
from tests.firmware_sim.sim_field import mosquitto
from tests.firmware_sim.sim_sounds import media, tone
from tests.waiting import until

AXIS, FM, WIRED = "axis-mp3-http", "switch-air-fm", "switch-mp3-wired"
BOX = "loa-1"
A, B = "a1.20261122t0530", "b1.20261122t0535"
SOUND_FILE = b"four"


@dataclass
class Place:
    """One box with a driver, and what it drives."""

    world: VirtualWorld
    desk: Desk
    asked: list[Ask] = field(default_factory=list)

    def keeper(self, tell: Tell) -> VirtualSpeaker:
        box = self.world.devices[BOX]
        model = profile(box.identity.profile)
        assert model.audio is not None
        return VirtualSpeaker(
            model.audio.sample_rate, box.counter, self.world.timers, box.shelf, tell, self.world.measured, model
        )

    def rungs(self, name: str = A) -> list[str]:
        said = {(one.epoch, one.seq): one for one in self.desk.reports[BOX] if one.id == name}
        return [f"{one.rung} {one.reason}".strip() for _, one in sorted(said.items())]

    def evidence(self, name: str = A) -> Evidence:
        found = [one.evidence for one in self.desk.reports[BOX] if one.id == name and one.evidence is not None]
        return found[-1]

    def until(self, ms: float) -> None:
        self.world.run_until(MORNING + ms)


def place(model: str, *items: Item) -> Place:
    """A box at a quarter past five, with its timetable."""
    world = VirtualWorld(MORNING - 15 * MINUTE, seed=3)
    made = Place(world, Desk(world))
    world.add(identity(BOX, model))
    made.desk.want(timetable(BOX, *(items or (item(A),))))
    return made


def horn(twin: AxisTwin, made: Place, wait_ms: float = 80.0) -> AxisHorn:
    """The driver's horn on a virtual network."""

    def ask(one: Ask, done: Callable[[Answer], object]) -> None:
        made.asked.append(one)

        def arrive() -> None:
            if twin.down:
                done(Answer(0))
                return
            body = b'x; filename="f"\r\n\r\n' + one.file + b"\r\n--" if one.file is not None else b""
            done(Answer(*twin.answer("POST" if one.file is not None else "GET", one.target, body)))

        made.world.timers.after(8_000 if twin.down else wait_ms, arrive)

    return AxisHorn(ask)


def axis(*items: Item, **more: object) -> tuple[Place, AxisTwin]:
    made = place(AXIS, *items)
    twin = AxisTwin(lambda: made.world.now, lambda _: MINUTE, **more)  # type: ignore[arg-type]
    box = made.world.devices[BOX]
    box.player = Carried(horn(twin, made), made.keeper, made.world.timers, box.shelf, box.tell)
    box.power_on()
    return made, twin


# ------------------------------------------------------------------ a network horn


def test_a_horn_plays_by_the_signed_timetable_and_says_when_it_did() -> None:
    made, twin = axis()
    made.until(5 * MINUTE)
    ((data, volume, since, until),) = twin.sounded
    assert data == SOUND_FILE
    assert 0 <= since - MORNING <= 200, "its file was there before the minute began"
    assert round(until - since) == MINUTE
    assert volume == 25, "70 percent is 12 dB less than full, and the horn counts linearly"
    assert made.rungs() == ["started", "sounded", "finished"]
    said = made.evidence()
    assert (said.current, said.microphone) == (None, None), "what nobody can feel is not said"
    (started,) = [one.evidence for one in made.desk.reports[BOX] if one.rung is Rung.STARTED]
    assert started is not None
    assert 0 < started.skew <= 200, "when the horn answered, not when it was asked"


def test_the_same_file_is_brought_once_and_the_oldest_makes_room() -> None:
    one = msgspec.structs.replace(SOUND, hash="e" * 64)
    made, twin = axis(item(A), item(B, MORNING + 5 * MINUTE), item("c1", MORNING + 10 * MINUTE, sound=one), groups=2)
    twin.clips[0] = ("ring of the maker", b"theirs")
    made.world.downloads.files[one.hash] = b"else"
    made.world.measured.set(one, Measures(MINUTE * 22_050 // 1000, 22_050, -20.0, -6.0))
    made.until(15 * MINUTE)
    assert [data for data, *_ in twin.sounded] == [SOUND_FILE, SOUND_FILE, b"else"]
    uploads = [one for one in made.asked if one.file is not None]
    assert [len(one.file or b"") for one in uploads] == [4, 4]
    assert twin.clips[0] == ("ring of the maker", b"theirs"), "what is not ours stays"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [({"down": True}, "apparatus-unreachable"), ({"forbids": True}, "apparatus-refuses")],
)
def test_what_does_not_sound_is_told_and_never_claimed(fault: dict[str, bool], reason: str) -> None:
    made, twin = axis(**fault)
    made.until(5 * MINUTE)
    assert twin.sounded == []
    assert made.rungs() == [f"failed {reason}"]


def test_a_clip_that_somebody_took_away_is_told_and_brought_again_the_next_time() -> None:
    made, twin = axis(item(A), item(B, MORNING + 5 * MINUTE))
    made.until(-500)
    twin.clips.clear()
    made.until(10 * MINUTE)
    assert made.rungs(A) == ["failed apparatus-refuses"]
    assert made.rungs(B) == ["started", "sounded", "finished"]


def test_a_file_that_the_horn_has_no_room_for_is_refused_before_it_is_sent() -> None:
    made, twin = axis()
    made.world.downloads.files[SOUND.hash] = bytes(1_600_000)
    made.until(5 * MINUTE)
    assert made.rungs() == ["failed clip-too-large"]
    assert not any(one.file for one in made.asked)
    assert twin.clips == {}


def test_a_stop_is_obeyed_and_repeated_until_the_horn_is_silent() -> None:
    made, twin = axis()
    made.until(20_000)
    twin.down = True
    now = int(made.world.now)
    made.desk.order(Stop(f"stop-{now}", now, now + MINUTE), device=BOX)
    made.until(30_000)
    assert twin._playing is not None, "nobody can reach it"
    twin.down = False
    made.until(45_000)
    assert not twin.plays
    assert twin.sounded[0][3] < MORNING + 45_000
    assert made.rungs()[-1] == "skipped stopped"


def test_outside_its_hours_and_without_a_signature_it_does_nothing() -> None:
    made, twin = axis(item(A, MORNING + 3 * 60 * MINUTE))
    made.until(-10 * MINUTE)
    made.world.broker.publish(f"tl1/d/{BOX}/want", b"eyJhbGciOiJub25lIn0.e30.", 1, True)
    made.until(4 * 60 * MINUTE)
    assert twin.sounded == []
    said = [(one.rung, one.reason) for one in made.desk.reports[BOX]]
    assert said == [(Rung.REFUSED, "outside-hours"), (Rung.REFUSED, "malformed")], "as every box refuses it"


def test_a_chime_and_a_late_start_become_one_file_of_their_own() -> None:
    chime, sound = tone(1_000, kind="mp3", rate=22_050), tone(4_000, 500, kind="mp3", rate=22_050)
    ding, talk = media(chime, "mp3", 1_000), media(sound, "mp3", 4_000)
    made, twin = axis(item(A, sound=talk, chime=ding, late=Late.JOIN, longest=MINUTE))
    made.world.downloads.files |= {ding.hash: chime, talk.hash: sound}
    made.until(MINUTE)
    ((data, *_),) = twin.sounded
    assert data not in (chime, sound)
    assert measure(data, "mp3", 22_050).length == pytest.approx(5_000, abs=200)
    assert made.rungs()[-1] == "finished"


def test_against_a_real_socket_with_digest_authentication() -> None:
    """The same horn over HTTP: brought, played, stopped; a wrong password and a closed port are told apart."""
    twin = AxisTwin(lambda: 0.0, lambda _: 1e9)
    clip = Clip("tl-x", "mp3", tone(300, kind="mp3", rate=22_050))

    async def drive(url: str, password: str) -> list[str]:
        asking = HttpAsking(url, "loa", password)
        made, said = AxisHorn(asking), list[str]()
        for step in (lambda done: made.begin(clip, 50, done), made.end):
            over = asyncio.get_running_loop().create_future()
            step(over.set_result)
            said.append(await asyncio.wait_for(over, 30))
        asking.close()
        return said

    with serving(twin, "loa", "mot hai ba") as url:
        assert asyncio.run(drive(url, "mot hai ba")) == ["", ""]
        assert asyncio.run(drive(url, "sai")) == ["apparatus-refuses", "apparatus-refuses"]
    assert asyncio.run(drive(url, "mot hai ba")) == ["apparatus-unreachable", "apparatus-unreachable"]
    ((data, volume, _, _),) = twin.sounded
    assert (data, volume) == (clip.data, 10), "50 percent is 20 dB less, and the horn counts linearly"


# ------------------------------------------------------------------ an amplifier behind a switch


def switched(made: Place, watts: float | None = 40.0, *, by_air: bool = True) -> tuple[TasmotaTwin, Tasmota]:
    box = made.world.devices[BOX]

    def up(topic: str, payload: bytes, _retained: bool) -> None:
        made.world.timers.after(20, lambda: switch.hear(topic, payload))

    twin = TasmotaTwin("ampli-fm", made.world.timers, up, watts)
    switch = Tasmota("ampli-fm", lambda topic, payload: made.world.timers.after(20, lambda: twin.hear(topic, payload)))
    box.player = Switched(switch, made.keeper, box.tell, by_air=by_air)
    twin.start()
    switch.begin()
    box.power_on()
    return twin, switch


def relay(name: str = A, start: int = MORNING, length: int = 5 * MINUTE) -> tuple[Item, bytes]:
    data = msgspec.json.encode(Relay("http://127.0.0.1/vov", "mp3", length))
    sound = Media(media(data, KIND).hash, len(data), KIND, length)
    return item(name, start, sound=sound, longest=length), data


def at_air(watts: float | None = 40.0) -> tuple[Place, TasmotaTwin, Tasmota]:
    carried, data = relay()
    assert carried.sound is not None
    made = place(FM, carried)
    made.world.downloads.files[carried.sound.hash] = data
    return made, *switched(made, watts)


def test_an_old_set_is_on_before_a_relay_and_off_after_it() -> None:
    made, twin, _ = at_air()
    made.until(20 * MINUTE)
    (on, is_on), (off, is_off) = twin.turns
    assert (is_on, is_off) == (True, False)
    assert 4_000 <= MORNING - on <= 10_000, "warm when the relay begins"
    assert 0 <= off - (MORNING + 5 * MINUTE) <= 15_000
    assert made.rungs() == ["started", "sounded", "finished"]


def test_nobody_turns_the_night_into_hum_when_the_driver_dies() -> None:
    made, twin, _ = at_air()
    made.until(MINUTE)
    made.world.devices[BOX].player = None  # its process is gone, without a word
    made.world.devices[BOX].power_off()
    made.until(4 * MINUTE)
    assert twin.on
    made.until(8 * MINUTE)
    assert not twin.on, "its own pulse ended it, two minutes after the relay should have ended"


def test_a_switch_that_lost_its_power_stays_off_until_it_is_told_again() -> None:
    made, twin, switch = at_air()
    made.until(MINUTE)
    twin.lose()
    made.until(MINUTE + 5_000)
    assert not switch.is_on
    twin.on = False
    twin.at_power_on = 0
    made.until(2 * MINUTE)
    twin.start()
    made.until(2 * MINUTE + 5_000)
    assert twin.on, "the relay is not over"
    assert twin.at_power_on == 0


@pytest.mark.parametrize(("watts", "last"), [(0.4, "failed nothing-drawn"), (None, "finished"), (40.0, "finished")])
def test_a_dead_amplifier_is_told_where_the_switch_can_tell(watts: float | None, last: str) -> None:
    made, _, _ = at_air(watts)
    made.until(20 * MINUTE)
    assert made.rungs()[-1] == last


def test_a_switch_that_does_not_answer_is_told() -> None:
    made, twin, _ = at_air()
    made.until(-MINUTE)
    twin.lose()
    made.until(20 * MINUTE)
    assert made.rungs() == ["failed switch-silent"]


def test_a_set_that_receives_by_itself_refuses_what_nobody_can_give_it() -> None:
    made = place(FM, item(A))
    twin, _ = switched(made)
    made.until(10 * MINUTE)
    assert made.rungs() == ["failed no-input"]
    assert not twin.on


def test_a_wired_amplifier_gets_its_power_by_the_switch_and_its_sound_from_the_box() -> None:
    made = place(WIRED, item(A))
    twin, _ = switched(made, by_air=False)
    made.until(10 * MINUTE)
    assert made.rungs() == ["started", "sounded", "finished"]
    assert [on for _, on in twin.turns] == [True, False]


def test_a_signed_order_is_obeyed_through_the_driver_too() -> None:
    made = place(WIRED)
    twin, _ = switched(made, by_air=False)
    made.until(10 * MINUTE)
    now = int(made.world.now)
    recipe = profile(WIRED).recipe
    made.desk.order(Play("now-1", now, now + MINUTE, now + 5_000, sounds={recipe: SOUND}, volume=50), device=BOX)
    made.until(15 * MINUTE)
    assert Rung.FINISHED in made.desk.rungs(BOX, "now-1")
    assert not twin.on


NONSENSE = [b"", b"\xff\xfe", b"[" * 5_000, b'{"POWER":1}', b'{"ENERGY":{"Power":"many"}}', b'{"ENERGY":{"Power":-5}}']


@pytest.mark.parametrize("payload", NONSENSE)
@pytest.mark.parametrize("word", ["RESULT", "SENSOR", "STATUS10", "STATE", "POWER", "LWT", "x/y"])
def test_nonsense_of_a_switch_is_nothing(word: str, payload: bytes) -> None:
    switch = Tasmota("a", lambda *_: None)
    for prefix in ("stat", "tele", "cmnd"):
        switch.hear(f"{prefix}/a/{word}", payload)
        switch.hear(f"{prefix}/b/POWER", b"ON")
    assert (switch.is_on, switch.drawn_w) == (False, None)


def test_another_full_topic_and_the_second_relay() -> None:
    said: list[tuple[str, bytes]] = []
    switch = Tasmota("tu-1", lambda *one: said.append(one), full="nha/%topic%/%prefix%", relay=2)
    switch.turn(True, 60_000)
    assert said == [("nha/tu-1/cmnd/PulseTime2", b"160"), ("nha/tu-1/cmnd/Power2", b"ON")]
    switch.hear("nha/tu-1/stat/POWER1", b"ON")
    on = [switch.is_on]
    switch.hear("nha/tu-1/stat/POWER2", b"ON")
    assert [*on, switch.is_on] == [False, True]
    assert switch.topics == ("nha/tu-1/stat/+", "nha/tu-1/tele/+")


def test_home_assistant_finds_it_and_can_press_nothing() -> None:
    found = discovery("fm-1", "Cụm FM thôn Đông", FM)
    assert [topic for topic, _ in found] == [
        f"homeassistant/binary_sensor/tienglang_fm-1/{one}/config" for one in ("sounding", "on", "well")
    ]
    for _, document in found:
        told = json.loads(document)
        assert told["state_topic"] == state_topic("fm-1")
        assert "command_topic" not in told
    assert json.loads(state(sounding=True, on=True, well=False)) == {"sounding": True, "on": True, "well": False}


# ------------------------------------------------------------------ as a program


def test_a_real_broker_between_driver_and_switch(tmp_path: Path, free_port: int) -> None:
    """Joined, asked, switched, and told to Home Assistant; no command is left behind at the broker."""

    async def drive() -> None:
        board = Switchboard(Switches("127.0.0.1", free_port))
        switch = Tasmota("ampli", board.say)
        board.add(switch)
        for topic, document in discovery("fm-1", "", FM):
            board.keep(topic, document)
        board.start()
        await until_here(lambda: switch.online is True)
        switch.turn(True, 60_000)
        await until_here(lambda: switch.is_on and switch.drawn_w == 40.0)
        board.stop()

    async def until_here(holds: Callable[[], object]) -> None:
        async with asyncio.timeout(60):
            while not holds():
                await asyncio.sleep(0.01)

    with mosquitto(tmp_path, free_port):
        left: dict[str, bytes] = {}
        other = mqtt.Client(CallbackAPIVersion.VERSION2)
        timers = Timers(lambda: 0.0)
        twin = TasmotaTwin("ampli", timers, lambda topic, data, keep: other.publish(topic, data, 1, keep), 40.0)
        other.on_message = lambda _client, _data, message: twin.hear(message.topic, bytes(message.payload))
        other.connect("127.0.0.1", free_port)
        other.subscribe("cmnd/ampli/+", 1)
        other.loop_start()
        twin.start()
        asyncio.run(drive())
        last = mqtt.Client(CallbackAPIVersion.VERSION2)
        last.on_message = lambda _client, _data, message: left.update({message.topic: bytes(message.payload)})
        last.connect("127.0.0.1", free_port)
        last.subscribe("#", 1)
        last.loop_start()
        until(lambda: len(left) >= 4, left)
        for one in (other, last):
            one.disconnect()
            one.loop_stop()
    assert not [topic for topic in left if topic.startswith("cmnd/")]
    assert left["tele/ampli/LWT"] == b"Online"
    assert twin.on


BOXES = '[[box]]\ndriver = "axis"\nidentity = "a.json"\nurl = "http://h"\nuser = "u"\npassword_file = "p"\n'
BAD = {
    "no file": "",
    "no box": 'out = "o"\nbox = []\n',
    "another driver": 'out = "o"\n[[box]]\ndriver = "siren"\n',
    "misspelt": 'out = "o"\n' + BOXES + 'pasword = "x"\n',
    "no switches": 'out = "o"\n[[box]]\ndriver = "tasmota"\nidentity = "a"\ntopic = "t"\nsound = "air"\n',
    "nowhere to tell": 'out = "o"\nhomeassistant = "homeassistant"\n' + BOXES,
    "no TOML": "out = ",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_file_that_is_wrong_is_told_and_starts_nothing(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "drivers.toml"
    if text:
        file.write_text(text)
    assert main([str(file)]) == 2
    assert str(file) in capsys.readouterr().err


def test_a_file_that_is_right_names_its_neighbours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "drivers.toml"
    file.write_text('out = "o"\n' + BOXES)
    found = read(file)
    assert (found.out, found.box[0].identity) == (tmp_path / "o", tmp_path / "a.json")
    assert main([str(file)]) == 2, "the identity is not there"
    assert "a.json" in capsys.readouterr().err
