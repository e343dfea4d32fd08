"""Relays over the API: sources, announcements that carry one, faults; and what bad input gets at these doors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.test_api_path import API, DRAFT, codes
from tests.relay.twin import Twin, twin
from tests.serving import CHIEF, EDITOR, TECHNICIAN, Served

HERE = "xa-tan-hoa"
GIVEN = {"name": "Đài tỉnh", "address": "http://127.0.0.1:9/live.mp3", "codec": "mp3"}


@pytest.fixture(scope="module")
def station() -> Iterator[Twin]:
    with twin() as made:
        yield made


def added(service: Served, login: str = TECHNICIAN, area: str = HERE, **more: Any) -> httpx.Response:
    return service.client(login).post(f"{API}/areas/{area}/relay-sources", json=GIVEN | more)


def test_a_source_is_entered_listed_changed_and_ended(service: Served):
    made = added(service)
    assert made.status_code == 201, made.text
    id = made.json()["id"]
    places = f"{API}/areas/thon-dong/relay-sources"
    assert id in [one["id"] for one in service.client(EDITOR).get(places).json()], "it holds below its area"
    mender = service.client(TECHNICIAN)
    changed = mender.put(f"{API}/relay-sources/{id}", json=GIVEN | {"name": "Đài  tỉnh hai"}).json()
    assert changed["name"] == "Đài tỉnh hai"
    assert mender.delete(f"{API}/relay-sources/{id}").status_code == 204
    assert id not in [one["id"] for one in service.client(EDITOR).get(places).json()]
    assert mender.delete(f"{API}/relay-sources/{id}").status_code == 404


def test_a_source_is_listened_to(service: Served, station: Twin):
    id = added(service, address=f"{station.url}/page").json()["id"]
    told = service.client(TECHNICIAN).post(f"{API}/relay-sources/{id}/listen").json()
    assert told["fault"] == "relay-wrong"
    assert told["detail"].startswith("nguồn phát sai")


def test_an_announcement_carries_it_and_says_so(service: Served):
    id = added(service).json()["id"]
    given = DRAFT | {"relay": {"source": id, "minutes": 15}, "page": False}
    answer = service.client(EDITOR).post(f"{API}/announcements", json=given)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert told["relay"] == {
        "source": id,
        "name": GIVEN["name"],
        "address": GIVEN["address"],
        "codec": "mp3",
        "length": 900_000,
        "filler": None,
    }
    assert (told["chime"], told["late"], told["resume"]) == (False, "join", "never")
    outlook = service.client(EDITOR).post(f"{API}/announcements/{told['id']}/submit")
    assert outlook.status_code == 200, outlook.text


def test_one_that_carries_nothing_says_null(service: Served):
    told = service.client(EDITOR).post(f"{API}/announcements", json=DRAFT).json()
    assert told["relay"] is None


def test_nothing_has_failed_yet(service: Served):
    assert service.client(CHIEF).get(f"{API}/relay-faults").json() == []


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "a file": ({"address": "file:///etc/passwd"}, "relay-address"),
    "a password": ({"address": "http://a:b@127.0.0.1/live"}, "relay-address"),
    "no name": ({"name": "  "}, "relay-name"),
    "a name without end": ({"name": "đ" * 500}, "relay-name"),
    "a codec that is none": ({"codec": "midi"}, "unknown-word"),
    "a filler that is none": ({"filler": "f" * 64}, "sound-unknown"),
    "a field that is none": ({"play": True}, "field-unknown"),
    "a number for a text": ({"address": 5}, "field-text"),
    "NUL": ({"name": "a\x00b"}, "field-nul"),
}


@pytest.mark.parametrize(("change", "code"), BAD.values(), ids=BAD)
def test_bad_input_is_refused_with_its_sentence(service: Served, change: dict[str, Any], code: str):
    answer = added(service, **change)
    assert answer.status_code in (404, 422)
    assert code in codes(answer) or answer.status_code == 422
    assert answer.json()["detail"]


def test_who_may_not(service: Served):
    assert added(service, EDITOR).status_code == 403
    assert added(service, area="khong-co").status_code == 404
    assert service.client().get(f"{API}/relay-faults").status_code == 401


@pytest.mark.parametrize("minutes", [0, -1, 241, 10**12])
def test_minutes_that_cannot_be(service: Served, minutes: int):
    id = added(service).json()["id"]
    given = DRAFT | {"relay": {"source": id, "minutes": minutes}}
    answer = service.client(EDITOR).post(f"{API}/announcements", json=given)
    assert answer.status_code == 422
    assert "number-out-of-range" in codes(answer)


def test_a_relay_and_a_voice_are_one_too_many(service: Served):
    id = added(service).json()["id"]
    given = DRAFT | {"relay": {"source": id, "minutes": 5}, "speech": {"voice": "north"}}
    assert "relay-and-speech" in codes(service.client(EDITOR).post(f"{API}/announcements", json=given))
