"""API tokens of the person who asks: for programs, with the rights of their owner."""

from __future__ import annotations

from fastapi import APIRouter

from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.people import NewToken, Token, TokenGiven
from controller.api.system import AtDesk
from controller.people import tokens
from controller.store import audit
from controller.store import tokens as rows

router = APIRouter(prefix="/tokens", tags=["tokens"])


@router.get("", responses=responses(401))
def my_tokens(who: Asking, desk: AtDesk) -> list[Token]:
    """One's own tokens, without their secrets."""
    with desk.store.read() as conn:
        return [Token.model_validate(one) for one in rows.of_user(conn, who.user_id)]


@router.post("", responses=responses(401, 422), status_code=201)
def new_token(given: TokenGiven, who: Asking, desk: AtDesk) -> NewToken:
    """A new token. Its secret is in this answer and nowhere else."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        issued = tokens.issue(conn, who, given.name, now_ms, given.expires_ms)
        audit.append(conn, now_ms, who.login, "token-add", issued.id, {"name": given.name}, address=desk.address)
    return NewToken.model_validate(issued)


@router.delete("/{id}", responses=responses(401, 404), status_code=204)
def revoke(id: str, who: Asking, desk: AtDesk) -> None:
    """End a token at once."""
    now_ms = desk.now_ms()
    with desk.store.write() as conn:
        tokens.revoke(conn, who, id, now_ms)
        audit.append(conn, now_ms, who.login, "token-revoke", id, address=desk.address)
