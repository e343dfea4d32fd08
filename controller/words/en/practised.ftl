book-practised = Practised, not for real
reason-practised = practised, not for real
