"""How announcements stand on boards: templates, a choice, pictures, emblems."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from controller.api.models.shapes import Given, Text, Told, example
from controller.broadcast.board import Board as Choice

Hash = Annotated[str, Field(min_length=64, max_length=64, pattern="^[0-9a-f]{64}$")]
Share = Annotated[float, Field(ge=0, le=1)]
MOST_WORDS = 20_000
"""Characters of a field that are read at all; what is too long for a board is told with the limit."""


class BoardGiven(Given):
    """A template, and what it takes besides the announcement's title and text (GET /templates)."""

    model_config = example({"template": "table", "words": {"table": "Mặt hàng | Giá\nGạo tẻ | 15.000 đ/kg"}})

    template: Annotated[Text, Field(max_length=64)] | None = Field(default=None, description="null: as its class looks")
    words: dict[Annotated[str, Field(max_length=64)], Annotated[Text, Field(max_length=MOST_WORDS)]] = Field(
        default={}, max_length=32, description="by field; a table is a row a line with bars between its cells"
    )
    picture: Hash | None = Field(default=None, description="see POST /pictures")
    focus: tuple[Share, Share] = Field(
        default=(0.5, 0.5), description="what of the picture stays in sight: shares of its width and height"
    )
    pages: list[Hash] = Field(default=[], max_length=20, description="pages of a paper, see POST /documents")

    film: Hash | None = Field(default=None, description="played after the pages, on boards that can; see POST /films")
    share: int = Field(default=1, ge=1, le=9, description="turns that its pages have for each one of another's")

    def choice(self) -> Choice:
        """For the path."""
        return Choice(self.template, self.words, self.picture, self.focus, self.film, self.share, tuple(self.pages))


class Board(BaseModel):
    """How an announcement stands on boards."""

    template: str | None
    words: dict[str, str]
    picture: str | None = None
    focus: tuple[float, float] = (0.5, 0.5)
    film: str | None = None
    share: int = 1
    pages: list[str] = []


class Blank(Told):
    """A field of a template."""

    name: str = Field(examples=["table"])
    label: str = Field(examples=["Bảng"])
    label_en: str = Field(examples=["Table"])
    needed: bool


class Template(Told):
    id: str = Field(examples=["table"])
    name: str = Field(examples=["Bảng số liệu"])
    name_en: str = Field(examples=["Table"])
    klass: str = Field(
        serialization_alias="class", description="the only class that may use it; empty: any but an emergency"
    )
    fields: list[Blank] = Field(description="what it takes; title and text are the announcement's own")


class Note(Told):
    """Something to know of what was taken in; nothing is wrong."""

    code: str = Field(examples=["picture-place"])
    detail: str = Field(examples=["Ảnh có ghi nơi chụp; thông tin đó đã được xóa."])
    detail_en: str = Field(examples=["The picture said where it was taken; that was removed."])


class BoardNow(Told):
    """What one board shows now, by what it reports, and what it should by its plan."""

    device: str
    name: str
    area: str
    state: Literal["shows", "dark", "unknown", "silent", "untold"] = Field(
        description="a picture of ours, nothing, a frame that is none of ours, no word for long, no frame told"
    )
    reported_ms: int | None
    picture: str = Field(description="the page (PNG) that its frame is; empty where there is none")
    shows: str = Field(description="the title of what it shows; `safe`: its commune's page; empty where nobody knows")
    wanted: str = Field(description="the same of what it should show; empty: nothing, it should be dark")
    differs: bool
    faults: tuple[str, ...]


class Picture(Told):
    """A picture as it is kept: upright, in eight bits, with nothing in it but dots."""

    hash: str
    bytes: int
    name: str
    area: str | None
    created_ms: int
    facts: dict[str, Any] | None = Field(description="width and height in pixels, form (png, jpeg)")
    told: list[Note] = Field(default_factory=list)


class PaperPage(Told):
    """A page of a paper, or a picture that stands in it."""

    picture: str = Field(description="the hash of its picture, for `board.pages`; its bytes are at `/media/{hash}`")
    width: int
    height: int
    letter: float = Field(description="height of its smallest capital letters in its own pixels; 0: not known")
    words: int


class OnBoard(Told):
    """How the letters of its pages will stand on one kind of board under the area."""

    model: str
    width: int
    height: int
    dots: int | None = Field(description="height of the smallest capitals there; null: not known (a scan, photos)")
    needed: int = Field(description="of the smallest that are read from where people stand")
    shown: bool = Field(description="false: much too small, title and text of the announcement stand there instead")


class Document(Told):
    """A PDF or Word file as it was opened. Its pages are kept as pictures; nothing else of it is kept."""

    kind: str = Field(examples=["pdf"])
    count: int = Field(description="pages of a PDF, of which `pages` are the first; 0: a Word file has none of its own")
    pages: list[PaperPage] = Field(description="of a Word file: the pictures in it")
    text: str = Field(description="in its order; a row of a table is a line with bars between its cells")
    told: list[Note]
    boards: list[OnBoard]


class EmblemGiven(Given):
    picture: Hash | None = Field(description="see POST /pictures; null: none of its own")


class Emblem(Told):
    """Whose pages are, as it stands on them."""

    name: str
    emblem: str = Field(description="the picture; empty where no area up to the root has one")
