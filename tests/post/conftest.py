"""One served commune for each test file, that may call programs and e-mail servers of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from controller.broadcast.desk import Desk
from controller.settings import Notices, Settings
from tests.serving import Served, served


def settled(desk: Desk, **post: object) -> Desk:
    """The same desk with other settings of the post."""
    holds = Notices(**(desk.settings.notices.model_dump() | post))
    given = desk.settings.model_dump() | {"notices": holds.model_dump()}
    return replace(desk, settings=Settings(**given))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("service")) as made:
        desk = settled(made.desk, private=True, sender="loa@xa.vn", smtp_host="127.0.0.1", smtp_safety="none")
        made.commune.desk = made.system.desk = desk
        desk.listening.since_ms = 0
        yield made
