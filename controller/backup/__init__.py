"""One file with everything that cannot be made again: database, media, keys; and putting it back into an empty place.

A ``tar.gz`` of ``tables/<name>.jsonl`` (see `controller.store.dump`), ``media/…``, ``keys/…`` and, last,
``manifest.json`` with the SHA-256 of each. The database may be written meanwhile: the backup shows one moment of it.
Media are named by their bytes and only ever added, so the files beside it fit.
"""

from controller.backup.archive import Summary
from controller.backup.packing import backup
from controller.backup.restoring import restore

__all__ = ["Summary", "backup", "restore"]
