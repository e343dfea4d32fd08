### Codes for boxes, labels, and which box hangs where

refused-claim-refused = This code cannot be used. Read it from the label again; if that does not help, ask a technician for a new one.
refused-claim-wait = Many wrong codes came from this address. Wait { $seconds } seconds and try again.
refused-claim-model = This code is for a { $ours }, and this box is a { $theirs }. Look at the label again, or make a new code for a { $theirs }.
refused-claim-unencrypted = The server has no https address, so it gives no password away. Put a proxy with a certificate in front, and name its address in http.public_url.
refused-code-none = Device { $device } has no code that is good.
refused-code-not-good = A code is not good any more, so no labels were printed. Make new codes.
refused-device-twice = A device is named twice. Take one of the lines out.

incident-claimed-twice = Two boxes with one code: { $device }
incident-claimed-twice-place = Two boxes with one code in { $place }: { $count } devices
incident-claimed-twice-seen = Box { $hardware } has taken this place; box { $other } tried the same code again, { $count } times. The second was refused.
repair-claimed-twice = See which box really hangs there, and its serial number. If a label was stuck to the wrong box or photographed, make a new code for the other box in its own place. If a stranger has taken the place, report it stolen and let the right box claim it with a new code.
incident-twin = One box in several places: { $device }
incident-twin-place = One box in several places, { $place }: { $count } devices
incident-twin-seen = Serial number { $hardware } is also noted at: { $places }.
repair-twin = If the box was moved, open the device in the old place and press “Taken down”. If they are really two boxes, their maker gave them the same number: nothing is in danger, tell the maker.

label-until = Use before { $day }

web-add-device = Add devices
web-add-lead = Make places for speakers or boards that are to be hung up. Each has a code; a box uses it once to take its place.
web-add-area = Where
web-add-profile = Model
web-add-name = Name, as people call it
web-add-name-hint = For instance: Horn at alley 7. For several devices write { $number } where the number goes.
web-add-count = How many
web-add-count-hint = Each has a code and a label of its own.
web-add-make = Make codes
web-codes = Codes for { $count } devices
web-codes-once = The codes are shown on this page only. Print the labels or copy them now.
web-codes-how = Stick the label to the box. When it is hung up, type the code (or scan the picture) into the box: it gets its name, password and keys over https. A phone that scans the label opens the device's page.
web-codes-print = Print labels (PDF)
web-codes-more = { $count } more codes: print the labels to have them all.
web-empty-places = Places without a box ({ $count })
web-empty-lead = These have no timetable and do not count in the logbook until a box takes them.
web-boxes = The box that hangs here
web-box-none = No box hangs here now.
web-box-nameless = A box without a serial number
web-box-is = since { $since }
web-box-was = from { $since } to { $until }
web-box-end-replaced = replaced by another
web-box-end-out = taken down
web-box-end-stolen = stolen
web-code-good = The code of { $made } is good until { $until }.
web-code-old = The code was good until { $until }.
web-code-used = The code was used at { $when } by box { $hardware }.
web-code-replaced = The code was replaced at { $when }.
web-code-revoked = The code was taken back at { $when }.
web-code-others = Box { $hardware } tried the same code { $count } times and was refused.
web-code-for = Model of the box that comes
web-code-hint = The new box takes this place with its name, timetable and history. The old one goes on until then.
web-code-new = Make a new code
web-code-revoke = Take the code back
web-done-code-revoked = The code is good no more.

code-revoked = The code of { $id } is good no more.
labels-written = The labels are in { $path }. It holds the codes: delete it when it is printed.

refused-box-none = { $device }: no box hangs here now.
refused-box-not-out = { $device }: no box was taken down here that could be hung up again. Make a code for the one that comes.
web-box-gone = The box is not here any more…
web-box-out-lead = Taken down for repair or storage: it is cut off at once, and the place has no timetable. It can be hung up again without a code.
web-box-out = Taken down
web-box-stolen-lead = Stolen: its password is good no more, at once and for ever. Another box takes this place with a new code.
web-box-stolen = Report it stolen
web-box-back-lead = Does the box that was taken down hang here again?
web-box-back = Hung up again
web-done-box-out = Noted as taken down; the box is cut off.
web-done-box-stolen = Noted as stolen; the box cannot join any more.
web-done-box-back = Noted as hung up again.
