"""One served commune for each test file: making one takes a second, and tests make what they change themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serving import Served, served


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("service")) as made:
        yield made
