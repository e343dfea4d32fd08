### Stolen boxes; devices and incidents at the command line; what fails again and again over months

incident-stolen = A stolen box is back on the network: { $device }
incident-stolen-place = Stolen boxes are back on the network in { $place }: { $count } devices
repair-stolen = Note the time and the network address and tell the police: the network's operator can say whose address that was. The box can only say that it is there; it hears nothing and sounds nothing. If you get it back, make a new code with which it takes its place.
box-tried = It came back { $count } times, last at { $at }, { $where }
box-from = from the address { $address }
box-nowhere = from an unknown address
log-box-uninvited = noted that the stolen box of { $what } came to the broker.

incident-drift-network = The device does not keep the network settings that were ordered last.
drift-network = network settings

device-out = { $id } was taken down. Its box cannot join any more; to hang it up again: tienglang device back { $id }
device-stolen = { $id } is noted as stolen. It is cut off; when it comes back, that is an incident.
device-back = { $id } hangs there again.
device-moves = It is proposed that { $id } moves to { $area } from { $effect } on (change { $change }). Another administrator agrees on the page “Merge and split”.
device-count = { $count } devices
list-looked = { $good } lines are right, { $bad } have faults.
incident-count = { $count } incidents are open
refused-state-unknown = There is no state “{ $state }”. There are: { $known }.

again-title = What fails again and again
again-lead = Places where the same was wrong three times or more, in more than one month, of the last { $months } months. The history stays with the place, whichever box hangs there. What concerned a whole hamlet is told of the hamlet alone.
again-none = Nothing fails again and again.
again-times = { $what }: { $count } times in { $months } months, last on { $last }.
again-changed = It went on after the box was replaced: look at the power supply, the cables, the antenna and the pole.
month-title = Over the months
month-which = Month
month-what = Incidents
month-dark = Not reachable
month-not-heard = Not heard
month-trouble = { $what } { $count } times
month-hung = box hung up { $count } times
month-well = no incident
month-missed = { $missed } of { $due } broadcasts

trouble-dark = lost
trouble-mains = no mains, on battery
trouble-battery = weak battery
trouble-hot = too hot
trouble-signal = weak signal
trouble-storage = storage nearly full
trouble-clock = wrong clock
trouble-flapping = comes and goes
trouble-drift = holds something else
trouble-deaf = silent horn
trouble-board = faulty panel
trouble-unready = not ready for a broadcast
trouble-selftest = self-test failed
trouble-fading = horn grows weaker
trouble-claimed-twice = two boxes with one code
trouble-twin = one box in several places
trouble-rivals = several boxes with one identity
trouble-stolen = stolen box is back on the network
trouble-firmware = wrong software
trouble-flood = sends too much
trouble-garbled = sends what cannot be read

sensor-hours = Battery lasts
sensor-hours-value = { $value } hours
sensor-data = Mobile data of this month
sensor-data-value = { $value } MB
sensor-panel = Panel current
sensor-panel-value = { $value } mA
