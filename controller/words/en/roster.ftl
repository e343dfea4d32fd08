### The list of devices, where they hang, the map

roster-search = Find a device
roster-search-hint = name, code, hamlet…
roster-find = Find
roster-by-state = By state
roster-by-place = By place
roster-all = All ({ $count })
roster-off = Lost ({ $count })
roster-gone = Lost for long ({ $count })
roster-doubtful = Not certain ({ $count })
roster-never = Not seen yet ({ $count })
roster-asleep = Away by plan ({ $count })
roster-online = Connected ({ $count })
roster-empty = Places without a box ({ $count })
roster-count = { $count ->
    [one] one device
   *[other] { $count } devices
}
roster-dark = { $count } lost
roster-late = { $count } not certain
roster-found = { $count ->
    [one] one device
   *[other] { $count } devices
}
roster-no-box = No box yet
roster-first = ← First page
roster-next = Next page →
roster-none = There is no such device.
roster-everything = See all devices
roster-more = More to do with devices

map-title = Map of devices
map-where = Which place
map-look = Show
map-placed = { $placed } of { $total } devices have a position.
map-script = The map needs JavaScript. The list by state above works without.
map-unplaced = Without a position ({ $count })
map-unplaced-how = At the pole, scan the box’s label with a telephone and press “Take this telephone’s position”.
map-outlines = Outlines of areas
map-outlines-what = The map draws outlines from a GeoJSON file of the area and loads no pictures from elsewhere. Each shape is known by the code or name of a commune or hamlet.
map-file = GeoJSON file
map-file-hint = For example: hamlets.geojson, 4 MB at most, coordinates in WGS 84.
map-draw = Draw the outlines
map-drawn = Outlines drawn: { $count }.
map-unknown = These shapes are of no area here; give them a code or name as in the list of areas:

position-title = Position
position-none = Nobody has noted where this device hangs.
position-is = { $latitude }, { $longitude } · noted { $when }
position-on-map = See the map
position-latitude = Latitude
position-latitude-hint = For example: 21.3227
position-longitude = Longitude
position-longitude-hint = For example: 105.4018
position-here = Take this telephone’s position
position-here-told = Exact to about … metres. Press “Note the position” to keep it.
position-here-failed = The position is not known. Switch location on, or type the numbers.
position-put = Note the position
position-forget = Forget the position
position-at-pole = Standing at the pole? Note where this device hangs.
web-done-placed = The position was noted.

refused-position-outside = The position is not on earth: this number must be from −{ $most } to { $most } degrees.
refused-position-number = Write the position in degrees, for example 21.3245 and 105.4021.
refused-outline-too-large = The file is too large: { $megabytes } MB at most. Simplify the outlines.
refused-outline-too-fine = The outlines have too many points: { $most } at most. Simplify them.
refused-outline-broken = This is no GeoJSON file with areas (Polygon or MultiPolygon).
refused-outline-degrees = The coordinates are not longitude and latitude (WGS 84). Convert the file and send it again.
refused-outline-nobody = No shape of the file has a code or name of this area (in the file: { $names }).

story-held = Holds the right timetable { $held }, since { $when }
story-other = Holds timetable { $held }, should hold { $wanted }
story-holds-none = Holds no timetable, should hold { $wanted }
story-figures = See the figures
story-days = { $days ->
    [1] 24 hours
   *[other] { $days } days
}
story-older = Older ({ $count })
story-ordered = Orders and answers
story-answered = answered after { $length }
story-lately = Last broadcasts
story-lately-none = There was no broadcast yet.
map-empty = Nothing to draw yet: no outlines, and no device has a position.
