### Programmes: a running list inside a slot

## Lengths, and what would make it fit

offer-or = { $before }, or { $last }
offer-fewer = { $count ->
    [1] let item { $number } sound only once
   *[other] let item { $number } sound only { $count } times
 }
offer-leave-out = { $last ->
    [0] leave out item { $number }
   *[other] leave out items { $number } to { $last }
 }
offer-closer = leave out the gaps between the items (saves { $length })
offer-longer = make the slot { $count } minutes long
offer-start = begin at { $clock }

## What stands against a programme

refused-gap-out-of-range = The gap before an item goes from 0 to { $limit } seconds.
refused-repeats-out-of-range = An item can sound 1 to { $limit } times in a row.
refused-pause-out-of-range = The pause between two repetitions goes from 0 to { $limit } seconds.
refused-slot-length-out-of-range = A slot has { $low } to { $high } minutes.
refused-programme-empty = The programme has no items yet.
refused-programme-too-many = The programme has more than { $limit } items.
refused-entry-twice = Item { $number } is the announcement that stands at item { $first } already. To hear it several times in a row, set the number of times at item { $first }.
refused-slot-crosses-midnight = The slot from { $start } to { $end } runs across midnight. Make two programmes of it.
refused-finding-cut-by-slot = The broadcast at { $first } will be cut by { $seconds } seconds, because the programme is longer than its slot.
refused-finding-over-slot = The broadcast at { $first } runs { $seconds } seconds over the programme's slot.
refused-finding-no-room-in-slot = The broadcast at { $first } finds no room in the programme's slot.

## Programmes

refused-programme-unknown = There is no such programme.
refused-programme-edited-meanwhile = Somebody else has just changed this programme. What you typed is still here: open the new one on another page, compare, then change.
refused-programme-agreed = The slots of this programme are agreed already.
refused-programme-changed = The programme is no longer what you saw. Load the page again, look, then agree.
refused-own-programme = You made or changed the slots or repetitions of this programme, so somebody else has to agree to them.
refused-programme-too-long = The programme “{ $name }” at { $first } is { $over } longer than its slot.
refused-programme-too-long-offers = The programme “{ $name }” at { $first } is { $over } longer than its slot: { $offers }.
refused-programme-collides = At { $first } the programme “{ $programme }” is on the same devices. Choose another slot.
refused-entry-unknown = Item { $number }: there is no such announcement.
refused-entry-elsewhere = Item { $number } “{ $title }” belongs to another area. A programme takes announcements of its own area and of those inside it.
refused-entry-over = Item { $number } “{ $title }” is “{ $state }” and sounds no more. Take it out.
refused-entry-silent = Item { $number } “{ $title }” has no sound, so it cannot stand in a programme.
refused-entry-emergency = Item { $number } “{ $title }” is an emergency: it sounds at once and waits in no programme.
refused-entry-never-meets = Item { $number } “{ $title }” never begins when the programme does, so it is not heard in it. Set the announcement's time to { $clock }.
refused-entry-not-agreed = Item { $number } “{ $title }” is “{ $state }”: it sounds only when it has been approved.
refused-days-out-of-range = Choose a last day that is not before the first and at most { $limit } days in all.

## The console

web-programmes = Programmes
web-programme-new = New programme
web-programme-edit = Change the programme
web-programmes-empty = There are no programmes yet. A programme puts announcements one after another inside a slot.
web-programme-in-force = Agreed, in force
web-programme-waits = Slots wait for agreement
web-programme-waits-what = The slots or the number of times have not been agreed to. Until then each announcement sounds at its own time.
web-programme-size = { $minutes } minutes, { $entries } items
web-programme-list = The items, { $day }
web-programme-preview = { $day } will be like this
web-programme-day = Show the day
web-programme-no-slot = There is no programme on this day.
web-programme-slots = Slot
web-programme-name = Name
web-programme-name-hint = For example: Morning programme
web-programme-first = First day
web-programme-time = Begins at
web-programme-minutes = Length of the slot (minutes)
web-programme-minutes-hint = 1 to 240 minutes.
web-programme-until-hint = Leave it empty to repeat for ever.
web-programme-entries = Items
web-programme-no-choices = No announcement has a sound yet. Write them first, with the programme's start as their time.
web-programme-save = Save
web-programme-look = Look
web-programme-edit-voids = Order, gaps and items hold at once. Other slots, or an item more often, must be agreed to anew.
web-programme-agree = Agree to the slots
web-programme-own = You made or changed these slots or numbers of times, so somebody else has to agree to them.
web-programme-remove = Remove this programme
web-programme-remove-what = Its announcements are not cancelled: each sounds at its own time.
web-programme-remove-now = Remove
web-programme-done-saved = Saved.
web-programme-done-agreed = The slots are agreed. The programme is in force.
plan-in-list = In the programme “{ $name }”, item { $number }.
web-in-programmes = Programme
web-in-programme = item { $number }
web-in-programme-waiting = item { $number }, its slots wait for agreement
web-programme-returned = Returned
web-programme-returned-because = Returned because:
web-programme-return-title = Return it to its maker
web-programme-return-hint = For example: leave out item 3, or make it 17:30.
web-programme-return-now = Return the programme
web-programme-done-returned = Returned to its maker.
web-programme-done-removed = The programme has been removed.
web-slot = { $start } to { $end }
web-slot-turns = Neighbouring horns speak in { $turns } turns: an item begins only when the last turn of the one before has ended.
web-slot-empty = No item sounds in this slot.
web-programme-blocked = To be mended:
web-slot-over = { $total } in all: { $over } more than the slot's { $minutes } minutes.
web-slot-offers = Any one of these makes it fit:
web-slot-left = { $total } in all, in a slot of { $minutes } minutes; { $left } are free.
web-slot-full = { $total } in all, exactly the slot's { $minutes } minutes.
web-entry = Item { $number }
web-entry-none = (none)
web-entry-choice = { $title } ({ $clock }, { $length })
web-entry-number = Item
web-entry-at = Begins
web-entry-length = Length
web-entry-gap = Gap before
web-entry-times = Times
web-entry-gap-s = Gap before (s)
web-entry-pause-s = Pause between (s)
web-entry-absent = not on this day
web-entry-over = over the slot
web-entries-hint = Choose “(none)” to take an item out. An announcement is heard in the programme on the days on which its own time is the programme's start.
web-entry-up = Move item { $number } up
web-entry-down = Move item { $number } down
web-entry-out = Take item { $number } out
web-up = ↑ Up
web-down = ↓ Down
web-out = Take out
