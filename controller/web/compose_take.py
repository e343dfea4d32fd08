"""A compose form that was sent: kept as a draft first, then looked at, saved or sent for approval."""

from __future__ import annotations

from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

import schedules.errors
from controller.api.language import language_of
from controller.api.problems import REFUSALS, status_of
from controller.broadcast import composition, drafting, groups
from controller.broadcast import form as path
from controller.broadcast.board import PICTURE
from controller.broadcast.check import check as check_form
from controller.broadcast.desk import Desk
from controller.broadcast.drafting import Page
from controller.broadcast.film_reach import FILM
from controller.broadcast.films import take_film
from controller.broadcast.form import Draft, of_law
from controller.broadcast.found import announcement_for
from controller.broadcast.pictures import take_picture
from controller.broadcast.submit import submit
from controller.broadcast.upload import take_sound
from controller.errors import Clash, ManyRefused, Refused
from controller.people.who import Who
from controller.store.announcements import Announcement
from controller.web import around_form, compose_files, compose_meeting, draft_form, hear_view
from controller.web.compose_form import FIELDS, Form, draft_of, filled, of_typed
from controller.web.compose_page import AGREED, Sheet, shown
from controller.web.trouble import beside
from controller.web.visitors import several, word

GROUPING = ("group", "ungroup")
LOOKING = (*GROUPING, "look", "check", "hear", "see", "paper", "free")
"""Buttons that show the form again."""


def take(request: Request, desk: Desk, who: Who, typed: FormData, row: Announcement | None) -> Response:
    """What becomes of a form that was sent; ``row`` is the announcement that it changes."""
    lang, do = language_of(request), word(typed, "do")
    sound, wrong = compose_files.sent(desk, who, typed, row, "sound", take_sound)
    picture, no_picture = compose_files.sent(desk, who, typed, row, PICTURE, take_picture)
    film, no_film = compose_files.sent(desk, who, typed, row, FILM, take_film)
    form = of_typed(typed, sound=sound, picture=picture, film=film, lost_file=bool(wrong))
    form = grouped(desk, who, typed, form)
    form, paper, no_paper = compose_files.paper(desk, who, typed, row, form, lang)
    opened, sent, clash = kept(desk, who, typed, form, row)
    if sent is not None and not clash:
        return _after(desk, who, sent.id, do)
    if sent is not None:
        row, form = sent, replace(form, edition=str(sent.edition))
    met = None
    if row is not None and sent is None:
        form, met = compose_meeting.joined(desk, who, typed, form, row, lang)
    sheet = Sheet(form, row, opened, paper=paper, mine=bool(clash), meeting=met)
    wrong += [*clash, *no_picture, *no_film, *no_paper]
    if do in LOOKING or word(typed, "take"):
        if do in GROUPING:
            sheet, wrong = _group(desk, who, typed, sheet)
        return _look(request, desk, who, sheet, word(typed, "take"), do, no_paper if do == "paper" else wrong)
    if met is not None and row is not None:
        with desk.store.read() as conn:
            return shown(request, conn, desk, who, replace(sheet, status=409))
    draft, more = _drafted(desk, who, form, row)
    try:
        if wrong or more:
            raise ManyRefused([*wrong, *more])
        written = opened.draft if opened else ""
        if row is None:
            saved = path.compose(desk, who, draft, written=written)
        else:
            saved = path.edit(desk, who, row.id, draft, _edition(form), written=written)
    except REFUSALS as refused:
        status = status_of(clash[0] if clash else refused)
        with desk.store.read() as conn:
            told = replace(sheet, errors=beside(refused, lang, FIELDS), status=status)
            return shown(request, conn, desk, who, told)
    return _after(desk, who, saved.id, do)


def grouped(desk: Desk, who: Who, typed: FormData, form: Form) -> Form:
    """The form with the places of the groups that were ticked."""
    with desk.store.read() as conn:
        more = groups.addressed(conn, who, several(typed, "groups"))
    return replace(form, areas=tuple(dict.fromkeys((*form.areas, *more)))) if more else form


def _group(desk: Desk, who: Who, typed: FormData, sheet: Sheet) -> tuple[Sheet, list[Refused]]:
    """The places of the form saved as a group, or a group forgotten: then its name and places stand in the form, and
    one press saves it again."""
    try:
        if word(typed, "do") == "group":
            saved = groups.save(desk, who, word(typed, "group_name"), sheet.form.areas)
            return replace(sheet, group_saved=saved.name), []
        gone = groups.remove(desk, who, word(typed, "group_id"))
        return replace(sheet, form=replace(sheet.form, areas=tuple(gone.areas)), group_gone=gone.name), []
    except Refused as refused:
        return sheet, [refused]


def _look(request: Request, desk: Desk, who: Who, sheet: Sheet, offer: str, do: str, wrong: list[Refused]) -> Response:
    """The form again, with what was asked for; nobody has sent it yet."""
    lang, form = language_of(request), sheet.form
    try:
        form = filled(form, offer)
    except schedules.errors.Refused as refused:
        wrong = [*wrong, of_law(refused)]
    draft, more = _drafted(desk, who, form, sheet.row)
    if do == "free":  # the words of a blank become one's own
        form = replace(form, blank="", gaps={}, way="type")
    elif do not in ("paper", *GROUPING):
        wrong = [*wrong, *more]
    sheet = replace(sheet, form=form, taken=bool(offer), see=do in ("see", "paper"))
    if wrong:
        sheet = replace(sheet, errors=beside(ManyRefused(wrong), lang, FIELDS), taken=False)
    elif offer or do == "check":
        sheet = replace(sheet, seen=check_form(desk, who, draft, sheet.row.id if sheet.row else None))
    elif do == "hear":
        sheet = replace(sheet, heard=hear_view.heard(desk, who, draft.area, form, lang))
    with desk.store.read() as conn:
        return shown(request, conn, desk, who, sheet)


def _drafted(desk: Desk, who: Who, form: Form, row: Announcement | None) -> tuple[Draft, list[Refused]]:
    draft, wrong = draft_of(form, who, row, desk.press.kinds())
    draft = _unasked(desk, draft, form)
    # Also a recording that was made in the page before: it goes only where the person leaves it out.
    if draft.speech is not None and draft.sound is not None:
        wrong.append(Refused("sound-twice", "sound"))
    if draft.relay is not None and draft.sound is not None:
        wrong.append(Refused("relay-and-file", "relay_source"))
    return draft, wrong


def kept(
    desk: Desk, who: Who, typed: FormData, form: Form, row: Announcement | None
) -> tuple[Page | None, Announcement | None, list[Refused]]:
    """What was typed, kept as a draft before anything else: the page to go on with, the announcement that it has
    become already, and what stands against it. Sent twice as it is, nothing stands against it."""
    asked = draft_form.page_of(typed)
    if asked is None:
        return None, None, []
    pairs, area = draft_form.pairs_of(typed, form), row.area if row else who.area
    try:
        kept = drafting.keep(desk, who, asked, area, pairs, row.id if row else None, beside=bool(word(typed, "beside")))
        return Page(kept.id, kept.version, asked.hand), None, []
    except Clash as clash:
        if clash.code == "draft-changed":
            return replace(asked, version=int(clash.params["version"])), None, [clash]
        with desk.store.read() as conn:
            before = drafting.found(conn, who, asked.draft)
            sent = announcement_for(conn, who, str(clash.params["announcement"]), "write")
        same = [tuple(pair) for pair in before.fields] == pairs
        return None, sent, [] if same else [clash]


def _edition(form: Form) -> int:
    return int(form.edition) if form.edition.isascii() and form.edition.isdigit() and len(form.edition) < 9 else 0


def _unasked(desk: Desk, draft: Draft, form: Form) -> Draft:
    """Where there is nothing to put tunes around, or no time for them, what the commune puts around all sounds is no
    mistake."""
    sounds = draft.speech is not None or (draft.sound is not None and draft.relay is None)
    if sounds and draft.klass != "emergency":
        return draft
    with desk.store.read() as conn:
        common = composition.settled(conn, draft.area, None)
    return replace(draft, composition=None) if around_form.is_settled(form.around, common) else draft


def _after(desk: Desk, who: Who, id: str, do: str) -> Response:
    if do != "submit":
        return RedirectResponse(f"/announcements/{id}?done=saved", 303)
    try:
        submit(desk, who, id)
    except REFUSALS:
        with desk.store.read() as conn:
            if announcement_for(conn, who, id, "write").state in AGREED:  # the other tap was faster
                return RedirectResponse(f"/announcements/{id}?done=submitted", 303)
        return RedirectResponse(f"/announcements/{id}/edit?check=1", 303)
    return RedirectResponse(f"/announcements/{id}?done=submitted", 303)
