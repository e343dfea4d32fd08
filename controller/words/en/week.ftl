### The week, and moving a broadcast

week-look = The week in one look: allowed hours, broadcasts, and what stands in whose way
week-open = allowed hours
week-sounds = horns sound
week-shows = boards show
week-changed = changed by another one
moving-title = Move this broadcast
moving-against = It cannot be moved there:
moving-possible = It can be moved there.
moving-approval = Somebody else has to agree to the move. Until then the old time holds.
moving-propose = Send the move for approval
moving-keep = Keep the old time
moving-other = Another time
moving-date = New day
moving-time = New time
moving-look = Look first
moving-done = The move was sent for approval. Until somebody agrees the old time holds.
moving-undo = Take it back
