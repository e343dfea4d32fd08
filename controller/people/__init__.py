"""Who somebody is and what that person may do: sign-in, sessions, API tokens, roles."""
