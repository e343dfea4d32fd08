"""Neighbouring horns over the API, and what their timetables say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from controller.store import deliveries
from tests.api.test_api_path import codes
from tests.path.joined import keep_master
from tests.path.path_sounds import tone
from tests.serving import EDITOR, TECHNICIAN, Served

API = "/api/v1"
PAIR = f"{API}/neighbours/loa-dong-2/loa-dong-1"


def starts(service: Served, device: str) -> dict[str, int]:
    found = service.client(EDITOR).get(f"{API}/devices/{device}/timetable").json()["items"]
    return {item["id"]: item["start_ms"] for item in found if item["sound"]}


def test_pairs_are_noted_once_in_either_order(service: Served):
    client = service.client(TECHNICIAN)
    pair = {"one": "loa-dong-1", "other": "loa-dong-2", "metres": 170, "echo_ms": 496}
    assert client.put(PAIR, json={"metres": 170}).json() == pair
    assert client.get(f"{API}/neighbours").json() == [pair]
    again = client.put(f"{API}/neighbours/loa-dong-1/loa-dong-2", json={}).json()
    assert again == pair | {"metres": None, "echo_ms": None}
    assert len(client.get(f"{API}/neighbours").json()) == 1
    assert client.delete(PAIR).status_code == 204
    gone = client.delete(PAIR)
    assert (gone.status_code, codes(gone)) == (404, {"neighbours-unknown": "other"})


@pytest.mark.parametrize(
    ("path", "body", "status", "found"),
    [
        ("loa-dong-1/loa-dong-1", {}, 422, {"neighbour-itself": "other"}),
        ("loa-dong-1/bang-ubnd", {}, 422, {"neighbour-silent": "other"}),
        ("atlantis/loa-dong-1", {}, 404, {"device-unknown": "one"}),
        ("loa-dong-1/loa-dong-2", {"metres": 0}, 422, {"field-too-small": "metres"}),
        ("loa-dong-1/loa-dong-2", {"metres": 10_001}, 422, {"field-too-large": "metres"}),
    ],
)
def test_what_is_no_pair_is_refused(
    service: Served, path: str, body: dict[str, Any], status: int, found: dict[str, str]
):
    answer = service.client(TECHNICIAN).put(f"{API}/neighbours/{path}", json=body)
    assert (answer.status_code, codes(answer)) == (status, found)


def test_an_editor_tunes_no_horns(service: Served):
    client = service.client(EDITOR)
    assert client.put(PAIR, json={}).status_code == 403
    assert client.put(f"{API}/areas/xa-tan-hoa/horns", json={"horns": "in-turn"}).status_code == 403
    unknown = service.client(TECHNICIAN).put(f"{API}/areas/thon-dong/horns", json={"horns": "loudly"})
    assert unknown.status_code == 422
    away = service.client(TECHNICIAN).put(f"{API}/areas/tinh-phu-tho/horns", json={"horns": "together"})
    assert (away.status_code, codes(away)) == (403, {"area-not-reached": None})


def test_horns_in_turn_speak_one_after_the_other(service: Served, tmp_path: Path):
    client, commune = service.client(TECHNICIAN), service.commune
    client.put(PAIR, json={"metres": 170})
    sound = keep_master(service.desk, tone(tmp_path / "tin.wav", 20)).hash
    made = commune.agree(commune.draft("2026-11-22T04:00", areas=("thon-dong",), sound=sound))
    commune.work()
    name = f"{made.id}.20261122t0400"
    together = starts(service, "loa-dong-1")[name]
    assert starts(service, "loa-dong-2")[name] == together

    area = client.put(f"{API}/areas/xa-tan-hoa/horns", json={"horns": "in-turn", "pause_ms": 3000}).json()
    assert (area["horns"], area["pause_ms"]) == ("in-turn", 3000)
    commune.work()
    first, second = starts(service, "loa-dong-1")[name], starts(service, "loa-dong-2")[name]
    assert first == together
    length = second - first - 3000
    assert 20_000 <= length <= 25_000  # the sound and its chime
    told = client.get(f"{API}/devices/loa-dong-2/explain", params={"at": second + 1000}).json()
    assert told["turn"] == {"number": 2, "of": 2, "pause_ms": 3000}
    assert told["decision"]["sound"]["due"]["id"] == name

    here = f"{API}/announcements/{made.id}"
    due = {row["device"]: row["due_ms"] for row in client.get(f"{here}/deliveries").json()}
    assert (due["loa-dong-1"], due["loa-dong-2"]) == (first, second)
    (row,) = client.get(f"{API}/history", params={"since_ms": first, "until_ms": first + 1}).json()
    assert row["occurrence"] == name
    commune.run(second + 40_000 - commune.now)
    commune.run(10_000)
    client = service.client(EDITOR)
    rungs = {row["device"]: row["rung"] for row in client.get(f"{here}/deliveries").json()}
    assert (rungs["loa-dong-1"], rungs["loa-dong-2"]) == ("finished", "finished")
    with service.desk.store.read() as conn:
        heard = {row.device: (row.started_ms or 0, row.ended_ms or 0) for row in deliveries.of_subject(conn, name)}
    assert 0 < heard["loa-dong-1"][1] <= heard["loa-dong-2"][0]


def test_the_outlook_says_what_the_turns_have_no_room_for(service: Served, tmp_path: Path):
    client = service.client(EDITOR)
    service.client(TECHNICIAN).put(PAIR, json={})
    service.client(TECHNICIAN).put(f"{API}/areas/xa-tan-hoa/horns", json={"horns": "in-turn", "pause_ms": 2000})
    sound = keep_master(service.desk, tone(tmp_path / "dai.wav", 60)).hash
    form = {"area": "xa-tan-hoa", "title": "Họp", "text": "Mời họp.", "areas": ["thon-dong"], "sound": sound}
    late = client.post(f"{API}/announcements/check", json=form | {"start": "2026-11-22T23:58"})
    remarks = {one["code"]: one for one in late.json()["remarks"]}
    against = remarks["finding-turns-no-room"]
    assert against["blocks"]
    assert "2 lượt" in against["detail"]
    assert "23:5" in against["detail"]
    fits = client.post(f"{API}/announcements/check", json=form | {"start": "2026-11-22T21:00"}).json()["remarks"]
    assert [(one["code"], one["blocks"]) for one in fits] == [("finding-in-turn", False)]
    made = client.post(f"{API}/announcements", json=form | {"start": "2026-11-22T23:58"}).json()
    refused = client.post(f"{API}/announcements/{made['id']}/submit")
    assert (refused.status_code, codes(refused)) == (422, {"finding-turns-no-room": "start"})
