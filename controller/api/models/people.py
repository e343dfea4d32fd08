"""Sign-in, people, tokens."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, SecretStr

from controller.api.models.shapes import Code, Given, Name, Told, example

Role = Literal["editor", "approver", "technician", "administrator"]
Language = Literal["vi", "en"]
Login = Annotated[str, Field(min_length=1, max_length=64)]
Secret = Annotated[SecretStr, Field(max_length=1024)]


class SignIn(Given):
    model_config = example({"login": "bientap", "password": "…"})

    login: Login
    password: Secret


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
