"""The JSON API under ``/api/v1``, media by hash, and what every request passes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from controller.api.system import System


def create_app(system: System) -> FastAPI:
    """The whole HTTP side for this system: API, downloads, console. Nothing is shared with another one."""
    from controller.api.app import create_app as create

    return create(system)
