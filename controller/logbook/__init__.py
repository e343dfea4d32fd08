"""The station's official book: everything that sounded or should have, found again, printed and counted."""
