"""Which notices one gets: by e-mail, to this browser, to a program; and what became of the last ones."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from controller.api.language import language_of
from controller.api.problems import REFUSALS, status_of
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.health.rules import SEVERITIES
from controller.people.who import Who, may
from controller.post import vapid, wishes
from controller.post.wishes import CHANNELS, KINDS, Given
from controller.store import areas
from controller.store.post import ASKED, Wish
from controller.web import notice_view, undoing
from controller.web.render import page
from controller.web.tree import flat, grown
from controller.web.trouble import beside
from controller.web.visitors import TypedByVisitor, Visitor, several, word
from controller.words import say

router = APIRouter(prefix="/notices")
FIELDS = {name: name for name in ("channel", "target", "kinds", "severity", "area", "quiet", "language")}
LAST = 20
NOTHING = Given("mail", "", KINDS)


@router.get("")
def mine(request: Request, who: Visitor, desk: AtDesk) -> Response:
    """One's own ways, and the form for a new one."""
    return _page(request, desk, who, NOTHING)


@router.get("/{id}/edit")
def edit(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """The form as it stands."""
    with desk.store.read() as conn:
        one = wishes.own(conn, who, id)
    return _page(request, desk, who, _as_given(one), id)


@router.post("/add")
def add(request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """A new one. The key of a webhook is on the answer, and nowhere else."""
    given = _given(form)
    try:
        _, key = wishes.add(desk, who, given)
    except REFUSALS as refused:
        return _page(request, desk, who, given, refused=refused)
    return _page(request, desk, who, NOTHING, key=key) if key else RedirectResponse("/notices", 303)


@router.post("/{id}/edit")
def change(id: str, request: Request, who: Visitor, desk: AtDesk, form: TypedByVisitor) -> Response:
    """Other kinds, places, hours."""
    given = _given(form)
    try:
        wishes.change(desk, who, id, given)
    except REFUSALS as refused:
        return _page(request, desk, who, given, id, refused)
    return RedirectResponse("/notices", 303)


@router.post("/{id}/trial")
def trial(id: str, who: Visitor, desk: AtDesk) -> Response:
    """See whether messages arrive."""
    wishes.trial(desk, who, id)
    return RedirectResponse("/notices#sent", 303)


@router.post("/{id}/remove")
def remove(id: str, request: Request, who: Visitor, desk: AtDesk) -> Response:
    """No more."""
    gone = wishes.remove(desk, who, id)
    name = gone.target if gone.channel != "push" else say("notice-channel-push", language_of(request))
    undo = undoing.note(desk, who, "wish", name, asdict(gone))
    return RedirectResponse(f"/notices?undo={undo}", 303)


def _given(form: FormData) -> Given:
    return Given(
        channel=word(form, "channel", "mail"),
        target=word(form, "target").strip(),
        kinds=several(form, "kinds"),
        severity=word(form, "severity", "warn"),
        area=word(form, "area"),
        quiet=word(form, "quiet").strip(),
        keys={name: word(form, name) for name in ("p256dh", "auth")},
    )


def _as_given(one: Wish) -> Given:
    return Given(one.channel, one.target, tuple(one.kinds), one.severity, one.area, one.quiet, one.language)


def _page(
    request: Request, desk: Desk, who: Who, typed: Given, id: str = "", refused: Exception | None = None, key: str = ""
) -> Response:
    lang = language_of(request)
    errors: dict[str, list[str]] = beside(refused, lang, FIELDS) if isinstance(refused, REFUSALS) else {}
    with desk.store.read() as conn:
        ways = wishes.mine(conn, who)
        sent = wishes.several(conn, ways, LAST)
        zone = areas.known(conn, who.area).zone
        tree = [(one.code, one.name) for one in flat(grown(areas.below(conn, who.path), []))]
    names: dict[str, Any] = dict(tree)
    return page(
        request,
        "notices.html",
        status_of(refused) if refused is not None else 200,
        ways=[notice_view.way(one, names, lang) for one in ways],
        sent=[notice_view.sent(one, ways, zone, lang) for one in sent],
        typed=typed,
        id=id,
        key=key,
        errors=errors,
        channels=[one for one in CHANNELS if one != "webhook" or may(who, "hook", who.path)],
        kinds=[one for one in KINDS if one != ASKED or may(who, "approve", who.path)],
        push_key=vapid.public(desk.settings.data_dir / "keys"),
        severities=SEVERITIES,
        places=tree,
        digest=desk.settings.notices.digest,
    )
