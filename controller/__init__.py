"""The central service: a broadcast's path from the form to the logbook, and its edges."""
