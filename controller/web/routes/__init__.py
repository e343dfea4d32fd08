"""One file a page or a few that belong together."""
