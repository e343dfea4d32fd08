# Having back what was just taken away.
undo-back = Undo
undo-gone-announcement = “{ $name }” is cancelled. If that was a mistake, have it back as a draft and send it for approval again.
undo-gone-word = The word “{ $name }” is removed.
undo-gone-holiday = The day off “{ $name }” is removed.
undo-gone-wish = You are no longer told at “{ $name }”.
refused-undo-over = It cannot be undone any more: a day has passed, or it was undone already.
log-cancel-undo = took “{ $what }” back as a draft.
action-restore = take it back
