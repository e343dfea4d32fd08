"""``tienglang``: the command line of the service."""

from __future__ import annotations

import typer

from controller.terminal.opening import Opening

app = typer.Typer(
    name="tienglang",
    help="Tiếng Làng: smart commune loudspeakers and electronic bulletin boards.",
    cls=Opening,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def program() -> None:
    """A program of commands, each of which `controller.terminal.opening` opens when it is asked for."""


if __name__ == "__main__":
    app()
