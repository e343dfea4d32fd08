# Voices: what a notice is spoken with.

refused-voice-missing = The chosen voice is missing on the server. Choose another one, or ask a technician to run: ./run setup
refused-voice-unknown = There is no such voice. Choose one of: { $known }.
refused-voice-model = The Piper model in the settings cannot be used. Choose another voice, and ask a technician to look at speech.piper_model (an .onnx file, its .onnx.json beside it).
refused-voice-slow = The voice took too long and was stopped. Try again later, or choose another voice.
refused-voice-died = The voice stopped half way; no sound was made. Try again, or choose another voice.
refused-voice-wrong = The voice answered with something that is no speech; no sound was made. Choose another voice and tell a technician.
refused-voice-away = The speech service cannot be reached. Choose a voice that is built in, or try again later.
refused-voice-refuses = The speech service refuses (status { $status }). Choose a voice that is built in, and ask a technician to look at its address and key.
refused-voice-busy = The server is reading other notices at the moment. Try again in a few seconds.
refused-speech-nothing = There is nothing here that can be read aloud. Write the text in Vietnamese, or do without the reading.
refused-speech-unreadable = These letters cannot be read aloud: { $letters }. Write in Vietnamese, or record somebody reading it.
refused-speech-too-long = Reading this text takes more than { $limit } minutes, and { $limit } minutes is the most. Shorten it, or make several announcements of it.
refused-readings-too-many = Readings were chosen for too many words. At most { $limit }.
refused-reading-too-long = The reading of a word is longer than { $limit } letters. Make it shorter.
refused-not-heard = There are words that the reader is not sure of and that you have not heard. Listen to each marked place, then approve.
refused-spans-wrong = It is not clear which parts were heard. Load the page again and listen once more.
refused-lexicon-written = The word must begin with a letter or a digit and have at most { $limit } characters.
refused-lexicon-spoken = The reading must hold letters and have at most { $limit } characters.
refused-lexicon-full = The list of words holds { $limit } entries, no more can be added. Remove some that are not used any more.
refused-lexicon-unknown = There is no entry “{ $written }” in the list of words.

speech-name = Read aloud
voice-north = Northern voice (built in)
voice-central = Central voice (built in)
voice-south = Southern voice (built in)
voice-piper = Piper's voice
voice-remote = Voice of the service in the settings

# Notices read aloud
web-speak = Read the text aloud
web-speak-small = The machine says exactly what is written above; no recording is needed.
web-speech-how = Voice, speed, rests
web-speech-voice = Voice
web-speech-speed = Speed (percent)
web-speech-pause = Rests between sentences (percent)
web-speech-hear = Listen
web-speech-wait = Making it…
web-speech-failed = It could not be heard, perhaps the line is down. Press “Listen” again.
web-speech-doubts = { $count ->
    [one] 1 word that the reader is not sure of
   *[other] { $count } words that the reader is not sure of
}
web-speech-doubts-hint = Listen to them. What is wrong: change how it is said, and press “Listen” again.
web-speech-doubt = “{ $written }” is said as
web-speech-endless = “{ $written }…” has { $count } signs and is said one by one: nobody follows that. Shorten it in the text.
web-speech-written = Written
web-speech-said = Said
web-speech-lines = What is said
web-doubts-left = { $count ->
    [one] 1 place that the reader is not sure of has to be heard before you can approve
   *[other] { $count } places that the reader is not sure of have to be heard before you can approve
}
web-doubts-heard = You have heard every place that the reader is not sure of.
web-doubt-left-out = not said
web-doubt-heard = heard
web-doubt-play = Listen to this
web-doubt-i-heard = I have heard this
web-words-which = Words of this place: names, abbreviations
web-words = Words: { $area }
web-words-lead = Names of hamlets and people, abbreviations, and how they are said. They count for notices composed from now on; those that are there stay as they are.
web-words-written = Written
web-words-spoken = Said as
web-words-whose = Of
web-words-exact = Only with the very same capital letters
web-words-exact-short = same capital letters
web-words-remove = Remove
web-words-none = No words yet.
web-words-add = Add a word
web-words-written-hint = As in the text, for example: NVH thôn Đoài
web-words-spoken-hint = As people say it, for example: nhà văn hóa thôn Đoài
web-words-enter = Enter
refused-sound-twice = A sound file was chosen, and the text is to be read aloud too. Keep one of the two: tick “Leave this sound out”, or switch reading aloud off.
web-manner = How notices are read here
web-manner-lead = It counts for notices composed from now on, unless something else is chosen there.
web-manner-settle = Settle it
web-manner-inherit = As the area above
