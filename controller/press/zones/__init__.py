"""What a zone of a template can show: one kind a file; each turns its part of the content into leaves."""
