"""What holds for every text: nothing is lost without a word, every text has a reading, and it takes linear time."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controller.reading import Entry, Kind, Lexicon, Reading, read, utterances
from controller.reading.speech import LONGEST
from tests.reading.reading_shown import shown

NOTICE_SIGNS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĐQHUBNDTPfjwz0123456789 .,:;/-–()%hgđmk²°'\"\n\u0301\u0323•💉中"
texts = st.one_of(st.text(max_size=200), st.text(alphabet=NOTICE_SIGNS, max_size=200))


def check_nothing_lost(reading: Reading) -> None:
    at = 0
    for piece in reading.pieces:
        assert piece.start == at
        assert piece.end >= piece.start
        at = piece.end
        written = reading.text[piece.start : piece.end]
        if any(sign.isalnum() for sign in written) and not piece.spoken:
            assert piece.kind in (Kind.LEFT_OUT, Kind.BLANK), written
        assert piece.spoken == piece.spoken.strip()
        assert not piece.sure or not piece.offered
        assert not any(sign.isdigit() for sign in piece.spoken), piece
    assert at == len(reading.text)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_every_sign_belongs_to_a_piece_and_letters_are_said_or_told(text: str) -> None:
    reading = read(text)
    check_nothing_lost(reading)
    assert read(text) == reading
    reading.spoken.encode()


@given(texts)
@settings(max_examples=200, deadline=None)
def test_what_the_voice_gets_is_what_the_reading_says(text: str) -> None:
    reading = read(text)
    portions = list(utterances(reading))
    assert (
        " ".join(portion.text for portion in portions).replace(",", "").split()
        == reading.spoken.replace(",", "").replace(".", "").split()
    )
    longest = max((len(piece.spoken) for piece in reading.pieces), default=0)
    assert all(len(portion.text) <= LONGEST + longest + 2 for portion in portions)


@given(st.text(alphabet="ếộưđắỹ ÂữẠ15/3", max_size=60))
def test_composed_and_decomposed_letters_read_alike(text: str) -> None:
    apart, together = unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)
    assert shown(read(apart)) == shown(read(together))


HUGE = {
    "words": "Kính gửi bà con nhân dân trong xã, ",
    "digits": "1",
    "dots": ".",
    "grouped": "1.000",
    "dashes": "1-",
    "slashes": "1/",
    "letters": "a",
    "capitals": "UBND ",
    "joined capitals": "A.",
    "marks": "\u0301",
    "unsorted marks": "a\u0301\u0323",
    "emoji": "💉",
    "chinese": "中",
    "spaces": " ",
    "lines": "\n",
    "web": "a.b@",
    "money": "50.000đ-",
    "zero width": "\u200b",
    "surrogates": "\ud800",
    "nul": "\0",
    "open brackets": "(",
    "mixed": "a1",
    "hours": "7h30-",
}


def steps(text: str) -> int:
    """Calls that the reading of a text takes: the same on every machine, however busy it is."""
    taken = 0

    def step(*_: object) -> None:
        nonlocal taken
        taken += 1

    sys.setprofile(step)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return taken


@pytest.mark.parametrize("name", HUGE)
def test_four_times_the_text_takes_four_times_the_steps(name: str) -> None:
    short, long = ((HUGE[name] * length)[:length] for length in (1_500, 6_000))
    assert steps(long) < 5 * steps(short) + 2_000
    check_nothing_lost(read(long))


def test_a_text_of_a_hundred_thousand_signs_is_read() -> None:
    reading = read((HUGE["words"] * 3_000)[:100_000])
    check_nothing_lost(reading)
    assert not reading.doubts


@pytest.mark.parametrize(("count", "doubts"), [(24, 0), (30, 0), (31, 1), (5_000, 1)])
def test_digits_without_end_are_a_doubt(count: int, doubts: int) -> None:
    """Said one by one, a thousand take five minutes; no account number has so many."""
    reading = read(f"Số tài khoản {'1' * count}.")
    assert [len(one.spoken.split()) for one in reading.doubts] == [count] * doubts
    own = Lexicon([Entry("1" * 40, "dãy số trên tờ khai")])
    assert not read("Số " + "1" * 40, own).doubts


def test_longest_entry_of_the_lexicon_wins() -> None:
    own = Lexicon([Entry("Ea", "ê a"), Entry("Ea Kao", "ia cao"), Entry("LED", "lét đỏ", exact=True)])
    assert shown(read("Buôn Ea Kao, Ea Tam", own)) == "Buôn ia cao, ê a Tam"
    assert shown(read("ea kao", own)) == "ia cao"
    assert shown(read("Bảng LED", own)) == "Bảng lét đỏ"
    assert "đỏ" not in shown(read("Bảng led", own))
    assert shown(read("Ea Kaoh", own)).startswith("ê a ")


def test_the_lexicon_goes_before_every_rule() -> None:
    own = Lexicon([Entry("UBND", "ủy ban"), Entry("15/3", "mười lăm ba")])
    assert shown(read("UBND 15/3", own)) == "ủy ban mười lăm ba"


def test_a_choice_takes_the_place_of_a_doubt_and_of_nothing_else() -> None:
    reading = read("Ngày 3-4 họp.")
    doubt = reading.doubts[0]
    chosen = reading.with_choices({doubt.start: doubt.offered[1], 0: "Đêm"})
    assert chosen.spoken == "Ngày mùng ba đến ngày mùng bốn họp."
    assert chosen.doubts


def test_what_is_left_out_is_told_by_name() -> None:
    from controller.reading.marks import names

    doubts = read("Xin chào 你好 💉").doubts
    assert [piece.kind for piece in doubts] == [Kind.LEFT_OUT, Kind.LEFT_OUT]
    assert "syringe" in names("💉")[0]
    assert "4f60" in names("你好")[0]


def test_pauses_follow_the_signs() -> None:
    portions = list(utterances(read("Một, hai. Ba:\nBốn\n\nNăm")))
    assert [(portion.text, portion.pause_ms) for portion in portions] == [
        ("Một, hai", 600), ("Ba", 700), ("Bốn", 1_000), ("Năm", 0),
    ]  # fmt: skip
