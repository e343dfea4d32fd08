"""Tunes, repeats and music around sounds over the API: one master, heard, agreed to by its hash, and played."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from controller.store import exceptions, media
from controller.store.media import Medium
from tests.api.test_api_media import tone
from tests.api.test_api_path import API, DRAFT, codes
from tests.serving import APPROVER, EDITOR, TECHNICIAN, Served

HERE = "xa-tan-hoa"
DOUBTFUL = "UBMTQX mời bà con họp."
AROUND = {"chime": "gong", "repeats": 2, "between_s": 1, "between": "wood", "closing": "rising"}


@pytest.fixture(scope="module")
def recording(service: Served) -> str:
    files = {"file": ("họp.wav", tone(1.5), "audio/wav")}
    made: str = service.client(EDITOR).post(f"{API}/media", files=files).json()["hash"]
    return made


def drafted(service: Served, clock: str, **changes: Any) -> dict[str, Any]:
    draft = DRAFT | {"page": False, "start": f"2026-11-22T{clock}"} | changes
    answer = service.client(EDITOR).post(f"{API}/announcements", json=draft)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def edited(service: Served, one: dict[str, Any], **changes: Any) -> httpx.Response:
    form = DRAFT | {name: one[name] for name in ("text", "start", "sound", "page", "edition")}
    return service.client(EDITOR).put(f"{API}/announcements/{one['id']}", json=form | changes)


def length(service: Served, sound: str) -> int:
    told: int = service.client(EDITOR).get(f"{API}/media/{sound}").json()["length_ms"]
    return told


def test_a_recording_with_tunes_is_one_sound_that_says_what_it_is_made_of(service: Served, recording: str):
    one = drafted(service, "17:00", sound=recording, composition=AROUND)
    made = one["composition"]
    assert one["sound"] != recording == made["recording"]
    assert {name: made[name] for name in AROUND} == AROUND
    assert [part["name"] for part in made["parts"]] == ["chime", "words", "between", "words", "closing"]
    assert made["parts"][-1]["to_ms"] == length(service, one["sound"])
    assert one["chime"] is False, "the sound has a chime of its own"
    given = {"area": HERE, "sound": recording, "composition": AROUND}
    heard = service.client(EDITOR).post(f"{API}/compositions", json=given).json()
    assert (heard["sound"], heard["composition"]) == (one["sound"], made)
    assert heard["loudness_lufs"] == pytest.approx(-16, abs=1)
    listed = [each["hash"] for each in service.client(EDITOR).get(f"{API}/media").json()]
    assert recording in listed
    told = service.client(EDITOR).get(f"{API}/media/{one['sound']}").json()
    assert (told["name"], told["facts"]["container"]) == ("họp.wav", "wav")


def test_what_has_no_beginning_of_its_own_keeps_the_chime_of_the_device(service: Served, recording: str):
    assert drafted(service, "17:02", sound=recording, composition={"closing": "rising"})["chime"] is True
    plain = drafted(service, "17:04", sound=recording, composition={"chime": "", "repeats": 1})
    assert (plain["sound"], plain["composition"], plain["chime"]) == (recording, None, True)


def test_what_is_composed_is_composed_anew_from_its_recording(service: Served, recording: str):
    one = drafted(service, "17:06", sound=recording, composition=AROUND)
    same = edited(service, one, composition=AROUND).json()
    assert same["sound"] == one["sound"]
    other = edited(service, same, composition=AROUND | {"chime": "wood"}).json()
    assert other["composition"]["recording"] == recording
    assert other["sound"] != one["sound"]
    # who does not speak of it leaves it as it is; who wants nothing around it gets the recording
    kept = edited(service, other, title="Đổi tên").json()
    assert (kept["sound"], kept["composition"]) == (other["sound"], other["composition"])
    bare = edited(service, kept, composition={"chime": "", "repeats": 1, "closing": ""}).json()
    assert (bare["sound"], bare["composition"]) == (recording, None)


def test_another_tune_takes_the_approval_back(service: Served, recording: str):
    one = drafted(service, "17:08", sound=recording, composition=AROUND)
    here, approver = f"{API}/announcements/{one['id']}", service.client(APPROVER)
    assert service.client(EDITOR).post(f"{here}/submit").status_code == 200
    assert approver.post(f"{here}/approve", json={"fingerprint": one["fingerprint"]}).json()["state"] == "approved"
    other = edited(service, one, composition=AROUND | {"closing": "bell"}).json()
    assert (other["state"], other["fingerprint"] == one["fingerprint"]) == ("draft", False)
    service.client(EDITOR).post(f"{here}/submit")
    refused = approver.post(f"{here}/approve", json={"fingerprint": one["fingerprint"]})
    assert refused.status_code == 409
    service.client(EDITOR).post(f"{here}/cancel", json={})


def test_doubts_are_heard_where_they_are_behind_the_tunes(service: Served):
    client = service.client(EDITOR)
    asked = {"area": HERE, "text": DOUBTFUL, "speech": {"speed": 140}}
    bare = client.post(f"{API}/speeches", json=asked).json()
    heard = client.post(f"{API}/speeches", json=asked | {"composition": AROUND}).json()
    one = drafted(service, "17:10", text=DOUBTFUL, speech={"speed": 140}, composition=AROUND)
    assert one["sound"] == heard["sound"]
    words = next(part for part in one["composition"]["parts"] if part["name"] == "words")
    assert words["from_ms"] > 3_000
    (doubt,) = client.get(f"{API}/announcements/{one['id']}/doubts").json()
    assert doubt["from_ms"] == bare["doubts"][0]["from_ms"] + words["from_ms"]
    assert heard["doubts"] == [doubt | {"heard": False}]
    # nobody gets round hearing them by composing the very sound as if it were a recording
    again = drafted(service, "17:12", sound=bare["sound"], composition={"chime": "bell"})
    assert len(client.get(f"{API}/announcements/{again['id']}/doubts").json()) == 1


def test_one_time_that_is_told_otherwise_has_the_same_around_it(service: Served, recording: str):
    one = drafted(service, "17:30", sound=recording, composition=AROUND, rrule="FREQ=DAILY;COUNT=3")
    client, approver, here = service.client(EDITOR), service.client(APPROVER), f"{API}/announcements/{one['id']}"
    client.post(f"{here}/submit")
    approver.post(f"{here}/approve", json={"fingerprint": one["fingerprint"]})
    files = {"file": ("khác.wav", tone(1.0, 600), "audio/wav")}
    other = client.post(f"{API}/media", files=files).json()["hash"]
    told = client.put(f"{here}/occurrences/2026-11-23T17:30", json={"kind": "changed", "sound": other}).json()
    with service.desk.store.read() as conn:
        (proposed,) = exceptions.of_announcement(conn, one["id"], exceptions.PROPOSED).values()
    assert proposed.sound == told["proposal"]["sound"] != other
    assert length(service, proposed.sound or "") == pytest.approx(length(service, one["sound"]) - 1_000, abs=250)
    client.post(f"{here}/cancel", json={})


def test_a_commune_settles_what_is_put_around_its_sounds(service: Served, recording: str):
    client, path = service.client(EDITOR), f"{API}/areas/{HERE}/composition"
    assert client.put(path, json={"chime": "wood", "repeats": 2}).json()["repeats"] == 2
    one = drafted(service, "17:14", sound=recording)
    assert (one["composition"]["chime"], one["composition"]["repeats"]) == ("wood", 2)
    mine = drafted(service, "17:16", sound=recording, composition={"repeats": 1})
    assert (mine["composition"]["chime"], mine["composition"]["repeats"]) == ("wood", 1)
    assert drafted(service, "17:18")["composition"] is None, "there is nothing to put it around"
    assert list(codes(client.put(path, json={"bed": "gong"}))) == ["tune-unknown"]
    assert service.client(TECHNICIAN).put(path, json={}).status_code == 403
    assert client.delete(path).json()["chime"] == ""
    # what was made stays as it was made
    assert client.get(f"{API}/announcements/{one['id']}").json()["composition"]["chime"] == "wood"


BAD = [
    ({"opening": "gong"}, "tune-unknown", "opening"),
    ({"chime": "rice-field"}, "tune-unknown", "chime"),
    ({"between": "còi tàu"}, "tune-unknown", "between"),
    ({"closing": "still-pond"}, "tune-unknown", "closing"),
    ({"bed": "../../etc/passwd"}, "tune-unknown", "bed"),
    ({"bed_level": "loud"}, "unknown-word", "bed_level"),
    ({"repeats": 0}, "number-out-of-range", "repeats"),
    ({"repeats": 6}, "number-out-of-range", "repeats"),
    ({"between_s": 61}, "number-out-of-range", "between_s"),
]


@pytest.mark.parametrize(("around", "code", "field"), BAD, ids=[str(around) for around, _, _ in BAD])
def test_what_cannot_be_is_named_by_its_field_with_all_other_mistakes(
    service: Served, recording: str, around: dict[str, Any], code: str, field: str
):
    for sound in ({"sound": recording}, {"text": "Họp.", "speech": {}}):
        draft = DRAFT | {"title": " ", "composition": around} | sound
        answer = service.client(EDITOR).post(f"{API}/announcements", json=draft)
        assert (answer.status_code, codes(answer)) == (422, {"title-blank": "title", code: field})


@pytest.mark.parametrize(
    ("around", "found"),
    [
        ({"bed": "still-pond"}, {"bed-without-words": "bed"}),
        ({"opening": "rice-field"}, {"composition-without-sound": "opening"}),
        ({"repeats": 3}, {"composition-without-sound": "repeats"}),
        ({"chime": "", "repeats": 1}, {}),
    ],
    ids=["bed", "opening", "repeats", "nothing"],
)
def test_without_words_there_is_nothing_to_put_tunes_around(
    service: Served, around: dict[str, Any], found: dict[str, str]
):
    answer = service.client(EDITOR).post(f"{API}/announcements", json=DRAFT | {"composition": around})
    assert (codes(answer) if found else {}) == found
    assert answer.status_code == (422 if found else 201)


def test_an_emergency_does_not_wait_for_a_tune(service: Served, recording: str):
    client, path = service.client(EDITOR), f"{API}/areas/{HERE}/composition"
    urgent = {"sound": recording, "class": "emergency"}
    asked = DRAFT | urgent | {"composition": {"opening": "rice-field", "bed": "still-pond"}}
    answer = client.post(f"{API}/announcements", json=asked)
    assert set(codes(answer)) == {"emergency-has-no-music"}
    assert [one["field"] for one in answer.json()["errors"]] == ["opening", "bed"]
    client.put(path, json={"opening": "village-morning", "closing": "rising"})
    one = drafted(service, "17:20", **urgent)
    client.delete(path)
    assert (one["composition"]["opening"], one["composition"]["closing"], one["chime"]) == ("", "rising", True)


def test_a_sound_that_is_not_there_is_told_as_such(service: Served):
    gone = {"sound": "0" * 64, "composition": {"chime": "gong"}}
    answer = service.client(EDITOR).post(f"{API}/announcements", json=DRAFT | gone)
    assert codes(answer) == {"sound-unknown": "sound"}
    answer = service.client(EDITOR).post(f"{API}/compositions", json={"area": HERE} | gone)
    assert (answer.status_code, codes(answer)) == (404, {"sound-unknown": "sound"})
    with service.desk.store.write() as conn:  # a page is no sound
        media.add(conn, Medium("1" * 64, "png", 1, 0, 1))
    answer = service.client(EDITOR).post(f"{API}/compositions", json={"area": HERE} | gone | {"sound": "1" * 64})
    assert codes(answer) == {"sound-unknown": "sound"}
    assert service.client(TECHNICIAN).post(f"{API}/compositions", json={"area": HERE} | gone).status_code == 403


def test_tunes_are_heard_before_they_are_chosen(service: Served):
    client = service.client(APPROVER)
    told = client.get(f"{API}/tunes").json()
    assert {one["kind"] for one in told} == {"chime", "signature", "bed"}
    assert all(one["label"] != one["label_en"] for one in told)
    assert client.get("/tunes/gong").content.startswith(b"fLaC")
    assert client.get("/tunes/chime-1").status_code == 404
    assert service.client().get("/tunes/gong", follow_redirects=False).status_code in (303, 401)
