"""Lists as people save them, and as somebody sends them who means harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from controller.errors import Refused
from controller.papers.lists import MOST_LINES, MOST_ROWS, take
from controller.papers.papers import Papers

PLAIN = [["Tên", "Địa bàn"], ["Loa ngõ 7", "Thôn Đông"]]
WORDS = "Tên;Địa bàn\r\nLoa ngõ 7;Thôn Đông\r\n"


def book(rows: list[list[object]]) -> bytes:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def cells(body: bytes, packed: bool = False) -> list[list[str]]:
    return [row for _, row in take(io.BytesIO(body), packed)]


@pytest.mark.parametrize(
    "body",
    [
        WORDS.encode(),
        b"\xef\xbb\xbf" + WORDS.encode(),
        WORDS.replace(";", "\t").encode("utf-16"),
        b"\xfe\xff" + WORDS.encode("utf-16-be"),
        ("sep=;\r\n" + WORDS).encode(),
        WORDS.replace(";", ",").encode(),
        "Tên;Địa bàn\nLoa ngõ 7;Thôn Đông".encode(),  # one accent apart
        b"\n\n" + WORDS.encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "sep", "comma", "apart", "blank lines"],
)
def test_csv_files_are_read_however_they_were_saved(body: bytes) -> None:
    assert cells(body) == PLAIN


def test_old_windows_letters_are_read() -> None:
    assert cells("Loa đầu làng;xã".encode("cp1258", "ignore"))[0][0].startswith("Loa đ")


def test_numbers_dates_and_formulas_of_a_sheet() -> None:
    rows = cells(book([["Tên", 912345678, 3.0, 2.5, True, "=SUM(A1)", "'0912"]]), packed=True)
    assert rows == [["Tên", "912345678", "3", "2.5", "True", "=", "'0912"]]


def test_a_sheet_that_claims_a_million_lines_is_read_to_its_end() -> None:
    made = Workbook()
    made.worksheets[0].append(["Tên"])
    made.worksheets[0].cell(1_048_576, 1, "xa")
    out = io.BytesIO()
    made.save(out)
    assert cells(out.getvalue(), packed=True) == [["Tên"]]


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(Refused, match="list-too-long"):
        cells(b"a\n" * (MOST_ROWS + 1))
    assert cells(b"a\n" + b"\n" * MOST_LINES + b"b\n") == [["a"]]


def test_lines_keep_their_numbers() -> None:
    assert take(io.BytesIO(b"\n\na;b\n\nc;d"), packed=False) == [(3, ["a", "b"]), (5, ["c", "d"])]


def packed(parts: dict[str, bytes], **more: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name, body)
    return out.getvalue()


BAD = {
    "bomb": (packed({"xl/workbook.xml": b"<x/>", "xl/sharedStrings.xml": bytes(70_000_000)}), "list-bomb"),
    "many parts": (packed({"xl/workbook.xml": b"", **{f"x{n}": b"" for n in range(2_100)}}), "list-bomb"),
    "a word file": (packed({"word/document.xml": b"<w/>"}), "list-unknown-kind"),
    "torn": (book([["a"]])[:-200], "list-broken"),
    "no sheet": (packed({"xl/workbook.xml": b"<workbook/>"}), "list-broken"),
    "entities": (
        packed({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'}),
        "list-broken",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_hostile_spreadsheets_are_refused(name: str) -> None:
    body, code = BAD[name]
    with pytest.raises(Refused) as refused:
        take(io.BytesIO(body), packed=True)
    assert refused.value.code == code


@pytest.mark.parametrize("body", [b"\x00\x01\x02", b"\xff\xfe\x00", b"", b"\n;;\n", b'"' + b"x" * 200_000])
def test_hostile_text_is_refused(body: bytes) -> None:
    with pytest.raises(Refused):
        take(io.BytesIO(body), packed=False)


def test_the_process_reads_both_and_writes_a_list_to_fill_in(tmp_path: Path) -> None:
    papers = Papers()
    made = tmp_path / "list"
    made.write_bytes(papers.sheets({"Thiết bị": PLAIN}))
    assert papers.rows(made) == [(1, PLAIN[0]), (2, PLAIN[1])]
    made.write_bytes(WORDS.encode())
    assert papers.rows(made) == [(1, PLAIN[0]), (2, PLAIN[1])]
