### Why a device does what it does

explain-by-rule = { " " }– class { $class }, due { $rule }
explain-absent-line = { $time } “{ $title }”: { $why }
explain-open = The allowed hours are open until { $until }, at most { $cap } % loud.
explain-closed = Outside the allowed hours. They open again at { $opens }.
explain-never-open = There are no allowed hours.
explain-last = The sound before that in the timetable: { $when }, “{ $title }”.
explain-no-last = No sound before that in the timetable.
explain-next = The next sound in the timetable: { $when }, “{ $title }”.
explain-no-next = No sound after that in the timetable.
explain-holds-same = The device reports that it holds exactly this timetable (signed { $wanted }).
explain-holds-other = The device holds an older timetable (signed { $held }) and follows that one until it gets this (signed { $wanted }).
explain-holds-nothing = The device has not reported any timetable, so it may well stay silent.
explain-not-online = The device is not connected, last heard of at { $seen }. If it has power, it follows the timetable that it holds.
explain-clock = The device’s clock is right, within { NUMBER($error, useGrouping: 0) } milliseconds.
explain-clock-untrusted = The device’s clock is not right yet: until it is, nothing of the timetable sounds.
explain-missing = The device still lacks { $count } files, and plays nothing that needs them.
explain-relay-itself = Relay: the device opens the { $codec } stream { $address } itself.
explain-relay-pieces = Relay: this model cannot open a { $codec } stream. The service opens { $address } and sends the sound to the device; while there is none, the device plays its own filler.

## What is not in that day’s timetable

absent-moved = Moved.
absent-cut = Shortened.
absent-dropped = Does not sound.
absent-asks = Waits for an order.
absent-left-out = This time was left out.
absent-moved-away = This time was moved to { $detail }.
absent-holiday = The rule leaves this day out, a public holiday: { $detail }.
absent-draft = Still a draft, not sent for approval.
absent-submitted = Waits for approval.
absent-rejected = Was returned to its maker.
absent-approved = Approved, but its sound or pages are not made yet.
absent-failed = Approved, but its sound or pages could not be made.
absent-cancelled = Cancelled.
absent-not-made = Its file for this kind of device is not made yet.
absent-elsewhere = Only for other places: { $detail }.

## On the device’s page

explain-absent = Not in that day’s timetable, or not as it was wished
explain-around = Before and after
explain-doubts = The device now
