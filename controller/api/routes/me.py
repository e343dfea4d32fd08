"""What everybody settles for themselves: the password, the second factor, where they are signed in."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request

from controller.api import door
from controller.api.answers import responses
from controller.api.door import Asking
from controller.api.models.people import (
    CodeGiven,
    FactorOffered,
    OpenSession,
    PasswordGiven,
    ProofGiven,
    RecoveryCodes,
)
from controller.api.system import AtDesk
from controller.people import factors, myself
from controller.people.signin import token_hash

router = APIRouter(prefix="/me", tags=["session"])


@router.get("/sessions", responses=responses(401))
def sessions(who: Asking, request: Request, desk: AtDesk) -> list[OpenSession]:
    """Where one is signed in, the last used first."""
    here = token_hash(request.cookies.get(door.COOKIE, ""))
    return [
        OpenSession(
            id=myself.name_of(one),
            created_ms=one.created_ms,
            seen_ms=one.seen_ms,
            expires_ms=one.expires_ms,
            agent=one.agent,
            address=one.address,
            here=one.token_hash == here,
        )
        for one in myself.open_sessions(desk, who)
    ]


@router.delete("/sessions", responses=responses(401), status_code=204)
def end_others(who: Asking, request: Request, desk: AtDesk) -> None:
    """Sign out everywhere but here."""
    myself.end_others(desk, who, request.cookies.get(door.COOKIE, ""))


@router.delete("/sessions/{id}", responses=responses(401, 404), status_code=204)
def end_session(id: str, who: Asking, desk: AtDesk) -> None:
    """Sign out there."""
    myself.end_session(desk, who, id)


@router.put("/password", responses=responses(401, 422, 429), status_code=204)
def password(given: PasswordGiven, who: Asking, request: Request, desk: AtDesk) -> None:
    """Another password; all other sessions end."""
    token = request.cookies.get(door.COOKIE, "")
    myself.change_password(desk, who, given.old.get_secret_value(), given.password.get_secret_value(), token)


@router.post("/factor", responses=responses(401, 409), status_code=201)
def begin(who: Asking, desk: AtDesk) -> FactorOffered:
    """A secret for a program that makes codes (RFC 6238: SHA-1, six figures, 30 s). Nothing is asked for before
    `confirm`."""
    return FactorOffered.model_validate(factors.begin(desk, who))


@router.post("/factor/confirm", responses=responses(401, 409, 422, 429), status_code=201)
def confirm(given: CodeGiven, who: Asking, desk: AtDesk) -> RecoveryCodes:
    """From now on signing in takes a code, too. The recovery codes are in this answer only."""
    return RecoveryCodes(codes=factors.confirm(desk, who, given.code))


@router.post("/factor/codes", responses=responses(401, 422, 429), status_code=201)
def codes(given: ProofGiven, who: Asking, desk: AtDesk) -> RecoveryCodes:
    """New recovery codes; those before are good no more."""
    return RecoveryCodes(codes=factors.renew_codes(desk, who, given.password.get_secret_value()))


@router.post("/factor/off", responses=responses(401, 422, 429), status_code=204)
def off(given: ProofGiven, who: Asking, desk: AtDesk) -> None:
    """By password alone from now on."""
    factors.off(desk, who, given.password.get_secret_value())
