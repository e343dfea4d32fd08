### The command line and the demo

serve-ready = Ready: { $url }
user-added = { $login } was added. Password (shown only once): { $password }
area-added = { $name } was added ({ $path })
device-added = Device { $id } was added. Its credentials are in { $path }: copy them into the device, then delete the file.
keys-made = The root key is { $path }. Keep it away from this machine: it is needed only to rotate or revoke keys.
key-revoked = Key { $kid } was revoked. Devices refuse it as soon as they hear the new list.
db-upgraded = The database is at version { $revision }.
backup-made = Backup written to { $path } ({ $bytes } bytes). It holds secret keys: keep it where you keep keys.
backup-missing = Note: { $count } sound or picture files are named in the database but are lost or damaged on disk.
backup-restored = Restored into { $path }.

demo-title = Vaccination at the commune's health station
demo-text =
    The health station vaccinates children under 5 from 7:30 to 11:00 on 25 November.
    Please come on time and bring the vaccination book. Questions: 0210 3 555 115.
demo-gathering = Waiting for the simulated devices to come on line, set their clocks and get their timetables…
demo-approved = Announcement { $id } was approved; loudspeakers and boards are getting it.
demo-table = Did it sound?
demo-column-device = Device
demo-column-held = Held
demo-column-started = Started
demo-column-evidence = Evidence (level / picture)
demo-column-skew = Start skew
demo-column-verdict = Did its part
demo-done = Every device did its part. Sounds (WAV) and pictures (PNG) are in { $path }
demo-not-done = { $count } devices did not do their part. See { $path }
demo-address = Open the console: { $url }
demo-first = The first announcement ({ $id }) sounds in half a minute.
demo-devices = Sounds and pictures of the simulated devices: { $path }
demo-end = Ctrl-C ends.
demo-ended = Stopped. The data is kept for the next time.

refused-no-free-port = This machine has no free network port.
refused-file-missing = There is no file { $path }.
refused-demo-devices-ended = The simulated devices ended by themselves (status { $status }). Try: tienglang doctor
refused-keys-there = There are keys in { $folder } already. To replace one: tienglang keys rotate
refused-keys-missing = Signing keys are missing in { $folder }. Make them: tienglang keys make --root-area AREA-CODE
refused-key-root-away = The root key is not at { $file }. Plug in what it is kept on and use --root.
refused-key-unknown = There is no valid key called { $kid }.
refused-key-purpose-unknown = There is no kind of key “{ $purpose }”. Kinds: { $known }.
refused-key-only-one = { $kid } is the only key of its kind. Make a new one first: tienglang keys rotate { $purpose }

boards-docs = The docs' page { $path } is written.
boards-sheet = { $path } is drawn.
boards-none = There is no such template or board. Boards: { $panels }. Templates: { $templates }.
