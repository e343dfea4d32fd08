### The database, backup and restoring

refused-database-url = The database's address has to look like sqlite:///file or postgresql+psycopg://user@host/name.
refused-database-newer = The database was made by a newer Tiếng Làng (revision { $revision }). Update the program.

refused-backup-exists = The file { $path } is there already. Choose another name.
refused-backup-unknown = There is no file { $path }.
refused-backup-unwritable = { $path } cannot be written: { $reason }.
refused-backup-database-old = The database has not been upgraded yet. First run: tienglang db upgrade
refused-backup-damaged = The backup is damaged in its part { $name }; nothing was restored. Use another backup.
refused-backup-foreign = The file holds something strange, “{ $name }”: it is no backup of Tiếng Làng, or somebody changed it. Nothing was restored.
refused-backup-version = The backup is of version { $found }, this program knows { $known }. Update the program.
refused-backup-no-room = There is not enough room on the disk: { $needed_mb } MB are needed, { $free_mb } MB are free.
refused-restore-not-empty = Only an empty place can be filled, and there is something in { $path } already.
