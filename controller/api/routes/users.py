"""People of one's own area and below."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.people import User, UserChange, UserGiven
from controller.api.system import AtDesk
from controller.broadcast.desk import Desk
from controller.errors import NotFound
from controller.people import accounts
from controller.people.who import Who, reaches, require
from controller.store import areas, audit, users
from controller.store.users import User as Row

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
    _note(desk, who, "user-add", row.id, {"login": row.login, "role": row.role, "area": row.area})
    return User.model_validate(row)


@router.patch("/{id}", responses=responses(401, 403, 404, 422))
def change(id: str, given: UserChange, who: Asking, desk: AtDesk) -> User:
    """Change what is given; ``active: false`` and a new password end the person's sessions."""
    wanted = given.model_dump(exclude_unset=True, exclude={"password"}, exclude_none=True)
    with desk.store.write() as conn:
        _mine(users.get(conn, id), who)
        if given.area is not None:
            require(who, "users", areas.known(conn, given.area).path)
        row = accounts.change(conn, id, **wanted)
    if given.password is not None:
        accounts.set_password(desk.store, id, given.password.get_secret_value())
    _note(desk, who, "user-change", id, wanted | ({"password": "new"} if given.password else {}))
    return User.model_validate(row)


def _mine(row: Row | None, who: Who) -> None:
    """Somebody of another area is not told apart from nobody."""
    if row is None or not reaches(who, row.path):
        raise NotFound("user-unknown")
    require(who, "users", row.path)


def _note(desk: Desk, who: Who, action: str, subject: str, detail: dict[str, Any]) -> None:
    with desk.store.write() as conn:
        audit.append(conn, desk.now_ms(), who.login, action, subject, detail, address=desk.address)
