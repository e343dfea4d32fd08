"""Texts that mislead or choke: read right, doubted by name, or refused with the letters that are wrong."""

from __future__ import annotations

import unicodedata
from typing import Any

import httpx
import pytest

from tests.serving import EDITOR, Served

API = "/api/v1"
MEETING = "Mời bà con họp tại nhà văn hóa"
SAID = MEETING


def read(service: Served, text: str) -> dict[str, Any]:
    answer = service.client(EDITOR).post(f"{API}/readings", json={"area": "xa-tan-hoa", "text": text})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def spoken(service: Served, text: str) -> httpx.Response:
    return service.client(EDITOR).post(f"{API}/speeches", json={"area": "xa-tan-hoa", "text": text, "speech": {}})


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFC", MEETING),
        unicodedata.normalize("NFD", MEETING),
        unicodedata.normalize("NFD", "Mời bà con ") + "họp tại " + unicodedata.normalize("NFD", "nhà văn hóa"),
        "Mời\u200b bà\u200d con\ufeff họp tại nhà\u2060 văn hóa",
        "Mời\u00a0bà\u2003con\u3000họp tại nhà văn hóa",
        MEETING + "\ufe0f",
    ],
    ids=["composed", "taken apart", "mixed", "nothing between", "other spaces", "a selector"],
)
def test_the_same_words_however_they_are_coded(service: Served, text: str):
    told = read(service, text)
    assert (told["spoken"], told["doubts"]) == (SAID, [])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mời bà con 🎉 họp", "🎉"),
        ("Mời bà con ប្រជុំ họp", "ប្រជុំ"),
        ("Mời bà con 开会 họp", "开会"),
        ("Mời bà con القرية họp", "القرية"),
        ("Mời bà con Tsua họp", "Tsua"),
        ("Mời bà con \ue000 họp", "\ue000"),
    ],
    ids=["emoji", "khmer", "chinese", "arabic", "hmong", "nobody's letter"],
)
def test_what_is_not_known_stands_among_known_words_as_a_doubt_with_its_letters(service: Served, text: str, named: str):
    assert [one["written"] for one in read(service, text)["doubts"]] == [named]


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("សូមអញ្ជើញបងប្អូន ប្រជុំ", "ស"),
        ("各位乡亲,明天早上七点开会", "各"),
        ("مرحبا بكم في القرية", "م"),
        ("🎉🎉👨‍👩‍👧‍👦🇻🇳", "🎉"),
    ],
    ids=["khmer", "chinese", "arabic", "emoji"],
)
def test_a_text_of_other_letters_is_refused_and_they_are_named(service: Served, text: str, letter: str):
    answer = spoken(service, text)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "speech-unreadable")
    assert letter in told["detail"]
    assert letter in told["detail_en"]
    assert len(told["detail"]) < 200


@pytest.mark.parametrize(
    "text", ["Kính thưa bà con. " * 6_000, "a" * 100_000, "\n" * 100_000, "M" + "\u0301" * 100_000]
)
def test_a_hundred_thousand_letters_are_refused_at_once_with_the_limit(service: Served, text: str):
    answer = spoken(service, text)
    assert (answer.status_code, answer.json()["code"]) == (422, "text-too-long")
    assert "5.000" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["readings", "speeches"])
def test_no_text_holds_nul(service: Served, path: str):
    given = {"area": "xa-tan-hoa", "text": "Mời bà con\x00 họp", "speech": {}}
    answer = service.client(EDITOR).post(f"{API}/{path}", json=given)
    assert (answer.status_code, answer.json()["code"]) == (422, "field-wrong")


@pytest.mark.parametrize(
    "text",
    ["Mời bà con \u202ephọh\u202c lúc bảy giờ", "Mời bà con \u2067họp\u2069 nhé", "Mời bà con h\u200dọp"],
    ids=["turned", "set apart", "joined"],
)
def test_letters_that_turn_the_text_around_do_not_turn_what_is_said(service: Served, text: str):
    """What stands there is said in the order in which it was written, however it looks."""
    said = read(service, text)["spoken"]
    assert said.startswith("Mời bà con")
    assert all(unicodedata.category(one) != "Cf" for one in said)


def test_marks_of_another_program_are_words_and_no_orders(service: Served):
    said = read(service, 'Họp <break time="99999s"/> nhé')["spoken"]
    assert "<" not in said
    assert spoken(service, "Họp <break time='99999s'/> nhé").json()["length_ms"] < 30_000
