"""Papers and pictures made on the spot, whole ones and the pieces of broken ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from functools import cache

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from controller.press.fonts import font_file

A4 = (595, 842)


# --- pictures ------------------------------------------------------------------------------------------


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def corners(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """White, its upper left quarter red: what is up is seen."""
    made = Image.new("RGB", size, "white")
    made.paste((230, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    return made


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, depth: int = 8, colours: int = 2, rows: int | None = None, *more: bytes) -> bytes:
    """A PNG of nothing: what it claims, and as many of its rows as are asked for."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colours]
    lines = height if rows is None else rows
    row = bytes(1 + (channels * depth * width + 7) // 8) if lines else b""
    body = repeated(row, lines)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def repeated(piece: bytes, times: int) -> bytes:
    """The same again and again, deflated; a thousand of them at once, so that bombs are made quickly."""
    packer = zlib.compressobj(9)
    made = b"".join(packer.compress(piece) for _ in range(times % 1_000))
    if times >= 1_000:
        made += packer.flush(zlib.Z_FULL_FLUSH)
        many = b"".join(packer.compress(piece) for _ in range(1_000)) + packer.flush(zlib.Z_FULL_FLUSH)
        made += many * (times // 1_000)
    return made + packer.flush()  # of bombs the sum is wrong, which nobody comes to see


# --- PDF -----------------------------------------------------------------------------------------------


def pdf(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a true table of where they are."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer <</Size %d %b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))


def stream(body: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d %b>>\nstream\n%b\nendstream" % (len(body), more, body)


def drawn(content: bytes, box: bytes = b"[0 0 300 400]", catalog: bytes = b"", resources: bytes = b"") -> bytes:
    """One page with this content."""
    fonts = b"/Font <</F 5 0 R>> "
    return pdf([
        b"<</Type /Catalog /Pages 2 0 R %b>>" % catalog,
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox %b /Contents 4 0 R /Resources <<%b>>>>" % (box, fonts + resources),
        stream(content),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    ])  # fmt: skip


def words(text: str = "Thong bao", size: int = 20) -> bytes:
    return b"BT /F %d Tf 30 300 Td (%b) Tj ET" % (size, text.encode())


def pages(count: int) -> bytes:
    """So many pages, each with its number."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(count))
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [%b] /Count %d>>" % (kids, count),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    ]
    for number in range(count):
        objects.append(
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents %d 0 R /Resources <</Font <</F 3 0 R>>>>>>"
            % (5 + 2 * number)
        )
        objects.append(stream(words(f"Trang {number + 1}")))
    return pdf(objects)


Words = tuple[float, float, float, str]
"""Left, baseline (from the top), size, text."""


def typed(*page_words: Sequence[Words], size: tuple[float, float] = A4) -> bytes:
    """A PDF as an office program writes it: Vietnamese in an embedded font."""
    made = pypdfium2.PdfDocument.new()
    body = _font()
    data = (pdfium.c_uint8 * len(body)).from_buffer_copy(body)
    font = pdfium.FPDFText_LoadFont(made, data, len(body), pdfium.FPDF_FONT_TRUETYPE, True)
    for placed in page_words:
        page = made.new_page(*size)
        for left, down, height, text in placed:
            piece = pdfium.FPDFPageObj_CreateTextObj(made, font, height)
            spelled = (text + "\0").encode("utf-16-le")
            pdfium.FPDFText_SetText(piece, (pdfium.c_ushort * (len(spelled) // 2)).from_buffer_copy(spelled))
            pdfium.FPDFPageObj_Transform(piece, 1, 0, 0, 1, left, size[1] - down)
            pdfium.FPDFPage_InsertObject(page, piece)
        page.gen_content()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@cache
def _font() -> bytes:
    return font_file("NotoSans-Regular").read_bytes()


# --- Word ----------------------------------------------------------------------------------------------

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f'<w:p>{properties}<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: Sequence[str]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word(body: str, **parts: bytes) -> bytes:
    """A Word file; `parts` are further ones, ``__`` in their names for a slash, ``_dot_`` for a full stop."""
    text = f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMES}><w:body>{body}</w:body></w:document>'
    return packed({
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": text.encode(),
        **{name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()},
    })  # fmt: skip


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name, body)
    return out.getvalue()


def relations(**targets: str) -> bytes:
    """Where a Word file's pictures are; what begins with http is outside of it."""
    said = "".join(
        f'<Relationship Id="{id}" Target="{target}"' + (' TargetMode="External"/>' if "://" in target else "/>")
        for id, target in targets.items()
    )
    return f"<Relationships>{said}</Relationships>".encode()


def shown(id: str) -> str:
    return f'<w:p><w:r><w:drawing><a:blip r:embed="{id}"/></w:drawing></w:r></w:p>'
