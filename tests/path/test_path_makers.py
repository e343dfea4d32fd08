"""A maker of boxes: makes a key and signs a release off line, and every box believes it once the root has said so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from controller.errors import Refused
from controller.fleet import keys, makers
from controller.store import keys as rows
from controller.terminal import firmware as terminal
from devices import firmware
from devices.errors import DocumentRefused
from devices.messages import Release
from devices.profiles import profile
from tests.path.joined import MINUTE, Joined, joined

MODEL = "horn-opus-60w"


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Joined]:
    with joined(tmp_path_factory.mktemp("makers")) as one:
        one.run(MINUTE)
        yield one


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes, Path]:
    """The public half of a key, a release that it signed, and the image."""
    folder = tmp_path_factory.mktemp("safe")
    image, key = folder / "horn.img", folder / "maker.pem"
    image.write_bytes(b"software" * 1_000)
    terminal.key(key)
    assert key.stat().st_mode & 0o077 == 0
    terminal.sign(image, key, MODEL, 2, "2.0")
    public = terminal.maker(key).public
    return public, (folder / "horn.img.release").read_bytes(), image


def ring(village: Joined):
    """What a box of this model believes now."""
    name = next(one.device for one in village.identities.values() if one.profile == MODEL)
    brain = village.world.devices[name].brain
    assert brain is not None
    return brain.mind


def admitted(village: Joined, release: bytes) -> Release:
    box = ring(village)
    return firmware.admit(release, box.ring, profile(MODEL).name, box.areas, village.now, 1)


def test_boxes_believe_a_maker_that_the_root_vouches_for_and_no_longer_when_it_is_revoked(village, maker):
    public, release, image = maker
    with pytest.raises(DocumentRefused, match="unknown-key"):
        admitted(village, release)
    folder = village.desk.settings.data_dir / "keys"
    with village.desk.store.write() as conn:
        kid = makers.admit(conn, folder, public, [MODEL], village.now).kid
    village.welcome()
    village.run(MINUTE)
    said = admitted(village, release)
    assert (said.model, said.v, said.version, said.image.bytes) == (MODEL, 2, "2.0", image.stat().st_size)
    with village.desk.store.write() as conn:
        keys.revoke(conn, folder, kid, village.now)  # the last of its kind, too: it is not ours
    village.welcome()
    village.run(MINUTE)
    with pytest.raises(DocumentRefused, match="revoked-key"):
        admitted(village, release)
    with village.desk.store.write() as conn, pytest.raises(Refused) as refused:
        makers.admit(conn, folder, public, [MODEL], village.now)
    assert refused.value.code == "maker-known"


@pytest.mark.parametrize(
    ("public", "models", "code"),
    [
        ("short", [MODEL], "maker-key-malformed"),
        ("x" * 43, [], "profile-unknown"),
        ("x" * 43, [MODEL, "no-such"], "profile-unknown"),
    ],
)
def test_what_is_wrong_with_a_makers_key_is_said(village, public, models, code):
    with village.desk.store.write() as conn, pytest.raises(Refused) as refused:
        makers.admit(conn, village.desk.settings.data_dir / "keys", public, models, village.now)
    assert refused.value.code == code


def test_a_new_service_holds_no_key_for_images(village):
    with village.desk.store.read() as conn:
        ours = [one for one in rows.every(conn) if not one.models]
    assert not [one for one in ours if "firmware" in one.roles]


def test_nothing_that_is_there_is_written_over_and_what_is_missing_is_said(maker, tmp_path, capsys):
    image = maker[2]
    for attempt in (
        lambda: terminal.key(image),
        lambda: terminal.sign(tmp_path / "none", image, MODEL, 2, "2"),
        lambda: terminal.sign(image, image, "no-such", 2, "2"),
    ):
        with pytest.raises(SystemExit):
            attempt()
    assert capsys.readouterr().err.count("✗") == 3
