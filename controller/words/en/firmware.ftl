## Software of devices

maker-trusted = From now on the key { $kid } may sign software for: { $models }. Devices know it once they have the new list of keys.
refused-maker-key-malformed = A maker's public key has 43 characters (letters, digits, “-”, “_”), as `tienglang firmware key` printed it.
refused-maker-known = The key { $kid } is in the list already; one that was revoked is not used again.
refused-file-there = The file { $path } is there already; choose another name.

refused-document-wrong-model = This software is for another model.
refused-document-rollback = This software is older than what runs.
refused-document-too-old = Another release has to be installed first.

reason-wrong-model = the software is for another model
reason-rollback = the software is older than what runs
reason-too-old = another release has to be installed first
reason-wrong-hash = the file is not what was signed
reason-on-trial = another software is on trial
reason-replaced = a newer order came
reason-no-gap = there was no idle moment to install it
reason-no-contact = with the new software it could not reach the service
reason-selftest = with the new software its self-test failed
reason-wrong-version = the new software calls itself another version
reason-boot-failed = the new software does not start
reason-image-damaged = the new software is damaged in its memory
reason-unanswered = does not answer
reason-other-image = says that it runs other software
reason-unsteady = not steady with the new software
reason-gone = no longer among the devices of this update

refused-release-unknown = There is no such software { $release }, or it belongs elsewhere.
refused-release-missing = Choose the signature file (.release) that came with the software.
refused-image-missing = Choose the software file.
refused-release-there = Software number { $number } for { $model } is there already. A new one needs a higher number.
refused-release-model = The signature names the model “{ $model }”, which is not known here.
refused-release-refused = Devices will not take this software: { $why ->
    [unknown-key] the key of this maker is not known. An administrator runs: tienglang firmware trust
    [revoked-key] the maker's key was revoked
    [key-out-of-date] the maker's key is out of date
    [wrong-role] this key may not sign software for this model
    [bad-signature] the signature is wrong; the file may be damaged, fetch it from the maker again
    [wrong-model] the signature is for another model
    [too-large] the software is larger than the room on the device
    [foreign-scope] this key is for another place
   *[other] the signature file cannot be read. Choose the .release file of the maker
}.
refused-image-size = The software file has { $bytes } bytes, the signature says { $signed }: it was cut short, or is another file. Fetch it from the maker again.
refused-image-hash = The software file is not the one that was signed. Fetch both files from the maker again.
refused-release-used = An update brings this software to devices. Give that update up first.
refused-release-ended = Software { $version } is no longer used. Choose another.
refused-release-elsewhere = This software does not belong to the chosen area. Choose another area, or put the software in at a higher level.
refused-campaign-unknown = There is no such update { $campaign }, or it belongs elsewhere.
refused-campaign-nobody = There is no device of the model { $model } in this area.
refused-campaign-pilot = The device { $device } is not a { $model } of this area. Leave it empty, or enter another code.
refused-campaign-open = In { $area } an update of this model is open already. Wait for its end, or give it up.
refused-campaign-terms = How the update shall run makes no sense ({ $why }).
refused-campaign-state = This cannot be done any more: the update { $now ->
    [running] is running
    [paused] is paused
    [stopped] has stopped by itself
    [aborted] was given up
   *[finished] is finished
}. Load the page again.

web-software = Software of devices
web-software-lead = Each update begins with one device and grows; it stops by itself when devices fail or do not come back. A device installs only outside its own programmes.
web-software-none = No update yet.
web-campaign-new = New update
web-campaign-new-lead = All devices of the model in an area: first 1 device, then 5 %, 25 %, in the end all.
web-campaign-no-release = Put the maker's software in first.
web-campaign-release = Software
web-campaign-area = Area
web-campaign-pilot = First device (code)
web-campaign-pilot-hint = Best one that is near and easy to look at. Empty: the system chooses.
web-campaign-hours = Hours for installing
web-campaign-hours-hint = Besides, a device keeps away from its own programmes; a model that is heard when it starts is not installed at night.
web-campaign-to = until
web-campaign-begin = Begin the update
web-campaign-pause = Pause
web-campaign-go-on = Go on
web-campaign-abort = Give it up
web-campaign-hint-running = Pause or give up: devices that have not begun do not install any more.
web-campaign-hint-paused = Go on: the remaining devices are asked again.
web-campaign-hint-stopped = Look at the reasons below. To go on means to accept the devices that have failed so far.
web-campaign-waves = Waves
web-campaign-boxes = Devices
web-campaign-more-boxes = { $count } more devices are not shown here.
web-releases = Software of makers
web-releases-none = No software yet.
web-release-signed = signature checked
web-release-ended = no longer used
web-release-end = Use no more
web-release-take = Put software in
web-release-take-lead = A maker sends two files: the software and its signature (.release). They are checked as devices will check them.
web-release-image = Software file
web-release-document = Signature file
web-release-document-hint = Named like the software file, with .release behind it.
web-release-send = Check and keep

software-title = { $version } for { $model }
software-number = number { $number }
software-size = { $megabytes } MB
software-least = needs number { $number } or later
software-now = runs { $version }
software-aim = is to run { $version }: { $state }

campaign-running = running
campaign-paused = paused
campaign-stopped = stopped by itself
campaign-aborted = given up
campaign-finished = finished
campaign-why-running = In wave { $wave }. The next one opens when all devices of this one are steady.
campaign-why-paused = Paused in wave { $wave }. No further device is asked.
campaign-why-stopped = Stopped by itself in wave { $wave }: too many devices failed, refused or did not come back. Devices on which the new software does not run are back on the old one.
campaign-why-aborted = Given up in wave { $wave }. Devices that have installed it run the new software.
campaign-why-finished = All devices were asked, or the time is over.
campaign-wave = wave { $wave } of { $waves }
campaign-wave-name = Wave { $wave }
campaign-not-drawn = Not yet
campaign-progress = { $well } of { $total } steady
campaign-bad = { $count } not
campaign-count = { $state }: { $count }
box-waiting = not asked
box-drawn = waits for its hour
box-asked = asked
box-held = loading
box-ready = loaded, waits for an idle moment
box-trying = starts the new software
box-settling = runs the new software, watched
box-well = steady
box-failed = failed, back on the old one
box-refused = refused
box-lost = not back
web-command-update = Software update
web-command-call-off = Software update called off
action-software = look after the software of devices

incident-firmware = { $device } cannot take its software
incident-firmware-place = { $count } devices in { $place } cannot take their software
repair-firmware = Open the update to see why. A device keeps its old software where the new one does not start; if it does not come back, look at its power and network.
