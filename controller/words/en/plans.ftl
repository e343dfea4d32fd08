### A day's and a week's plan: what happens to each time

## Lengths

length-hours = { $count } h
length-minutes = { $count } min
length-seconds = { $count } s

## The state of a time in the plan

plan-planned = As planned
plan-moved = Moved
plan-cut = Shortened
plan-dropped = Does not sound
plan-asks = Waits for an order
plan-cancelled = Cancelled
plan-past = Past

## Why

fate-hours-not-set = The area has no allowed hours yet.
fate-outside-hours = Outside the allowed hours.
fate-session-too-long = The session would be longer than the { $limit } minutes allowed.
fate-too-many-sessions = That day already has the { $limit } sessions allowed.
fate-day-too-long = That day would have more than the { $limit } minutes allowed.
fate-too-many-days = That week already has the { $limit } days allowed.
fate-emergency-outside-hours = Outside the usual hours, but an emergency sounds all the same.
fate-volume-lowered = Volume { $wanted } % is lowered to { $cap } %, the limit of the area.
fate-after-higher = { $length } late, after what goes first: { $by }.
fate-after-equal = { $length } late, after one of the same class: { $by }.
fate-cut-by-higher = Cut by { $length } for what goes first: { $by }.
fate-paused-for-higher = Paused for { $length } for what goes first: { $by }.
fate-covered-by-higher = { $length } are covered by what goes first: { $by }.
fate-lost-to-higher = Does not sound: at the same time as { $by }, which goes first.
fate-no-room = No room left in that day’s hours, because of { $by }.
fate-order-needed = At the same time as another priority announcement: { $by }. A person must say which goes first.
fate-order-missed = Does not sound: at the same time as another priority announcement ({ $by }), and nobody said in time which goes first.
fate-too-many-to-order = { $count } priority announcements meet, too many to be put in order ({ $limit } at most), so none of them sounds.
fate-device-has-no-face = The device cannot play this kind of content.
fate-in-turn = Turn { $turn } of { $of } among neighbouring horns: { $length } after the first.
fate-turns-no-room = Neighbouring horns need { $length } for { $turns } turns, and the hours have no room for that, so they speak together.
fate-cut-by-slot = Cut by { $length } at its end, because the slot of the programme is over.
fate-over-slot = Runs over the slot of the programme by { $length }.
fate-no-room-in-slot = Does not sound, because the slot of the programme has no room left.
fate-left = { $length } of it sound.
fate-everywhere = Every device
fate-changed = The announcement was edited and waits for a new approval.
fate-cancelled = The announcement was cancelled.
fate-moved-by-hand = Moved from { $from }.

## The week

plan-week = Week
plan-week-of = Week: { $name }
plan-days = { $first } – { $last }
plan-this-week = This week
plan-before = ← Week before
plan-after = Week after →
plan-time = Time
plan-what = Announcement
plan-what-happens = Note
plan-nothing = Nothing on this day.
plan-today = today
plan-on = Only at: { $devices }
plan-on-many = { $count } devices
plan-print = Print
plan-all-places = The whole area
plan-see-week = See the week
plan-key-title = Into the calendar of a telephone or computer
plan-key-what = A calendar program reads this plan at an address of its own. Who has the address can see the plan and do nothing else. It can be revoked at any time.
plan-key-name = Where it is used
plan-key-hint = For example: Mr Bình’s telephone.
plan-key-make = Make an address
plan-key-made = This is the address. Copy it now: it is shown only once.
plan-key-end = Revoke
plan-key-since = made { $when }

## In the calendar file

ical-cancelled = CANCELLED: { $title }
ical-dropped = DOES NOT SOUND: { $title }
ical-asks = WAITS FOR AN ORDER: { $title }
ical-class = Class: { $class }
ical-where = Where: { $where }
ical-name = Plan: { $name }

refused-days-too-many = At most { $limit } days can be seen at once.
refused-area-too-wide = This area has more than { $limit } devices. Choose a commune or a hamlet.
refused-feed-wrong = This calendar address is wrong or was revoked. Make a new one.
refused-feed-unknown = There is no such calendar address.
refused-feed-name-blank = Write where this address is used, so that you know later what to revoke.

## Begun late, or missed

outcome-late-devices = { $count ->
    [one] One device began late, by { $length }.
   *[other] { $count } devices began late, the latest by { $length }.
 }
outcome-late = Began { $length } late{ $because }.
outcome-joined = Joined in progress, { $length } late{ $because }.
outcome-again = Played again at { $at }{ $because }.
outcome-missed-dark = Missed this time: no power until { $until }.
outcome-because-dark = because the power was off
reason-dark = the power was off when it had to begin

## Was it heard: what the box measured, against the very recording

verdict-turned-down = The box is turned down to 0 %, so nobody heard it. Set its volume and play it again.
verdict-silent = The box played it, but its output was silent: it is muted. Unmute it at the box and play it again.
verdict-unheard = Played but not heard: the horn is broken or the amplifier is off. Check the amplifier's power, the cable and the horn, then play it again.
verdict-broken-up = Too much was lost on its way: { $lost } did not come in time, so that the words could hardly be made out. Say it again, or play the recording; if that does not help, let a technician look at the box's line.
verdict-cut-short = Cut short: { $heard } of { $whole } were played. Play it again; if that does not help, tell the technician.
verdict-too-quiet = { $lacks } dB softer than expected: one horn may be broken, or the amplifier weak. Let a technician listen to it.
verdict-played = Played whole; this box has no sensor, so nobody knows whether its horn sounded.
reason-unheard = played but not heard
reason-broken-up = too much was lost on its way
reason-cut-short = cut short
reason-turned-down = turned down to 0 %
