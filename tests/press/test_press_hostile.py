"""Texts that nobody here can read, that are too long for any line, or that are orders to another program: each board
shows them as they are meant, inside their zones, or refuses them with the letters named."""

from __future__ import annotations

import unicodedata

import pytest

from controller.errors import Refused
from controller.press.compose import sheets
from controller.press.content import Content
from controller.press.cuts import is_dots, unsettable
from controller.press.press import Press
from controller.press.reading import clean
from controller.press.template import all_templates
from controller.press.values import Notice
from tests.press.press_boards import PANELS
from tests.press.test_press_fit import inside

FOREIGN = {
    "khmer": "ការជូនដំណឹងដល់ប្រជាជន",
    "arabic": "إعلان إلى السكان",
    "hebrew": "הודעה לתושבים",
    "hindi": "सूचना",
    "burmese": "အသိပေးချက်",
    "thai": "ประกาศถึงประชาชน",
    "pahawh hmong": "𖬖𖬰𖬝𖬵",
    "emoji": "Chúc mừng 🎉👨‍👩‍👧🇻🇳",
    "letters of nobody": "\ue000\U000f0000\U0010ffff",
}
"""What would stand there torn apart, from the wrong side, or as boxes."""
SHOWN_ON_DOTS = {"chinese": "通知：明天停电", "cyrillic": "Объявление жителям", "korean": "공지사항"}
STRANGE = {
    "hmong": "Lus ceeb toom rau cov pej xeem: hnub no tsis muaj hluav taws xob",
    "markup": "<script>alert('loa')</script> &lt;b&gt; {{ 7*7 }} ${HOME} %s %n \\x00 [[0]]",
    "marks alone": "Thời gian: … , … ? Liên hệ: ! ) Ai hỏi ? Xin gọi : … ." * 3,
    "one word": "Nghiêng" * 60,
    "one letter": "Ẫ" * 700,
    "without spaces": "0123456789" * 40,
    "marks upon marks": "a\u0323\u0302\u0301 o\u031b\u0309 " * 20,
    "turned around": "Bà con \u202egnoht\u202c chú ý \u2066abc\u2069",
    "unseen": "Thông\u200b báo\ufeff\u2060\u00ad hôm\u0007 nay",
    "many lines": "a\n" * 300,
    "tabs and hard spaces": "Gạo\t15.000\u00a0đồng\u2003mỗi\u3000ký",
}


def refused(text: str, panel: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        Press().pages(Notice("Thông báo", text, "Xã", "normal", "THÔNG BÁO"), PANELS[panel])
    assert (caught.value.code, caught.value.field) == ("text-letters", "text")
    return str(caught.value.params["letters"]).split(" ")


@pytest.mark.parametrize("name", FOREIGN)
def test_what_cannot_be_shown_properly_is_refused_with_its_letters(name):
    text = FOREIGN[name]
    for panel in PANELS:
        named = refused(text, panel)
        assert named
        assert all(letter in unicodedata.normalize("NFC", text) for letter in named)


@pytest.mark.parametrize("name", SHOWN_ON_DOTS)
def test_letters_that_stand_by_themselves_are_shown_where_the_font_has_them(name):
    text = SHOWN_ON_DOTS[name]
    for panel in PANELS.values():
        lacking = unsettable(clean(text), panel)
        assert not (is_dots(panel) and lacking)
        assert all(letter in text for letter in lacking)


@pytest.mark.parametrize("panel", PANELS)
def test_strange_text_stays_inside_its_zones(panel):
    for text in (*STRANGE.values(), *(SHOWN_ON_DOTS.values() if is_dots(PANELS[panel]) else ())):
        content = Content({"title": text[:60], "text": text, "commune": "Xã Tân Hòa", "label": "THÔNG BÁO"})
        for sheet in sheets(all_templates()["notice"], content, PANELS[panel]):
            inside(sheet)
