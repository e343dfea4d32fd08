"""Sign-in, people, tokens."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, SecretStr

from controller.api.models.shapes import Code, Given, Name, Text, Told, example
from controller.people.links import Made

Role = Literal["editor", "approver", "technician", "administrator"]
Language = Literal["vi", "en"]
Login = Annotated[str, Field(min_length=1, max_length=64)]
Secret = Annotated[SecretStr, Field(max_length=1024)]


class SignIn(Given):
    model_config = example({"login": "bientap", "password": "…"})

    login: Login
    password: Secret
    code: Annotated[str, Field(max_length=64)] | None = Field(
        default=None, description="of the second factor, or a recovery code, for whoever has one"
    )


class Person(Told):
    """Who is signed in."""

    user_id: str
    login: str
    name: str
    role: Role
    area: str
    language: str


class UserGiven(Given):
    model_config = example(
        {"login": "bientap", "name": "Nguyễn Thị Lan", "role": "editor", "area": "xa-tan-hoa", "password": "…"}
    )

    login: Login
    name: Name
    role: Role
    area: Code
    password: Secret
    language: Language = "vi"


class UserChange(Given):
    """Only what is given is changed. A new password ends all sessions of the person."""

    name: Name | None = None
    role: Role | None = None
    area: Code | None = None
    active: bool | None = None
    language: Language | None = None
    password: Secret | None = None


class User(Told):
    id: str
    login: str
    name: str
    role: Role
    area: str
    active: bool
    language: str
    created_ms: int
    ended_ms: int | None


class InvitationGiven(Given):
    model_config = example({"name": "Nguyễn Thị Hạnh", "role": "editor", "area": "xa-tan-hoa", "mail": ""})

    name: Name
    role: Role
    area: Code
    mail: Annotated[Text, Field(max_length=254)] = Field(default="", description="empty: handed over by hand")


class Invitation(Told):
    """An invitation that nobody used yet, without its secret."""

    id: str
    name: str
    role: Role
    area: str
    target: str
    maker: str
    made_ms: int
    expires_ms: int


class LinkMade(Told):
    """``url`` is shown this once and kept nowhere."""

    id: str
    url: str
    expires_ms: int
    mailed: str = ""

    @classmethod
    def of(cls, made: Made, public_url: str, mailed: str = "") -> LinkMade:
        """A new link as it is answered."""
        return cls(id=made.link.id, url=made.url(public_url), expires_ms=made.link.expires_ms, mailed=mailed)


class JoinGiven(Given):
    model_config = example({"secret": "…", "login": "hanh", "name": "Nguyễn Thị Hạnh", "password": "…"})

    secret: Annotated[Text, Field(max_length=128)]
    login: Login
    name: Name
    password: Secret


class OpenSession(Told):
    """A browser in which one is signed in. ``here``: the one that asks."""

    id: str
    created_ms: int
    seen_ms: int
    expires_ms: int
    agent: str
    address: str
    here: bool


class PasswordGiven(Given):
    old: Secret
    password: Secret


class ProofGiven(Given):
    password: Secret


class CodeGiven(Given):
    code: Annotated[Text, Field(max_length=64)]


class FactorOffered(Told):
    """``secret`` (base32) and ``link`` (otpauth) are shown this once."""

    secret: str
    link: str


class RecoveryCodes(Told):
    """Each signs one in once, in place of a code."""

    codes: list[str]


class TokenGiven(Given):
    model_config = example({"name": "Bản tin của tỉnh", "expires_ms": 1795651200000})

    name: Name
    expires_ms: int | None = Field(default=None, ge=0, le=32_503_680_000_000, description="null: until it is revoked")


class Token(Told):
    id: str
    name: str
    created_ms: int
    expires_ms: int | None
    revoked_ms: int | None


class NewToken(Told):
    """``secret`` is shown this once and kept nowhere."""

    id: str
    secret: str
    expires_ms: int | None
