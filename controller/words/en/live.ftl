### Speaking live

refused-live-where = Choose who shall hear you.
refused-air-held = { $who } has been speaking live to { $where } since { $since }. Wait until they have finished, or ask them to end.
refused-talk-unknown = There is no such talk, or it is not yours.
refused-talk-over = This talk has ended.
refused-microphone-hello = The microphone must first say the form of its sound: pcm or opus.
refused-microphone-word = The microphone sent a word that is not understood; only the end is one.
refused-microphone-frames = The microphone sent { $bytes } bytes: it must be a number and then frames of 20 milliseconds, at most { $most } bytes.
refused-microphone-not-sound = The microphone sent something that is no Opus sound. Load the page again and try once more.
