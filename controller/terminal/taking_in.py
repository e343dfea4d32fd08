"""``tienglang user|area|device``: people, places and devices are taken in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from controller.clock import SystemClock
from controller.errors import NotFound
from controller.fleet import enrol
from controller.people import accounts, passwords, signin, staff
from controller.store import areas, audit, facts, users
from controller.terminal.speaking import Config, open_store, put, settings_of, spoken, tell
from devices import identity
from schedules import hours_data

user = typer.Typer(help="People who may sign in.", no_args_is_help=True)
area = typer.Typer(help="Provinces, communes, hamlets.", no_args_is_help=True)
device = typer.Typer(help="Loudspeaker clusters and boards.", no_args_is_help=True)


@user.callback()
@area.callback()
@device.callback()
def group() -> None:
    """A group of commands, also while it has only one."""


@user.command("add")
@spoken
def add_user(
    login: str,
    role: Annotated[str, typer.Option(help="editor, approver, technician, administrator")],
    area: Annotated[str, typer.Option(help="Code of the area that the role is bound to.")],
    name: Annotated[str, typer.Option(help="As colleagues call them.")] = "",
    config: Config = None,
) -> None:
    """Take a person in; the first password is made here and shown once."""
    with open_store(settings_of(config)) as store:
        password = passwords.random()
        accounts.add(store, login, name or login, role, area, password, SystemClock().now_ms())
        tell("user-added", login=login, password=password)


@user.command("link")
@spoken
def link_user(login: str, config: Config = None) -> None:
    """A one-time link to choose another password: for whoever is locked out, also the only administrator."""
    settings = settings_of(config)
    with open_store(settings) as store, store.write() as conn:
        row, now_ms = users.by_login(conn, signin.normal_login(login)), SystemClock().now_ms()
        if row is None:
            raise NotFound("user-unknown")
        made = staff.reset_link(conn, row, "terminal", now_ms)
        audit.append(conn, now_ms, "terminal", "user-reset", row.id, {"login": row.login, "name": row.name})
    tell("user-link", login=row.login, url=made.url(settings.http.public_url))


@area.command("add")
@spoken
def add_area(
    code: str,
    name: Annotated[str, typer.Option(help="As people call it.")],
    level: Annotated[str, typer.Option(help="province, commune, hamlet")],
    parent: Annotated[str | None, typer.Option(help="Code of the area above.")] = None,
    hours: Annotated[str, typer.Option(help="When sound is allowed: 05:30-06:30,17:00-18:00")] = "",
    cap: Annotated[int | None, typer.Option(help="No louder than so many percent.")] = None,
    config: Config = None,
) -> None:
    """Take a place in. Where neither it nor an area above has hours, nothing sounds."""
    settings = settings_of(config)
    windows = _hours(hours)
    with open_store(settings) as store, store.write() as conn:
        now_ms = SystemClock().now_ms()
        made = areas.add(conn, code, parent, level, name, now_ms, zone=settings.zone, hours=windows, volume_cap=cap)
        facts.next(conn, enrol.EDITION)
    tell("area-added", name=made.name, path=made.path)


def _hours(text: str) -> dict[str, Any] | None:
    """Windows for every day, as an area keeps them. Raises the refusals of `schedules.hours_data`."""
    if not text.strip():
        return None
    spans = [span.strip().partition("-") for span in text.split(",")]
    windows = [{"days": [1, 2, 3, 4, 5, 6, 7], "start": start, "end": end} for start, _, end in spans]
    hours_data.read({"windows": windows})
    return {"windows": windows}


@device.command("add")
@spoken
def add_device(
    id: str,
    area: Annotated[str, typer.Option(help="Code of its hamlet.")],
    profile: Annotated[str, typer.Option(help="Its model.")],
    name: Annotated[str, typer.Option(help="Where it hangs.")],
    out: Annotated[Path | None, typer.Option(help="Write the credentials into this file instead.")] = None,
    config: Config = None,
) -> None:
    """Take a device in; its credentials are printed once (JSON) and kept nowhere."""
    settings = settings_of(config)
    with open_store(settings) as store, store.write() as conn:
        new = enrol.New(id, area, profile, name)
        _, made = enrol.add_device(conn, settings, new, "terminal", SystemClock().now_ms())
    if out is None:
        put(identity.write(made).decode())
    else:
        out.touch(mode=0o600)
        out.write_bytes(identity.write(made))
        tell("device-added", id=id, path=str(out))
