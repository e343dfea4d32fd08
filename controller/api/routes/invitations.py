"""People are invited by one-time links, and choose login and password themselves."""

from __future__ import annotations

from fastapi import APIRouter

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.people import Invitation, InvitationGiven, JoinGiven, LinkMade, User
from controller.api.system import AtDesk
from controller.people import inviting
from controller.people.inviting import Given
from controller.people.who import require
from controller.post import handing

router = APIRouter(prefix="/invitations", tags=["users"])


@router.get("", responses=responses(401, 403))
def waiting(who: Asking, desk: AtDesk) -> list[Invitation]:
    """Invitations that nobody used yet, of one's own area and below; also such as expired in the last days."""
    require(who, "users", who.path)
    return [Invitation.model_validate(one) for one in inviting.open_invitations(desk, who)]


@router.post("", responses=responses(401, 403, 404, 422), status_code=201)
def invite(given: InvitationGiven, who: Asking, desk: AtDesk) -> LinkMade:
    """A link with which one person can join, once, within a week. It is in this answer only.

    With ``mail`` it is sent there, too; ``mailed`` says ``sent``, or why not.
    """
    made = inviting.invite(desk, who, Given(given.name, given.role, given.area, given.mail))
    mailed = handing.hand(desk, made, who.language) if given.mail else ""
    return LinkMade.of(made, desk.settings.http.public_url, mailed)


@router.delete("/{id}", responses=responses(401, 403, 404), status_code=204)
def revoke(id: str, who: Asking, desk: AtDesk) -> None:
    """The link is good no more."""
    inviting.revoke(desk, who, id)


@router.post("/join", responses=responses(401, 404, 409, 422, 429), status_code=201)
def join(given: JoinGiven, desk: AtDesk) -> User:
    """Accept: ``secret`` is the last part of the link. Nobody has to be signed in."""
    row = inviting.join(desk, given.secret, given.login, given.name, given.password.get_secret_value())
    return User.model_validate(row)
