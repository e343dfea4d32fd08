"""Codes that people read out and type: every slip of one sign, or of two that changed places, is found."""

from __future__ import annotations

from itertools import combinations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.claim import RANDOM, SIGNS, Claim, label, of_label, read, shown, whole

CODES = st.text(SIGNS, min_size=RANDOM, max_size=RANDOM).map(whole)


@given(CODES)
def test_a_code_is_read_as_people_type_it(code: str) -> None:
    assert read(code) == code
    assert read(shown(code)) == code
    sloppy = shown(code).lower().replace("0", "o").replace("1", "l").replace("-", " – ")
    assert read(f" {sloppy} ") == code


@settings(max_examples=5)
@given(CODES)
def test_one_wrong_sign_and_any_two_that_changed_places_are_found(code: str) -> None:
    for place, right in enumerate(code):
        for wrong in SIGNS.replace(right, ""):
            assert read(code[:place] + wrong + code[place + 1 :]) is None
    for one, other in combinations(range(len(code)), 2):
        signs = list(code)
        signs[one], signs[other] = signs[other], signs[one]
        assert read("".join(signs)) == (code if code[one] == code[other] else None)


@pytest.mark.parametrize("text", ["", "7K2M", "U" * 16, "7" * 17, "７" * 16, "7K2M-9QRT-0B4X-DNW\x00", "é" * 16])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert read(text) is None


def test_a_label_names_the_server_and_the_code() -> None:
    code = whole("7K2M9QRT0B4XDNW")
    said = label("https://loa.xa.vn:8443/tl", "loa-dong-1", code)
    assert of_label(said) == ("https://loa.xa.vn:8443/tl", code)
    assert said.partition("#")[2] == shown(code)
    for other in ("https://loa.xa.vn/t/loa#7777", "ftp://x/t/loa#" + shown(code), said.replace("/t/", "/x/"), ""):
        assert of_label(other) is None


def test_a_wild_claim_is_refused_and_a_good_one_shows_no_secret() -> None:
    good = {"code": "7", "nonce": "n" * 22, "hardware": "SN-1"}
    wild = (("nonce", "short"), ("nonce", "n" * 65), ("hardware", ""), ("hardware", "a b"), ("code", "7" * 41))
    for name, value in wild:
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({**good, name: value}, Claim)
    assert repr(msgspec.convert(good, Claim)) == "Claim('SN-1')"
