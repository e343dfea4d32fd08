# Signature tunes, chimes, beds: what is put around an announcement's words.

tune-doorbell = The usual chime, two tones
tune-gong = Two gong strokes
tune-three = Three rising bells
tune-bell = Bronze bell
tune-wood = Gentle wood
tune-rising = Two gentle rising tones
tune-rice-field = Rice field (zither and flute)
tune-home-river = Home river (flute and zither)
tune-village-morning = Village morning (bamboo xylophone)
tune-still-pond = Still pond
tune-evening-breeze = Evening breeze

bed-soft = very soft
bed-middle = medium
bed-clear = clearly heard

refused-tune-unknown = There is no tune “{ $tune }” for this place. Choose one of: { $known }.
refused-composition-too-long = The whole would last about { $minutes } minutes, and { $limit } minutes is the most. Repeat it less often, leave out tunes, or shorten the words.
refused-composition-without-sound = The announcement has no sound yet, so there is nothing to put tunes around or to repeat. Choose a sound file, record one, or have the text read aloud; or leave this out.
refused-bed-without-words = Music under the words needs words. Choose a sound file, record one, or have the text read aloud; or leave the music out.
refused-relay-and-composition = An announcement that carries a stream has no tunes, no music under it and no repeats. Leave them out, or do without the stream.
refused-emergency-has-no-music = An emergency comes to its words at once, so it has no signature tune and no music under it. Choose “None” here.
refused-hear-nothing = There is nothing to hear yet. Have the text read aloud, choose a sound file, or record one.

web-around = Tunes, chime, repeats, music
web-around-hint = All of it becomes part of one sound. Whoever approves hears exactly what will be played.
web-around-settle = Settle it
web-around-lead = It counts for announcements composed from now on, unless something else is chosen there.
web-opening = Signature tune first
web-opening-hint = About 10 seconds, by which people know their station.
web-chime = Chime before the words
web-repeats = How often
web-between = Rest between two times (seconds)
web-again = The chime again before each repeat
web-closing = At the end
web-bed = Music under the words
web-bed-hint = It gets softer by itself while there are words. Old people follow best without any.
web-bed-level = How loud the music is
web-tune-none = None
web-tune-listen = Play
web-tune-stop = Stop
web-tune-listen-to = Play: { $label }
web-tunes-all = Listen to all tunes and chimes
web-made-of = This sound is made of:
web-device-chime = Before it the loudspeaker plays the usual chime by itself.

made-opening = Signature tune: { $tune }
made-chime = Chime: { $tune }
made-words = Words, time { $turn }
made-between = Chime again: { $tune }
made-closing = At the end: { $tune }
made-bed = Music under the words: { $tune }
made-repeats = Heard { $repeats } times, { $seconds } seconds between
