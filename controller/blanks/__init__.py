"""Blanks: notices that communes send again and again, with gaps to fill in. Each is a small file in `notices/`."""
