"""``tienglang firmware``: what a maker does off line (a key, a signed release), and the word for that key here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from controller.clock import SystemClock
from controller.errors import Clash, Refused
from controller.fleet import makers
from controller.shelf import file_hash
from controller.terminal.keys import RootFile
from controller.terminal.speaking import Config, open_store, put, settings_of, spoken, tell
from devices.firmware import KIND, TYP, maker_of
from devices.messages import Media, Release
from devices.profiles import all_profiles
from devices.signing import SigningKey

app = typer.Typer(help="Software of boxes.", no_args_is_help=True)

ENDING = ".release"


@app.command("key")
@spoken
def key(file: Annotated[Path, typer.Argument(help="Where the private half goes: keep it off line.")]) -> None:
    """Make a maker's key; the public half is said."""
    made = SigningKey.generate("maker")
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Clash("file-there", path=str(file)) from None
    with os.fdopen(handle, "wb") as out:
        out.write(made.pem())
    put(f"{maker_of(made.public)} {made.public}")


@app.command("sign")
@spoken
def sign(
    image: Annotated[Path, typer.Argument(help="The image.")],
    key: Annotated[Path, typer.Option(help="The maker's private key.")],
    model: Annotated[str, typer.Option(help="The profile that it is made for.")],
    release: Annotated[int, typer.Option(help="Its number: higher than that of every release before.", min=1)],
    version: Annotated[str, typer.Option(help="As people call it.")],
    least: Annotated[int, typer.Option(help="It installs only over this release or a later one.", min=0)] = 0,
) -> None:
    """Sign what an image is; the release is written beside it."""
    if model not in all_profiles():
        raise Refused("profile-unknown", "model", profile=model, known=", ".join(all_profiles()))
    for file in (image, key):
        if not file.is_file():
            raise Refused("file-missing", path=str(file))
    media = Media(hash=file_hash(image), bytes=image.stat().st_size, kind=KIND)
    said = Release(model, release, version, media, SystemClock().now_ms(), least)
    document = maker(key).seal(msgspec.json.encode(said), TYP, model)
    made = image.with_name(image.name + ENDING)
    made.write_bytes(document)
    put(str(made))


@app.command("trust")
@spoken
def trust(
    public: Annotated[str, typer.Argument(help="The public half, as its maker says it.")],
    model: Annotated[list[str], typer.Option(help="A model that it may sign images of; several times for several.")],
    root: RootFile = None,
    config: Config = None,
) -> None:
    """Let a maker's key sign images of these models. `tienglang keys revoke` withdraws it."""
    settings = settings_of(config)
    with open_store(settings) as store, store.write() as conn:
        made = makers.admit(conn, settings.data_dir / "keys", public, model, SystemClock().now_ms(), root)
    tell("maker-trusted", kid=made.kid, models=", ".join(made.models))


def maker(file: Path) -> SigningKey:
    """A maker's key, by the name that follows from its public half."""
    pem = file.read_bytes()
    return SigningKey.from_pem(maker_of(SigningKey.from_pem("", pem).public), pem)
