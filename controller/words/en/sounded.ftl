### Did it sound?

sounded-sounded = Sounded or shown
sounded-finished = Finished
sounded-places = Place by place
sounded-map = Place by place on the map
sounded-group-failed = did not sound
sounded-group-silent = not reported
sounded-group-open = waiting
sounded-group-skipped = passed over
sounded-group-good = well
sounded-head-failed = Did not sound ({ $count })
sounded-head-silent = Over, and nothing reported ({ $count })
sounded-head-open = Waiting or playing ({ $count })
sounded-head-skipped = Passed over as planned ({ $count })
sounded-head-good = Well ({ $count })
sounded-do-again = Play it here now
sounded-do-report = Ask the box what it did
sounded-do-selftest = Let it test itself
sounded-again-all = Play it again in { $count } places
sounded-incident = See the incident
sounded-ordered = { $count ->
    [one] The order went to one device. What comes of it appears on this page.
   *[other] The order went to { $count } devices. What comes of it appears on this page.
}
sounded-ordered-before = This was ordered a moment ago, so it was not sent again.
sounded-see = See each place, those that failed first
refused-subject-unknown = There is no such broadcast.
refused-mend-too-many = More than { $limit } devices for one tap. Give an order for the area on the page “Orders”.
