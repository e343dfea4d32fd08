"""A backup is worth what restoring it is worth: every row and byte comes back, of either database into either."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import stat
import tarfile
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from controller.backup import backup, restore
from controller.errors import Refused
from controller.store import Store, announcements, areas, audit, devices, dump, facts, media, outbox, timetables, users
from controller.store.announcements import Announcement, Audience
from controller.store.media import Medium, Rendition
from controller.store.tables import metadata
from controller.store.timetables import Timetable
from tests.databases import BACKENDS, empty_url, ready_url
from tests.store.backup_rows import DIGEST, NOW, OTHER_ROWS, SOUND

WANT = outbox.Letter("tl1/d/loa-1/want", b"\x00\xff", 1, True, "want", "loa-1", NOW, NOW, NOW, "a" * 64)

NOTICE = Announcement(
    id="a1",
    area="xa",
    title="Họp\u2028thôn",
    text="",
    klass="normal",
    origin="commune",
    sound=DIGEST,
    page=False,
    volume=70,
    chime=True,
    start_local="2026-11-22T05:30",
    zone="Asia/Ho_Chi_Minh",
    rrule=None,
    show_minutes=1,
    late="skip",
    late_ms=0,
    resume="stop",
    state="draft",
    fingerprint="f",
    maker="u1",
    created_ms=1,
    changed_ms=2,
    editors=["u1"],
)


def populate(store: Store, data_dir: Path) -> None:
    """Something in every table, a medium, two keys."""
    with store.write() as conn:
        areas.add(conn, "z-tinh", None, "province", "Tỉnh", 1, hours=[{"days": [1]}], volume_cap=90)
        areas.add(conn, "xa", "z-tinh", "commune", "Xã Tân Hòa", 1)
        areas.add(conn, "a-thon", "xa", "hamlet", "Thôn Đông", 1)
        users.add(conn, "u1", "lan", "Lan", "$argon2id$", "editor", "xa", 1)
        devices.add(conn, "loa-1", "a-thon", "horn", "Loa", "$7$", 1, offset_ms=-3)
        media.add(conn, Medium(DIGEST, "master", len(SOUND), 5, 1, {"rate": 48_000.5}, "bản tin.mp3", "xa", "u1"))
        media.made(conn, [Rendition("s", "opus", 0, DIGEST)])
        announcements.add(conn, NOTICE, Audience(("xa",), ("loa-1",)))
        timetables.put(conn, [Timetable("loa-1", NOW, "c", "h", SOUND, 1, 2)])
        timetables.keep_document(conn, "h", b"", 1)
        for table, row in OTHER_ROWS.items():
            conn.execute(insert(metadata.tables[table]).values(**row))
        outbox.put(conn, [WANT])
        audit.append(conn, NOW, "lan", "compose", "a1", {"x": 0.1})
    shelve(data_dir, SOUND)
    (data_dir / "media" / "making").mkdir()
    (data_dir / "media" / "making" / "half").write_bytes(b"not finished")
    (data_dir / "keys").mkdir()
    for name in ("root.pem", "command-1.pem"):
        (data_dir / "keys" / name).write_text(f"private {name}")


def shelve(data_dir: Path, body: bytes) -> str:
    digest = hashlib.sha256(body).hexdigest()
    path = data_dir / "media" / digest[:2] / digest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return digest


def everything(store: Store) -> dict[str, list[bytes]]:
    """Every row of every table."""
    found = {}
    with store.read() as conn:
        for table in dump.tables(conn):
            out = io.BytesIO()
            dump.write(conn, table, out)
            found[table.name] = sorted(out.getvalue().splitlines())
    return found


def files(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


@pytest.fixture(params=BACKENDS)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "from").mkdir()
    with ready_url(request.param, tmp_path) as url:
        store = Store(url)
        populate(store, tmp_path / "from")
        yield store
        store.close()


@pytest.mark.parametrize("target", BACKENDS)
def test_everything_comes_back(source: Store, target: str, tmp_path: Path) -> None:
    saved = backup(source, tmp_path / "from", tmp_path / "all.tar.gz")
    before = everything(source)
    assert [table for table, rows in before.items() if not rows] == []
    assert saved.rows == sum(map(len, before.values()))
    assert (saved.media, saved.keys, saved.missing) == (1, 2, ())
    assert stat.S_IMODE((tmp_path / "all.tar.gz").stat().st_mode) == 0o600
    place = tmp_path / "to"
    with empty_url(target, tmp_path) as url:
        assert restore(tmp_path / "all.tar.gz", place, url) == saved
        store = Store(url)
        assert store.at_newest()
        assert everything(store) == before
        with store.write() as conn:  # and the service can go on
            assert audit.verify(conn) is None
            outbox.put(conn, [WANT])
            assert len(outbox.of_subject(conn, "want", "loa-1")) == 2
            assert audit.append(conn, NOW, "lan", "restore", "").id == 2
        store.close()
    kept = files(tmp_path / "from")
    del kept["media/making/half"]
    assert files(place) == kept
    for key in (place / "keys").iterdir():
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_what_is_written_meanwhile_does_no_harm(source: Store, tmp_path: Path) -> None:
    """A writer keeps three things in step; whatever moment the backup is of, they are in step in it."""
    stop = threading.Event()
    started = threading.Event()

    def keep_writing() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            digest = shelve(tmp_path / "from", b"%d" % number * 2_000)
            with source.write() as conn:
                media.add(conn, Medium(digest, "opus", 1, 1, number))
                facts.put(conn, "number", str(number))
                audit.append(conn, NOW, "lan", "upload", digest, {"number": number})
            if number > 20:
                started.set()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        started.wait()
        saved = backup(source, tmp_path / "from", tmp_path / "all.tar.gz")
    finally:
        stop.set()
        writer.join()
    assert saved.missing == ()
    restore(tmp_path / "all.tar.gz", tmp_path / "to", f"sqlite:///{tmp_path / 'to.db'}")
    store = Store(f"sqlite:///{tmp_path / 'to.db'}")
    with store.read() as conn:
        assert audit.verify(conn) is None
        number = int(facts.get(conn, "number") or 0)
        assert number > 20
        assert audit.head(conn)[0] == number + 1
        named = set(conn.scalars(select(metadata.tables["media"].c.hash)))
    store.close()
    assert len(named) == number + 1
    assert {Path(name).name for name in files(tmp_path / "to") if name.startswith("media/")} == named


def test_missing_and_damaged_media_are_told(source: Store, tmp_path: Path) -> None:
    place = tmp_path / "from"
    with source.write() as conn:
        media.add(conn, Medium("0" * 64, "opus", 1, 1, 1))
    (place / "media" / DIGEST[:2] / DIGEST).write_bytes(b"rotten")
    saved = backup(source, place, tmp_path / "all.tar.gz")
    assert (saved.missing, saved.media) == (tuple(sorted(["0" * 64, DIGEST])), 0)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A good backup, of SQLite."""
    (tmp_path / "from").mkdir()
    with ready_url("sqlite", tmp_path) as url:
        store = Store(url)
        populate(store, tmp_path / "from")
        backup(store, tmp_path / "from", tmp_path / "good.tar.gz")
        store.close()
    return tmp_path / "good.tar.gz"


def refusal(file: Path, tmp_path: Path) -> Refused:
    """Why ``file`` is refused; and that the place is as empty as before."""
    place, database = tmp_path / "to", tmp_path / "to.db"
    with pytest.raises(Refused) as caught:
        restore(file, place, f"sqlite:///{database}")
    assert files(place) == {}
    store = Store(f"sqlite:///{database}")
    with store.read() as conn:
        assert dump.is_empty(conn)
    store.close()
    return caught.value


Members = dict[str, bytes]
Change = Callable[[Members], None]


def rewritten(file: Path, change: Change, *, honest: bool = False) -> Path:
    """The backup with other members; ``honest`` also corrects the hashes in the manifest, as an attacker would."""
    with tarfile.open(file) as tar:
        members: Members = {one.name: tar.extractfile(one).read() for one in tar}  # type: ignore[union-attr]
    change(members)
    if honest:
        manifest = json.loads(members["manifest.json"])
        manifest["files"] = {
            name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
            for name, body in members.items()
            if name != "manifest.json"
        }
        members["manifest.json"] = json.dumps(manifest).encode()
    other = file.with_name("other.tar.gz")
    with tarfile.open(other, "w:gz") as tar:
        for name, body in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            tar.addfile(info, io.BytesIO(body))
    return other


def manifest(**told: Any) -> Change:
    def change(members: Members) -> None:
        members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), **told}).encode()

    return change


def put(name: str, body: bytes = b"x") -> Change:
    return lambda members: members.update({name: body})


def drop(name: str) -> Change:
    def change(members: Members) -> None:
        del members[name]

    return change


MEDIUM = f"media/{DIGEST[:2]}/{DIGEST}"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (put("tables/areas.jsonl", b"[]\n"), "backup-damaged"),
        (put(MEDIUM), "backup-damaged"),
        (put("keys/evil.pem"), "backup-damaged"),  # not in the manifest
        (drop(MEDIUM), "backup-damaged"),
        (drop("tables/reports.jsonl"), "backup-damaged"),
        (drop("manifest.json"), "backup-damaged"),
        (put("manifest.json", b"{"), "backup-damaged"),
        (put("manifest.json", b"[]"), "backup-damaged"),
        (manifest(files=[]), "backup-damaged"),
        (manifest(format=2), "backup-version"),
        (manifest(schema="9999"), "backup-version"),
        (put("../evil"), "backup-foreign"),
        (put("keys/../../evil"), "backup-foreign"),
        (put("/etc/evil"), "backup-foreign"),
        (put("keys/.hidden"), "backup-foreign"),
        (put("media/ab/" + "c" * 64), "backup-foreign"),
        (put("notes.txt"), "backup-foreign"),
    ],
)
def test_what_is_not_as_it_was_is_refused(made: Path, tmp_path: Path, change: Change, code: str) -> None:
    assert refusal(rewritten(made, change), tmp_path).code == code


@pytest.mark.parametrize(
    "change",
    [
        put(MEDIUM),  # not what its name says
        put("tables/areas.jsonl", b"not json\n"),
        put("tables/areas.jsonl", b"[1]\n"),
        put("tables/areas.jsonl", b""),  # rows are missing, and others refer to them
        put("tables/throttles.jsonl", b""),
        put("tables/devices.jsonl", b'["loa-1","nowhere","horn","Loa","x",0,true,1]\n'),
        manifest(tables={}),
    ],
)
def test_a_backup_that_lies_leaves_nothing_behind(made: Path, tmp_path: Path, change: Change) -> None:
    assert refusal(rewritten(made, change, honest=True), tmp_path).code == "backup-damaged"


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE])
def test_only_plain_files_are_taken(made: Path, tmp_path: Path, kind: bytes) -> None:
    other = tmp_path / "other.tar.gz"
    with tarfile.open(other, "w:gz") as tar:
        info = tarfile.TarInfo("keys/root.pem")
        info.type, info.linkname = kind, "/etc/shadow"
        tar.addfile(info)
    assert refusal(other, tmp_path).code == "backup-foreign"


def test_a_name_may_not_come_twice(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tar.gz"
    with tarfile.open(made) as old, tarfile.open(other, "w:gz") as tar:
        for one in [*old, old.getmember("keys/root.pem")]:
            tar.addfile(one, old.extractfile(one))
    assert refusal(other, tmp_path).code == "backup-damaged"


def _unpacked(body: bytes) -> bytes | None:
    """What is packed into it; None where it cannot be unpacked."""
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error):
        return None


def test_any_rotten_byte_shows(made: Path, tmp_path: Path) -> None:
    body = made.read_bytes()
    for number in range(10, len(body) - 8, len(body) // 40):  # not gzip's header, whose date means nothing
        rotten = tmp_path / "rotten.tar.gz"
        rotten.write_bytes(body[:number] + bytes([body[number] ^ 0x55]) + body[number + 1 :])
        if _unpacked(rotten.read_bytes()) == _unpacked(body):
            continue  # the same bytes said in another way (among zeros any distance will do): nothing has changed
        assert refusal(rotten, tmp_path).code in ("backup-damaged", "backup-foreign", "backup-version")


def test_a_part_of_a_backup_is_none(made: Path, tmp_path: Path) -> None:
    body = made.read_bytes()
    for length in (0, 1, 20, len(body) // 2, len(body) - 1_000):
        (tmp_path / "part.tar.gz").write_bytes(body[:length])
        assert refusal(tmp_path / "part.tar.gz", tmp_path).code == "backup-damaged"


def test_only_an_empty_place_is_filled(made: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'to' / 'tienglang.sqlite3'}"
    for folder in ("media/aa", "keys"):
        (tmp_path / "to" / folder).mkdir(parents=True)
        (tmp_path / "to" / folder / "mine").write_text("x")
        with pytest.raises(Refused, match="restore-not-empty"):
            restore(made, tmp_path / "to", url)
        shutil.rmtree(tmp_path / "to" / folder)
    (tmp_path / "to" / "tienglang.toml").write_text("# settings may be there already")
    restore(made, tmp_path / "to", url)
    shutil.rmtree(tmp_path / "to" / "media")
    shutil.rmtree(tmp_path / "to" / "keys")
    with pytest.raises(Refused, match="restore-not-empty"):
        restore(made, tmp_path / "to", url)


def test_other_refusals(made: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="backup-unknown"):
        restore(tmp_path / "nothing", tmp_path / "to", f"sqlite:///{tmp_path / 'to.db'}")
    store = Store(f"sqlite:///{tmp_path / 'old.db'}")
    with pytest.raises(Refused, match="backup-exists"):
        backup(store, tmp_path, made)
    with pytest.raises(Refused, match="backup-database-old"):
        backup(store, tmp_path, tmp_path / "new.tar.gz")
    store.upgrade()
    with pytest.raises(Refused, match="backup-unwritable"):
        backup(store, tmp_path, tmp_path / "no" / "such" / "folder" / "new.tar.gz")
    store.close()
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_disk_without_room_is_told(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=100)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: full)
    refused = refusal(made, tmp_path)
    assert (refused.code, refused.params) == ("backup-no-room", {"needed_mb": 1, "free_mb": 0})
