"""The page of the compose form: what it shows beside what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from controller.api.language import language_of
from controller.api.problems import sentence
from controller.api.telling import in_words, remarks
from controller.broadcast import drafting, groups
from controller.broadcast.desk import Desk
from controller.broadcast.drafting import Page
from controller.broadcast.form import Draft
from controller.broadcast.submit import Outlook
from controller.errors import ManyRefused, Refused
from controller.people.who import Who, may
from controller.store import areas, devices, media, relay_sources
from controller.store.announcements import Announcement
from controller.web import (
    around_form,
    blank_form,
    board_form,
    draft_view,
    looks_view,
    sound_view,
    speech_view,
    when_view,
    where_view,
)
from controller.web.compose_form import FIELDS, WHEN_FIELDS, Form, draft_of
from controller.web.meeting_view import Meeting
from controller.web.offer_view import checked
from controller.web.render import page
from controller.web.repeats import DAYS, KINDS, NTHS
from controller.web.tree import grown
from controller.web.trouble import beside
from controller.words.instants import wall

AGREED = ("submitted", "approved", "ready", "planned")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form, and what is to be said about it."""

    form: Form
    row: Announcement | None = None
    """The announcement that it changes."""
    opened: Page | None = None
    """The draft that it is kept in; None: a new one."""
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    status: int = 200
    seen: Outlook | None = None
    taken: bool = False
    heard: dict[str, Any] | None = None
    see: bool = False
    paper: dict[str, Any] | None = None
    meeting: Meeting | None = None
    """Somebody else changed the announcement meanwhile."""
    mine: bool = False
    """Somebody else changed the draft, and this person was told: sent once more, it is this one that counts."""
    like: Announcement | None = None
    group_saved: str = ""
    group_gone: str = ""
    unsent: Sequence[draft_view.Card] = ()
    is_begun: bool = True
    """Something was written or chosen: then every step is in sight, and only in an empty form they come one by one."""


def shown(request: Request, conn: Connection, desk: Desk, who: Who, sheet: Sheet) -> Response:
    """The page."""
    limits, lang, kinds = desk.settings.limits, language_of(request), desk.press.kinds()
    form, row, like = sheet.form, sheet.row, sheet.like
    draft, wrong = draft_of(form, who, row, kinds)
    against = [one for one, blocks in remarks(sheet.seen) if blocks] if sheet.seen else []
    errors = beside(ManyRefused(against), lang, FIELDS) if against else sheet.errors
    area = row.area if row else who.area
    places, hanging = areas.below(conn, who.path), devices.below(conn, who.path)
    return page(
        request,
        "compose.html",
        sheet.status,
        id=row.id if row else "",
        was_agreed=row is not None and row.state in AGREED,
        form=form,
        opened=sheet.opened or drafting.new_page(),
        answered=request.method == "POST",
        begun=sheet.is_begun,
        blank=blank_form.name(form, lang),
        groups=groups.some(conn, who),
        group_saved=sheet.group_saved,
        group_gone=sheet.group_gone,
        gaps=blank_form.fields(form, lang),
        blanks=blank_form.choices(lang),
        may_speak=may(who, "speak", who.path),
        mine=sheet.mine,
        meeting=sheet.meeting,
        like=like,
        like_when=in_words(like, lang, wall(desk.now_ms(), like.zone).date()) if like else "",
        unsent=sheet.unsent,
        errors=errors,
        checked=checked(conn, sheet.seen, lang),
        taken=sheet.taken,
        sound=_kept(conn, form.sound, lang),
        when=said(conn, desk, draft, wrong, lang),
        kinds=KINDS,
        nths=NTHS,
        tree=grown(places, hanging),
        where=where_view.shown(conn, who.path, places, hanging),
        days=DAYS,
        area=area,
        voices=speech_view.voices(desk.voices, lang),
        tunes=around_form.choices(lang),
        around_wrong=any(name in errors for name in (*around_form.FIELDS, "again")),
        heard=sheet.heard,
        templates=[
            {"id": one.id, "name": one.name, "takes": one.takes, "said": board_form.said(one, lang)}
            for one in board_form.offered(kinds, form.board.template)
        ],
        paper=sheet.paper,
        looks=looks_view.of_draft(conn, desk, who, draft, lang) if sheet.see else None,
        picture_megabytes=limits.picture_bytes // 1_000_000,
        stations=relay_sources.holding(conn, area),
        title_chars=limits.title_chars,
        text_chars=limits.text_chars,
        megabytes=limits.upload_bytes // 1_000_000,
        sound_seconds=limits.sound_seconds,
    )


def said(conn: Connection, desk: Desk, draft: Draft, wrong: list[Refused], lang: str) -> dict[str, Any]:
    """The rule in words; where a field is not even a number, what is wrong with it."""
    told = when_view.said(conn, draft, desk.now_ms(), lang)
    about_time = [one for one in wrong if one.field in WHEN_FIELDS]
    return told | {"wrong": sentence(about_time[0], lang), "words": ""} if about_time and draft.start else told


def _kept(conn: Connection, hash: str, lang: str) -> dict[str, Any] | None:
    master = media.get(conn, hash) if hash else None
    return sound_view.told(master, lang) if master else None
