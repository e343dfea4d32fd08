### The leader's inbox

inbox-title = Waiting for me
inbox-number = { $number } of { $all }
inbox-later = Later
inbox-open = Decide one by one
inbox-empty = Nothing waits for you.
inbox-empty-more = When a notice is sent for approval, this page shows one at a time, to hear, see and decide.
inbox-elsewhere = Also waiting for you
inbox-fine = Checked: nothing in the way
inbox-noted = { $count ->
    [one] One thing to know
   *[other] { $count } things to know
}
inbox-blocked = { $count ->
    [one] Cannot be approved: one thing in the way
   *[other] Cannot be approved: { $count } things in the way
}
inbox-changed = { $count ->
    [one] One thing is not as it was last time
   *[other] { $count } things are not as they were last time
}
inbox-unchanged = Nothing is otherwise than last time
inbox-last-approved = { $who } approved it at { $when }.
inbox-last-returned = { $who } returned it at { $when }:
inbox-you-approved = You approved “{ $title }”.
inbox-you-returned = You returned “{ $title }” to its maker.
inbox-other-approved = { $who } approved “{ $title }” at { $when }. That decision stands.
inbox-other-returned = { $who } returned “{ $title }” at { $when }. That decision stands.
inbox-because = The reason: { $reason }
inbox-draft = Its maker took “{ $title }” back to change it: there is nothing to approve now.
inbox-cancelled = “{ $title }” was cancelled: there is nothing to approve any more.
inbox-whole = Read all of it
inbox-keep = Leave it
inbox-reason-more = A word to its maker (if needed)
inbox-reason-hint = For example: the telephone number of the clinic is missing.
inbox-reason-time = The time does not suit
inbox-reason-facts = A name, a figure or a date is wrong
inbox-reason-unclear = Hard to understand
inbox-reason-not-now = Not to be broadcast now

## Otherwise than last time

change-title = Title
change-text = Words
change-when = Time
change-where = Heard in
change-klass = Class
change-sound = Sound
change-voice = Reading voice
change-volume = Volume
change-chime = Chime of the horns
change-page = Shown on boards
change-board = Page on boards
change-show = Shown for
change-late = When it is late
change-origin = Where it comes from
change-otherwise = chosen otherwise
change-no-sound = no sound
change-yes = yes
change-no = no
