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
