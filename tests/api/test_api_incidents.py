"""Incidents from a box that falls silent to the technician who takes them over; and bad input at these doors."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from controller.broadcast.proven import Proven
from controller.fleet.facts import boxes
from controller.fleet.watching import Watcher
from controller.health.beats import Latest
from controller.health.series import NONE, SERIES
from controller.store import deliveries, proofs, status
from controller.store.deliveries import Expected
from controller.store.proofs import Proof
from controller.store.status import BeatHeard, HaveHeard, StateHeard
from tests.api.test_api_path import API, codes
from tests.serving import EDITOR, TECHNICIAN, Served

MINUTE = 60_000


def heard(service: Served, word: str, ago_ms: int, *names: str) -> None:
    with service.desk.store.write() as conn:
        at_ms = service.desk.now_ms() - ago_ms
        status.take(conn, [StateHeard(name, at_ms, word, f"s-{name}", "b-1") for name in names])


@pytest.fixture(scope="module")
def dark(service: Served) -> dict[str, Any]:
    """A hamlet without power since ten minutes, and one box elsewhere."""
    heard(service, "online", 3_600_000, "loa-dong-1", "loa-dong-2", "loa-cho-1")
    heard(service, "lost", 10 * MINUTE, "loa-dong-1", "loa-dong-2", "loa-cho-1")
    events = []
    service.desk.bus.say = lambda kind, **facts: events.append((kind, facts))  # type: ignore[method-assign]
    Watcher(service.desk).look()
    del service.desk.bus.say
    assert {(kind, facts["open"]) for kind, facts in events} == {("incident", True)}
    found = service.client(TECHNICIAN).get(f"{API}/incidents").json()
    return {one["area"]: one for one in found}


def test_what_is_dark_is_told_with_its_cause_and_what_to_do(service: Served, dark: dict[str, Any]):
    now = service.desk.now_ms()
    place = dark["thon-dong"]
    assert place["title"] == "Mất điện hoặc mất mạng Thôn Đông: 2 thiết bị"
    assert place["next_step"].startswith("Gọi điện lực")
    assert (place["device"], [one["device"] for one in place["devices"]]) == (None, ["loa-dong-1", "loa-dong-2"])
    assert (place["since_ms"], place["opened_ms"]) == (now - 10 * MINUTE, now - 5 * MINUTE)
    single = dark["xom-cho"]
    assert (single["title"], single["device"]) == ("Mất liên lạc: Loa cổng chợ", "loa-cho-1")
    client = service.client(TECHNICIAN)
    only = client.get(f"{API}/incidents", params={"area": "thon-dong"}).json()
    assert [one["id"] for one in only] == [place["id"]]
    assert client.get(f"{API}/incidents", params={"area": "khong-co"}).status_code == 404


def test_a_technician_takes_it_over_writes_and_asks_for_silence(service: Served, dark: dict[str, Any]):
    client, here = service.client(TECHNICIAN), f"{API}/incidents/{dark['xom-cho']['id']}"
    assert client.put(f"{here}/owner", json={"mine": True}).json()["owner"]
    assert client.post(f"{here}/notes", json={"text": " Cháy cầu chì "}).status_code == 201
    until = service.desk.now_ms() + 3_600_000
    told = client.put(f"{here}/silence", json={"until_ms": until}).json()
    assert told["silent_until_ms"] == until
    assert [(one["kind"], one["text"]) for one in told["notes"]][:2] == [("own", ""), ("note", "Cháy cầu chì")]
    assert client.get(f"{API}/incidents").json()[-1]["id"] == dark["xom-cho"]["id"], "what is silent comes last"
    assert client.put(f"{here}/silence", json={"until_ms": None}).json()["silent_until_ms"] is None
    assert client.put(f"{here}/owner", json={"mine": False}).json()["owner"] is None


def test_it_closes_when_the_boxes_are_back(service: Served, dark: dict[str, Any]):
    heard(service, "online", 5 * MINUTE, "loa-dong-1", "loa-dong-2")
    heard(service, "online", 0, "loa-dong-1", "loa-dong-2")  # a sign of life now, of the same connection
    Watcher(service.desk).look()
    client, now = service.client(TECHNICIAN), service.desk.now_ms()
    told = client.get(f"{API}/incidents/{dark['thon-dong']['id']}").json()
    assert (told["ended_ms"], told["closed_ms"], told["end"]) == (now - 5 * MINUTE, now - 3 * MINUTE, "recovered")
    assert len(client.get(f"{API}/incidents").json()) == 1
    assert len(client.get(f"{API}/incidents", params={"closed_since_ms": 0}).json()) == 2


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("notes", {"text": "  "}, "note-length"),
        ("notes", {"text": "x" * 2_001}, "note-length"),
        ("notes", {"text": "a\0b"}, "field-nul"),
        ("notes", {}, "field-missing"),
        ("silence", {"until_ms": 5}, "silence-until"),
        ("silence", {"until_ms": 10**18}, "silence-until"),
        ("silence", {"until_ms": "soon"}, "field-number"),
        ("owner", {"mine": True, "whose": "u1"}, "field-unknown"),
    ],
)
def test_bad_input(service: Served, dark: dict[str, Any], path: str, body: dict[str, Any], code: str):
    here = f"{API}/incidents/{dark['xom-cho']['id']}/{path}"
    answer = service.client(TECHNICIAN).request("POST" if path == "notes" else "PUT", here, json=body)
    assert answer.status_code == 422, answer.text
    assert code in codes(answer) or code.startswith("field"), answer.text


def test_the_page_takes_what_a_technician_presses(service: Served, dark: dict[str, Any]):
    client, here = service.client(TECHNICIAN), f"/incidents/{dark['xom-cho']['id']}"
    for pressed in (
        {"do": "own"},
        {"do": "quiet-8"},
        {"do": "speak"},
        {"do": "let-go"},
        {"do": "note", "text": "Đã thay"},
    ):
        assert client.post(here, data=pressed).status_code == 303, pressed
    page = client.get(here).text
    assert "Đã thay" in page
    assert "Hỏi người ở gần" in page
    for pressed, said in (({"do": "quiet-9"}, "không quá 30 ngày"), ({"do": "note", "text": ""}, "phải có chữ")):
        answer = client.post(here, data=pressed)
        assert (answer.status_code, said in answer.text) == (422, True)
    assert service.client(EDITOR).post(here, data={"do": "own"}).status_code == 403
    assert "Mất liên lạc: Loa cổng chợ" in client.get("/incidents").text
    assert "Mất liên lạc: Loa cổng chợ" in client.get("/devices/loa-cho-1").text


NOTHING_SAID = {"sessions", "unready", "claims", "twins", "rivals", "stolen", "flood", "garbled"}
"""What is known of a box that was never seen."""


def test_what_rules_look_at(service: Served):
    now, name = service.desk.now_ms(), "loa-doai-1"
    beat = {"up": 5, "temperature": 75.5, "storage": 50_000_000, "clock": {"trusted": False, "error": 9}}
    heard(service, "online", 60_000, name)
    with service.desk.store.write() as conn:
        status.take(conn, [HaveHeard(name, now, 7, "f" * 64, "e", 1, ("m" * 64,)), BeatHeard(name, now, "", beat)])
    service.desk.beats.hear([BeatHeard(name, now, "", beat)])
    with service.desk.store.read() as conn:
        found = boxes(service.desk, conn)
    one = found[name]
    assert one.areas[-1] == "thon-doai"
    assert {fact: round(one.facts[fact].value, 1) for fact in ("dark", "temperature", "storage", "untrusted")} == {
        "dark": 0,
        "temperature": 75.5,
        "storage": 50,
        "untrusted": 1,
    }
    assert "battery" not in one.facts
    assert set(found["loa-doai-2"].facts) == NOTHING_SAID, "of one that was never seen"


def test_who_may_not(service: Served, dark: dict[str, Any]):
    here = f"{API}/incidents/{dark['xom-cho']['id']}"
    assert service.client().get(here).status_code == 401
    assert service.client(EDITOR).get(here).status_code == 200
    assert service.client(EDITOR).put(f"{here}/owner", json={"mine": True}).status_code == 403
    assert service.client(TECHNICIAN).put(f"{API}/incidents/ikhong/owner", json={"mine": True}).status_code == 404


def test_what_rises_is_known_to_a_service_that_starts_anew(service: Served):
    """And forgotten where it was away for so long that nobody knows whether it went on."""
    desk, clock = service.desk, service.desk.clock
    before = clock.shift  # type: ignore[attr-defined]

    def looked(minutes: int, heard: bool = True, watcher: Watcher | None = None) -> set[str]:
        clock.shift = before + minutes * MINUTE  # type: ignore[attr-defined]
        desk.beats.latest.clear()
        if heard:
            desk.beats.latest["loa-doai-1"] = Latest(desk.now_ms(), 1, (NONE,) * len(SERIES), trusted=False)
        return {one.rule for one in (watcher or Watcher(desk)).look() if one.device == "loa-doai-1"}

    first = Watcher(desk)
    assert "clock" not in looked(0, watcher=first) | looked(8, watcher=first)
    second = Watcher(desk)
    assert looked(9, heard=False, watcher=second) == set(), "it has just started and heard nothing yet"
    assert "clock" not in looked(10, watcher=second)
    assert "clock" in looked(15, watcher=second), "fifteen minutes, most of them before the restart"
    clock.shift = before  # type: ignore[attr-defined]


def test_what_horns_proved_is_read_again_only_of_those_that_reported(service: Served):
    desk, now = service.desk, service.desk.now_ms()
    proven, deaf = Proven(), proofs.write(Proof("silent"), "failed")
    with desk.store.write() as conn:
        deliveries.expect(
            conn, [Expected("x.1", "loa-dong-1", now - MINUTE), Expected("x.1", "loa-dong-2", now - MINUTE)]
        )
        assert proven.last(conn, now - 2 * MINUTE) == {}
        conn.execute(text("UPDATE deliveries SET proof = :proof WHERE subject = 'x.1'"), {"proof": deaf})
        assert proven.last(conn, now - 2 * MINUTE) == {}, "nobody has reported"
        proven.heard(["loa-dong-1"])
        assert set(proven.last(conn, now - 2 * MINUTE)) == {"loa-dong-1"}
        assert set(proven.last(conn, now - 2 * MINUTE)) == {"loa-dong-1"}, "it stays known"
        assert proven.last(conn, now) == {}
        conn.execute(text("DELETE FROM deliveries WHERE subject = 'x.1'"))
