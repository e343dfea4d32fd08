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
