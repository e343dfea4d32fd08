"""Words: Vietnamese ones as they are, abbreviations and foreign ones by their tables, the rest spelled and asked."""

from __future__ import annotations

import re
from itertools import takewhile

from controller.reading import tables
from controller.reading.look import Found, Look
from controller.reading.numbers import cardinal, whole
from controller.reading.roman import roman
from controller.reading.spelling import letter, spelled
from controller.reading.syllables import is_syllable
from controller.reading.values import Kind

LETTERS = re.compile(r"[^\W\d_]+")
SHAPES = re.compile(r"[^\W_]{1,24}(?![^\W_])(?:[-&/.'][^\W_]{1,24}(?![^\W_])){0,4}")
"""The longest forms of the tables: Covid-19, TP.HCM, NN&PTNT, v/v, H'Mông. Bounded, or a1a1a1… would cost a square."""
DOTTED = re.compile(r"(?:[A-ZĐ]\.){2,10}(?:[A-ZĐ]{1,4}(?![^\W_]))?")
MIXED = re.compile(r"[A-Za-zĐđ]{1,6}\d{1,6}(?:[A-Za-zĐđ]{1,4}\d{0,4})?(?![^\W_])")
WEEKDAY = re.compile(r"T([2-7])(?![^\W_])")
TITLES = re.compile(r"(TP|Tp|TX|TT|P|Q|H|X|T|KP|Đ)\.\s?(?=[A-ZĐ\d][^\W\d_]|\d)")
TITLE_WORDS = {"TP": "thành phố", "Tp": "thành phố", "TX": "thị xã", "TT": "thị trấn", "P": "phường", "Q": "quận",
               "H": "huyện", "X": "xã", "T": "thôn", "KP": "khu phố", "Đ": "đường"}  # fmt: skip
DEGREES = re.compile(r"(ThS|Ths|TS|BS|GS|PGS|KS|CN|Dr)\.(?=\s?[A-ZĐ])")
DEGREE_WORDS = {"ThS": "thạc sĩ", "Ths": "thạc sĩ", "TS": "tiến sĩ", "BS": "bác sĩ", "GS": "giáo sư",
                "PGS": "phó giáo sư", "KS": "kỹ sư", "CN": "cử nhân", "Dr": "bác sĩ"}  # fmt: skip
SIGNED = re.compile(r"(TM|KT|TL|TUQ|Q)\.(?=\s)")
SIGNED_WORDS = {"TM": "thay mặt", "KT": "ký thay", "TL": "thừa lệnh", "TUQ": "thừa ủy quyền", "Q": "quyền"}

NUMBERED = frozenset(
    """
khóa khoá quý kỷ kỉ thứ kỳ kì hội chương phần mục tập hạng loại cấp nhóm vực vùng bậc điều đợt khối bảng lớp phụ
lục iii đảng giai đoạn vòng
""".split()
)
"""After these a Roman numeral is one."""
LONGEST_SHOUT = 4
"""Capital letters of a word of which an abbreviation may consist and which can be said too: CA, TO, HAI."""


def abbreviation(look: Look) -> Found | None:
    """Whatever stands in the table, the longest form first; titles before names."""
    for before_name, names in ((TITLES, TITLE_WORDS), (DEGREES, DEGREE_WORDS), (SIGNED, SIGNED_WORDS)):
        if (title := look.match(before_name)) and (before_name is not SIGNED or look.starts_line):
            if before_name is TITLES and title[1] in ("T", "Đ", "H", "X") and looks_like_initial(look):
                return None
            return Found(look.at + len(title[0].rstrip()), (names[title[1]],), Kind.ABBREVIATION)
    if dotted := look.match(DOTTED):
        return from_dots(look, dotted)
    shape = look.match(SHAPES)
    if not shape:
        return None
    word = shape[0]
    while word:
        if found := from_table(look, word):
            return found
        shorter = re.match(r"(.*)[-&/.'][^\W_]+\Z", word, re.DOTALL)
        word = shorter[1] if shorter else ""
    return None


def looks_like_initial(look: Look) -> bool:
    """ "Nguyễn Văn T. Người ..." : a letter behind a name."""
    return bool(re.search(r"[A-ZĐ][^\W\d_]* $", look.text[max(0, look.at - 10) : look.at]))


def from_dots(look: Look, dotted: re.Match[str]) -> Found | None:
    """U.B.N.D., T.P"""
    bare = dotted[0].replace(".", "")
    known = tables.abbreviations().get(bare)
    if known:
        goes_on = dotted[0].endswith(".") and look.text[dotted.end() : dotted.end() + 2].strip()[:1].islower()
        return Found(dotted.end() - (dotted[0].endswith(".") and not goes_on), known, Kind.ABBREVIATION)
    return Found(dotted.end() - dotted[0].endswith("."), (spelled(bare, look.manner),), Kind.SPELLED, sure=False)


def from_table(look: Look, word: str) -> Found | None:
    """One form that the table may have."""
    known = tables.abbreviations().get(word)
    if not known or (word.isalpha() and len(word) == 1):
        return None
    if word.isalpha() and word.isupper() and is_syllable(word) and in_capitals(look, word):
        return None
    return chosen(look, word, known)


def chosen(look: Look, word: str, known: tuple[str, ...]) -> Found:
    """Of several readings the one that the neighbours speak for."""
    end = look.at + len(word)
    colon = look.text[end : end + 2].lstrip().startswith(":")
    digits = bool(re.match(r"[.: ]{0,3}(?:\(?0|\+84|1[89]00)\d?", look.text[end : end + 6]))
    if word == "ĐT" and (colon or digits or look.word_before in ("số", "qua")):
        return Found(end, ("điện thoại",), Kind.ABBREVIATION)
    if word.lower() == "đ/c":
        name = bool(re.match(r"\s?:?\s?[A-ZĐÀ-Ỹ]", look.text[end : end + 4])) and not colon
        return Found(end, ("đồng chí",) if name else ("địa chỉ",) if colon else known, Kind.ABBREVIATION)
    if word == "TT" and re.match(r" [A-ZĐ][^\W\d_]", look.text[end : end + 3]):
        return Found(end, ("thị trấn", "trung tâm", "thông tư"), Kind.ABBREVIATION)
    if word == "BCH" and re.match(r" (?:QS|PC|quân sự|Quân sự|phòng|Phòng)", look.text[end : end + 9]):
        return Found(end, ("ban chỉ huy",), Kind.ABBREVIATION)
    if word == "CN" and look.word_before in ("thứ", "và", "ngày", "sáng", "chiều", "tối"):
        return Found(end, ("chủ nhật",), Kind.ABBREVIATION)
    if word == "HS" and (look.word_before in ("các", "em", "toàn") or look.text[look.at - 2 : look.at - 1].isdigit()):
        return Found(end, ("học sinh",), Kind.ABBREVIATION)
    if word == "CT" and look.word_before in ("phó", "đ/c", "ông", "bà", "chí"):
        return Found(end, ("chủ tịch",), Kind.ABBREVIATION)
    return Found(end, known, Kind.ABBREVIATION)


def in_capitals(look: Look, word: str) -> bool:
    """Whether a neighbour is a word in capital letters too: then the line is shouted, and this is a word of it."""
    end = look.at + len(word)
    before = re.search(r"([^\W\d_]+)[ ,]+$", look.text[max(0, look.at - 20) : look.at])
    after = re.match(r"[ ,]+([^\W\d_]+)", look.text[end : end + 20])
    return any(
        found and len(found[1]) > 1 and found[1].isupper() and is_syllable(found[1]) for found in (before, after)
    )


def word(look: Look) -> Found | None:
    """A run of letters."""
    found = look.match(LETTERS)
    if not found:
        return None
    text = "".join(takewhile(letter, found[0]))  # letters of ours; those of another script are told, not lost
    if not text:
        return None
    end = look.at + len(text)
    shape = look.match(SHAPES)
    for form in filter(None, (shape[0] if shape else "", text)):
        if (known := tables.foreign().get(form.lower())) and not (is_syllable(form) and form.isalpha()):
            return Found(look.at + len(form), known, Kind.FOREIGN)
    if number := numeral_of(look, text):
        return number
    if is_syllable(text):
        return syllable(look, text, end)
    if len(text) == 1:
        return Found(end, (letter(text),), Kind.SPELLED)
    return unknown(look, text, end)


def numeral_of(look: Look, text: str) -> Found | None:
    """A Roman numeral: certain behind "khóa", "quý" and their like, and before the title of a part."""
    number = roman(text)
    if not number:
        return None
    end = look.at + len(text)
    before = look.word_before
    said = cardinal(number, look.manner)
    listed = re.search(r"(?:\b[IVX]+)(?:,| và| -|-|–| đến)\s?\Z", look.text[max(0, look.at - 12) : look.at])
    if before in NUMBERED or listed:
        said = (
            {"một": "nhất", "bốn": "tư"}.get(said, said)
            if before == "thứ"
            else "tư"
            if number == 4 and before == "quý"
            else said
        )
        return Found(end, (said,), Kind.ROMAN)
    if look.starts_line and look.text[end : end + 1] in (".", ")", "/", "-"):
        return Found(end, (said,), Kind.ROMAN)
    if len(text) == 1:
        return None
    return Found(end, (said, spelled(text, look.manner)), Kind.ROMAN)


def syllable(look: Look, text: str, end: int) -> Found:
    """A Vietnamese word. Short and in capitals among small letters it may be an abbreviation that the table lacks."""
    small = text.lower() if text.isupper() and len(text) > 1 else text
    shout = text.isupper() and 2 <= len(text) <= LONGEST_SHOUT and text.isascii() and not in_capitals(look, text)
    if shout:
        return Found(end, (small, spelled(text, look.manner)), Kind.WORD)
    return Found(end, (small,), Kind.WORD)


def unknown(look: Look, text: str, end: int) -> Found:
    """No Vietnamese word, no known foreign one: spelled if it is an abbreviation or has no vowel, else tried."""
    letters = spelled(text, look.manner)
    if len(text) > 30:
        return Found(end, (text.lower(),), Kind.FOREIGN, sure=False)
    small = text.lower()
    vowels = any(sign in "aeiouyăâêôơư" or (sign > "\u00bf" and sign != "đ") for sign in small)
    if (
        (text.isupper() and text.isascii() and len(text) <= 8)
        or not vowels
        or (text.isupper() and len(text) <= 6 and not in_capitals(look, text))
    ):
        return Found(end, (letters, small) if vowels else (letters,), Kind.SPELLED, sure=False)
    return Found(end, (small if text.isupper() else text, letters), Kind.FOREIGN, sure=False)


def mixed(look: Look) -> Found | None:
    """A1, K20, H5N1: letters and a number."""
    if weekday := look.match(WEEKDAY):
        said = {"4": "tư"}.get(weekday[1], cardinal(int(weekday[1]), look.manner))
        return Found(weekday.end(), (f"thứ {said}", f"tháng {said}", f"tê {said}"), Kind.ABBREVIATION)
    found = look.match(MIXED)
    if not found or (is_syllable(re.match(r"[^\W\d]+", found[0])[0]) and len(found[0]) > 4):  # type: ignore[index]
        return None
    if unit := tables.units().get(found[0]):
        return Found(found.end(), unit, Kind.WORD)
    letters = re.match(r"[^\W\d_]+", found[0])
    assert letters is not None
    number = found[0][letters.end() :]
    name = tables.abbreviations().get(letters[0]) if len(letters[0]) > 1 and number.isdigit() else None
    if name:
        return Found(found.end(), tuple(f"{one} {whole(number, look.manner)}" for one in name), Kind.ABBREVIATION)
    sure = len(letters[0]) == 1
    if len(letters[0]) > 1 and is_syllable(letters[0]) and not letters[0].isupper():
        return Found(letters.end() + look.at, (letters[0],), Kind.WORD)
    return Found(found.end(), (spelled(found[0], look.manner),), Kind.SPELLED, sure)
