"""Reads the settings from a TOML file and the environment, and reports every mistake at once.

| source, later wins | example |
|---|---|
| defaults | |
| the file: `--config`, or `TIENGLANG_CONFIG`, or `tienglang.toml` in the data folder | `[http]` `port = 8080` |
| the environment | `TIENGLANG_HTTP__PORT=8080` |
| what the caller gives | `read_settings(data_dir=...)` |
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import EnvSettingsSource

from controller.errors import ManyRefused, Refused
from controller.settings import BETWEEN, PREFIX, Settings

Tree = dict[str, Any]

FILE_NAME = "tienglang.toml"
NOT_SETTINGS = {"config", "python"}
"""TIENGLANG_CONFIG names the file, TIENGLANG_PYTHON belongs to the `run` script."""

CODES = {
    "int_parsing": "setting-number",
    "int_type": "setting-number",
    "int_from_float": "setting-number",
    "greater_than_equal": "setting-too-small",
    "less_than_equal": "setting-too-large",
    "literal_error": "setting-choice",
    "string_type": "setting-text",
    "path_type": "setting-text",
    "model_type": "setting-table",
}
"""pydantic's name of a mistake → our code. Codes of our own validators begin with `setting-` already."""


def read_settings(config: Path | None = None, **given: Any) -> Settings:
    """All settings; `config` is the file to read, `given` wins over everything.

    Raises `ManyRefused` with one refusal for each mistake, wherever it stands.
    """
    environment = from_environment()
    file = config_file(config, environment, given)
    table = from_file(file) if file else {}
    try:
        return Settings(**merged(table, environment, given))
    except ValidationError as error:
        raise ManyRefused(mistakes(error)) from None


def config_file(config: Path | None, environment: Tree, given: Tree) -> Path | None:
    """The file to read. One that is named has to be there; the one in the data folder need not."""
    named = config or os.environ.get(PREFIX + "CONFIG")
    if named:
        path = Path(named).expanduser().absolute()
        if not path.is_file():
            raise ManyRefused([Refused("setting-file-missing", path=str(path))])
        return path
    default: Path = Settings.model_fields["data_dir"].default
    path = Path(given.get("data_dir") or environment.get("data_dir") or default).expanduser() / FILE_NAME
    return path if path.is_file() else None


PATHS = (
    ("", "data_dir"),
    ("broker", "ca_file"),
    ("speech", "piper_model"),
    ("speech", "piper_python"),
    ("press", "templates"),
    ("health", "patience"),
    ("health", "rules"),
)
"""Settings that are paths, by their table."""


def from_file(path: Path) -> Tree:
    """The file's table, paths in it taken relative to the file's own folder."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        broken = Refused("setting-file-broken", path=str(path), line=line[1] if line else "?", reason=str(error))
        raise ManyRefused([broken]) from None
    for name, key in PATHS:
        part = table.get(name) if name else table
        if isinstance(part, dict) and isinstance(part.get(key), str):
            part[key] = path.parent / Path(part[key]).expanduser()
    return table


def from_environment() -> Tree:
    """What `TIENGLANG_…` says, as a tree; names that are no setting stay in it and are refused with the rest."""
    tree: Tree = dict(EnvSettingsSource(Settings)())
    for variable in os.environ:
        if variable.startswith(PREFIX):
            key = variable.removeprefix(PREFIX).lower().split(BETWEEN)[0]
            if key not in Settings.model_fields and key not in NOT_SETTINGS:
                tree[key] = os.environ[variable]
    return tree


def merged(*trees: Mapping[str, Any]) -> Tree:
    """One tree of several, the later ones winning leaf by leaf."""
    whole: Tree = {}
    for tree in trees:
        for key, value in tree.items():
            both = isinstance(value, dict) and isinstance(whole.get(key), dict)
            whole[key] = merged(whole[key], value) if both else value
    return whole


def mistakes(error: ValidationError) -> list[Refused]:
    # a default that could not be worked out, because what it is made from is wrong, is no mistake of its own
    details = (each for each in error.errors(include_url=False) if each["type"] != "default_factory_not_called")
    return [explained(detail) for detail in details]


def explained(detail: ErrorDetails) -> Refused:
    """A mistake as pydantic tells it, as a refusal with the name of the setting as the person wrote it."""
    path = [str(step) for step in detail["loc"]]
    spell = as_variable if said_by_environment(path) else ".".join
    key = spell(path)
    if detail["type"] == "extra_forbidden":
        near = nearest(path)
        return (
            Refused("setting-misspelt", key, key=key, near=spell(near))
            if near
            else Refused("setting-unknown", key, key=key)
        )
    own = detail["type"].startswith("setting-")
    code = detail["type"] if own else CODES.get(detail["type"], "setting-wrong")
    context = detail.get("ctx", {})
    limit = context.get("ge", context.get("le", ""))
    return Refused(
        code, key, key=key, value=shown(path, detail["input"]), limit=limit, choices=str(context.get("expected", ""))
    )


def shown(path: list[str], value: object) -> str:
    """The value as a message may repeat it: never a password, nor an address that holds one."""
    text = str(value)
    return "…" if "password" in path[-1] or "@" in text else text


def as_variable(path: list[str]) -> str:
    return PREFIX + BETWEEN.join(path).upper()


def said_by_environment(path: list[str]) -> bool:
    variable = as_variable(path)
    return any(name.upper() == variable or name.upper().startswith(variable + BETWEEN) for name in os.environ)


def nearest(path: list[str]) -> list[str] | None:
    """The setting whose name comes nearest: in the same table first, then by its whole name, then anywhere."""
    known = list(setting_paths(Settings))
    for name, candidates in (
        (path[-1], {each[-1]: each for each in known if each[:-1] == path[:-1]}),
        (".".join(path), {".".join(each): each for each in known}),
        (path[-1], {each[-1]: each for each in known}),
    ):
        close = get_close_matches(name.lower(), candidates, n=1)
        if close:
            return candidates[close[0]]
    return None


def setting_paths(model: type[BaseModel]) -> Iterator[list[str]]:
    for name, field in model.model_fields.items():
        yield [name]
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from ([name, *rest] for rest in setting_paths(inner))
