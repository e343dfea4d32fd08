"""What the columns of a list are called: by people, with and without accents, in Vietnamese and English. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

NAME, AREA, PROFILE, ID = "name", "area", "profile", "id"
NEEDED = (NAME, AREA, PROFILE)
COLUMNS = (*NEEDED, ID)
HEADINGS: Mapping[str, tuple[str, ...]] = {
    NAME: ("tên", "tên thiết bị", "tên loa", "tên cụm loa", "tên bảng tin", "vị trí", "name", "device name"),
    AREA: ("địa bàn", "thôn", "xóm", "thôn/xóm", "tổ dân phố", "mã địa bàn", "nơi lắp", "khu vực", "area", "hamlet"),
    PROFILE: ("loại", "loại thiết bị", "mẫu", "mẫu máy", "kiểu", "model", "profile", "type"),
    ID: ("mã", "mã thiết bị", "mã số", "id", "device id", "code"),
}
"""What people call each column; the first is what the template says."""


def plain(text: str) -> str:
    """Letters and figures alone, without accents: ``Địa bàn`` is ``diaban``."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in apart if sign.isalnum())


_KNOWN = {plain(word): column for column, words in HEADINGS.items() for word in words}


def found(headings: Sequence[str]) -> dict[str, int]:
    """Which column stands where; of two of the same meaning the first."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        column = _KNOWN.get(plain(heading))
        if column is not None:
            places.setdefault(column, place)
    return places


def unused(headings: Sequence[str]) -> list[str]:
    """What is called something that nobody asks for."""
    used = set(found(headings).values())
    return [heading for place, heading in enumerate(headings) if heading and place not in used]


def letter(place: int) -> str:
    """``A``, ``B``, … ``AA``: as a spreadsheet names a column."""
    name, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
