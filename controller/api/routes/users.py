"""People of one's own area and below."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.people import LinkMade, User, UserChange, UserGiven
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.people import accounts, staff
from controller.people.who import Who, require
from controller.store import areas, audit, users

router = APIRouter(prefix="/users", tags=["users"])


@router.get("", responses=responses(401, 403))
def everybody(who: Asking, desk: AtDesk) -> list[User]:
    """Everybody whose area is one's own or lies below it."""
    require(who, "users", who.path)
    with desk.store.read() as conn:
        return [User.model_validate(one) for one in users.below(conn, who.path)]


@router.post("", responses=responses(401, 403, 404, 409, 422), status_code=201)
def take_in(given: UserGiven, who: Asking, desk: AtDesk) -> User:
    """A new person, with a role in an area."""
    with desk.store.read() as conn:
        require(who, "users", areas.known(conn, given.area).path)
    now_ms, secret = desk.now_ms(), given.password.get_secret_value()
    row = accounts.add(
        desk.store, given.login, given.name, given.role, given.area, secret, now_ms, language=given.language
    )
    _note(desk, who, "user-add", row.id, {"login": row.login, "name": row.name, "role": row.role, "area": row.area})
    return User.model_validate(row)


@router.patch("/{id}", responses=responses(401, 403, 404, 409, 422))
def change(id: str, given: UserChange, who: Asking, desk: AtDesk) -> User:
    """Change what is given; ``active: false`` suspends, and ends the person's sessions, as a new password does.

    The last administrator of an area can be neither suspended nor given another role.
    """
    wanted = given.model_dump(exclude_unset=True, exclude={"password"}, exclude_none=True)
    row = staff.change(desk, who, id, **wanted)
    if given.password is not None:
        accounts.set_password(desk.store, id, given.password.get_secret_value(), desk.now_ms())
        _note(desk, who, "user-password", id, {"login": row.login})
    return User.model_validate(row)


@router.post("/{id}/end", responses=responses(401, 403, 404, 409))
def end(id: str, who: Asking, desk: AtDesk) -> User:
    """This person has left for good: signed out everywhere, tokens void. The name stays in the log."""
    return User.model_validate(staff.end(desk, who, id))


@router.post("/{id}/reset", responses=responses(401, 403, 404, 409), status_code=201)
def reset(id: str, who: Asking, desk: AtDesk) -> LinkMade:
    """A link with which this person chooses another password, once, within a day. It is in this answer only."""
    return LinkMade.of(staff.reset(desk, who, id), desk.settings.http.public_url)


@router.delete("/{id}/factor", responses=responses(401, 403, 404), status_code=204)
def without_factor(id: str, who: Asking, desk: AtDesk) -> None:
    """Telephone and recovery codes are lost: from now on this person signs in by password alone."""
    staff.without_factor(desk, who, id)


def _note(desk: Desk, who: Who, action: str, subject: str, detail: dict[str, Any]) -> None:
    with desk.store.write() as conn:
        audit.append(conn, desk.now_ms(), who.login, action, subject, detail, address=desk.address)
