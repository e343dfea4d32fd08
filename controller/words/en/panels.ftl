### Boards: when they are lit, faults of their panels, what moves

## Refusals

refused-screen-broken = The hours of the board are not in the right form: { $why }. Mend that and send it again.
refused-screen-many = At most { $limit } windows of each kind and { $limit } points of light. Take some away.
refused-screen-light = The points of light must rise in lux, and a board must not grow darker as the day grows brighter.
refused-screen-window = Each window needs at least one day, and an end other than its start.

## Faults

board-fault-stuck = the screen stands still and does not show the page that it should
board-fault-foreign = it shows a picture that is none of ours
board-fault-wrong-size = the panel's driver is set up for another size
board-fault-dead-module = modules are dark
board-fault-dim = the panel is darker than it should be
board-trouble = { $name }: { $fault }
reason-stuck = the screen stood still and did not show the right page
web-board-now = There is trouble with boards:
web-board-faults = Faults of the panel
web-board-faults-then = Trouble with boards in these days
web-gone = taken off the board at { $when }
reason-withdrawn = taken out of the timetable

## Films, share of time

refused-film-format = Only MP4 films are taken. Export the film as MP4 (H.264) and send it again.
refused-film-too-large = The film's file is larger than { $limit } MB. Cut it or lower its resolution and send it again.
refused-film-long = The film lasts { $seconds } seconds; boards play at most { $limit }. Cut it and send it again.
refused-film-broken = This film cannot be read: the file is damaged, or there is no picture in it. Open it on your computer, export it as MP4 and send it again.
refused-film-slow = This film takes too long or too much to work on. Lower its resolution or cut it and send it again.
refused-film-tool-missing = The server lacks ffmpeg and takes no films yet. Ask the administrator to run “tienglang doctor”.
refused-film-unknown = There is no such film. Send the film first.
refused-film-unable = { $count } boards cannot play films: { $names }. Take the film away, or choose other places.
board-share = Turns for each one of another notice
board-share-times = { $count ->
    [one] { $count } turn
   *[other] { $count } turns
 }
board-film = A film goes with it and is played after the pages.
board-film-seconds = The film, played after the pages · { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
 }
board-note-no-film = This board cannot play films. Take the film away, or choose places without this board.
web-film = Film
web-film-hint = MP4, at most 60 seconds and { NUMBER($megabytes, useGrouping: 0) } MB. It is played after the pages, without sound, and only on boards that can.
web-film-kept = The film in use
web-film-drop = Drop this film

## The page of a board

web-screen = When the board is lit
web-screen-of = By the hours of { $area }. An emergency lights the board all the same.
web-screen-always = The board is lit day and night, as brightly as it can.
web-screen-many = The hours here differ by day, or there are several windows; see and change them through the API.
web-screen-off_start = Dark from
web-screen-off_end = until
web-screen-dim_start = Dim from
web-screen-dim_end = until
web-screen-dim = Percent of its light when it is dim
web-screen-off = Dark from { $start } until { $end }.
web-screen-dimmed = Only { $bright }% from { $start } until { $end }.
web-screen-set = Set this for the boards of { $area }
web-done-screen = The hours are written down. The boards get a new timetable within minutes.
