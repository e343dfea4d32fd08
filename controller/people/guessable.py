"""Passwords that somebody would try first: what everybody takes, and what everybody here knows.

No list of a million lines: what is common, what can be known of the person and the place, and what runs along the
keyboard is taken out, and something has to be left. Read without accents, because guessers do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

COMMON = (
    "password", "matkhau", "pass", "admin", "administrator", "quantri", "quantrivien", "truycap", "dangnhap", "welcome",
    "letmein", "iloveyou", "anhyeuem", "emyeuanh", "toiyeu", "yeuem", "vietnam", "hanoi", "saigon", "hochiminh",
    "tienglang", "truyenthanh", "daitruyenthanh", "loatruyenthanh", "loaphuong", "uyban", "ubnd", "monkey", "dragon",
    "football", "baseball", "sunshine", "princess", "master", "secret", "bimat", "chucmung", "khongbiet", "abc", "qwe",
)  # fmt: skip
"""Pieces of the passwords that leaked most often, here and elsewhere."""
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv")
LEAST_LEFT = 4
"""Signs that are nobody's first guess."""
_RUN = 3
_SHORTEST_KNOWN = 3
_LOOKS_LIKE = str.maketrans("@$0134578!", "asoieastbi")


def is_guessable(password: str, known: Iterable[str] = ()) -> bool:
    """Whether too little of it is left. ``known``: login, name, place, as people write them."""
    plain = _plain(password)
    pieces = {piece for one in known for piece in (_plain(one), *map(_plain, one.split()))}
    left = _left(plain, pieces)
    return min(len(set(left)), len(set(_left(left.translate(_LOOKS_LIKE), pieces)))) < LEAST_LEFT


def _left(text: str, pieces: set[str]) -> str:
    taken = sorted((*COMMON, *(one for one in pieces if len(one) >= _SHORTEST_KNOWN)), key=len, reverse=True)
    for piece in taken:
        text = text.replace(piece, " ")
    for row in (*ROWS, *(one[::-1] for one in ROWS)):
        for long in range(len(row), _RUN - 1, -1):
            for start in range(len(row) - long + 1):
                text = text.replace(row[start : start + long], " ")
    text = re.sub(r"(.{1,4}?)\1{2,}", r"\1", text)  # abababab is ab
    return re.sub(r"\b(?:19|20)\d\d\b|\s", "", text)


def _plain(text: str) -> str:
    """Lower case, without accents, without what stands between words; other signs count as they are."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign) and sign not in " .,-_/'\"")
