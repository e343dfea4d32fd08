"""What goes in and out of the API, as pydantic models; instants are epoch milliseconds (UTC), named ``*_ms``."""
