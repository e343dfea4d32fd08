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
refused-speech-too-long = Reading this text takes more than { $limit } minutes, and { $limit } minutes is the most. Shorten it, repeat it less often, or make several announcements of it.
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
