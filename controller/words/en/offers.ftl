### What can be done where an announcement is outside the hours, collides or is too long

way-earlier = Earlier: { $clock }
way-earlier-day = Earlier: { $clock } on { $day }
way-later = Later: { $clock }
way-later-day = Later: { $clock } on { $day }
way-shorter = At this time, with a recording of { $length } at most ({ $less } less)
way-fewer = At this time, without { $places }

web-check = Check the time
web-offers = Any one of these would do; each was tried in the plan, and nothing stands against it:
web-offer-record = Record it shorter, and choose the new file under Sound.
web-offer-taken = Filled in. The announcement is not saved yet.

refused-aside-dropped = Because of this, { $by } at { $first } would not be broadcast any more on { $devices } devices.
refused-aside-shortened = Because of this, { $by } at { $first } would be cut on { $devices } devices.
refused-aside-moved = Because of this, { $by } at { $first } would be later on { $devices } devices.
