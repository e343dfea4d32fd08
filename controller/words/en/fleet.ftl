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
