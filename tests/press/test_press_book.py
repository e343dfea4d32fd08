"""A book on A4: every line is there, in order, inside its column, with the head on each page."""

from __future__ import annotations

import pypdfium2

from controller.press.book import Book, Column, bound

COLUMNS = [Column("STT", 1, centred=True), Column("Nội dung", 5), Column("Ghi chú", 2)]


def made(rows: list[list[str]]) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(
        bound(
            Book(
                ("UBND XÃ TÂN HÒA", "ĐÀI TRUYỀN THANH"),
                ("CỘNG HÒA", "Độc lập"),
                "SỔ NHẬT KÝ",
                "Từ ngày 01/11/2026",
                COLUMNS,
                rows,
                "Không có dòng nào.",
                ["Cộng."],
                "Ngày 30 tháng 11",
                [("Người ghi sổ", "(Ký)"), ("Lãnh đạo", "(Ký)")],
                "Trang {page}/{pages}",
            )
        )
    )


def test_many_lines_go_on_over_pages_with_their_head():
    book = made([[str(number), f"Bản tin số {number} về việc họp thôn", "ừ ữ ợ ằ"] for number in range(1, 121)])
    try:
        texts = [page.get_textpage().get_text_range() for page in book]
        assert len(texts) > 3
        for number, text in enumerate(texts, 1):
            assert ("Nội dung" in text) == ("Bản tin" in text)
            assert f"Trang{number}/{len(texts)}" in "".join(text.split())
        whole = "\n".join(texts)
        at = [whole.index(f"Bản tin số {number} về") for number in range(1, 121)]
        assert at == sorted(at)
        assert "Người ghi sổ" in texts[-1]
        assert "ừ ữ ợ ằ" in whole
    finally:
        book.close()


def test_a_word_without_end_stays_inside_its_column():
    book = made([["1", "A" * 400, "\x0b*_x_*"]])
    try:
        page = book[0].get_textpage()
        boxes = [page.get_charbox(at) for at in range(page.count_chars()) if page.get_text_range(at, 1) == "A"]
        assert len(boxes) > 400
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        assert right - left < 842 * 5 / 8
    finally:
        book.close()


def test_an_empty_book_says_so():
    book = made([])
    try:
        assert "Không có dòng nào." in book[0].get_textpage().get_text_range()
    finally:
        book.close()
