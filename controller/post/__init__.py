"""Notices to people: what they want to be told of, and how it gets to them. Nothing here holds up the service."""
