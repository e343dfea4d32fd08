"""Notices read aloud over the API: readings, sounds, doubts that have to be heard, a place's own words."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from controller.store import audit
from tests.api.test_api_path import API, DRAFT, codes
from tests.serving import APPROVER, CHIEF, EDITOR, TECHNICIAN, Served

HERE = "xa-tan-hoa"
SURE = "Mời bà con họp tại nhà văn hóa lúc 18 giờ ngày 15 tháng 3."
DOUBTFUL = "UBMTQX mời bà con họp. Mang theo giấy tờ."


def spoken(service: Served, text: str, **speech: Any) -> httpx.Response:
    return service.client(EDITOR).post(f"{API}/speeches", json={"area": HERE, "text": text, "speech": speech})


def composed(service: Served, text: str, clock: str = "17:00", **speech: Any) -> dict[str, Any]:
    draft = DRAFT | {"text": text, "start": f"2026-11-22T{clock}", "speech": speech}
    answer = service.client(EDITOR).post(f"{API}/announcements", json=draft)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_the_three_built_in_voices_are_there(service: Served):
    voices = service.client(EDITOR).get(f"{API}/voices").json()
    assert [(one["name"], one["region"]) for one in voices] == [
        ("north", "north"),
        ("central", "central"),
        ("south", "south"),
    ]


def test_a_text_is_read_without_a_sound(service: Served):
    asked = {"area": HERE, "text": "UBND xã họp lúc 7h30. CLBX nghỉ."}
    told = service.client(EDITOR).post(f"{API}/readings", json=asked).json()
    assert told["spoken"].startswith("ủy ban nhân dân xã họp lúc bảy giờ ba mươi")
    (doubt,) = told["doubts"]
    assert (doubt["written"], doubt["start"], doubt["end"]) == ("CLBX", 22, 26)
    assert doubt["said"] == doubt["offered"][0]


def test_the_south_says_its_own_numbers(service: Served):
    asked = {"area": HERE, "text": "105 hộ", "speech": {"voice": "south"}}
    assert "lẻ" in service.client(EDITOR).post(f"{API}/readings", json=asked).json()["spoken"]


def test_a_speech_is_the_very_sound_of_an_announcement(service: Served):
    heard = spoken(service, SURE, speed=120).json()
    assert heard["length_ms"] >= heard["parts"][-1]["to_ms"]
    assert heard["loudness_lufs"] == pytest.approx(-16, abs=1)
    one = composed(service, SURE, speed=120)
    assert one["sound"] == heard["sound"]
    assert one["speech"]["voice"] == "north"
    whole = service.client(EDITOR).get(f"/media/{one['sound']}")
    assert whole.content.startswith(b"fLaC")


def test_what_a_form_gives_as_sound_does_not_count_where_the_text_is_read(service: Served):
    client = service.client(EDITOR)
    one = composed(service, SURE, "17:10", speed=120)
    change = DRAFT | {
        "text": "Nội dung khác hẳn.",
        "sound": one["sound"],
        "speech": one["speech"],
        "edition": 1,
        "start": one["start"],
    }
    other = client.put(f"{API}/announcements/{one['id']}", json=change).json()
    assert other["sound"] != one["sound"]
    assert other["fingerprint"] != one["fingerprint"]
    silent = client.put(f"{API}/announcements/{one['id']}", json=change | {"speech": None, "sound": None, "edition": 2})
    assert (silent.json()["speech"], silent.json()["sound"]) == (None, None)


def test_a_chosen_reading_is_said_and_stays_a_doubt(service: Served):
    told = spoken(service, DOUBTFUL, readings={"UBMTQX": "ủy ban mặt trận tổ quốc xã"}).json()
    assert told["parts"][0]["said"].startswith("ủy ban mặt trận tổ quốc xã mời")
    assert told["doubts"][0]["said"] == "ủy ban mặt trận tổ quốc xã"


def test_nobody_approves_what_he_has_not_heard(service: Served):
    one = composed(service, DOUBTFUL, "17:20")
    here = f"{API}/announcements/{one['id']}"
    editor, approver = service.client(EDITOR), service.client(APPROVER)
    assert editor.post(f"{here}/submit").status_code == 200
    (doubt,) = approver.get(f"{here}/doubts").json()
    assert (doubt["written"], doubt["heard"]) == ("UBMTQX", False)
    approval = {"fingerprint": one["fingerprint"]}
    refused = approver.post(f"{here}/approve", json=approval)
    assert (refused.status_code, list(codes(refused))) == (409, ["not-heard"])
    assert "nghe" in refused.json()["detail"]
    # somebody else's listening does not count, and neither do other words
    editor.post(f"{here}/heard", json={"sound": one["sound"], "spans": [[0, doubt["to_ms"]]]})
    approver.post(f"{here}/heard", json={"sound": one["sound"], "spans": [[doubt["to_ms"], doubt["to_ms"] + 500]]})
    assert list(codes(approver.post(f"{here}/approve", json=approval))) == ["not-heard"]
    # in two stretches, as somebody listens who was interrupted
    middle = (doubt["from_ms"] + doubt["to_ms"]) // 2
    left: list[dict[str, Any]] = []
    for span in ([doubt["from_ms"], middle], [middle, doubt["to_ms"]]):
        left = approver.post(f"{here}/heard", json={"sound": one["sound"], "spans": [span]}).json()
    assert [each["heard"] for each in left] == [True]
    assert approver.post(f"{here}/approve", json=approval).status_code == 200
    with service.desk.store.read() as conn:
        log = audit.recent(conn, subject=one["id"])
    assert [row.who for row in log if row.action == "hear"][::-1] == [EDITOR, APPROVER]


def test_without_a_doubt_nothing_has_to_be_heard(service: Served):
    one = composed(service, SURE, "17:30")
    here = f"{API}/announcements/{one['id']}"
    service.client(EDITOR).post(f"{here}/submit")
    assert service.client(APPROVER).get(f"{here}/doubts").json() == []
    answer = service.client(APPROVER).post(f"{here}/approve", json={"fingerprint": one["fingerprint"]})
    assert answer.status_code == 200


def test_the_doubts_stay_with_the_sound_however_it_was_chosen(service: Served):
    """Taken as if it were a recording, the read text still has to be heard."""
    text = "UBMTQX báo lịch bơm nước."
    hash = spoken(service, text).json()["sound"]
    draft = DRAFT | {"text": text, "sound": hash, "start": "2026-11-22T17:40"}
    one = service.client(EDITOR).post(f"{API}/announcements", json=draft).json()
    here = f"{API}/announcements/{one['id']}"
    service.client(EDITOR).post(f"{here}/submit")
    answer = service.client(APPROVER).post(f"{here}/approve", json={"fingerprint": one["fingerprint"]})
    assert list(codes(answer)) == ["not-heard"]


def test_listening_to_an_older_sound_does_not_count(service: Served):
    one = composed(service, DOUBTFUL, "17:50")
    here = f"{API}/announcements/{one['id']}"
    answer = service.client(APPROVER).post(f"{here}/heard", json={"sound": "0" * 64, "spans": [[0, 1000]]})
    assert (answer.status_code, list(codes(answer))) == (409, ["edited-meanwhile"])
    for spans in ([[500, 100]], [[-5, 100]], [[0, 10**9]]):
        wrong = service.client(APPROVER).post(f"{here}/heard", json={"sound": one["sound"], "spans": spans})
        assert (wrong.status_code, list(codes(wrong))) == (422, ["spans-wrong"])


def test_one_time_that_is_told_otherwise_is_read_otherwise_and_heard_again(service: Served):
    editor, approver = service.client(EDITOR), service.client(APPROVER)
    draft = DRAFT | {"text": SURE, "start": "2026-11-22T18:10", "rrule": "FREQ=DAILY;COUNT=3", "speech": {"speed": 140}}
    one = editor.post(f"{API}/announcements", json=draft).json()
    here = f"{API}/announcements/{one['id']}"
    editor.post(f"{here}/submit")
    assert approver.post(f"{here}/approve", json={"fingerprint": one["fingerprint"]}).status_code == 200
    service.commune.work()
    time = f"{here}/occurrences/2026-11-23T18:10"
    told = editor.put(time, json={"kind": "changed", "text": "UBMTQX dời buổi họp."}).json()
    other = told["proposal"]["sound"]
    assert other is not None
    assert other != one["sound"]
    approval = {"fingerprint": told["proposal"]["fingerprint"]}
    assert list(codes(approver.post(f"{time}/approve", json=approval))) == ["not-heard"]
    length_ms = spoken(service, "UBMTQX dời buổi họp.", speed=140).json()["length_ms"]
    heard = {"sound": other, "spans": [[0, length_ms]]}
    assert approver.post(f"{here}/heard", json=heard).status_code == 200
    assert approver.post(f"{time}/approve", json=approval).status_code == 200


BAD = [
    ({"voice": "robot"}, "voice-unknown"),
    ({"speed": 10}, "number-out-of-range"),
    ({"pause": 1_000}, "number-out-of-range"),
    ({"readings": {"a": "x" * 500}}, "reading-too-long"),
]


@pytest.mark.parametrize(("speech", "code"), BAD, ids=[str(speech)[:20] for speech, _ in BAD])
def test_a_manner_that_cannot_be_is_named_with_all_other_mistakes(service: Served, speech: dict[str, Any], code: str):
    answer = service.client(EDITOR).post(f"{API}/announcements", json=DRAFT | {"title": " ", "speech": speech})
    assert answer.status_code == 422
    assert set(codes(answer)) == {"title-blank", code}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("👋🏽🇻🇳🎉", "speech-unreadable"),
        ("…… ……", "speech-nothing"),
        ("日本語 русский العربية", "speech-unreadable"),
    ],
    ids=["emoji", "dots", "scripts"],
)
def test_a_text_with_nothing_to_say_is_refused_in_words(service: Served, text: str, code: str):
    answer = spoken(service, text)
    assert (answer.status_code, list(codes(answer))) == (422, [code])


def test_composed_and_taken_apart_letters_are_the_same_words(service: Served):
    import unicodedata

    asked = [{"area": HERE, "text": unicodedata.normalize(form, SURE)} for form in ("NFC", "NFD")]
    said = {service.client(EDITOR).post(f"{API}/readings", json=one).json()["spoken"] for one in asked}
    assert len(said) == 1


def test_a_text_that_is_too_long_is_refused_before_anything_is_made(service: Served):
    answer = spoken(service, "Mời bà con họp. " * 6_250)
    assert (answer.status_code, list(codes(answer))) == (422, ["text-too-long"])


def test_a_commune_settles_how_its_notices_are_read(service: Served):
    client = service.client(EDITOR)
    assert client.put(f"{API}/areas/{HERE}/speech", json={"voice": "south", "speed": 80}).json()["speed"] == 80
    one = composed(service, SURE, "18:00")
    assert (one["speech"]["voice"], one["speech"]["speed"]) == ("south", 80)
    assert client.put(f"{API}/areas/{HERE}/speech", json={"voice": "robot"}).status_code == 422
    assert client.delete(f"{API}/areas/{HERE}/speech").json()["voice"] == "north"
    # what was made stays as it was made
    assert client.get(f"{API}/announcements/{one['id']}").json()["speech"]["voice"] == "south"


def test_a_places_own_words_go_before_the_reader(service: Served):
    client, path = service.client(EDITOR), f"{API}/areas/{HERE}/lexicon"
    word = {"written": "QKĐ", "spoken": "quán Khê Đoài"}
    assert client.put(path, json=word).status_code == 200
    asked = {"area": HERE, "text": "Họp tại QKĐ lúc 7h."}
    told = client.post(f"{API}/readings", json=asked).json()
    assert told["doubts"] == []
    assert "quán Khê Đoài" in told["spoken"]
    below = client.get(f"{API}/areas/thon-dong/lexicon").json()
    assert {"area": HERE, **word, "exact": False} in below
    client.put(f"{API}/areas/thon-dong/lexicon", json=word | {"spoken": "quán khác"})
    assert "quán khác" in client.post(f"{API}/readings", json=asked | {"area": "thon-dong"}).json()["spoken"]
    assert client.delete(path, params={"written": "qkđ"}).status_code == 204
    assert client.delete(path, params={"written": "qkđ"}).status_code == 404
    assert client.post(f"{API}/readings", json=asked).json()["doubts"] != []


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ({"written": "", "spoken": "một"}, "lexicon-written"),
        ({"written": "…", "spoken": "một"}, "lexicon-written"),
        ({"written": "x" * 101, "spoken": "một"}, "lexicon-written"),
        ({"written": "TDP", "spoken": " "}, "lexicon-spoken"),
        ({"written": "TDP", "spoken": "123"}, "lexicon-spoken"),
        ({"written": "TDP", "spoken": "x" * 201}, "lexicon-spoken"),
    ],
)
def test_a_word_that_cannot_be_said_is_refused(service: Served, word: dict[str, str], code: str):
    answer = service.client(EDITOR).put(f"{API}/areas/{HERE}/lexicon", json=word)
    assert (answer.status_code, list(codes(answer))) == (422, [code])


def test_only_who_writes_may_change_how_words_are_said(service: Served):
    word = {"written": "TDP", "spoken": "tổ dân phố"}
    for login in (APPROVER, TECHNICIAN):
        assert service.client(login).put(f"{API}/areas/{HERE}/lexicon", json=word).status_code == 403
        assert service.client(login).put(f"{API}/areas/{HERE}/speech", json={}).status_code == 403
        assert spoken_by(service, login).status_code == 403
    assert service.client(CHIEF).put(f"{API}/areas/{HERE}/lexicon", json=word).status_code == 200
    assert service.client(CHIEF).put(f"{API}/areas/tinh-phu-tho/lexicon", json=word).status_code == 403


def spoken_by(service: Served, login: str) -> httpx.Response:
    return service.client(login).post(f"{API}/speeches", json={"area": HERE, "text": SURE})
