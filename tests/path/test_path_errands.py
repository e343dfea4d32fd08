"""Orders for many boxes over the fake wire: step by step, each answer kept, cancelled, halted, expired, replayed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from controller.errors import Clash, Forbidden, ManyRefused, NotFound, Refused
from controller.fleet import doors, errands, testing
from controller.fleet.errands import Wish, give
from controller.fleet.facts import boxes
from controller.fleet.keys import VERSION
from controller.fleet.mending import Mender
from controller.health.rules import book
from controller.people import accounts
from controller.store import areas, audit, facts, outbox, selftests, status
from controller.store import boxes as box_rows
from controller.store import doors as door_rows
from controller.store import errands as rows
from controller.store.ladder import DONE
from controller.words import incidents as words
from devices.messages import Media
from firmware_sim.deaf import WELL, Deaf
from firmware_sim.device import Device
from firmware_sim.faults import Weather
from firmware_sim.shelf import Shelf
from firmware_sim.timers import Alarm
from tests.path.joined import DAY, HOUR, MINUTE, MORNING, Joined, joined
from tests.serving import PASSWORD

COMMUNE = "xa-tan-hoa"
ALL = {
    "loa-dong-1", "loa-dong-2", "loa-doai-1", "loa-doai-2", "loa-cho-1", "loa-cho-2", "bang-ubnd", "bang-nha-van-hoa"
}  # fmt: skip
BOARD = "bang-nha-van-hoa"
LIVING = "mqtt-2.example.vn"


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory):
    """One village for all: each test leaves it on line, and time goes on from 05:31."""
    with joined(tmp_path_factory.mktemp("village"), MORNING) as made:
        made.world.downloads.takes = lambda url, data: take(made, url, data)
        made.run(MINUTE)
        yield made


def take(made: Joined, url: str, data: bytes) -> str:
    """The service's door for logs, as a box meets it over HTTP."""
    try:
        doors.take_log(made.desk, url.rpartition("/")[2], data)
    except NotFound:
        return "http-404"
    return ""


def order(village: Joined, kind: str, *boxes: str, percent: int | None = None, **details: Any) -> str:
    named = tuple(one for one in boxes if one in ALL)
    places = tuple(one for one in boxes if one not in ALL)
    waits_ms = details.pop("waits_ms", None)
    return give(village.desk, village.who("kythuat"), Wish(kind, places, named, details, percent, waits_ms)).id


def told(village: Joined, id: str) -> dict[str, str]:
    with village.desk.store.read() as conn:
        return {one.device: f"{one.rung} {one.reason}".strip() for one in rows.boxes(conn, id)}


def end(village: Joined, id: str) -> str:
    with village.desk.store.read() as conn:
        one = rows.get(conn, id)
    assert one is not None
    return one.end if one.ended_ms is not None else "open"


def boots(village: Joined) -> dict[str, str]:
    with village.desk.store.read() as conn:
        return {name: one.boot for name, one in status.below(conn).items()}


def test_a_tone_is_measured_and_nothing_sounds_outside_the_hours(village: Joined) -> None:
    id = order(village, "tone", "thon-dong", seconds=2, volume=90)
    village.run(MINUTE)
    assert told(village, id) == {"loa-dong-1": "finished", "loa-dong-2": "finished", BOARD: "skipped no-part"}
    with village.desk.store.read() as conn:
        first = next(box for box in rows.boxes(conn, id) if box.device == "loa-dong-1")
        one = rows.get(conn, id)
    assert one is not None
    assert first.level_dbfs == pytest.approx(-12 - (100 - one.body["volume"]) * 0.4, abs=0.1)
    late: list[tuple[str, dict[str, Any]]] = [("tone", {}), ("identify", {"chirp": True})]
    evening = {"windows": [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "17:00", "end": "18:00"}]}
    with village.desk.store.write() as conn:
        always = areas.known(conn, COMMUNE).hours
        areas.change(conn, COMMUNE, hours=evening)
    for kind, details in late:
        with pytest.raises(ManyRefused) as refused:
            order(village, kind, "thon-dong", **details)
        assert [one.code for one in refused.value.refusals] == ["play-outside-hours"]
    with village.desk.store.write() as conn:
        areas.change(conn, COMMUNE, hours=always)
    lamp = order(village, "identify", "thon-dong")
    village.run(30_000)
    assert set(told(village, lamp).values()) == {"done"}


def test_an_area_restarts_in_steps_and_the_next_goes_when_the_former_is_back(village: Joined) -> None:
    before, seen = boots(village), set()
    id = order(village, "reboot", COMMUNE, percent=25)
    while end(village, id) == "open":
        village.run(1_000, slice_ms=1_000)
        out = [name for name, rung in told(village, id).items() if rung not in ("planned", "done")]
        dark = [name for name, box in village.world.devices.items() if box.brain is None]
        assert len(set(out) | set(dark)) <= 2, "more than a quarter at once"
        seen |= set(dark)
    assert told(village, id) == dict.fromkeys(ALL, "done")
    assert seen == ALL
    assert end(village, id) == "done"
    after = boots(village)
    assert not {name for name in ALL if after[name] == before[name]}
    with village.desk.store.read() as conn:
        (line,) = [one for one in audit.recent(conn) if one.subject == id]
        letters = [one for name in ALL for one in outbox.of_subject(conn, outbox.CMD, outbox.to_box(id, name))]
    assert (line.who, line.action, line.detail["percent"], line.detail["boxes"]) == ("kythuat", "order-reboot", 25, 8)
    assert Counter(one.outcome for one in letters) == {"receipt": 8}


def test_boxes_that_do_not_come_back_stop_the_rest(village: Joined, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Device, "power_on", lambda _box: None)  # a bad flash: none starts again
    id = order(village, "reboot", COMMUNE, percent=25)
    village.run(17 * MINUTE, slice_ms=20_000)
    assert Counter(told(village, id).values()) == {"missed not-back": 2, "skipped halted": 6}
    assert end(village, id) == "halted"
    assert sum(box.brain is None for box in village.world.devices.values()) == 2
    monkeypatch.undo()
    village.power_on()
    village.run(MINUTE)


def test_who_is_away_is_waited_for_and_the_waiting_can_be_cancelled(village: Joined) -> None:
    village.world.devices["loa-cho-1"].power_off()
    village.world.devices["loa-dong-1"].power_off()
    village.run(3 * MINUTE)
    id = order(village, "volume", COMMUNE, volume=40)
    village.run(MINUTE)
    away = {"loa-cho-1": "planned", "loa-dong-1": "planned"}
    assert told(village, id) == dict.fromkeys(ALL, "done") | away
    village.world.devices["loa-cho-1"].power_on()
    village.run(MINUTE)
    errands.cancel(village.desk, village.who("kythuat"), id)
    village.world.devices["loa-dong-1"].power_on()
    village.run(MINUTE)
    assert told(village, id) == dict.fromkeys(ALL, "done") | {"loa-dong-1": "skipped cancelled"}
    assert end(village, id) == "cancelled"
    with pytest.raises(Clash, match="errand-over"):
        errands.cancel(village.desk, village.who("kythuat"), id)


def test_what_nobody_heard_expires_and_says_so(village: Joined) -> None:
    village.world.devices["loa-cho-1"].power_off()
    village.run(3 * MINUTE)
    village.world.broker._sessions["loa-cho-2"].pop("tl1/d/loa-cho-2/cmd")  # it is there, and hears no orders
    id = order(village, "selftest", "xom-cho", waits_ms=2 * MINUTE)
    village.run(6 * MINUTE)
    assert told(village, id) == {"loa-cho-1": "missed away", "loa-cho-2": "missed no-answer", "bang-ubnd": "done"}
    assert end(village, id) == DONE
    village.world.devices["loa-cho-1"].power_on()
    village.world.devices["loa-cho-2"].restart(0)
    village.run(MINUTE)


def test_a_set_of_boxes_is_ordered_each_for_itself_and_a_copy_is_no_use_elsewhere(village: Joined) -> None:
    id = order(village, "volume", "loa-dong-1", "loa-cho-2", volume=35)
    village.run(MINUTE)
    with village.desk.store.read() as conn:
        volumes = {name: one.volume for name, one in status.below(conn).items()}
        one = rows.get(conn, id)
    assert one is not None
    assert (one.scope, told(village, id)) == (COMMUNE, {"loa-dong-1": "done", "loa-cho-2": "done"})
    assert {name for name, volume in volumes.items() if volume == 35} == {"loa-dong-1", "loa-cho-2"}
    document = [body for topic, body in village.wire.sent if topic == "tl1/d/loa-dong-1/cmd"][-1]
    village.wire.publish("tl1/d/loa-doai-1/cmd", document, 1, False)
    village.run(MINUTE)
    with village.desk.store.read() as conn:
        assert status.below(conn)["loa-doai-1"].volume == 40  # as it was


def test_logs_come_in_once_and_are_kept(village: Joined) -> None:
    id = order(village, "log", "thon-dong")
    village.run(MINUTE)
    assert set(told(village, id).values()) == {"done"}
    with village.desk.store.read() as conn:
        (kept,) = door_rows.logs(conn, "loa-dong-1")
    assert kept.body is not None
    assert b"device loa-dong-1" in kept.body
    assert kept.command == id
    assert take(village, "https://x/boxes/log/guess", b"x") == "http-404"
    with pytest.raises(Refused, match="log-too-large"):
        doors.take_log(village.desk, "guess", b"x" * 300_000)


def fetched(village: Joined) -> None:
    """Boxes get their settings through the door that they were told."""
    files, plain = village.world.downloads, village.world.downloads.start

    def start(shelf: Shelf, media: Media, url: str, weather: Weather, done: Callable[[str], object]) -> Alarm:
        if "/boxes/network/" in url:
            with suppress(NotFound):
                files.files[media.hash] = doors.fetch(village.desk, url.rpartition("/")[2])
        return plain(shelf, media, url, weather, done)

    files.start = start  # type: ignore[assignment, method-assign]


def test_another_network_is_kept_where_it_leads_here_and_left_where_it_does_not(village: Joined) -> None:
    fetched(village)
    mender = village.who("kythuat")
    details = {"broker_host": LIVING, "apn": "m-wap", "apn_password": "mat-khau-apn", "minutes": 5}
    id = give(village.desk, mender, Wish("network", (), ("loa-dong-1", "loa-dong-2"), details, 100)).id
    village.run(2 * MINUTE)
    assert told(village, id) == {"loa-dong-1": "done", "loa-dong-2": "done"}
    assert {village.world.devices[name].identity.broker.host for name in ("loa-dong-1", "loa-dong-2")} == {LIVING}
    assert drifts(village) == {}
    forgetful = village.world.devices["loa-dong-2"]
    forgetful.power_off()
    forgetful.flash.forget("network")  # another memory card
    forgetful.power_on()
    village.run(MINUTE)
    assert drifts(village) == {"loa-dong-2": "Thiết bị không giữ thiết lập mạng đã đặt lần cuối."}
    said = b"".join(body for _, body in village.wire.sent)
    with village.desk.store.read() as conn:
        one = rows.get(conn, id)
        lines = str([each.detail for each in audit.recent(conn)])
    assert one is not None
    assert (one.secret, "mat-khau" in str(one.body), "mat-khau" in lines) == (None, False, False)
    assert b"mat-khau" not in said
    village.world.broker.unreachable.add("nowhere.example.vn")
    wrong = {"broker_host": "nowhere.example.vn", "minutes": 3}
    lost = give(village.desk, mender, Wish("network", ("xom-cho",), (), wrong)).id
    village.run(12 * MINUTE)
    assert Counter(told(village, lost).values()) == {"failed no-way": 2, "skipped halted": 1}
    assert end(village, lost) == "halted"
    assert all(village.world.devices[name].identity.broker.host == "127.0.0.1" for name in told(village, lost))
    assert set(drifts(village)) == {"loa-dong-2"}, "what failed is wanted of nobody"
    with village.desk.store.write() as conn:
        box_rows.hang(conn, box_rows.Box("loa-dong-2", village.desk.now_ms(), "SN-new", "horn-opus-60w"))
    assert drifts(village) == {}, "another box came with its own"
    assert all(box.brain.mind.connected for box in village.world.devices.values())  # type: ignore[union-attr]


def test_a_restart_of_the_service_goes_on_where_it_stopped(village: Joined) -> None:
    id = order(village, "reboot", COMMUNE, percent=13)
    village.run(10_000, slice_ms=2_000)
    assert 0 < sum(one == "planned" for one in told(village, id).values()) < 8
    village.controller_down = True
    village.run(5 * MINUTE)
    village.controller_down = False
    village.run(5 * MINUTE, slice_ms=3_000)
    assert told(village, id) == dict.fromkeys(ALL, "done")


def test_who_may_not_and_what_may_not_be_ordered(village: Joined) -> None:
    accounts.add(village.desk.store, "kthon", "Kỹ thuật thôn", "technician", "thon-dong", PASSWORD, village.now)
    tries = [
        ("bientap", Wish("reboot", (COMMUNE,)), Forbidden, "role-may-not"),
        ("kythuat", Wish("reboot", ("tinh-phu-tho",)), NotFound, "scope-unknown"),
        ("kthon", Wish("reboot", (), ("loa-cho-1",)), NotFound, "scope-unknown"),
        ("kythuat", Wish("reboot"), Refused, "audience-nobody"),
        ("kythuat", Wish("dance", (COMMUNE,)), Refused, "order-unknown"),
        ("kythuat", Wish("volume", (COMMUNE,)), Refused, "number-out-of-range"),
        ("kythuat", Wish("volume", (COMMUNE,), (), {"volume": True}), Refused, "number-out-of-range"),
        ("kythuat", Wish("tone", (COMMUNE,), (), {"hertz": 20_000}), Refused, "number-out-of-range"),
        ("kythuat", Wish("reboot", (COMMUNE,), percent=0), Refused, "number-out-of-range"),
        ("kythuat", Wish("reboot", (COMMUNE,), waits_ms=10**12), Refused, "number-out-of-range"),
        ("kythuat", Wish("reboot", (), ("loa-dong-1",) * 3_000), Refused, "field-too-many"),
        *(
            ("kythuat", Wish("network", (COMMUNE,), (), details), Refused, code)
            for details, code in (
                ({}, "network-nothing"),
                ({"wifi": "UBND", "wifi_password": "short"}, "network-wifi-password"),
                ({"broker_host": "x", "broker_port": 99_999}, "network-wrong"),
                ({"apn": "x" * 500}, "network-wrong"),
            )
        ),
    ]
    with village.desk.store.read() as conn:
        before = audit.head(conn)
    for login, wish, kind, code in tries:
        with pytest.raises(kind) as refused:
            give(village.desk, village.who(login), wish)
        assert refused.value.code == code, wish
    with village.desk.store.read() as conn:
        assert audit.head(conn) == before
    id = order(village, "report", "xom-cho")
    with pytest.raises(NotFound, match="command-unknown"):
        errands.cancel(village.desk, village.who("kthon"), id)
    with pytest.raises(Forbidden, match="role-may-not"):
        errands.cancel(village.desk, village.who("bientap"), id)


def findings(village: Joined) -> dict[tuple[str, str], str]:
    """What the watch would open now, by rule and box, with what it says of it."""
    found = {}
    with village.desk.store.read() as conn:
        seen = boxes(village.desk, conn)
    for rule in book().rules:
        if rule.code not in ("selftest", "fading"):
            continue
        for box in seen.values():
            fact = box.facts.get(rule.fact)
            if fact is not None and rule.is_bad(fact.value):
                found[rule.code, box.id] = words.detail(rule.code, box.details[rule.fact], box.zone, "vi")
    return found


def test_a_silent_test_goes_to_every_box_each_week_and_finds_what_broke(village: Joined) -> None:
    village.world.broker.unreachable.clear()
    for box in village.world.devices.values():
        box.restart(0)
    village.run(MINUTE)
    village.world.devices["loa-doai-1"].flash.keep("want", b"rust")
    clock = village.desk.clock
    clock.shift = DAY + 22 * HOUR - (village.now - MORNING)  # type: ignore[attr-defined]  # 03:30
    (id,) = testing.give_due(village.desk)
    assert testing.give_due(village.desk) == []
    clock.shift += 6 * DAY  # type: ignore[attr-defined]
    assert testing.give_due(village.desk) == []
    clock.shift += DAY  # type: ignore[attr-defined]
    assert len(testing.give_due(village.desk)) == 1
    clock.shift = 0  # type: ignore[attr-defined]
    village.run(MINUTE, slice_ms=3_000)
    assert told(village, id) == dict.fromkeys(ALL, "done") | {"loa-doai-1": "failed plan-broken"}
    said = "lịch phát trên thiết bị không còn được khóa nào bảo đảm"
    assert findings(village) == {("selftest", "loa-doai-1"): said}
    with village.desk.store.read() as conn:
        one = rows.get(conn, id)
        line, *_ = [one for one in audit.recent(conn) if one.action == "selftest-failed"]
    assert one is not None
    assert (one.maker, line.who, line.detail["reason"]) == (None, "loa-doai-1", "plan-broken")
    village.world.devices["loa-doai-1"].restart(0)
    village.run(MINUTE)
    assert drifts(village) == {}  # it hears the retained one again, and takes it


def test_a_quiet_tone_is_held_against_the_day_of_installation_and_a_slow_death_is_seen(village: Joined) -> None:
    accounts.add(village.desk.store, "quantri", "Phạm Thị Chung", "administrator", COMMUNE, PASSWORD, village.now)
    chief, tone = village.who("quantri"), {"tone": True}
    village.desk.clock.shift = -HOUR  # type: ignore[attr-defined]  # before six
    with pytest.raises(Forbidden, match="role-may-not"):
        order(village, "selftest", COMMUNE, **tone)
    village.desk.clock.shift = 0  # type: ignore[attr-defined]

    def test(**details: bool) -> dict[str, str]:
        id = give(village.desk, chief, Wish("selftest", ("thon-dong",), ("loa-cho-1",), details)).id
        village.run(30_000, slice_ms=3_000)
        return told(village, id)

    well = dict.fromkeys(("loa-dong-1", "loa-dong-2", "loa-cho-1"), "done")
    assert test(calibrate=True) == well | {BOARD: "skipped no-part"}
    for name, hurt in (("loa-dong-1", Deaf(weak=3.5)), ("loa-cho-1", Deaf(muted=True))):
        village.world.devices[name].deafen(hurt)
    assert test(**tone)["loa-cho-1"] == "failed muted"
    with village.desk.store.read() as conn:
        (newest, first, *_) = selftests.of_device(conn, "loa-dong-1", 9)
    assert (first.calibrates, newest.passed) == (True, True)
    assert newest.lacks == pytest.approx(3.5, abs=0.5)
    found = findings(village)
    assert found["selftest", "loa-cho-1"] == "không có tín hiệu vào tăng âm"
    assert found["fading", "loa-dong-1"].startswith("Yếu hơn lúc còn tốt 3")
    assert ("fading", "loa-dong-2") not in found
    for name in ("loa-dong-1", "loa-cho-1"):
        village.world.devices[name].deafen(WELL)
    assert set(test(**tone).values()) == {"done", "skipped no-part"}
    assert not [key for key in findings(village) if key[1] in ("loa-dong-1", "loa-cho-1")]


def drifts(village: Joined) -> dict[str, str]:
    """Who does not hold what it should, in words."""
    with village.desk.store.read() as conn:
        seen = boxes(village.desk, conn)
    return {
        name: words.detail("drift", box.details["drift"], box.zone, "vi")
        for name, box in seen.items()
        if box.facts["drift"].value
    }


def test_what_a_box_lost_is_noticed_named_and_ordered_again(village: Joined) -> None:
    order(village, "volume", COMMUNE, volume=45)
    village.run(30_000, slice_ms=5_000)
    village.work()
    village.run(30_000, slice_ms=5_000)
    mender = Mender(village.desk)
    assert (mender.look(), drifts(village)) == ([], {})
    box = village.world.devices["loa-doai-2"]
    box.power_off()
    box.flash.forget("settings")  # another memory card
    box.power_on()
    village.run(MINUTE)
    assert drifts(village) == {"loa-doai-2": "Âm lượng phải là 45 %, thiết bị báo 100 %."}
    assert mender.look() == []
    village.run(9 * MINUTE, slice_ms=MINUTE)
    assert mender.look() == []
    village.run(MINUTE, slice_ms=MINUTE)
    assert mender.look() == ["loa-doai-2"]
    village.run(MINUTE, slice_ms=10_000)
    assert (mender.look(), drifts(village)) == ([], {})


def test_who_cannot_be_put_right_is_asked_less_and_less(village: Joined) -> None:
    mender, asked = Mender(village.desk), []
    with village.desk.store.write() as conn:
        kept = facts.get(conn, VERSION)
        facts.put(conn, VERSION, str(int(kept or 0) + 1))  # a list that no box was sent
    assert set(drifts(village)) == ALL
    assert drifts(village)["loa-dong-1"].startswith("Danh sách khóa ký lúc ")
    began = village.desk.now_ms()
    for minute in range(0, 200, 10):
        village.desk.clock.shift = minute * MINUTE  # type: ignore[attr-defined]
        if mender.look():
            asked.append((village.desk.now_ms() - began) // MINUTE)
    village.desk.clock.shift = 0  # type: ignore[attr-defined]
    with village.desk.store.write() as conn:
        facts.put(conn, VERSION, kept or "")
    assert asked == [10, 30, 70, 150]
    assert (mender.look(), drifts(village)) == ([], {})
