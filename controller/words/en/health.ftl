## Is the device there

standing-online = Connected
standing-doubtful = Not certain
standing-off = Lost
standing-gone = Lost for long
standing-asleep = Away by plan
standing-never = Not seen yet
web-flapping = Comes and goes
web-connections = Connections
web-no-connections = No connection was noted in the last seven days.
web-connection-times =
    { $count ->
        [one] { $count } time within a minute
       *[other] { $count } times within a minute
    }
connection-stands = stands
connection-will = broke off
connection-left = the device went by itself
connection-silent = silent for too long
connection-restarted = the device restarted
connection-replaced = back in a new session
connection-unheard = ended while the service did not listen
refused-patience-broken = The file { $file } of the setting health.patience cannot be used: { $reason }. Mend the file, or take the setting out to use the built-in table.

## Readings

refused-window-length = The window has to be longer than 0 and at most { $days } days. Choose other instants.
refused-step-too-small = The step is too small for this window: at least { $seconds } seconds. Take a larger step, or a shorter window.
web-readings = Readings of 24 hours
web-no-readings = No reading in the last 24 hours.
web-readings-range = lowest { $low }, highest { $high }
sensor-clock = Clock error
sensor-clock-value = { $value } ms
sensor-restarts = Restarts
sensor-restarts-value = { $value } times

## Incidents

refused-rules-broken = The file { $file } of the setting health.rules cannot be used: { $reason }. Mend the file, or take the setting out to use the built-in rules.
refused-incident-unknown = There is no incident “{ $incident }” in your area. Open the list of incidents again.
refused-silence-until = The instant to be told again has to be later than now, and at most { $days } days away.
refused-note-length = A note needs words, and at most { $most } characters.

incident-dark = Lost: { $device }
incident-dark-place = No power or no network in { $place }: { $count } devices
incident-mains = On battery: { $device }
incident-mains-place = No mains in { $place }: { $count } devices
incident-battery = Battery nearly empty: { $device }
incident-battery-place = Batteries nearly empty in { $place }: { $count } devices
incident-hot = Too hot: { $device }
incident-hot-place = Too hot in { $place }: { $count } devices
incident-signal = Weak signal: { $device }
incident-signal-place = Weak signal in all of { $place }: { $count } devices
incident-storage = Storage nearly full: { $device }
incident-storage-place = Storage nearly full in { $place }: { $count } devices
incident-clock = Clock is wrong: { $device }
incident-clock-place = Clocks are wrong in { $place }: { $count } devices
incident-flapping = Comes and goes: { $device }
incident-flapping-place = Connections come and go in { $place }: { $count } devices
incident-drift = Has not taken the new timetable: { $device }
incident-drift-place = New timetables not taken in { $place }: { $count } devices
incident-deaf = Horn is silent: { $device }
incident-deaf-place = Horns are silent in { $place }: { $count } devices
incident-board = Panel is faulty: { $device }
incident-board-place = Panels are faulty in { $place }: { $count } devices
incident-unready = Cannot sound in the next broadcast: { $device }
incident-unready-place = Cannot sound in the next broadcast in { $place }: { $count } devices
incident-other = Rule “{ $rule }”: { $device }
incident-other-place = Rule “{ $rule }” in { $place }: { $count } devices
incident-drift-timetable = The timetable signed at { $wanted } is not applied; the device holds that of { $held }.
incident-drift-nothing = The timetable signed at { $wanted } is not applied; the device holds none.
incident-drift-missing =
    { $count ->
        [one] { $count } file is missing.
       *[other] { $count } files are missing.
    }

repair-dark = Ask somebody nearby whether there is power at the horn. If so: look at the network light, unplug for 10 seconds, plug in again. Still dark: bring a spare SIM and try it.
repair-dark-place = Call the power company about a cut, then the mobile operator. No need to visit every horn: they come back by themselves with power and network.
repair-mains = Call the power company about a cut. If the neighbours have power: check breaker, fuse and socket of the device.
repair-battery = If there is mains and the battery still runs empty, it is old: replace it. In a power cut: bring a spare battery before the next broadcast.
repair-hot = Open the box and look whether dust or ants block fan and vents; give it shade. The volume may be lowered for now.
repair-signal = Look whether the antenna is loose, broken or behind leaves; try a SIM of another operator.
repair-storage = Press “Report again” and wait an hour. Still full: restart the device; if it comes again, the card is worn out: replace it.
repair-clock = Without the right time a device plays nothing by itself. See whether it has network, then restart it. If it comes after each power cut: replace the clock's cell.
repair-flapping = See whether the supply is unsteady (loose plug, frayed wire), then the signal. If two devices share one identity, each has to get its own.
repair-drift = Press “Report again”. Still so after ten minutes: restart the device. Still refused: see “Lately” for why the timetable was refused.
repair-deaf = Press “Self-test” and have somebody listen nearby. Silent: look at the speaker wire, the driver, the volume knob and the amplifier's fuse.
repair-board = Compare the board with the picture on its page. Stuck or foreign picture: restart the board. Dark, wrong size or dead modules: call who installed it, with the name of the fault.
repair-unready = Never connected: see whether it has power, a SIM and its device code.
repair-other = Open the device's page and compare today's readings with those of the days before.

incident-severity-grave = grave
incident-severity-warn = look at it
incident-severity-note = keep in mind
incident-end-recovered = well again
incident-end-merged = merged into a larger incident
incident-end-retired = the device was taken out
incident-end-no-rule = the rule is no more
incident-note-own = took it over
incident-note-let-go = let it go
incident-note-silence = asked for silence
incident-note-speak = wants to hear of it again
incident-note-note = note

web-incidents = Incidents
web-incidents-lead = What to do comes first. Many devices that break at once are one incident.
web-incidents-none = No incident. All devices are well.
web-incidents-count =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    }
web-incidents-where = Area
web-incidents-show = Show
web-incidents-closed = Over in the last seven days
web-incident-next = What to do
web-incident-since = Since { $when } ({ $ago })
web-incident-lasted = Since { $when }, lasted { $length }
web-incident-left = { $left } of { $count } devices are not back
web-incident-under =
    { $count ->
        [one] { $count } device
       *[other] { $count } devices
    }
web-incident-back = back { $when }
web-incident-again = Time number { $times } in 90 days
web-incident-owner = Taken by { $name }
web-incident-nobody = Nobody has taken it
web-incident-silent = Silent until { $when }
web-incident-own = I take it
web-incident-let-go = Let it go
web-incident-quiet = Silent for now
web-incident-speak = Tell again
web-incident-hours = { $hours } hours
web-incident-note = Note
web-incident-note-hint = For example: called the head of the hamlet, will climb up this afternoon and change the supply.
web-incident-write = Write down
web-incident-story = What happened
web-incident-parent = See the larger incident

## Self-tests

incident-selftest = Self-test failed: { $device }
incident-selftest-place = Self-tests failed in { $place }: { $count } devices
incident-fading = Sound is fading: { $device }
incident-fading-place = Sound is fading in { $place }: { $count } devices
incident-fading-by = { $lacks } dB less than when it was well.
repair-selftest = Keys or timetable are not right: press “Report again”, wait ten minutes, test again. No sound: look at the horn’s cable, its driver, the fuse and the supply of the amplifier.
repair-selftest-place = Many failed at once: look at the list of signing keys (was the new one sent, is the old one in date?) before going to each horn.
repair-fading = The amplifier is old (dry capacitors), or a driver rusts or has broken. Go before the horn is silent: measure each driver, replace the broken one; if all are well, replace the amplifier. Then test again, and “take this as the standard”.
reason-unknown = for no known reason
reason-keys-old = it holds an old list of keys
reason-no-key = a key in date is missing for some task
reason-plan-other = it holds another timetable
reason-plan-broken = no key vouches any more for the timetable that it holds
reason-muted = nothing reaches the amplifier
reason-weak = much weaker than when it was well
web-selftests = Self-tests
web-selftests-none = Never tested itself yet.
web-selftest-passed = Passed
web-selftest-failed = Failed
web-selftest-kind-plain = storage and output
web-selftest-kind-silent = chain of keys, without a sound
web-selftest-kind-quiet = quiet tone
web-selftest-calibrates = taken as the standard
web-selftest-lacks = { $lacks } dB less than the standard
web-selftest-current = { $current } mA
web-errand-chain = Check the whole chain of keys (no sound)
web-errand-tone = Sound a quiet tone and listen
web-errand-tone-hint = Very soft, one second. At night only an administrator may order it.
web-errand-calibrate = Take this one as the standard
web-errand-calibrate-hint = When it was set up or repaired, and is well for certain.
web-errand-detail-selftest = { $what }
action-night = try a horn at night
refused-setting-clock = The setting “{ $key }”: “{ $value }” is no time of day. A right one is 20:15.

## Holding what it should

incident-drift-keys = The list of keys signed at { $wanted } was not taken; it holds the one signed at { $held }.
incident-drift-volume = The volume should be { $wanted } %, the device says { $held } %.
incident-drift-firmware = What it runs is not the software that it should run.
drift-timetable = timetable
drift-media = sounds and pictures
drift-keys = list of keys
drift-volume = volume
drift-firmware = software
web-holds = Holds what it should
held-drift = Not equal yet: { $parts }
