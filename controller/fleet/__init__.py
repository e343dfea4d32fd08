"""The devices and how they are trusted: keys, enrolment, presence, the clock's answers, orders."""
