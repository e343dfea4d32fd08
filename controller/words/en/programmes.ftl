### Programmes: a running list inside a slot

## Lengths, and what would make it fit

length-both = { $minutes } min { $seconds } s
length-minutes = { $minutes } min
length-seconds = { $seconds } s
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
