### Relays: sources, announcements that carry one, troubles

## Refusals

refused-relay-name = Give the source a name of at most { $limit } characters.
refused-relay-address = The address has to begin with http:// or https://, without spaces, a user name or a password. For example: https://radio.example.vn/news.mp3
refused-relay-nowhere = There is no machine “{ $host }”. Look at the address again, or try when the network is there.
refused-relay-private = The address “{ $host }” lies in a private network, so it is not opened. If it is a server of a higher level, have the administrator of the server switch on the setting relay.private.
refused-relay-ears = Listening is not possible now. Try again in a few minutes.
refused-relay-source-unknown = There is no such source, or it is not used any more. Choose another.
refused-relay-and-speech = The announcement carries a stream and has its text read aloud. Choose one of the two.
refused-relay-and-file = The announcement carries a stream and has a sound of its own. Choose one of the two: tick “Leave this sound out”, or choose “No relay”.
refused-relay-unable = { $count } loudspeakers can neither carry a stream of the kind { $codec } by themselves nor take its sound from the service: { $names }. Choose other places, or a source that they can play.
refused-relay-once = Line { $number }: “{ $title }” is a relay, so it sounds once in each slot.

## Troubles, listening

fault-relay-dead = the source sends nothing
fault-relay-wrong = the source sends another format, is another station, or leads elsewhere
fault-relay-silent = the source is silent
fault-link-lost = the sound from the service does not reach the loudspeaker
relay-heard-led = This address leads to { $url }. If that is where the stream is, enter that address.
relay-heard-quiet = nothing is to be heard
relay-heard = { $codec }, { $loudness } LUFS
relay-incident = { $name }: { $reasons }; { $count ->
    [one] { $count } loudspeaker
   *[other] { $count } loudspeakers
 }
relay-source-gone = A source no longer used
relay-codec-mp3 = MP3
relay-codec-aac = AAC
relay-codec-opus = Opus
relay-codec-hls = HLS (an .m3u8 list)

## Pages

web-relays = Relays
web-relays-lead = A source is the stream of a radio station or of a higher level. An announcement that carries it sounds on time, as loud as all others.
web-relay-troubles = Troubles of the last 30 days
web-relay-trouble = Trouble
web-relay-since = Since
web-relay-until = Until
web-relay-lasts = Still lasting
web-relay-devices = The loudspeakers
web-relay-sources = Sources
web-relay-name = Name
web-relay-name-hint = For example: Province radio, news
web-relay-whose = Of the area
web-relay-heard = Last listened to
web-relay-fine = Usable
web-relay-bad = Not usable
web-relay-untried = Not listened to yet
web-relay-listen = Listen
web-relay-end = Stop using
web-relay-no-sources = There are no sources yet. A technician adds them on this page.
web-relay-add = Add a source
web-relay-change = Change the source
web-relay-change-lead = What was approved keeps the address that was approved. To change that, open the announcement, save it and have it approved again.
web-relay-address = Address of the stream
web-relay-address-hint = Begins with http:// or https://. It is the address of the stream itself, not of a page about it.
web-relay-codec = Format
web-relay-filler = Sound that fills in
web-relay-filler-hint = Sounds while the source does not, until it is back. Chosen from the files that were uploaded.
web-relay-no-filler = Silence
web-relay-save = Save and listen
web-relay = Relay
web-relay-hint = Carry a station's stream instead of a sound file. It begins and ends on time and has no chime.
web-relay-none = No relay
web-relay-gone = A source no longer used
web-relay-minutes = Relay for (minutes)
web-relay-told = Relay of “{ $name }”, { $length }
web-relay-now = There is trouble with a relay:
web-relay-see = See the troubles
web-carried = { $heard } of { $whole } came from the stream
web-relay-troubles-then = Troubles of relays
