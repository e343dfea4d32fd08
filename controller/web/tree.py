"""The tree of places with the number of devices in each, as the forms show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from controller.store.areas import Area
from controller.store.devices import Device
from devices.profiles import is_speaker


@dataclass(slots=True)
class Node:
    """One place; the counts include all below it."""

    code: str
    name: str
    speakers: int = 0
    boards: int = 0
    children: list[Node] = field(default_factory=list)


def grown(areas: Sequence[Area], devices: Sequence[Device]) -> list[Node]:
    """The tops, each with its branches; ``areas`` come with each one after its parent."""
    nodes = {area.code: Node(area.code, area.name) for area in areas}
    tops: list[Node] = []
    for area in areas:
        above = nodes.get(area.parent or "")
        (above.children if above else tops).append(nodes[area.code])
    for device in devices:
        for code in device.areas:
            if node := nodes.get(code):
                node.speakers += is_speaker(device.profile)
                node.boards += not is_speaker(device.profile)
    return tops


def flat(nodes: Sequence[Node]) -> list[Node]:
    """Each node before its branches."""
    return [one for node in nodes for one in (node, *flat(node.children))]
