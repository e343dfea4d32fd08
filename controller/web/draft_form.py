"""The compose form as a draft keeps it: pairs of names and values, and which open page they come from."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import FormData

from controller.broadcast.drafting import Page, is_id, new_page
from controller.store.drafts import Written
from controller.web.compose_form import Form, of_typed
from controller.web.visitors import word

OF_THE_PAGE = frozenset(
    {"draft", "version", "hand", "beside", "do", "take", "edition", "groups", "group_id", "group_name"}
)
"""Fields that are about the page, not typed by anybody."""
GROUPS = frozenset({"groups", "group_id", "group_name"})
"""Fields about saved groups; their places are among the form's areas."""
KEPT = ("sound", "picture", "film")
"""Fields that name a file which the server has."""


def page_of(typed: FormData) -> Page | None:
    """The open page that a form comes from; None for a program that never opened one."""
    if not is_id(word(typed, "draft")):
        return None
    version = word(typed, "version", "0")
    known = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
    return Page(word(typed, "draft"), known, word(typed, "hand")[:64])


def pairs_of(typed: FormData, form: Form) -> list[tuple[str, str]]:
    """What was typed, with the files that count by now."""
    files = {"sound": form.sound, "picture": form.board.picture, "film": form.board.film}
    typed_ones = [(name, value) for name, value in typed.multi_items() if isinstance(value, str)]
    passed = OF_THE_PAGE | GROUPS | set(KEPT) | {"areas"}
    kept = [(name, value.replace("\x00", "")) for name, value in typed_ones if name not in passed]
    kept += [("areas", code) for code in form.areas]
    return kept + [(name, hash) for name, hash in files.items() if hash]


def of_pairs(pairs: Sequence[Sequence[str]]) -> Form:
    """The form that they were typed into."""
    typed = FormData([(name, value) for name, value in pairs])
    sound, picture, film = (word(typed, name) for name in KEPT)
    return of_typed(typed, sound=sound, lost_file=False, picture=picture, film=film)


def opened(row: Written) -> Page:
    """A page that goes on with a draft."""
    return Page(row.id, row.version, new_page().hand)
