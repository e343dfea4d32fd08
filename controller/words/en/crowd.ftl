### Pages with thousands of devices

crowd-more = { $count } more places: show all
crowd-next = Next: { $first }–{ $last } of { $all }
crowd-before = Before: { $first }–{ $last } of { $all }
