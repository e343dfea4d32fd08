"""YAML as plain text in lists and tables, and on which line each part stands.

Only the shape of YAML is used. What ``17:30``, ``no`` or ``1e3`` mean is for the field to say in which they stand, not
for YAML's guesses. Anchors and tags are refused: nobody needs them here, and with them a small file can fill memory.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from firmware_sim.scenario.wrong import Wrong

LARGEST = 256 * 1024
DEEPEST = 12
_OPENS = (
    yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken, yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken,
)  # fmt: skip
_SHUTS = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)
Path = tuple[str | int, ...]
_PLAIN = "tag:yaml.org,2002:"


def tree(text: str, file: str) -> tuple[Any, dict[Path, int]]:
    """Raises `Wrong`."""
    if len(text) > LARGEST:
        raise Wrong(file, 1, "", f"the file is larger than {LARGEST // 1024} KiB")
    try:
        _look_through(text, file)
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise Wrong(file, mark.line + 1 if mark else 1, "", f"this is no YAML: {problem.problem}") from None
    except yaml.YAMLError as problem:
        raise Wrong(file, 1, "", f"this is no YAML: {problem}") from None
    if root is None:
        raise Wrong(file, 1, "", "the file is empty")
    lines: dict[Path, int] = {}
    return _plain(root, (), file, lines), lines


def _look_through(text: str, file: str) -> None:
    deep = 0
    for token in yaml.scan(text, yaml.SafeLoader):
        deep += isinstance(token, _OPENS) - isinstance(token, _SHUTS)
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken | yaml.DirectiveToken):
            raise Wrong(file, token.start_mark.line + 1, "", "anchors, aliases and tags are not taken")
        if deep > DEEPEST:
            raise Wrong(file, token.start_mark.line + 1, "", "lists lie too deep in one another")


def _plain(node: Node, path: Path, file: str, lines: dict[Path, int]) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return None if node.tag == _PLAIN + "null" else node.value
    if isinstance(node, SequenceNode):
        return [_plain(one, (*path, place), file, lines) for place, one in enumerate(node.value)]
    assert isinstance(node, MappingNode)
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            raise Wrong(file, line, "", "a name is expected before the colon")
        if key.value in found:
            raise Wrong(file, line, key.value, "stands there twice")
        found[key.value] = _plain(value, (*path, key.value), file, lines)
        lines[(*path, key.value)] = line
    return found
