### Places: horns that reach each other, areas merged and split

## Neighbours

refused-neighbour-itself = “{ $device }” cannot be its own neighbour: choose another loudspeaker.
refused-neighbour-which = There is not exactly one loudspeaker called “{ $text }” (but { $count }): give its code, as its page has it.
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
web-neighbours-named = Or another loudspeaker (name or code)
web-neighbours-named-hint = The list has those nearby only. For example: Loa cổng chợ
web-neighbours-metres = Distance (metres, if known)
web-neighbours-metres-hint = For example: 250
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
change-person = { $name }: { $gained ->
    [0] looks after { $lost } devices less.
   *[other] { $lost ->
        [0] looks after { $gained } devices more.
       *[other] looks after { $gained } devices more, and { $lost } less.
      }
  }
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

## Pages of areas merged and split

refused-step-blank = Something of this step is not chosen or filled in yet.
change-state-proposed = Waits for agreement
change-state-agreed = Agreed
change-state-done = Carried out
change-state-cancelled = Cancelled
change-state-failed = Could not be carried out
web-area-changes = Merge and split
web-area-changes-lead = Areas are merged, split or renamed from 00:00 of a day on. Devices, announcements and the logbook go along.
web-area-changes-ahead = To come
web-area-changes-behind = Over
web-area-changes-none = No change is to come.
web-area-change-from = From { $day }
web-area-change-more = and { $count } more steps
web-area-change-new = Propose a change
web-area-change-new-lead = Add step by step, look at what will happen, then propose it. Nothing changes until another administrator agrees.
web-area-change-day = From the day
web-area-change-day-hint = It takes effect at 00:00 of this day.
web-area-change-note = Note
web-area-change-note-hint = For example the number of the resolution.
web-area-change-steps = Steps
web-area-change-no-steps = No step yet. Add one below.
web-area-change-follows = What will happen
web-area-change-nothing = No device, announcement or person is concerned.
web-area-change-look = See what will happen
web-area-change-propose = Propose
web-area-change-maker = Proposed by
web-area-change-approver = Agreed by
web-area-change-carried-out = Carried out
web-area-change-own = It waits for another administrator, whose area holds all places concerned.
web-area-change-anyway = Agree although announcements fall silent, as told above
web-area-change-agree = Agree
web-area-change-cancel = Cancel this change
web-area-change-cancel-now = Cancel it
web-area-change-reason = Reason
web-area-change-done-proposed = Proposed.
web-area-change-done-agreed = Agreed. The plans on both sides of the day are made anew.
web-area-change-done-cancelled = Cancelled.
web-choose = – choose –
web-step-which = Add a step
web-step-add = Add this step
web-step-out = Leave step { $number } out
web-step-area = Area
web-step-into = Goes into
web-step-into-too = and (if it is split)
web-step-under = Belongs to
web-step-name = New name
web-step-name-hint = For example: Thôn Đông Đoài
web-step-level = Level
web-level-province = Province
web-level-commune = Commune
web-level-hamlet = Hamlet
web-step-hours = Allowed hours
web-step-hours-hint = For example 05:30-06:30, 17:00-18:00. Left blank, those of the area above hold.
web-step-code = Code
web-step-code-hint = Small letters without accents, digits and hyphens. Left blank, it is made from the name.
web-step-end = Merge an area into another one
web-step-end-hint = The area is no more. What is still in it goes to its successor; to split it between two, move each hamlet and device first.
web-step-hang = Move an area elsewhere
web-step-hang-hint = The whole area, with all that is in it, belongs to another one.
web-step-rehome = Move a device
web-step-rehome-hint = One loudspeaker or board belongs to another area.
web-step-make = Found a new area
web-step-make-hint = The steps after it can use it at once.
web-step-rename = Give an area another name
web-step-rename-hint = Only the name changes; announcements reach it as before.
