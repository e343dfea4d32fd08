### The order in which announcements go, and what becomes of an occurrence

## Asking for the order

web-order-title = Which goes first?
web-order-what = These priority announcements are due at the same time. None of them will sound until somebody has chosen.
web-order-before = To be chosen before { $first }. They meet in: { $where }.
web-order-first = “{ $title }” goes first
web-order-item = { $when }, { $length } long
web-order-place = Place of “{ $title }”
web-order-give = Take this order
web-order-wait = A leader of the area has to choose which goes first.
web-order-questions = { $count ->
    [one] One collision waits for a choice of which goes first
   *[other] { $count } collisions wait for a choice of which goes first
 }
occurrence-asks = Waits for a choice
web-done-order = The order was kept.

refused-order-of-one = Choose two or more announcements to put in order.
refused-order-twice = “{ $title }” stands twice in the order. Each announcement stands once.
refused-order-not-live = “{ $title }” is “{ $state }”, so it cannot be put in order.
refused-order-not-asked = These announcements do not meet on any device, or are not all priority announcements of the commune, so there is nothing to put in order.
refused-order-too-late = It is too late: the time at which they met is over, and they were dropped. Write the announcement again for another time.
refused-order-incomplete = { $titles } are due at the same time too. Put all of them in order.
refused-order-stranger = { $titles } do not meet the others, leave them out of the order.
refused-order-place = Choose a different place for each announcement.

## Playing at once

refused-play-hours-not-set = No allowed hours are entered here ({ $devices } loudspeakers): only an emergency is played at once. Enter the hours first.
refused-play-outside-hours = It is outside the allowed hours of { $devices } loudspeakers now: only an emergency is played at once.
refused-play-session-too-long = Played at once, the session would be longer than the { $limit } minutes allowed, on { $devices } loudspeakers. Wait for the next session, or play something shorter.
refused-play-too-many-sessions = Today has had its { $limit } allowed sessions, on { $devices } loudspeakers: only an emergency is played on top.
refused-play-day-too-long = Played at once, today would have more than the { $limit } minutes allowed, on { $devices } loudspeakers: only an emergency is played on top.
refused-play-too-many-days = This week has had its { $limit } allowed days, on { $devices } loudspeakers: only an emergency is played on top.
