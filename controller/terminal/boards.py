"""``tienglang boards``: all templates on all kinds of board, to look at; and the page of the docs that shows them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from controller.ports import Panel
from controller.terminal.speaking import Config, language, settings_of, spoken
from controller.words import say

DOCS = ("led-128x64-amber", "led-256x128-rgb", "screen-1920x1080")
"""The panels of the docs: one colour, full colour, screen."""
LENGTHS = ("short", "long", "extreme")
OWN = Path(__file__).with_name("boards_own.md")
"""What the docs say of templates of one's own."""


@spoken
def boards(
    out: Annotated[Path, typer.Option(help="Where the sheets go.")] = Path("out/boards"),
    panel: Annotated[
        list[str] | None, typer.Option(help="Only this model of board; may be given several times.")
    ] = None,
    template: Annotated[list[str] | None, typer.Option(help="Only this template; several times.")] = None,
    docs: Annotated[Path | None, typer.Option(help="Write the docs' page and its pictures into this folder.")] = None,
    config: Config = None,
) -> None:
    """All templates on all boards, as pictures: those built in, and those of your own."""
    from controller.press.owned import gather
    from controller.press.sheet import contact

    settings = settings_of(config)
    known = gather(settings.templates_dir, named=settings.press.templates is not None)
    chosen = [one for id, one in known.templates.items() if not template or id in template]
    panels = {name: one for name, one in _panels().items() if not panel or name in panel}
    console = Console()
    if docs is not None:
        _docs(docs)
        console.print(say("boards-docs", language(), path=str(docs / "boards.md")), highlight=False)
        return
    for refused in known.broken:
        sys.stderr.write(f"✗ {say(f'refused-{refused.code}', language(), **refused.params)}\n")
    if not chosen or not panels:
        names = ", ".join(known.templates)
        console.print(say("boards-none", language(), panels=", ".join(_panels()), templates=names))
        raise typer.Exit(2)
    out.mkdir(parents=True, exist_ok=True)
    for length in LENGTHS:
        contact(chosen, panels, length).save(out / f"{length}.png")
        console.print(say("boards-sheet", language(), path=str(out / f"{length}.png")), highlight=False)


def _panels() -> dict[str, Panel]:
    from controller.broadcast.board import panel_of
    from devices.profiles import all_profiles

    panels = {name: panel_of(model) for name, model in all_profiles().items() if model.panel is not None}
    return {name: replace(panel, moves=()) for name, panel in panels.items()}  # on paper nothing moves


def _docs(folder: Path) -> None:
    from controller.press.sheet import beside, first_page, shown
    from controller.press.template import all_templates

    panels, pictures = _panels(), folder / "boards"
    pictures.mkdir(parents=True, exist_ok=True)
    for id, template in all_templates().items():
        cells = [shown(first_page(template, panels[name]), panels[name], 256) for name in DOCS]
        beside(cells).save(pictures / f"{id}.png", optimize=True)
    (folder / "boards.md").write_text(page(), "utf-8")


def page() -> str:
    """The docs' page, in Markdown."""
    from controller.press.ink import MEANINGS
    from controller.press.template import all_templates, comment

    lines = [
        "# Templates of boards",
        "",
        "Made by `tienglang boards --docs docs`; each row shows the first page of a template on "
        + ", ".join(f"`{name}`" for name in DOCS)
        + ". All of them on all boards: `tienglang boards`.",
        "",
        "A template is one file in `controller/press/templates/`. Zones are given as left, top, width, height, in",
        "shares of the panel; `wide`, `tall`, `small` and `tiny` are layouts for panels with more or less room, and a",
        "panel gets the first whose zones hold their letters legibly. Colours are named by meaning: "
        + ", ".join(f"`{one}`" for one in MEANINGS)
        + ".",
        "A file with a mistake is refused with the place and what would be right.",
        "",
        *OWN.read_text("utf-8").splitlines(),
    ]
    for id, template in all_templates().items():
        lines += ["", f"## {template.name['vi']} (`{id}.toml`)", "", comment(id), ""]
        lines += [f"Needs: {', '.join(template.needs)}.", "", f"![{template.name['en']}](boards/{id}.png)"]
    return "\n".join(lines) + "\n"
