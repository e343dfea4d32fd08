"""From the form to the report on real parts: the service, Mosquitto, HTTP, and devices in a process of their own."""

from __future__ import annotations

import functools
import shutil
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from controller.broadcast import chime, hearing
from controller.broadcast.board import page_source
from controller.demo import sample
from controller.press import Press
from controller.shelf import Shelf
from controller.store import announcements, commands, compositions, deliveries, media, plates
from controller.studio import Limits
from controller.studio.measure import hear
from devices.firmware import maker_of
from devices.profiles import profile
from devices.relay import Way, way
from devices.signing import SigningKey
from firmware_sim.sound import blocks, gain
from tests.firmware_sim.sim_maker import build, released
from tests.path.real_evidence import Samples, Started, found_at_ms, frame_hash, heard, pictures
from tests.path.real_service import BOARD_NEAR_MS, NEAR_MS, TRIES, Village, now_ms, village
from tests.path.real_sounds import sweep
from tests.relay.air import Broadcaster, found, icecast
from tests.relay.relay_sounds import SECONDS, encoded, programme

SPEAKERS = {id: profile(model) for id, _, model, _ in sample.DEVICES if profile(model).audio}
BEFORE_S = 5
BOARDS = {id: profile(model) for id, _, model, _ in sample.DEVICES if profile(model).panel}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    with village(tmp_path_factory.mktemp("real")) as made:
        made.until(made.gathered, "every device on line with its timetable")
        yield made


@pytest.fixture(scope="module")
def notice(real: Village, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int]:
    """One notice with a sound for all, that has been heard and seen: its id and the instant of its start."""
    sound = real.upload(sweep(tmp_path_factory.mktemp("sound") / "thông báo.wav", seconds=2.5))
    return real.in_time(lambda start_ms: real.agree(start_ms, sound=sound, chime=True, page=True), *SPEAKERS, *BOARDS)


@pytest.mark.parametrize("device", SPEAKERS)
def test_every_horn_sounds_it_and_says_so_with_evidence(real: Village, notice: tuple[str, int], device: str):
    id, start_ms = notice
    did = real.deliveries(id)[device]
    assert did.rung == "finished"
    assert did.held_ms is not None
    assert did.level_dbfs is not None
    assert -60 < did.level_dbfs < 0
    audio = SPEAKERS[device].audio
    assert audio is not None
    assert did.frames == pytest.approx((2_500 + chime.CHIME_MS) * audio.sample_rate / 1000, rel=0.05)
    assert abs((did.started_ms or 0) - start_ms) <= NEAR_MS
    rungs = [one.rung for one in real.said(id, device)]
    assert [rungs.count(rung) for rung in ("started", "sounded", "finished")] == [1, 1, 1]


@pytest.mark.parametrize("device", SPEAKERS)
def test_what_a_resident_hears_is_that_sound_at_that_instant(real: Village, notice: tuple[str, int], device: str):
    id, start_ms = notice
    (begun,) = real.heard(id, device)
    rate, recorded = heard(begun.wav)
    assert abs(begun.at_ms - start_ms) <= NEAR_MS
    # both instants are whole milliseconds, and a sample is a whole one
    assert begun.sample == pytest.approx((begun.at_ms - begun.start_ms) * rate / 1000, abs=rate / 1000 + 1)
    sound = master(real, id, rate)
    first = max(0, begun.sample - BEFORE_S * rate)
    there = recorded[first : begun.sample + rate * chime.CHIME_MS // 1000 + len(sound) + rate]
    at_ms, alike = found_at_ms(there, sound, rate)
    assert alike > 0.8
    assert abs(begun.start_ms + first * 1000 / rate + at_ms - (start_ms + chime.CHIME_MS)) <= NEAR_MS
    assert not np.any(recorded[first : begun.sample - rate // 100]), "something sounded before its time"


TYPED = "UBND xã báo cắt điện lúc 7h30. Bà con chú ý."


@pytest.fixture(scope="module")
def spoken(real: Village) -> tuple[str, int]:
    """A typed notice that was read aloud and has been heard, at full volume: chime, words twice, closing tones."""
    around = {"chime": "wood", "repeats": 2, "between_s": 1, "closing": "rising"}
    said = {"text": TYPED, "speech": {"speed": 150}, "composition": around, "page": False, "volume": 100}
    return real.in_time(lambda start_ms: real.agree(start_ms, **said), *SPEAKERS)


@pytest.mark.parametrize("device", SPEAKERS)
def test_a_typed_notice_is_heard_at_its_instant_whole_and_in_order(real: Village, spoken: tuple[str, int], device: str):
    id, start_ms = spoken
    (begun,) = real.heard(id, device)
    rate, recorded = heard(begun.wav)
    said = master(real, id, rate)
    since = max(0, begun.sample - BEFORE_S * rate)
    at_ms, alike = found_at_ms(recorded[since : begun.sample + len(said) + rate], said, rate)
    assert alike > 0.8
    assert abs(begun.start_ms + since * 1000 / rate + at_ms - start_ms) <= NEAR_MS
    did = real.deliveries(id)[device]
    assert did.frames == pytest.approx(len(said), rel=0.05)
    with real.store.read() as conn:
        row = announcements.get(conn, id)
        assert row is not None
        (made,) = hearing.said_in(conn, row.sound or "")
        around = compositions.of_sound(conn, row.sound)
    # each part by itself, where the master has it
    assert around is not None
    assert [one["name"] for one in around.parts] == ["chime", "words", "words", "closing"]
    for one in around.parts:
        part = said[one["from_ms"] * rate // 1000 : one["to_ms"] * rate // 1000]
        near = max(0, begun.sample + (one["from_ms"] - 500) * rate // 1000)
        there = recorded[near : near + len(part) + rate]
        at_ms, alike = found_at_ms(there, part, rate)
        assert alike > 0.8, one
        assert (near - begun.sample) * 1000 / rate + at_ms == pytest.approx(one["from_ms"], abs=NEAR_MS)
    # each sentence, when it is first said
    first = recorded[begun.sample :][: (made.parts[-1]["to_ms"] + 500) * rate // 1000]
    sentences = [said[one["from_ms"] * rate // 1000 : one["to_ms"] * rate // 1000] for one in made.parts]
    places = [found_at_ms(first, sentence, rate)[0] for sentence in sentences]
    assert len(places) == 2
    assert places == pytest.approx([one["from_ms"] for one in made.parts], abs=NEAR_MS)


@pytest.mark.parametrize("device", SPEAKERS)
def test_a_typed_notice_is_as_loud_as_every_other(real: Village, spoken: tuple[str, int], device: str, tmp_path: Path):
    """A horn gives what the master holds, −16 LUFS, as loud as its commune allows."""
    id, _ = spoken
    (begun,) = real.heard(id, device)
    rate, recorded = heard(begun.wav)
    part = recorded[begun.sample : begun.sample + len(master(real, id, rate))] / gain(sample.CAP)
    with wave.open(str(tmp_path / "part.wav"), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(part.clip(-32_768, 32_767).astype("<i2").tobytes())
    with (tmp_path / "part.wav").open("rb") as file:
        loud = hear(file.fileno(), "wav", Limits(), "ebur128=framelog=quiet").loudness
    assert loud == pytest.approx(-16.0, abs=1.0)


@pytest.mark.parametrize("device", BOARDS)
def test_every_board_shows_the_rendered_page_and_says_which(real: Village, notice: tuple[str, int], device: str):
    id, start_ms = notice
    did = real.deliveries(id)[device]
    assert did.shown_ms is not None
    assert abs(did.shown_ms - start_ms) <= BOARD_NEAR_MS
    shown = pictures(real.boxes.out / device)
    assert did.picture in shown
    with real.store.read() as conn:
        row = announcements.get(conn, id)
        assert row is not None
        source = page_source(Press(), row, plates.of(conn, row.area))
        parts = media.rendition(conn, source, BOARDS[device].recipe)
    shelf = Shelf(real.settings.data_dir / "media")
    assert did.picture == frame_hash(shelf.path(parts[0].media))


def test_the_history_of_the_api_has_the_same_evidence(real: Village, notice: tuple[str, int]):
    id, _ = notice
    told = real.client("bientap").get(f"/announcements/{id}/deliveries").raise_for_status().json()
    assert {one["device"] for one in told} == SPEAKERS.keys() | BOARDS.keys()
    kept = real.deliveries(id)
    for one in told:
        assert (one["rung"], one["picture"]) == (kept[one["device"]].rung, kept[one["device"]].picture)


CARRIED_S = 6


@pytest.fixture(scope="module")
def relayed(real: Village, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int]:
    """Six seconds of a station in AAC, which only some models open themselves, from a real Icecast; then it is taken
    back: the announcement's id, and the instant of its start."""
    if shutil.which("icecast2") is None:
        pytest.skip("no icecast2: ./run setup all")
    data = encoded(programme(), "aac", "adts")
    with icecast(tmp_path_factory.mktemp("icecast")) as server:
        given = {"name": "Đài tỉnh", "address": f"{server}/aac", "codec": "aac"}
        made = real.client("kythuat").post(f"/areas/{sample.COMMUNE}/relay-sources", json=given)
        source = made.raise_for_status().json()["id"]
        for attempt in range(TRIES):
            start_ms = real.soon(20 * attempt)
            id = carry(real, server, {"source": source, "minutes": 1}, data, start_ms)
            if real.punctual(id, start_ms, *SPEAKERS) and all(one.sounded_ms for one in real.deliveries(id).values()):
                return id, start_ms
    pytest.fail(f"of {TRIES} relays none was carried in time")


def carry(real: Village, server: str, relay: dict[str, object], data: bytes, start_ms: int) -> str:
    """One of them, to its end."""
    id = real.agree(start_ms, relay=relay)
    # its programme is half a minute long, and a slow machine announces far ahead
    real.until(lambda: now_ms() >= start_ms - 13_000, "the station to begin")
    station = Broadcaster(server, "/aac", "audio/aac", data, SECONDS)
    real.until(lambda: now_ms() >= start_ms + CARRIED_S * 1000, "the station to be heard")
    real.cancel(id)
    real.await_end(id, start_ms, *SPEAKERS)
    station.close()
    return id


@pytest.mark.parametrize("device", SPEAKERS)
def test_a_relay_is_heard_in_the_way_that_each_model_has(real: Village, relayed: tuple[str, int], device: str):
    id, start_ms = relayed
    did = real.deliveries(id)[device]
    assert (did.rung, did.reason) == ("skipped", "withdrawn")
    assert did.sounded_ms is not None
    (begun,) = real.heard(id, device)
    assert abs(begun.at_ms - start_ms) <= NEAR_MS
    assert programme_at(begun)[1] > 0.7, "it is the station's programme"


def test_who_gets_it_in_pieces_hears_it_together(real: Village, relayed: tuple[str, int]):
    id, _ = relayed
    pieced = [name for name, model in SPEAKERS.items() if way(model, "aac") is Way.PIECES]
    assert len(pieced) > 1
    with real.store.read() as conn:
        (session,) = commands.relays(conn, real.subject(id))
        invited = {one.device for one in deliveries.of_subject(conn, session)}
    assert invited == set(pieced)
    places = []
    for name in pieced:
        (begun,) = real.heard(id, name)
        places.append(programme_at(begun)[0])
    assert max(places) - min(places) < 0.015


@functools.cache
def programme_at(begun: Started) -> tuple[float, float]:
    """Where in the station's programme a horn is at its start, in seconds, and how surely: by most of what it sounds
    some seconds later, half a second at a time. A piece that came late spoils no more than its own."""
    rate, recorded = heard(begun.wav)
    seen = []
    for half in range(4, 10):
        piece = recorded[begun.sample + half * rate // 2 :][: rate // 2] / 32_768
        place, sure = found(piece, rate)
        seen.append((place - half / 2, sure))
    return float(np.median([place for place, _ in seen])), float(np.median([sure for _, sure in seen]))


BROKEN = {"loa-dong-1": "horn-blown", "loa-dong-2": "amplifier-off", "loa-doai-2": "muted", "loa-cho-1": "horn-blown:1"}


@pytest.fixture(scope="module")
def deaf(real: Village, spoken: tuple[str, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A notice that plays while some horns are broken: its id."""
    real.boxes.switch_off()
    real.boxes.power_on(*[word for name, what in BROKEN.items() for word in ("--deaf", f"{name}={what}")])
    real.until(lambda: real.gathered(*SPEAKERS), "the horns to come back")
    sound = real.upload(sweep(tmp_path_factory.mktemp("sound") / "notice.wav", seconds=2.5))
    yield real.in_time(lambda start_ms: real.agree(start_ms, sound=sound), *SPEAKERS)[0]
    real.boxes.switch_off()
    real.boxes.power_on()


def test_what_a_broken_horn_plays_is_not_called_heard_and_next_door_all_is_well(real: Village, deaf: str):
    told = {}
    for lang in ("vi", "en"):
        answer = real.client("bientap").get(f"/announcements/{deaf}/deliveries", headers={"Accept-Language": lang})
        told[lang] = {one["device"]: one for one in answer.raise_for_status().json()}
    did = {name: (one["rung"], one["proof"]["verdict"]) for name, one in told["vi"].items()}
    assert did == {
        "loa-dong-1": ("failed", "unheard"),
        "loa-dong-2": ("failed", "unheard"),
        "loa-doai-1": ("finished", "sounded"),
        "loa-doai-2": ("failed", "silent"),
        "loa-cho-1": ("finished", "too-quiet"),
        "loa-cho-2": ("finished", "sounded"),
    }
    assert "không nghe thấy: loa hỏng hoặc ampli tắt" in told["vi"]["loa-dong-1"]["outcome"]
    assert "is muted" in told["en"]["loa-doai-2"]["outcome"]
    assert told["vi"]["loa-cho-1"]["proof"]["lacks_db"] == pytest.approx(6.0, abs=0.5)
    assert told["vi"]["loa-cho-2"]["outcome"] == ""
    rungs = [one.rung for one in real.said(deaf, "loa-dong-1")]
    assert "sounded" not in rungs


@pytest.mark.parametrize("device", ["loa-dong-1", "loa-dong-2", "loa-doai-2"])
def test_a_resident_hears_nothing_of_a_broken_horn(real: Village, deaf: str, device: str):
    (begun,) = real.heard(deaf, device)
    assert not np.any(heard(begun.wav)[1][begun.sample :])


def test_a_box_takes_new_software_over_http_and_confirms_it(real: Village):
    """The first box of a campaign: trusted maker, two files, an order, a download, a restart on trial."""
    # a horn that nothing broke: a box that hears itself badly refuses its new software, as it should
    name, maker, image = "loa-doai-1", SigningKey.generate(""), build("2.0", size=200_000)
    maker.kid = maker_of(maker.public)
    model = SPEAKERS[name].name
    real.command("firmware", "trust", "--model", model, "--", maker.public)
    real.until(lambda: real.keys_in_force(name) and real.gathered(name), "the box to know the maker's key")
    client = real.client("kythuat")
    files = {"image": ("horn.img", image), "release": ("r", released(image, signer=maker, model=model).encode())}
    release = client.post("/software/releases", files=files).raise_for_status().json()
    terms = {"waves": [{"boxes": 1}, {"percent": 100}], "spread_s": 0, "margin_s": 0}
    wish = {"release": release["id"], "area": sample.COMMUNE, "pilot": name, "terms": terms}
    at = f"/software/campaigns/{client.post('/software/campaigns', json=wish).raise_for_status().json()['id']}"

    def box() -> dict[str, object]:
        return next(one for one in client.get(at).raise_for_status().json()["boxes"] if one["device"] == name)

    real.until(lambda: box()["state"] in ("settling", "failed"), "the box to end its trial", seconds=400)
    assert (box()["state"], box()["runs"]) == ("settling", release["image"]), box()
    assert client.get(f"/devices/{name}").json()["firmware"] == "2.0"
    client.put(f"{at}/state", json={"state": "aborted"}).raise_for_status()


def master(real: Village, id: str, rate: int) -> Samples:
    """The sound as the controller keeps it, at a horn's rate."""
    with real.store.read() as conn:
        row = announcements.get(conn, id)
    assert row is not None
    assert row.sound is not None
    data = Shelf(real.settings.data_dir / "media").path(row.sound).read_bytes()
    return np.concatenate(list(blocks(data, "flac", rate))).astype(np.float64)
