"""PDFs that are locked, endless, broken, that carry programs, or draw more than there is memory and time."""

from __future__ import annotations

import zlib

from tests.papers.hostile.kit import Hostile, Kit
from tests.papers.papers_made import drawn, pages, pdf, stream, typed, words

BROKEN, EMPTY = "paper-broken", "paper-empty"
NO_TEXT = ("paper-no-text",)


def locked() -> bytes:
    body = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400]>>",
        b"<</Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b>>>" % (b"11" * 32, b"22" * 32),
    ]
    return pdf(body, b"/Root 1 0 R /Encrypt 4 0 R /ID [<00><00>]")


def image(width: int, height: int, body: bytes, kind: bytes = b"/Filter /FlateDecode") -> bytes:
    """A page that is one picture."""
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 %b"
    return pdf([
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Resources <</XObject <</I 5 0 R>>>>>>",
        stream(b"q 250 0 0 350 20 20 cm /I Do Q"),
        stream(body, head % (width, height, kind)),
    ])  # fmt: skip


def bomb() -> bytes:
    """A page's content of a gigabyte, in a megabyte."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(b"0 0 m 1 1 l S\n" * 70_000) + packer.flush(zlib.Z_FULL_FLUSH)
    body = head + piece * 1_000 + packer.flush()
    return pdf([
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R>>",
        stream(body, b"/Filter /FlateDecode"),
    ])  # fmt: skip


def ring() -> bytes:
    """Pages whose first page is themselves."""
    return pdf([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 9000>>"])


def form_ring() -> bytes:
    """A drawing that draws itself."""
    return pdf([
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Resources <</XObject <</X 5 0 R>>>>>>",
        stream(b"/X Do"),
        stream(b"0 0 9 9 re f /X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
               b"/Resources <</XObject <</X 5 0 R>>>>"),
    ])  # fmt: skip


def script(kit: Kit) -> bytes:
    action = b"<</S /JavaScript /JS (app.launchURL\\('%b'\\);)>>" % kit.places[1].encode()
    return drawn(words(), catalog=b"/OpenAction %b /Names <</JavaScript <</Names [(a) %b]>>>>" % (action, action))


def leading(kit: Kit) -> bytes:
    return drawn(words(), catalog=b"/OpenAction <</S /Launch /F (%b)>>" % str(kit.secret).encode())


CORPUS = [
    Hostile("with a password", lambda kit: locked(), "paper-locked"),
    Hostile("of 800 pages", lambda kit: pages(800), told=("paper-first-pages",)),
    Hostile("with JavaScript", script, told=("paper-script",)),
    Hostile("that starts a program", leading),
    Hostile("cut in half", lambda kit: pages(30)[:2_500], BROKEN),
    Hostile("of its head alone", lambda kit: b"%PDF-1.7\n", BROKEN),
    Hostile("of noise", lambda kit: b"%PDF-1.7\n" + bytes(range(256)) * 40, BROKEN),
    Hostile("without its table", lambda kit: drawn(words()).partition(b"xref")[0], BROKEN),
    Hostile("behind another head", lambda kit: b"junk\n" * 20 + drawn(words())),
    Hostile("of pages in a ring", lambda kit: ring(), BROKEN),
    Hostile("of no pages", lambda kit: pdf([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [] /Count 0>>"]),
            BROKEN),
    Hostile("of an empty page", lambda kit: drawn(b""), EMPTY),
    Hostile("of a page of kilometres", lambda kit: drawn(words(), b"[0 0 14400000 14400000]"), BROKEN),
    Hostile("of a page turned inside out", lambda kit: drawn(words(), b"[300 400 0 0]")),
    Hostile("of a page that is no box", lambda kit: drawn(words(), b"[(a) null /b]")),
    Hostile("of a drawing that draws itself", lambda kit: form_ring(), "paper-bomb"),
    Hostile("of drawings in drawings", lambda kit: drawn(b"q " * 200_000 + words()), told=()),
    Hostile("of lists in lists", lambda kit: drawn(words(), catalog=b"/X " + b"[" * 50_000 + b"]" * 50_000)),
    Hostile("of a gigabyte of lines", lambda kit: bomb(), "paper-bomb"),
    Hostile("of a picture of 30,000 by 30,000", lambda kit: image(30_000, 30_000, zlib.compress(bytes(9_000))),
            told=NO_TEXT),
    Hostile("of a picture that breaks off", lambda kit: image(100, 100, b"\xff\xd8\xff", b"/Filter /DCTDecode"), EMPTY),
    Hostile("of a scan", lambda kit: image(200, 200, zlib.compress(bytes(40_000))), told=NO_TEXT),
    Hostile("of letters that are not said", lambda kit: typed([(50, 100, 20, "ការជូនដំណឹង 通知 إعلان")]), told=NO_TEXT),
    Hostile("with marks of pages of the web", lambda kit: typed([(50, 100, 20, "<script>alert(1)</script>")])),
    Hostile("Word file called a PDF", lambda kit: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
            + "WordDocument".encode("utf-16-le"), "paper-old-word"),
]  # fmt: skip
