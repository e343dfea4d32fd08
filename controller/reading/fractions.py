"""Parts and shares: 1/2, 15/20, 1:500; and the words around that tell them from dates."""

from __future__ import annotations

import re

from controller.reading.look import Found, Look
from controller.reading.manner import Manner
from controller.reading.numbers import cardinal
from controller.reading.values import Kind

SLASHED = re.compile(r"(\d{1,4})\s?/\s?(\d{1,4})(?![\d/]|\w)")
RATIO = re.compile(r"(\d{1,3})\s?:\s?(\d{1,3}(?:\.\d{3})+|\d{1,6})(?![\d:]|\w)")
SHARES_BEFORE = frozenset(
    """
chiếm khoảng hơn trên gần được giảm bằng còn có đạt cả quá tới
""".split()
)
COUNTED_AFTER = frozenset(
    """
số diện dân hộ tổng quãng thôn xóm xã tổ người đại phiếu chỉ tiêu thành viên ủy học em cháu lớp điểm khu đoàn hội
đảng cán mẫu giờ tiết ý thể lượng
""".split()
)
DAYLONG = re.compile(r"24/(?:24\s?(h|giờ)?|7)(?![\d/]|\w)")
RATIO_BEFORE = frozenset({"lệ", "tỷ", "xích"})
ADDRESS_BEFORE = frozenset({"nhà", "ngõ", "ngách", "hẻm", "kiệt", "lô", "thửa", "tờ", "số"})


def fraction(part: int, of: int, manner: Manner) -> str:
    """ "ba phần tư" for small ones, "mười lăm trên hai mươi" for counts."""
    if part < of <= 10:
        return f"{cardinal(part, manner)} phần {'tư' if of == 4 else cardinal(of, manner)}"
    return f"{cardinal(part, manner)} trên {cardinal(of, manner)}"


def daylong(look: Look) -> Found | None:
    """24/24h, 24/7"""
    found = look.match(DAYLONG)
    if not found or look.word_before == "ngày":
        return None
    said = " trên ".join(cardinal(int(part), look.manner) for part in re.findall(r"\d+", found[0]))
    return Found(found.end(), (f"{said} giờ" if found[1] else said,), Kind.FRACTION)


def slashed(look: Look) -> Found | None:
    """What cannot be a date; after "ngày" it was meant to be one, which somebody should see."""
    found = look.match(SLASHED)
    if not found:
        return None
    said = fraction(int(found[1]), int(found[2]), look.manner)
    return Found(found.end(), (said,), Kind.FRACTION, sure=look.word_before not in ("ngày", "từ", "đến"))


def ratio(look: Look) -> Found | None:
    """tỷ lệ 1:500"""
    found = look.match(RATIO)
    if not found or (look.word_before not in RATIO_BEFORE and (found[1] != "1" or " " in found[0])):
        return None
    other = cardinal(int(found[2].replace(".", "")), look.manner)
    return Found(found.end(), (f"{cardinal(int(found[1]), look.manner)} trên {other}",), Kind.FRACTION)
