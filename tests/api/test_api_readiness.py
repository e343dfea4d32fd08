"""The hour before a morning broadcast, with simulated boxes, at the doors for people: who cannot sound is known before,
and is told once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from controller.fleet import readiness
from controller.fleet.watching import Watcher
from controller.store import readiness as rows
from controller.store import selftests
from controller.store.selftests import SelfTest
from tests.api.test_api_path import API, codes
from tests.path.joined import MINUTE, MORNING, keep_master
from tests.path.path_sounds import tone
from tests.serving import EDITOR, TECHNICIAN, Served, served

NEVER, DARK, MENDED, TESTED, WELL = "loa-doai-2", "loa-cho-1", "loa-doai-1", "loa-cho-2", "loa-dong-1"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A notice of 05:30, composed at 04:55."""
    folder = tmp_path_factory.mktemp("ready")
    with served(folder, MORNING - 35 * MINUTE) as made:
        village = made.commune
        village.world.devices[NEVER].power_off()
        village.desk.listening.since_ms = village.now
        sound = keep_master(village.desk, tone(folder / "notice.wav", seconds=8))
        village.agree(village.draft("2026-11-22T05:30", sound=sound.hash))
        village.work()
        yield made


@pytest.fixture(scope="module")
def looked(service: Served) -> list[dict[str, Any]]:
    """What the API says at 04:57, 05:01 and 05:28. One box is without power from 04:58 to 05:03, one from 05:05 on."""
    village, watcher, said = service.commune, Watcher(service.desk), []
    with service.desk.store.write() as conn:
        selftests.keep(conn, [SelfTest(TESTED, "c-1", village.now, selftests.QUIET, False, "no-current")])
    power = village.world.devices
    for minute in (-33, -32, -29, -27, -25, -24, -15, -2):
        village.run(MORNING + minute * MINUTE - village.now, slice_ms=MINUTE)
        readiness.take(service.desk)
        watcher.look()
        if minute == -32:
            power[MENDED].power_off()
        if minute == -27:
            power[MENDED].power_on()
        if minute == -25:
            power[DARK].power_off()
        if minute in (-33, -29, -2):
            said.append(service.client(TECHNICIAN).get(f"{API}/readiness").json())
    return said


def why(broadcast: dict[str, Any]) -> dict[str, list[str]]:
    return {one["device"]: one["causes"] for one in broadcast["lacking"]}


def test_half_an_hour_before_it_each_box_is_looked_at(looked: list[dict[str, Any]]) -> None:
    early, first, last = looked
    assert early["taken"] == [], "long before only whoever asks is told"
    assert (early["next"]["begin_ms"], early["next"]["devices"], why(early["next"])) == (
        MORNING,
        8,
        {NEVER: ["unseen"], TESTED: ["selftest"]},
    )
    assert why(first["taken"][0]) == {NEVER: ["unseen"], MENDED: ["dark"], TESTED: ["selftest"]}
    (book,) = last["taken"]
    assert (book["begin_ms"], book["devices"], book["ready"]) == (MORNING, 8, 5)
    assert why(book) == why(last["next"]) == {NEVER: ["unseen"], DARK: ["dark"], TESTED: ["selftest"]}
    assert [(one["device"], one["first"]) for one in book["mended"]] == [(MENDED, ["dark"])]
    assert book["lacking"][0]["because"] == "chưa từng kết nối"


def test_each_cause_is_one_incident_before_it(service: Served, looked: list[dict[str, Any]]) -> None:
    found = service.client(TECHNICIAN).get(f"{API}/incidents").json()
    assert sorted((one["device"], one["rule"]) for one in found) == [
        (DARK, "dark"),
        (TESTED, "selftest"),
        (NEVER, "unready"),
    ]
    assert all(one["opened_ms"] < MORNING - 15 * MINUTE for one in found)
    unready = next(one for one in found if one["device"] == NEVER)
    assert unready["title"] == "Không phát được buổi tới: Loa ngõ Giếng thôn Đoài"
    assert unready["known"]["causes"] == ["unseen"]


def test_what_is_not_owed_any_more_is_not_in_the_books(service: Served, looked: list[dict[str, Any]]) -> None:
    now = service.desk.now_ms()
    with service.desk.store.write() as conn:
        rows.put(conn, [rows.Row(WELL, now + MINUTE, now, [], now, [])])
    assert readiness.take(service.desk) == 1
    with service.desk.store.read() as conn:
        assert (WELL, now + MINUTE) not in rows.ahead(conn, now)
    assert readiness.take(service.desk) == 0, "nothing changed, nothing is written"


def test_while_nothing_is_heard_nobody_is_judged(service: Served, looked: list[dict[str, Any]]) -> None:
    with service.desk.store.write() as conn:
        rows.drop(conn, list(rows.ahead(conn, service.desk.now_ms())))
    before, service.desk.listening.since_ms = service.desk.listening.since_ms, None
    assert readiness.take(service.desk) == 0
    service.desk.listening.since_ms = before
    assert readiness.take(service.desk) == 8


def test_only_of_ones_own_places(service: Served, looked: list[dict[str, Any]]) -> None:
    client = service.client(TECHNICIAN)
    hamlet = client.get(f"{API}/readiness", params={"area": "thon-dong"}).json()
    assert (hamlet["next"]["devices"], hamlet["next"]["ready"]) == (3, 3)
    assert codes(client.get(f"{API}/readiness", params={"area": "khong-co"})) == {"area-unknown": None}
    assert codes(client.get(f"{API}/readiness", params={"area": "tinh-phu-tho"})) == {"area-not-reached": None}
    assert client.get(f"{API}/readiness", params={"since_ms": "x"}).status_code == 422
    assert service.client().get(f"{API}/readiness").status_code == 401
    assert client.get(f"{API}/readiness", params={"since_ms": MORNING + 1}).json()["taken"] == []


def test_the_page_and_the_line_on_the_incidents_page(service: Served, looked: list[dict[str, Any]]) -> None:
    client = service.client(EDITOR)
    page = client.get("/readiness").text
    assert "5 trong 8 thiết bị sẵn sàng" in page
    assert "chưa từng kết nối" in page
    assert "Không có buổi phát nào" not in page
    incidents = client.get("/incidents").text
    assert "Buổi phát 05:30, Chủ Nhật 22/11/2026:" in incidents
    assert "5 trong 8 thiết bị sẵn sàng" in incidents
    english = client.get("/readiness", headers={"accept-language": "en"}, params={"area": "thon-dong"})
    assert "3 of 3 devices ready" in english.text or "3 trong 3" in english.text
