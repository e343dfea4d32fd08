### Words that the API and the console share

## Kinds of answers

problem-malformed = The request cannot be read
problem-unauthenticated = Not signed in
problem-forbidden = Not allowed
problem-not-found = Not found
problem-method = Request does not fit
problem-clash = Does not fit what is there
problem-too-large = Too large
problem-media-type = Wrong type of data
problem-range = Out of range
problem-refused = Not accepted
problem-throttled = Please wait
problem-internal = Something went wrong
problem-not-ready = Not ready

## Roles

role-editor = editor
role-approver = approver
role-technician = technician
role-administrator = administrator
role-system = system

## States of an announcement

state-draft = Draft
state-submitted = Waiting for approval
state-approved = Approved, being prepared
state-ready = Prepared
state-planned = Scheduled
state-ended = Over
state-rejected = Returned
state-cancelled = Cancelled
state-failed = Could not be prepared

## What people do

action-read = read
action-write = write announcements
action-edit = edit
action-submit = send for approval
action-approve = approve
action-reject = return
action-cancel = cancel
action-order = choose which announcement goes first
action-play = play at once
action-speak = speak live
action-emergency = speak live as an emergency
action-stop = stop
action-tune = change the volume
action-repair = test and restart
action-devices = take in or change devices
action-holidays = enter public holidays
action-relays = choose where relays come from
action-areas = add or change areas
action-users = add or change people
action-keys = manage the signing keys
action-audit = read the log of actions
action-rendered = prepare
action-render-failed = report a failure for
action-planned = schedule
action-ended = end
