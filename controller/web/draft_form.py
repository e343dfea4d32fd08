"""The compose form as a draft keeps it: pairs of names and values, and which open page they come from."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import FormData

from controller.broadcast.drafting import Page, is_id, new_page
from controller.store.drafts import Written
from controller.web.board_form import LINES
from controller.web.compose_form import Form, of_typed
from controller.web.meeting import KEEP
from controller.web.visitors import word

OF_THE_PAGE = frozenset({"draft", "version", "hand", "beside", "do", "take", "met", "groups", "group_id", "group_name"})
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
    passing = [pair for pair in typed_ones if pair[0] not in passed and not pair[0].startswith(KEEP)]
    kept = [(name, value.replace("\x00", "")) for name, value in passing]
    kept += [("areas", code) for code in form.areas]
    return kept + [(name, hash) for name, hash in files.items() if hash]


def of_pairs(pairs: Sequence[Sequence[str]]) -> Form:
    """The form that they were typed into."""
    typed = FormData([(name, value) for name, value in pairs])
    sound, picture, film = (word(typed, name) for name in KEPT)
    return of_typed(typed, sound=sound, lost_file=False, picture=picture, film=film)


SINGLE = (
    *("title", "text", "way", "blank", "show_minutes", "date", "time", "repeat", "rrule_text", "lunar_text", "every"),
    *("monthday", "nth", "weekday", "lunar_day", "lunar_month", "more_times", "end", "until", "count", "holidays"),
    *("klass", "volume", "edition", "seen", "sound", "relay_source", "relay_minutes"),
)
_TICKED = ("page", "no_sound")
_SEVERAL = ("areas", "devices", "days")


def told(form: Form) -> list[tuple[str, str]]:
    """The pairs that this form would be typed with: what `of_pairs` reads."""
    pairs = [(name, getattr(form, name)) for name in SINGLE]
    pairs += [(name, "1") for name in _TICKED if getattr(form, name)]
    pairs += [(name, each) for name in _SEVERAL for each in getattr(form, name)]
    pairs += [(f"gap-{name}", said) for name, said in form.gaps.items()]
    speech, around, board = form.speech, form.around, form.board
    pairs += [("speak", "1")] if speech.speak else []
    pairs += [(name, getattr(speech, name)) for name in ("voice", "speed", "pause")]
    pairs += [pair for of, said in speech.readings for pair in (("reading_of", of), ("reading", said))]
    pairs += [(name, getattr(around, name)) for name in ("opening", "chime", "repeats", "between_s")]
    pairs += [(name, getattr(around, name)) for name in ("closing", "bed", "bed_level")]
    pairs += [("again", "1")] if around.again else []
    pairs += [(name, getattr(board, name)) for name in ("template", "picture", "across", "down", "film", "share")]
    pairs += [(name, board.words.get(name, "")) for name in LINES] + [("pages", each) for each in board.pages]
    return pairs


def opened(row: Written) -> Page:
    """A page that goes on with a draft."""
    return Page(row.id, row.version, new_page().hand)
