"""What stands in a paper comes out in its order, in composed letters, tables as rows; and how high its letters are."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import numpy as np
import pytest
from PIL import Image

from controller.papers import pdf
from controller.papers.values import Document, Limits
from controller.papers.word import take as take_word
from tests.papers.papers_made import A4, corners, drawn, paragraph, relations, saved, shown, table, typed, word, words

LIMITS = Limits()


def paper(body: bytes, limits: Limits = LIMITS) -> Document:
    return (pdf.take if body.startswith(b"%PDF") else take_word)(io.BytesIO(body), limits)


JOINED = (
    "Kính gửi: bà con các thôn Đông, Đoài và Bắc. Từ 7 giờ 30 đến 11 giờ ngày",
    "25/11/2026, trạm biến áp thôn Đông ngừng cấp điện để sửa chữa đường dây.",
)
NOTICE = typed([
    (60, 60, 13, "ỦY BAN NHÂN DÂN"), (330, 60, 13, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (60, 120, 14, JOINED[0]),
    (60, 140, 14, JOINED[1]),
    (60, 180, 14, "1. Đề nghị bà con tắt thiết bị trước giờ cắt điện."),
    (60, 200, 14, "2. Mọi thắc mắc xin gọi số 0210 3555 115."),
    (60, 240, 14, "Gạo tẻ"), (300, 240, 14, "15.000 đ/kg"),
    (60, 260, 14, "Thịt lợn"), (300, 260, 14, "120.000 đ/kg"),
    (520, 820, 6, "trang 1"),
])  # fmt: skip


def test_the_text_of_a_pdf():
    assert paper(NOTICE).text.splitlines() == [
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        " ".join(JOINED),
        "1. Đề nghị bà con tắt thiết bị trước giờ cắt điện.",
        "2. Mọi thắc mắc xin gọi số 0210 3555 115.",
        "Gạo tẻ | 15.000 đ/kg",
        "Thịt lợn | 120.000 đ/kg",
        "trang 1",
    ]


def test_letters_are_measured_and_margins_cut_off():
    (page,) = paper(typed([(100, 300, 20, "HÀ NỘI 2026"), (100, 330, 10, "x" * 30), (100, 500, 20, "ĐÔNG")])).pages
    picture = Image.open(io.BytesIO(page.picture.body))
    assert picture.size == (page.picture.width, page.picture.height)
    assert page.picture.height < A4[1] * pdf.FINEST / 2
    inked = np.flatnonzero(np.asarray(picture.convert("L")).min(axis=1) < 128).tolist()
    lowest = inked[-1] - next(y for y in reversed(inked) if y - 1 not in inked)  # ĐÔNG without its mark
    assert page.letter == pytest.approx(20 * 0.714 * pdf.FINEST, rel=0.03)
    assert lowest + 1 == pytest.approx(page.letter, abs=2)
    assert page.words == 5


def test_a_few_smaller_figures_do_not_count():
    raised = [(400.0, 200.0, 4, "2")]
    (page,) = paper(typed([(100, 300, 20, "THÔNG BÁO " * 3), (100, 330, 20, "THÔNG BÁO " * 4), *raised])).pages
    assert page.letter == pytest.approx(20 * 0.714 * page.picture.width / 450, rel=0.2)
    assert paper(drawn(words("A"), b"[0 0 300 400]")).pages[0].letter > 50


def test_what_is_too_long_is_cut_and_told():
    made = paper(NOTICE, Limits(chars=100))
    assert len(made.text) == 100
    assert [(one.code, one.params["limit"]) for one in made.told] == [("paper-text-cut", 100)]


NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
</w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>""".encode()


def item(number: int, level: int) -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'


def test_the_text_of_a_word_file():
    body = (
        paragraph("THÔNG BÁO")
        + "<w:sdt><w:sdtContent>" + paragraph("Về việc cắt điện") + "</w:sdtContent></w:sdt>"
        + paragraph("Phạm vi", item(7, 0)) + paragraph("thôn Đông", item(7, 1)) + paragraph("thôn Đoài", item(7, 1))
        + paragraph("Thời gian", item(7, 0)) + paragraph("sáng", item(7, 1))
        + paragraph("mang theo sổ", item(8, 0))
        + table(["Hàng", "Giá"], ["Gạo tẻ", "15.000"], ["", ""])
        + '<w:p><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>'
        "<w:r><w:tab/><w:t>vào</w:t><w:br/><w:t>dòng</w:t></w:r>"
        '<w:hyperlink><w:r><w:t> hai</w:t></w:r></w:hyperlink>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>giấu</w:t></w:r></w:p>"
        + "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph("khung")
        + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + paragraph("khung")
        + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        + paragraph(unicodedata.normalize("NFD", "tổ hợp"))
    )  # fmt: skip
    assert paper(word(body, word__numbering_dot_xml=NUMBERING)).text.splitlines() == [
        "THÔNG BÁO", "Về việc cắt điện", "Điều 1. Phạm vi", "a) thôn Đông", "b) thôn Đoài", "Điều 2. Thời gian",
        "a) sáng", "- mang theo sổ", "Hàng | Giá", "Gạo tẻ | 15.000", "thêm vào", "dòng hai", "khung", "tổ hợp",
    ]  # fmt: skip


def test_the_strict_form_and_another_name_of_the_main_part():
    body = word(paragraph("Nghiêm ngặt"))
    assert paper(body).text == "Nghiêm ngặt"
    strict = body  # the same parts under the other names of the standard
    with zipfile.ZipFile(io.BytesIO(strict)) as parts:
        text = parts.read("word/document.xml").replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document2.xml", text)
        made.writestr("_rels/.rels", '<R><r Type="http://x/officeDocument" Target="/word/document2.xml"/></R>')
    assert paper(out.getvalue()).text == "Nghiêm ngặt"


def test_the_pictures_of_a_word_file_come_in_their_order_each_once():
    body = paragraph("Ảnh") + shown("b") + table(["ô"]).replace("ô", "ô") + shown("a") + shown("b") + shown("dot")
    made = paper(
        word(
            body,
            word___rels__document_dot_xml_dot_rels=relations(a="a.jpg", b="/word/b.png", dot="dot.png"),
            word__a_dot_jpg=saved(corners((200, 100)), "JPEG"),
            word__b_dot_png=saved(corners((100, 200)), "PNG"),
            word__dot_dot_png=saved(corners((20, 20)), "PNG"),
        )
    )
    assert [(page.picture.width, page.picture.height) for page in made.pages] == [(100, 200), (200, 100)]
    assert made.text.splitlines() == ["Ảnh", "ô"]
    assert not made.told
