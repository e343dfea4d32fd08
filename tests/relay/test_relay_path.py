"""A relay on the whole way: a source is entered and tried, an announcement carries it, horns sound it, faults come
home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from controller.air import Ears
from controller.broadcast import relay_incidents, relay_sources, relays
from controller.broadcast.explain import wanted_timetable
from controller.broadcast.form import edit
from controller.broadcast.programmes import form as lists
from controller.broadcast.relay_sources import Given
from controller.broadcast.relays import Wish
from controller.errors import Forbidden, ManyRefused, NotFound, Refused
from controller.fleet import enrol
from controller.store import deliveries
from controller.store import relay_sources as rows
from controller.store.programmes import Line
from controller.store.relay_sources import RelaySource
from devices.messages import Late, Resume
from devices.relay import KIND, read_relay, same_station
from firmware_sim.events import Received
from firmware_sim.streams import Budget, Lost, Opener
from tests.path.joined import MINUTE, MORNING, Joined, joined, keep_master
from tests.path.path_sounds import tone
from tests.path.test_path_joined import wall
from tests.relay.relay_sounds import STATION
from tests.relay.twin import Twin, twin

HORNS = ("loa-dong-1", "loa-dong-2", "loa-doai-1", "loa-doai-2", "loa-cho-1", "loa-cho-2")
LENGTH_MS = 10 * MINUTE


@pytest.fixture(scope="module")
def station() -> Iterator[Twin]:
    STATION()
    with twin() as made:
        yield made


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Joined]:
    """A commune for tests that let no time pass."""
    with joined(tmp_path_factory.mktemp("standing"), MORNING - 4 * MINUTE) as made:
        yield made


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Joined]:
    with joined(tmp_path, MORNING - 4 * MINUTE) as made:
        yield made


def source(village: Joined, address: str = "http://127.0.0.1:9/live.mp3", codec: str = "mp3") -> RelaySource:
    filler = keep_master(village.desk, tone(village.desk.settings.data_dir / "filler.wav", seconds=3)).hash
    given = Given("Đài tỉnh, thời sự", address, codec, filler)
    return relay_sources.add(village.desk, village.who("kythuat"), "xa-tan-hoa", given)


def carried(village: Joined, of: RelaySource, minutes: int = 10, **more: object):
    draft = village.draft(wall(MORNING), relay=Wish(of.id, minutes), page=False, **more)
    return village.agree(draft)


def test_it_goes_the_way_of_every_sound(village: Joined) -> None:
    from_province = source(village)
    row = carried(village, from_province, chime=True, late="start", resume="defer")
    assert (row.chime, row.late, row.resume) == (False, "join", "never"), "it is tied to its clock"
    village.work()
    _, plan = wanted_timetable(village.desk, village.who("lanhdao"), "loa-dong-1")
    (item,) = [one for one in plan.items if one.id.startswith(row.id)]
    assert item.sound is not None
    assert (item.sound.kind, item.sound.length, item.longest) == (KIND, LENGTH_MS, LENGTH_MS)
    assert (item.late, item.resume, item.chime) == (Late.JOIN, Resume.NEVER, None)
    described = read_relay(village.desk.shelf.path(item.sound.hash).read_bytes())
    assert (described.url, described.codec, described.length) == (from_province.address, "mp3", LENGTH_MS)
    assert described.filler is not None
    assert described.filler.kind == "opus", "in the box's own format"
    village.run(MORNING - village.now + LENGTH_MS + MINUTE)
    assert {one.rung for one in done(village, row.id)} == {"finished"}


def test_one_dead_station_is_one_trouble_with_its_devices(village: Joined) -> None:
    row = carried(village, source(village))
    village.work()
    village.run(MORNING - village.now + MINUTE)
    hash = sound_of(village, "loa-dong-1")
    for name in HORNS[:4]:
        village.world.devices[name].tell(Received(sound_of(village, name), "relay-dead"))
        village.run(3_000, 1_000)
    (trouble,) = troubles(village)
    assert (trouble.name, trouble.reasons, trouble.until_ms) == ("Đài tỉnh, thời sự", ("relay-dead",), None)
    assert trouble.since_ms == pytest.approx(MORNING + MINUTE, abs=3_000)
    assert set(trouble.devices) == set(HORNS[:4])
    for name in HORNS[:3]:
        village.world.devices[name].tell(Received(sound_of(village, name)))
    village.run(MINUTE)
    assert troubles(village)[0].until_ms is None, "one of them still hears nothing"
    village.run(LENGTH_MS)
    (trouble,) = troubles(village)
    assert trouble.until_ms == pytest.approx(MORNING + LENGTH_MS, abs=2_000), "with the programme it is over"
    assert {one.rung for one in done(village, row.id)} == {"finished"}
    assert hash != sound_of(village, "loa-dong-2"), "each format has its own filler"


def test_late_and_doubled_reports_end_in_the_same_trouble(village: Joined) -> None:
    carried(village, source(village))
    village.work()
    village.run(MORNING - village.now + MINUTE)
    box = village.world.devices["loa-dong-1"]
    village.controller_down = True
    box.tell(Received(sound_of(village, "loa-dong-1"), "relay-silent"))
    village.run(20_000)
    box.tell(Received(sound_of(village, "loa-dong-1")))
    village.run(20_000)
    village.heard[:] = [*village.heard[::-1], *village.heard]
    village.controller_down = False
    village.run(10_000)
    (trouble,) = troubles(village)
    assert trouble.reasons == ("relay-silent",)
    assert trouble.until_ms is not None
    assert trouble.until_ms - trouble.since_ms == pytest.approx(20_000, abs=500)


def test_another_address_is_another_sound_and_asks_for_another_approval(village: Joined) -> None:
    one = source(village)
    row = carried(village, one)
    who = village.who("kythuat")
    relay_sources.edit(village.desk, who, one.id, Given(one.name, "http://127.0.0.1:9/other.mp3", "mp3", one.filler))
    village.work()
    before = sound_of(village, "loa-dong-1")
    assert read_relay(village.desk.shelf.path(before).read_bytes()).url == one.address, "what was agreed to goes on"
    draft = village.draft(wall(MORNING), relay=Wish(one.id, 10), page=False)
    again = edit(village.desk, village.who("bientap"), row.id, draft, row.edition)
    assert again.state == "draft"
    assert again.fingerprint != row.fingerprint


@pytest.mark.parametrize(
    ("manner", "fault"),
    [("good", ""), ("garbage", "relay-wrong"), ("page", "relay-wrong"), ("missing", "relay-dead")],
)
def test_a_source_is_tried_in_a_process_of_its_own(standing: Joined, station: Twin, manner: str, fault: str) -> None:
    made = source(standing, f"{station.url}/{manner}")
    heard = Ears(private=True).listen(made.address, "mp3", 2.0)
    assert heard.fault == fault
    if not fault:
        assert (heard.title, heard.rate) == ("Dai thu nghiem", 22_050)
        assert heard.loudness_lufs == pytest.approx(-27, abs=4)


def test_a_station_is_held_to_the_name_that_it_had_when_it_was_agreed_to(standing: Joined, station: Twin) -> None:
    made = source(standing, f"{station.url}/good")
    with standing.desk.store.write() as conn:
        rows.change(conn, made.id, tried={"fault": "", "title": " Dai  thu nghiem"})
    row = carried(standing, made)
    with standing.desk.store.read() as conn:
        facts = relays.facts_of(conn, row.sound)
    assert facts is not None
    agreed = read_relay(relays.for_model(facts, None, 6))
    assert agreed.station == "Dai thu nghiem"
    opener = Opener(agreed, Budget())
    opener.open(agreed.url).close()
    opener.close()
    other = Opener(msgspec.structs.replace(agreed, station="Dai khac"), Budget())
    with pytest.raises(Lost, match="relay-wrong"):
        other.open(agreed.url)
    other.close()


@pytest.mark.parametrize(
    ("agreed", "said", "may"),
    [
        ("", "Đài tỉnh", True),
        ("Đài tỉnh", "", True),
        ("Đài tỉnh", " Đài  tỉnh ", True),
        ("Đài tỉnh", "Đài huyện", False),
        ("Đài tỉnh", "Đài tỉnh 2", False),
        ("x" * 200, "x" * 300, True),
    ],
)
def test_another_name_is_another_station(agreed: str, said: str, may: bool) -> None:
    assert same_station(agreed, said) is may


@pytest.mark.parametrize(("manner", "codec"), [("elsewhere", "mp3"), ("list-elsewhere", "hls")])
def test_where_an_address_leads_is_told_and_not_opened(
    standing: Joined, station: Twin, manner: str, codec: str
) -> None:
    made = source(standing, f"{station.url}/{manner}", codec)
    before = station.asked.count("/good")
    heard = Ears(private=True).listen(made.address, codec, 1.0)
    assert heard.fault == "relay-wrong"
    assert heard.led.startswith("http://localhost:")
    assert station.asked.count("/good") == before


def test_what_was_heard_is_kept_and_forgotten_with_the_address(standing: Joined, station: Twin) -> None:
    made = source(standing, f"{station.url}/page")
    who = standing.who("kythuat")
    assert relay_sources.listen(standing.desk, who, made.id).fault == "relay-wrong"
    with standing.desk.store.read() as conn:
        kept = relay_sources.source_for(conn, who, made.id, "read")
    assert kept.tried["fault"] == "relay-wrong"
    moved = relay_sources.edit(standing.desk, who, made.id, Given("Đài", f"{station.url}/good", "mp3"))
    assert moved.tried is None


BAD = {
    "no scheme": ("radio.example.vn/live", "relay-address"),
    "a file": ("file:///etc/passwd", "relay-address"),
    "another protocol": ("rtmp://127.0.0.1/live", "relay-address"),
    "a password": ("http://admin:secret@127.0.0.1/live", "relay-address"),
    "a space": ("http://127.0.0.1/li ve", "relay-address"),
    "a new line": ("http://127.0.0.1/live\r\nX: y", "relay-address"),
    "accents": ("http://127.0.0.1/thời-sự", "relay-address"),
    "no host": ("http://", "relay-address"),
    "too long": ("http://127.0.0.1/" + "x" * 1_000, "relay-address"),
    "nowhere": ("http://khong-co-that.invalid/live", "relay-nowhere"),
}


@pytest.mark.parametrize(("address", "code"), BAD.values(), ids=BAD)
def test_an_address_that_cannot_be_is_refused(standing: Joined, address: str, code: str) -> None:
    with pytest.raises(ManyRefused) as refused:
        source(standing, address)
    assert [(one.code, one.field) for one in refused.value.refusals] == [(code, "address")]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "[fd00::1]", "0.0.0.0"]
)  # fmt: skip
def test_ones_own_network_is_not_opened_unless_the_settings_say_so(host: str) -> None:
    with pytest.raises(Refused, match="relay-private"):
        Ears().reach(f"http://{host}/live")
    assert Ears(private=True).reach("http://127.0.0.1:8000/live") == "127.0.0.1"


def test_who_may_enter_sources_and_what_is_wrong_with_them(standing: Joined) -> None:
    with pytest.raises(Forbidden):
        relay_sources.add(
            standing.desk, standing.who("bientap"), "xa-tan-hoa", Given("Đài", "http://127.0.0.1/a", "mp3")
        )
    with pytest.raises(ManyRefused) as refused:
        relay_sources.add(standing.desk, standing.who("kythuat"), "xa-tan-hoa", Given(" ", "http://127.0.0.1/a", "exe"))
    assert {one.field for one in refused.value.refusals} == {"name", "codec"}
    given = Given("Đài", "http://127.0.0.1/a", "mp3", "f" * 64)
    with pytest.raises(NotFound):
        relay_sources.add(standing.desk, standing.who("kythuat"), "xa-tan-hoa", given)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish("r-none", 10), "relay-source-unknown"),
        (Wish("", 0), "number-out-of-range"),
        (Wish("", 241), "number-out-of-range"),
    ],
)  # fmt: skip
def test_a_form_that_carries_nothing_real_is_refused(standing: Joined, wish: Wish, code: str) -> None:
    wish = wish if wish.source else replace(wish, source=source(standing).id)
    with pytest.raises(ManyRefused) as refused:
        standing.agree(standing.draft(wall(MORNING), relay=wish))
    assert code in {one.code for one in refused.value.refusals}


def test_a_box_that_cannot_carry_it_is_named_before_anybody_agrees(standing: Joined) -> None:
    hls = source(standing, "http://127.0.0.1:9/live.m3u8", "hls")
    with standing.desk.store.write() as conn:
        bridge = enrol.New("cau-fm", "xom-cho", "bridge-mp3-fm", "Cầu FM xóm Chợ")
        enrol.add_device(conn, standing.desk.settings, bridge, "test", standing.now)
    with pytest.raises(ManyRefused) as refused:
        carried(standing, hls)
    (one,) = refused.value.refusals
    assert (one.code, one.field, one.params["count"]) == ("relay-unable", "areas", 1)
    assert one.params["names"] == "Cầu FM xóm Chợ"
    able = carried(standing, hls, areas=(), devices=("loa-dong-1", "loa-cho-1"))
    assert able.state == "approved"


def test_a_running_list_carries_it_once(village: Joined) -> None:
    row = carried(village, source(village), rrule="FREQ=DAILY")
    editor = village.who("bientap")
    wanted = lists.Draft("xa-tan-hoa", "Sáng", wall(MORNING), 30, (Line(row.id, repeats=2),), rrule="FREQ=DAILY")
    with pytest.raises(ManyRefused) as refused:
        lists.compose(village.desk, editor, wanted)
    assert "relay-once" in {one.code for one in refused.value.refusals}
    once = lists.Draft("xa-tan-hoa", "Sáng", wall(MORNING), 30, (Line(row.id),), rrule="FREQ=DAILY")
    lists.compose(village.desk, editor, once)


def done(village: Joined, id: str) -> list[deliveries.Delivery]:
    with village.desk.store.read() as conn:
        return deliveries.of_subject(conn, f"{id}.20261122t0530")


def sound_of(village: Joined, device: str) -> str:
    _, plan = wanted_timetable(village.desk, village.who("lanhdao"), device)
    (item,) = [one for one in plan.items if one.sound is not None and one.sound.kind == KIND][:1]
    assert item.sound is not None
    return item.sound.hash


def troubles(village: Joined) -> list[relay_incidents.Incident]:
    with village.desk.store.read() as conn:
        return relay_incidents.since(conn, village.who("kythuat"), MORNING - MINUTE)
