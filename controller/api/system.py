"""What the HTTP side is given, and how a route gets at it: nothing here is global."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Protocol

from fastapi import Depends
from starlette.requests import HTTPConnection

from controller.broadcast.desk import Desk
from controller.live.room import Room


class System(Protocol):
    """As much of the running service as the HTTP side knows."""

    @property
    def desk(self) -> Desk:
        """What a step of the path may touch."""
        ...

    @property
    def live(self) -> Room:
        """The room with the microphone."""
        ...

    def is_ready(self) -> bool:
        """Whether the service can do its work: broker joined, database there."""
        ...

    def condition(self) -> Mapping[str, str]:
        """Each part that the work hangs on, and what is wrong with it; empty where nothing is."""
        ...

    def queues(self) -> Mapping[str, int]:
        """How much waits in memory, by where."""
        ...


def system_of(request: HTTPConnection) -> System:
    """The system that this application was made for."""
    system: System = request.app.state.system
    return system


def address_of(request: HTTPConnection) -> str:
    """Where the request comes from, for the log."""
    return request.client.host if request.client else ""


def desk_of(request: HTTPConnection) -> Desk:
    """The desk, for the person at the other end."""
    return system_of(request).desk.at(address_of(request))


Services = Annotated[System, Depends(system_of)]
AtDesk = Annotated[Desk, Depends(desk_of)]
