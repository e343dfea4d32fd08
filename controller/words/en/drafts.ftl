### Drafts that save themselves

draft-saved = Saved at { $time }.
refused-draft-unknown = There is no such draft, or it was deleted.
refused-draft-changed = { $by } changed this draft at { $since }. What you typed is still here: choose which one to keep.
refused-draft-sent = This draft has become an announcement already. Open that one to go on editing.
refused-draft-name = This page has no draft of its own. Load it again.
refused-draft-field = The draft has a field that cannot be: “{ $name }”.
refused-draft-too-large = The draft is longer than { $limit } letters. Please shorten it.
refused-draft-too-many = You have { $limit } drafts open. Please delete those that you do not need.
draft-unsaved = Not saved yet…
draft-lost = Could not be saved; kept on this device. It saves itself when the line is back.
draft-nowhere = Could not be saved. Keep this page open; it saves itself when the line is back.
draft-ended = Your session has ended. What you typed is kept on this device: sign in again and it is saved.
draft-sent-already = This draft was sent from another page. See the list of announcements.
draft-mine = Keep mine
draft-theirs = Take the other one
draft-both-stay = The other one is not lost: it stays in the list of drafts.
draft-card-mine = Saved at { $when }
draft-card-theirs = Saved by { $name } at { $when }
draft-untitled = (no title yet)
draft-changes = Changes an announcement that is there
draft-go-on = Go on
draft-go-on-with = Go on with “{ $title }”
draft-throw-away = Delete
draft-throw-away-what = Delete the draft “{ $title }”
draft-thrown = The draft “{ $title }” was deleted.
draft-take-back = Undo
draft-some = { $count ->
    [one] You have a draft that is not finished
   *[other] You have { $count } drafts that are not finished
}
draft-unfinished = Not finished
draft-finished = Finished, not sent for approval
web-like-last = As last time
web-like-what = As last time: “{ $title }”
web-like = Copied from “{ $title }”.
web-like-check = The old one was for { $when }. The time is the next like it; please change the dates and hours in the text.
