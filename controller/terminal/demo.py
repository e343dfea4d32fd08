"""``tienglang demo``: a sample commune with simulated devices, with a console or once through the whole path."""

from __future__ import annotations

import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from controller.terminal.speaking import language, spoken
from controller.words import say


@spoken
def demo(
    once: Annotated[bool, typer.Option("--once", help="One announcement, the whole path, then end.")] = False,
    sound: Annotated[Path | None, typer.Option(help="A sound file of yours: MP3, WAV, M4A, OGG, FLAC, WebM.")] = None,
    text: Annotated[
        str | None, typer.Option(help="What the boards show; without a sound of yours it is read aloud.")
    ] = None,
    data: Annotated[Path, typer.Option(help="Where the demo keeps its data.")] = Path(".demo"),
    out: Annotated[Path, typer.Option(help="With --once: where sounds and pictures go.")] = Path("out"),
    deaf: Annotated[
        list[str] | None,
        typer.Option(help="Break a horn: loa-dong-1=horn-blown, amplifier-off, amplifier-weak, muted."),
    ] = None,
    scenario: Annotated[str, typer.Option(help="Play a scenario instead: its name, or a YAML file of yours.")] = "",
    speed: Annotated[int, typer.Option(help="With --scenario: how much quicker time passes.")] = 60,
) -> None:
    """A sample commune: six loudspeakers, two boards, three people."""
    console = Console()
    # A terminal that closes, a supervisor, or a script whose children ignore Ctrl-C, end it as cleanly as a person.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    if scenario:
        from controller.demo.scenario import watch

        with suppress(KeyboardInterrupt):
            raise typer.Exit(watch(scenario, speed, console, stay=not once))
        return
    if once:
        from controller.demo.once import once as walk

        raise typer.Exit(walk(sound, text, out.absolute(), console, deaf or ()))
    _stay(data.absolute(), sound, text, console, deaf or ())


def _stay(data: Path, sound: Path | None, text: str | None, console: Console, deaf: Sequence[str]) -> None:
    """With a console, until Ctrl-C."""
    from controller.demo import broadcasting, sample
    from controller.demo.stage import Stage, settings_for

    stage = Stage(settings_for(data, anywhere=False), data / "devices", deaf)
    with stage, suppress(KeyboardInterrupt):
        _tell(console, "demo-address", url=stage.settings.http.public_url)
        for one in stage.people:
            console.print(
                f"  {say(f'role-{one.role}', language()):<22} {one.login:<10} {one.password}", highlight=False
            )
        desk = stage.system.desk
        title, own_text = sample.notice()
        name = sound.name if sound else ""
        row = broadcasting.announce(desk, title, own_text if text is None else text, sound, 30, name)
        _tell(console, "demo-first", id=row.id)
        _tell(console, "demo-devices", path=str(stage.played))
        _tell(console, "demo-end")
        while stage.devices_ended() is None:
            time.sleep(0.5)
    _tell(console, "demo-ended")


def _tell(console: Console, code: str, **params: str | float) -> None:
    console.print(say(code, language(), **params), highlight=False, soft_wrap=True)
