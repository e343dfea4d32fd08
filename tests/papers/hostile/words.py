"""Word files with macros, entities, bombs, foreign pictures; and what only calls itself one."""

from __future__ import annotations

import io
import zipfile

from tests.papers.hostile.kit import Hostile, Kit
from tests.papers.papers_made import NAMES, corners, packed, paragraph, png, relations, saved, shown, table, word

BROKEN, BOMB, OFFICE = "paper-broken", "paper-bomb", "paper-office"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LEFT = ("paper-pictures-left",)


def with_type(kit: Kit, entities: str, inside: str = "&x;") -> bytes:
    text = f"<!DOCTYPE a [{entities}]><w:document {NAMES}><w:body>{paragraph(inside)}</w:body></w:document>"
    return packed({"word/document.xml": text.encode()})


LAUGHS = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'ha'}'>" for n in range(12))


def picture_of(target: str, **parts: bytes) -> bytes:
    return word(paragraph("Ảnh") + shown("a"), word___rels__document_dot_xml_dot_rels=relations(a=target), **parts)


def deep(levels: int) -> bytes:
    opened, closed = "<w:tbl><w:tr><w:tc>" * levels, "</w:tc></w:tr></w:tbl>" * levels
    return word(opened + paragraph("đáy") + closed)


def many_parts() -> bytes:
    return packed({f"word/{number}.xml": b"" for number in range(4_000)})


def secret_zip() -> bytes:
    """Its parts say that they are encrypted."""
    body = bytearray(word(paragraph("mật")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = body.find(mark)
        while place >= 0:
            body[place + at] |= 1
            place = body.find(mark, place + 4)
    return bytes(body)


def wrong_sum() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        made.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{paragraph('đúng')}</w:body></w:document>")
    return out.getvalue().replace("đúng".encode(), "sửa!".encode()[:6].ljust(6, b"."))


CORPUS = [
    Hostile("with macros", lambda kit: word(paragraph("Thông báo"), word__vbaProject_dot_bin=OLE),
            told=("paper-macros",)),
    Hostile("with an entity of a file", lambda kit: with_type(kit, f"<!ENTITY x SYSTEM '{kit.places[0]}'>"), BROKEN),
    Hostile("with an entity of the web", lambda kit: with_type(kit, f"<!ENTITY x SYSTEM '{kit.places[1]}'>"), BROKEN),
    Hostile("with laughing entities", lambda kit: with_type(kit, LAUGHS, "&e11;"), BROKEN),
    Hostile("with a type elsewhere", lambda kit: packed({"word/document.xml":
            f"<!DOCTYPE a SYSTEM '{kit.places[1]}'><w:document {NAMES}/>".encode()}), BROKEN),
    Hostile("of 40 MB of blanks", lambda kit: word(paragraph(" " * 40_000_000)), BOMB),
    Hostile("of 20 MB of words", lambda kit: word(paragraph("Thông báo " * 40_000) * 20), BOMB),
    Hostile("of tables in tables", lambda kit: deep(500), BROKEN),
    Hostile("of sixty tables in tables", lambda kit: deep(70), BOMB),
    Hostile("of 4,000 parts", lambda kit: many_parts(), BOMB),
    Hostile("of encrypted parts", lambda kit: secret_zip(), "paper-locked"),
    Hostile("of a part with a wrong sum", lambda kit: wrong_sum(), BROKEN),
    Hostile("cut in half", lambda kit: word(paragraph("Thông báo"))[:300], BROKEN),
    Hostile("without an end", lambda kit: packed({"word/document.xml": f"<w:document {NAMES}><w:p>".encode()}), BROKEN),
    Hostile("of nothing", lambda kit: word(""), "paper-empty"),
    Hostile("of a sheet", lambda kit: packed({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), OFFICE),
    Hostile("of OpenOffice", lambda kit: packed({"mimetype": b"application/vnd.oasis", "content.xml": b""}), OFFICE),
    Hostile("archive", lambda kit: packed({"a.mp3": b"ID3"}), "paper-unknown-kind"),
    Hostile("empty archive", lambda kit: b"PK\x05\x06" + bytes(18), "paper-unknown-kind"),
    Hostile("of twenty years ago", lambda kit: OLE + "WordDocument".encode("utf-16-le"), "paper-old-word"),
    Hostile("with a password", lambda kit: OLE + "EncryptedPackage".encode("utf-16-le"), "paper-locked"),
    Hostile("rich text", lambda kit: b"{\\rtf1 {\\object\\objdata 0105}}", OFFICE),
    Hostile("with a picture of the web", lambda kit: picture_of(kit.places[1]), told=LEFT),
    Hostile("with a picture outside of it", lambda kit: picture_of("../../../../" + str(kit.secret)), told=LEFT),
    Hostile("with a picture of 50,000 by 50,000", lambda kit: picture_of(
        "media/a.png", word__media__a_dot_png=png(50_000, 50_000, rows=9)), told=LEFT),
    Hostile("with a metafile", lambda kit: picture_of("a.emf", word__a_dot_emf=b"\x01\0\0\0" * 90), told=LEFT),
    Hostile("with a photo", lambda kit: picture_of("a.jpg", word__a_dot_jpg=saved(corners(), "JPEG"))),
    Hostile("in letters from before Unicode", lambda kit: word(paragraph(
        "Th«ng b¸o", run="<w:rPr><w:rFonts w:ascii='.VnTime'/></w:rPr>")), "paper-old-letters"),
    Hostile("in letters of every script", lambda kit: word(paragraph("ការជូនដំណឹង 通知 إعلان 🎉 ꆈꌠ"))),
    Hostile("with marks of pages of the web", lambda kit: word(paragraph("&lt;script&gt;alert(1)&lt;/script&gt;"))),
    Hostile("of a table of 100,000 cells", lambda kit: word(table(*[["1"] * 100] * 1_000)), BOMB),
    Hostile("photo called a paper", lambda kit: saved(corners(), "JPEG"), "paper-is-picture"),
    Hostile("text called a paper", lambda kit: "Kính thưa bà con".encode() * 9, "paper-unknown-kind"),
    Hostile("nothing at all", lambda kit: b"", "paper-unknown-kind"),
]  # fmt: skip
