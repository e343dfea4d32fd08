### Uploaded sound

refused-sound-empty = This file is empty, there is no sound in it. Choose the file again, or record again.
refused-sound-not-sound = This file is not a sound file. Choose an MP3, WAV, M4A, OGG or FLAC file that holds the sound itself, not a playlist or a document.
refused-sound-unknown-kind = The sound in this file is coded in a way that the program does not read. Open it in a recorder program, save it as MP3 and upload that.
refused-sound-too-long = The sound is about { $minutes } minutes long, at most { $limit } minutes are allowed. Shorten it, or split it into several bulletins.
refused-sound-too-large = The file has { $megabytes } MB, at most { $limit } MB are allowed. Save it as MP3 and upload that.
refused-sound-too-short = The sound is shorter than { $seconds } seconds, nobody would make it out. Record it again.
refused-sound-silent = There is only silence in this file. Check the microphone and record again.
refused-sound-broken = The sound file is damaged or cut off, so it could not be played to its end. Copy the original again, or open it in a recorder program and save it again, then upload it.
refused-sound-bomb = This file becomes unusually large when it is unpacked, so it is not taken. Save the part you want to broadcast as MP3 and upload that.
refused-sound-slow = Working on this file took too long, so it was stopped. Save it as MP3 or shorten it, then try again.
refused-sound-no-room = The server's disk has no room left for the sound. Tell your technician, then try again.
refused-sound-tool-missing = The server lacks the sound decoder ffmpeg. Ask your technician to run: ./run setup

### What is doubtful about a recording

sound-doubt-clipped = The recording is distorted, the sound was too loud for the microphone. Better record it again: hold the microphone a little further away or lower its level.
sound-doubt-noisy = There is much noise in the recording, out of doors it will be hard to understand. Better record it again in a quiet place, without a fan, close to the microphone.
sound-doubt-silent = The recording is silent for most of the time. Listen whether something is missing.
sound-doubt-music = This seems to be music only, without a voice. Listen whether it is the right file.
sound-doubt-soft = The recording is very soft and had to be amplified a lot, with its noise. Better record it again, closer to the microphone.
