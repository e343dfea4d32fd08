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
