### Places: horns that reach each other, areas merged and split

## Neighbours

refused-neighbour-itself = “{ $device }” cannot be its own neighbour: choose another loudspeaker.
refused-neighbour-silent = “{ $device }” is a board and makes no sound: join loudspeakers only.
refused-neighbours-unknown = “{ $one }” and “{ $beside }” are not on record as neighbours.
refused-finding-in-turn = Turn { $turn } of { $of } among the neighbouring horns: it sounds { $seconds } seconds after the first.
refused-finding-turns-no-room = At { $first } the neighbouring horns would speak in { $turns } turns and need { $seconds } seconds, for which the hours have no room. Make the announcement shorter, choose another time, or let the horns speak together; if it is broadcast all the same, all of them sound at once.

web-neighbours = Neighbouring horns
web-neighbours-lead = Horns of which a person between them hears both.
web-neighbours-none = No horn is on record as a neighbour of this one.
web-neighbours-turn = Turn { $turn } of { $of }; { $pause } seconds of silence between turns.
web-neighbours-together = It sounds together with the others.
web-neighbours-echo = { $metres } m apart, heard { $echo } ms later
web-neighbours-add = Note as neighbours
web-neighbours-remove = Remove
web-neighbours-which = Loudspeaker
web-neighbours-metres = Distance (metres, if known)
web-neighbours-way = How neighbouring horns sound
web-neighbours-where = Area
web-neighbours-set = Set
horns-together = together
horns-in-turn = in turn, never over each other
horns-inherit = as the area above
web-done-neighbours = Noted. The timetable is being planned again.

## Areas merged and split

refused-steps-none = There is nothing to change yet: add at least one step.
refused-step-twice = “{ $subject }” is moved twice in one change: keep one of the two.
refused-area-ended = The area “{ $area }” is no more (it was merged or split): choose the new one.
refused-successor-none = Choose the area that takes “{ $area }” over.
refused-successor-which = “{ $area }” is split among several areas, and for { $left } hamlets or devices nobody said where they go: add a step for each of them before.
refused-leaves-province = “{ $subject }” cannot leave its province: the signing keys of a province are good in that province only. Take the device out here, and into the system of the new province.
refused-zones-differ = These areas lie in different time zones ({ $zones }): there is no midnight that is one for all.
refused-effect-past = { $effect } has begun: a change takes effect at 00:00 of a day to come.
refused-effect-far = The day of effect is more than { $days } days ahead: propose it when it is nearer.
refused-change-unknown = There is no change of areas “{ $change }”.
refused-change-own = Whoever proposed it does not agree to it: another administrator must, whose area holds all that it concerns.
refused-change-late = { $effect } has begun, so this cannot be done any more: cancel it, and propose it again with another day.
refused-change-state = This change { $stage ->
    [proposed] is waiting for agreement
    [agreed] is agreed
    [done] is done
    [cancelled] is cancelled
   *[failed] could not be done
  }, so this step does not fit.
refused-change-collides = “{ $subject }” is part of another change ({ $rival }, from { $effect } on): cancel that one, or leave this step out.
refused-change-breaks = The change { $rival } (from { $effect } on), which is agreed, could not be done any more after this one.
refused-change-silences = From that day on “{ $title }” cannot be broadcast on { $devices } devices. Enter hours for the new area, change the announcement, or agree anyway.

step-make = “{ $name }” is made in { $parent }.
step-hang = { $area } comes to { $under }.
step-rename = { $area } is called “{ $name }”.
step-end = { $area } is merged into { $into }.
step-rehome = The device { $device } comes to { $area }.

change-more = { $said } and { $more } more
change-moves = { $count } devices change their area and bring their history along: { $devices }.
change-reworded = “{ $title }” is for { $before } and will read { $after }: the very same places as before.
change-gains = “{ $title }” will be heard on { $count } more devices: { $devices }.
change-loses = “{ $title }” will no more be heard on { $count } devices: { $devices }.
change-person = { $name }: responsible for { $gained } more devices, and no more for { $lost }.
change-hours = { $count } devices get other allowed hours: { $before } before, { $after } afterwards.
change-no-hours = none entered, nothing sounds
change-silent = “{ $title }” cannot be broadcast on { $count } devices: { $why }.
change-why = { $code ->
    [hours-not-set] the area has no hours
    [outside-hours] outside the allowed hours
    [session-too-long] the session would be longer than allowed
    [too-many-sessions] the day has all its sessions
    [day-too-long] more minutes than the day allows
    [too-many-days] the week has all its days
   *[other] there is no room among the other announcements
  }
