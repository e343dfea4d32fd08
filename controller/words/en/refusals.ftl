### What is answered when something is refused

## Signing in, people

refused-sign-in-first = You need to sign in first.
refused-session-ended = Your session has ended. Please sign in again.
refused-signin-wrong = The login or the password is not right.
refused-signin-wait = Too many wrong attempts. Wait { $seconds } seconds, then try again.
refused-token-wrong = The API token is wrong, expired or revoked.
refused-token-unknown = You have no such token.
refused-token-name-blank = Give the token a name, so that you recognise it later.
refused-token-expiry-past = The token's expiry has to be in the future.
refused-role-may-not = The role of { $role } may not { $action }.
refused-area-not-reached = The area “{ $area }” is outside your reach.
refused-area-not-yours = You may not speak to “{ $area }”: it is outside your reach.
refused-device-not-yours = You may not speak to “{ $device }”: it is outside your reach.
refused-user-unknown = There is no such person.
refused-login-form = A login has lower-case letters without accents, digits, dots, hyphens and underscores, and begins and ends with a letter or digit.
refused-login-taken = The login “{ $login }” is taken.
refused-name-blank = The name is missing.
refused-role-unknown = There is no role “{ $role }”. Choose one of: { $known }.
refused-language-unknown = There is no language “{ $language }”. Choose one of: { $known }.
refused-password-short = A password needs at least { $least } characters. A few words together are easiest to remember.
refused-password-long = A password has at most { $most } characters.

## Areas, devices, orders

refused-area-unknown = There is no area “{ $area }”.
refused-area-taken = The code “{ $area }” is taken.
refused-area-code = “{ $code }” cannot be an area's code: use lower-case letters without accents, digits and hyphens.
refused-area-below-itself = The area “{ $area }” cannot be placed inside itself.
refused-device-unknown = There is no device “{ $device }”.
refused-device-id = “{ $id }” cannot be a device's id: use lower-case letters without accents, digits and hyphens.
refused-device-taken = The id “{ $id }” is taken by another device or an area.
refused-profile-unknown = There is no such device model.
refused-scope-unknown = There is no area or device called “{ $scope }”.
refused-order-unknown = There is no order “{ $kind }”. Choose one of: { $known }.
refused-command-unknown = There is no such command.
refused-play-what = Choose the announcement to play.
refused-not-approved = This announcement has not been approved, so it cannot be played.
refused-not-ready = The announcement has not been prepared for the devices yet. Try again in a few minutes.
refused-timetable-none = The device “{ $device }” has no timetable yet.
refused-instant-too-far = This instant is too far from now.

## What an announcement says

refused-announcement-unknown = There is no such announcement.
refused-bad-id = “{ $id }” cannot be an id.
refused-unknown-word = “{ $word }” is not understood. Choose one of: { $known }.
refused-title-blank = The announcement has no title yet.
refused-title-too-long = The title has { $length } characters; at most { $limit } are allowed.
refused-text-blank = There are no words to show on the boards. Write them, or do not show it on boards.
refused-text-too-long = The text has { $length } characters; at most { $limit } are allowed.
refused-no-face = There is nothing to hear or to see yet: upload a sound, or write a text and show it on boards.
refused-audience-empty = Nobody has been chosen to hear it.
refused-audience-nobody = There are no devices where it should go.
refused-audience-no-face = The places chosen have no fitting device: the announcement has { $faces ->
    [sound] only a sound, and there is no loudspeaker
   *[other] only a page, and there is no board
 }.
refused-volume-out-of-range = The volume { $volume } is not possible: it goes from 0 to 100.
refused-number-out-of-range = It has to be a number from { $low } to { $high }.
refused-number-wanted = Enter a whole number.
refused-late-out-of-range = The allowed lateness goes from 1 to { $limit } seconds: boxes keep the timetable of the day before, and no more. For later than that, write a new announcement.
refused-page-window-out-of-range = It would stay { $minutes } minutes on the boards; 1 to { $limit } are possible.

## Sounds, files

refused-sound-unknown = The chosen sound is not there. Please upload it again.
refused-upload-missing = No file was chosen.
refused-upload-too-large = The file is too large: at most { $megabytes } MB.
refused-media-unknown = There is no such file.
refused-range-outside = The range asked for lies outside the file ({ NUMBER($size, useGrouping: 0) } bytes).

## Time

refused-start-missing = Date and time are missing.
refused-start-half = Enter both the date and the time.
refused-days-none = Choose at least one day of the week.
refused-bad-date = The date “{ $text }” is not understood. See whether that month has that day, and write times like 05:30.
refused-unknown-zone = There is no time zone “{ $zone }”. Use an IANA name such as Asia/Ho_Chi_Minh.
refused-bad-rule = The rule of repetition is wrong at “{ $part }”.
refused-rule-too-often = It repeats too often: at least { $minutes } minutes have to lie between two times.
refused-rule-never-fires = This rule gives no time at all within { $years } years. Choose another day or month.
refused-rule-over = All times of this rule are over. Choose a later end, or let it begin anew.
refused-end-before-start = The last day lies before the first. Choose a later one.
refused-start-in-past = This time has passed. Choose another.
refused-start-too-far = This time is more than { $years } years ahead.
refused-no-such-occurrence = There is no occurrence at { $original }. See the list of its times.
refused-holidays-once = What is broadcast once cannot leave out or ask for holidays. Let it repeat, or take the choice about holidays back.
refused-holiday-unknown = No day off and no decision was entered for “{ $day }”.
refused-holidays-not-yours = All areas share one calendar of holidays, so only an administrator of the highest area enters it.
refused-times-not-alike = Times of one day must have the same minutes, for example 05:30 and 17:30. Write another announcement for a time with other minutes.
refused-occurrence-over = This time has begun or is over. To silence it now, give the order to stop.
refused-nothing-changed = This time is just like that already. Choose another time or other content.
refused-too-near-itself = It would run into the time at { $other } of the same announcement. Choose one further away.
refused-moved-onto-holiday = It is moved to a public holiday ({ $holiday }), though this announcement leaves holidays out.
refused-exception-unknown = There is nothing of its own for the time at { $original }.
refused-exception-idle = Something was agreed for the time at { $original }, which the new rule does not have. Take that back, or choose the old time again.
refused-bad-clock = The time “{ $text }” is not understood. Write it like 05:30.
refused-bad-weekday = There is no weekday “{ $day }”. Use 1 (Monday) to 7 (Sunday).
refused-bad-hours = The allowed hours are wrong at “{ $part }”.
refused-window-empty = The window that begins at { $start } has no length.
refused-window-crosses-midnight = The window from { $start } to { $end } crosses midnight. Make two of it.
refused-limit-out-of-range = The limit { $limit } is not possible: it goes from { $low } to { $high }.

## Approval

refused-own-announcement = You wrote or changed this announcement, so you cannot approve it. Somebody else has to.
refused-wrong-state = The announcement is “{ $state }”: one cannot { $action } it now.
refused-announcement-over = The announcement is “{ $state }” and cannot be changed any more.
refused-already-approved = This announcement has been approved already.
refused-changed-since-submit = The announcement is not what you saw. Load the page again, look at it, then approve.
refused-approval-void = The announcement changed after it was approved; it has to be approved again.
refused-edited-meanwhile = Somebody else has just changed this announcement. What you typed is still here: open the new one on another page, compare, and edit again.
refused-reason-blank = Say why it is returned, so that its maker knows what to change.

## What stands against an announcement

refused-finding-hours-not-set = Nobody has entered the allowed hours of this area, so nothing may sound yet.
refused-finding-outside-hours = { $first } is outside the allowed hours.
refused-finding-session-too-long = The session at { $first } is longer than the { $limit } minutes allowed.
refused-finding-too-many-sessions = The day of { $first } already has the { $limit } sessions allowed.
refused-finding-day-too-long = The day of { $first } would have more than the { $limit } minutes allowed.
refused-finding-emergency-outside-hours = { $first } is outside the usual hours, but an emergency may sound.
refused-finding-volume-lowered = The volume of { $wanted } % will be lowered to the area's limit of { $cap } %.
refused-finding-after-higher = { $by } of a higher rank is due at { $first }; this starts { $length } later.
refused-finding-after-equal = { $by } of equal rank is due at { $first }; this starts { $length } later.
refused-finding-cut-by-higher = The one at { $first } loses { $length } to { $by }.
refused-finding-paused-for-higher = The one at { $first } pauses for { $length }, for { $by }.
refused-finding-covered-by-higher = The one at { $first } is covered for { $length } by { $by }.
refused-finding-lost-to-higher = The one at { $first } cannot sound: { $by } of a higher rank is due then.
refused-finding-no-room = The one at { $first } meets { $by }, and there is no other room on that day.
refused-finding-order-needed = At { $first } this meets { $by }; both are priority. None of them will sound until a leader has chosen which goes first.
refused-finding-order-missed = At { $first } this meets { $by }, and nobody has chosen which goes first.
refused-finding-too-many-to-order = At { $first } this meets other priority announcements, { $count } in all; { $limit } at most can be put in order. Choose another time, or a lower class.
refused-finding-device-has-no-face = Some devices cannot do this kind of content.
refused-nearest = The nearest allowed time is { $nearest }.

## Requests

refused-malformed-json = What was sent is not proper JSON.
refused-malformed-form = The form could not be read. Please try again.
refused-foreign-origin = This request came from another site's page and was refused.
refused-no-such-page = There is no such page. Perhaps the address was mistyped, or what was here is gone.
refused-method-not-allowed = This address does not take such requests.
refused-body-too-large = What was sent is too large: at most { $megabytes } MB.
refused-wrong-media-type = Send the file as multipart/form-data.
refused-server-full = The server's disk is full, so nothing could be kept. Nothing was lost; ask the technician to make room, then try again.
refused-internal = Something went wrong on our side. Nothing was lost; try again, and tell the technician if it stays.
refused-field-missing = “{ $name }” is missing.
refused-field-unknown = There is no field called “{ $name }”.
refused-field-too-long = “{ $name }” is longer than { $limit } characters.
refused-field-too-short = “{ $name }” needs at least { $limit } characters.
refused-field-too-many = “{ $name }” has more than { $limit } entries.
refused-field-too-few = “{ $name }” needs at least { $limit } entries.
refused-field-too-small = “{ $name }” cannot be below { NUMBER($limit, useGrouping: 0) }.
refused-field-too-large = “{ $name }” cannot be above { NUMBER($limit, useGrouping: 0) }.
refused-field-choice = “{ $name }” has to be one of: { $choices }.
refused-field-not-text = “{ $name }” has to be text.
refused-field-not-number = “{ $name }” has to be a number.
refused-field-not-bool = “{ $name }” has to be true or false.
refused-field-not-list = “{ $name }” has to be a list.
refused-field-wrong = “{ $name }” is not right.

## A device refuses a signed document

refused-document-too-large = The signed document is too large.
refused-document-malformed = The signed document cannot be read.
refused-document-wrong-kind = The signed document is of another kind.
refused-document-unknown-key = The document was signed with an unknown key.
refused-document-revoked-key = The document was signed with a revoked key.
refused-document-key-out-of-date = The key that signed the document is out of date.
refused-document-wrong-role = This key may not sign this kind of document.
refused-document-bad-signature = The signature is wrong.
refused-document-wrong-topic = The document came on the wrong topic.
refused-document-foreign-scope = The document is for somewhere else.
refused-document-expired = The document has expired.
refused-document-from-the-future = The document is from the future.
refused-document-old-version = The document is an old version.
refused-document-untrusted-clock = The device's clock is not trusted yet.
refused-document-outside-hours = It is outside the allowed hours.
refused-document-too-loud = It is louder than allowed.
refused-document-invalid-plan = The plan is not valid.
refused-document-stopped = It was stopped.
refused-document-no-media = The device lacks the media.
