### Pages with thousands of devices

crowd-more = { $count } more places: show all
