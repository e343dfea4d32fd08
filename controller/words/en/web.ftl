### The console

## The frame

web-name = Tiếng Làng
web-skip = Skip to the content
web-sections = Main sections
web-announcements = Announcements
web-announcements-tab = Notices
web-devices = Devices
web-history = Logbook
web-waiting-count = { $count } waiting for approval
web-foot = The commune's loudspeakers and notice boards
web-language-vi = Tiếng Việt
web-language-en = English
web-back = Back
web-live = Live
web-live-lost = The server cannot be reached: this page may be out of date. It comes up to date by itself.
web-live-ended = The session has ended: this page is no longer kept up to date.

## Signing in

web-sign-in = Sign in
web-sign-out = Sign out
web-login = Login
web-password = Password
web-forgot = Forgot your password? Ask an administrator for a link to choose another.
web-first-run = There are no people yet.
web-first-run-how = The server printed a link that makes the first administrator (it is in its log, too). It works once, for an hour; a restart makes another. There is no default password.
web-sign-in-other-tab = Sign in on a new tab, then go back to the page before (your browser's back button) and send it again: what you typed is still there.
web-to-start = To the first page
web-trouble-id = If you ask the technician, give this number: { $id }

## Dates and times

web-moment = { $time }, { $day }
web-day = { $weekday } { $date }
web-weekday-1 = Monday
web-weekday-2 = Tuesday
web-weekday-3 = Wednesday
web-weekday-4 = Thursday
web-weekday-5 = Friday
web-weekday-6 = Saturday
web-weekday-7 = Sunday
web-weekday-short-1 = Mon
web-weekday-short-2 = Tue
web-weekday-short-3 = Wed
web-weekday-short-4 = Thu
web-weekday-short-5 = Fri
web-weekday-short-6 = Sat
web-weekday-short-7 = Sun
web-length-minutes = { $minutes } min { $seconds } s
web-length-seconds = { $seconds } s
web-ago-now = just now
web-ago-minute = { $count } min ago
web-ago-hour = { $count } h ago
web-ago-day = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
 }

## The list of announcements

web-compose = Write an announcement
web-filter = Filter
web-show-all = All
web-show-waiting = Waiting
web-show-drafts = Drafts
web-show-coming = Coming
web-show-over = Over
web-card-when = When:
web-card-where = Where:
web-card-by = By { $name }
web-nowhere = nowhere yet
web-empty-all = There are no announcements yet.
web-empty-waiting = Nothing is waiting for approval.
web-empty-drafts = There are no drafts.
web-empty-coming = Nothing is coming up.
web-empty-over = Nothing is over yet.
web-paging = Pages
web-newer = ← Newer
web-older = Older →

## Classes

class-normal = Normal
class-priority = Priority
class-emergency = Emergency

## Writing

web-edit = Edit the announcement
web-edit-voids = Once saved, it is a draft again and has to be approved anew.
web-mistakes = { $count ->
    [one] One thing has to be mended first:
   *[other] { $count } things have to be mended first:
 }
web-choose-file-again = The sound file could not be used. Please choose another.
web-part-what = 1. What
web-part-where = 2. Where
web-part-when = 3. When
web-part-how = 4. How
web-title = Title
web-title-hint = For example: Power cut on 25/11
web-text = Text
web-text-hint = Shown on the boards. Write short, plain sentences.
web-sound = Sound file
web-sound-hint = A recording or file: MP3, WAV, M4A, OGG, FLAC, WebM, at most { NUMBER($megabytes, useGrouping: 0) } MB. Leave empty if it is only for the boards.
web-sound-kept = There is a sound: { $name } ({ $length })
web-sound-unnamed = without a name
web-sound-drop = Leave this sound out
web-making = Making files for the devices: { $done } of { $all } ({ $percent }%)
web-sound-loud = loudness { NUMBER($lufs, minimumFractionDigits: 1, maximumFractionDigits: 1) } LUFS, peak { NUMBER($peak, minimumFractionDigits: 1, maximumFractionDigits: 1) } dBTP
web-sound-cut = { $seconds ->
    [one] One second
   *[other] { $seconds } seconds
  } of silence at the ends { $seconds ->
    [one] was
   *[other] were
  } cut off.
web-sound-wave = Waveform, { $length } long
web-record-start = Record here
web-record-stop = Stop recording
web-record-level = Level at the microphone
web-record-hear = Listen to what was recorded
web-record-use = Use this recording
web-record-again = Record again
web-record-keep = Save on this device
web-record-name = Recording
web-record-denied = The browser may not use the microphone yet. Press the lock beside the page's address, allow the microphone, then press “Record here” again.
web-record-none = This device has no microphone. Plug in a microphone or a headset, or record with a phone.
web-record-busy = Another program is using the microphone. End the call or the recorder, then press “Record here” again.
web-record-insecure = Browsers allow the microphone only on pages whose address begins with https. Open the page by its https address, or record with another program and choose the file below.
web-record-unsupported = This browser cannot record. Use a recent Chrome, Edge, Firefox or Safari, or choose a recorded file below.
web-record-empty = Nothing was recorded. Record again.
web-record-sending = Sending the recording to the server…
web-record-lost = It could not be sent, the line is down. The recording is still here: press “Use this recording” again when the network is back, or save it on this device.
web-send-going = Sending the file:
web-send-working = The file is there. The server listens to it and evens its loudness…
web-send-lost = The file could not be sent, the line is down. It is still chosen: press “Send again” when the network is back.
web-send-stopped = Stopped. The file is still chosen.
web-send-refused = The server does not take the file now. Sign in again in another tab, then press “Send again”.
web-send-stop = Stop sending
web-send-again = Send again
web-record-refused = The server does not take this recording. It is still here: save it on this device, sign in again, then choose that file.
web-record-full = The longest length that is allowed is reached, so recording was stopped.
web-record-hush = Nothing was heard yet. Check whether the microphone is muted.
web-preview = Listen to the chosen file
web-boards = Notice boards
web-page = Show on the boards
web-page-small = People can read it as soon as it begins
web-show-minutes = For how many minutes
web-areas = Hamlets
web-areas-hint = Choosing a place chooses every device in it.
where-map-hint = Tap a hamlet on the map to choose it or leave it out, as by its tick in the list. Round dots are horns, squares are boards.
where-count = { $speakers ->
    [one] { $speakers } horn
   *[other] { $speakers } horns
}
web-tree-count = { $speakers ->
    [one] 1 loudspeaker
   *[other] { $speakers } loudspeakers
 }, { $boards ->
    [one] 1 board
   *[other] { $boards } boards
 }
web-single-devices = Single devices
web-date = Date
web-time = Time
web-repeat = Repeat
web-once = Once
web-daily = Every day
web-weekly = On days of the week
web-monthly = On a day of the month
web-nth = On a weekday of the month
web-nth-small = For example: the last Friday
web-yearly = Every year
web-yearly-small = On this date of each year
web-lunar-days = Lunar 1st and 15th of each month
web-lunar-date = One lunar date of each year
web-lunar-date-small = For example: giỗ Tổ, lunar 10/3
web-other-rule = By a rule of its own
web-days = Days of the week
web-days-hint = Counts if it repeats on days of the week.
web-monthday = Day of the month
web-day-number = Day { $day }
web-month-end = Last day of the month
web-weekday = Weekday
web-nth-which = Which one of the month
web-nth-1 = The first
web-nth-2 = The second
web-nth-3 = The third
web-nth-4 = The fourth
web-nth-last = The last
web-lunar-day = Lunar day
web-lunar-month = Lunar month
web-month-number = Month { $month }
web-every = Every so many days, weeks or months
web-every-hint = 1 is each one; 2 leaves out every other day, week or month.
web-more-times = Other times of the same day
web-more-times-hint = Leave empty for once a day. For example: 11:30, 17:30
web-end = Until when
web-end-never = For ever
web-end-until = Until a day
web-end-count = So many times
web-until = Until
web-count = How many times
web-count-hint = For example: 3
web-on-holidays = On public holidays
web-on-holidays-play = As on any day
web-on-holidays-skip = Not on holidays
web-on-holidays-only = On holidays alone
web-holidays-which = Which days are holidays?
web-look-when = Show the times
web-next-times = The next times:
web-class = Class
web-class-normal = Everyday news
web-class-priority = Goes before normal ones
web-class-emergency = Storm, flood, fire: cuts everything else
web-volume = Volume
web-volume-hint = From 0 to 100 %. Usually 70.
web-save = Save draft
web-save-and-submit = Save and send

## The page of an announcement

web-hear = Hear
web-read = Read
web-see = See
web-no-sound = There is no sound.
web-no-text = There is no text.
web-no-pictures = No board is among those who receive it.
web-board = Board of { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } dots
web-board-alt = { $board } showing “{ $title }”
web-board-part = page { $part } of { $parts }
web-where-when = Where and when
web-when = When
web-where = Where
web-reaches = Reaches
web-shown-for = On the boards
web-minutes = { $count } minutes
web-percent = { $percent } %
web-maker = Written by
web-approver = Approved by
web-coming = The next times
web-checks-blocked = It cannot go yet, because:
web-checks-noted = Worth knowing:
web-checks-fine = Hours, length and collisions were checked: nothing stands against it.
web-approve = Approve
web-submit = Send for approval
web-return = Return
web-edit-button = Edit
web-own-waiting = You wrote or changed this, so somebody else has to approve it.
web-return-title = Return it to its maker
web-reason = Reason
web-reason-hint = For example: it collides with the hamlet's meeting, make it 18:00.
web-return-now = Return the announcement
web-cancel-title = Cancel this announcement
web-cancel-what = All coming broadcasts are left out; what sounded already stays told. Cancelled by mistake, it can be had back as a draft right afterwards.
web-cancel-reason = Reason (if you like)
web-cancel-reason-hint = For example: the power company has put the cut off.
web-cancel-now = Cancel the announcement
web-reason-rejected = Returned because:
web-reason-cancelled = Cancelled because:
web-reason-failed = It could not be prepared because:
web-not-done = This was not done:
web-done-saved = Saved.
web-done-submitted = Sent for approval.
web-done-approved = Approved. It will go out at its time.
web-done-rejected = Returned to its maker.
web-done-cancelled = Cancelled.
web-done-stopped = The stop was sent. Devices are falling silent.
web-done-ordered = The order was sent. The device's answer will show here.
web-done-left-out = That time is left out. What was approved stays approved.
web-done-proposed = The proposal was sent. It holds when somebody else approves it.
web-done-taken-back = Taken back, or proposed to be as in the series again.
web-done-single = The change of that time is approved.
web-done-turned-down = The proposal was turned down.
web-single-left-out = Left out
web-single-moved = Moved
web-single-changed = Content of its own
web-single-holiday = Holiday
web-single-leave-out = Not this time
web-single-move = Move
web-single-change = Change what is told
web-single-restore = Ask for it as usual again
web-single-withdraw = Withdraw the proposal
web-single-propose = Send the proposal
web-single-day = To which day
web-single-clock = To what time
web-single-other-sound = Another sound (leave empty to keep it)
web-single-waits = { $maker } proposes:
web-single-approve = Approve this time
web-single-reject = Turn it down
web-single-why = Why is it turned down?
web-single-reject-now = Send the proposal back
web-single-rejected = The last proposal was turned down: { $reason }
web-single-text = Text: “{ $text }”
web-single-sound = Sound: { $name }
web-single-volume = Volume { $volume } %
web-single-page-on = Shown on the boards
web-single-page-off = Not shown on the boards
web-single-minutes = Shown for { $count } minutes
web-single-not-made = What this time tells could not be made, so some devices will be silent. Change the content.
web-single-hint = Leaving one time out takes effect at once. Moving it or changing what it tells has to be approved; until then it goes on as before.
web-single-later = { $count ->
    [one] One later time
   *[other] { $count } later times
}
web-deliveries = Did it sound?
web-no-deliveries = Nothing has been scheduled yet.
web-time-summary = { $done } of { $all } devices have finished
occurrence-planned = Scheduled
occurrence-cancelled = Cancelled
occurrence-dropped = Could not go
occurrence-past = Over
web-steps = Steps
web-evidence = Evidence
web-level = { $level } dBFS
web-not-heard = Not heard well last time
web-current = { $current } mA
web-microphone = microphone { $level } dBFS
web-skew = { $skew } ms off
web-picture = picture { $hash }

## The ladder

rung-planned = Planned
rung-sent = Sent
rung-held = Held
rung-ready = Ready
rung-started = Started
rung-sounded = Sounded
rung-shown = Shown
rung-refused = Refused
rung-skipped = Skipped
rung-missed = Missed
rung-failed = Failed
rung-done = Done
rung-finished = Finished
rung-quiet = Too soft

step-held = Held
step-ready = Ready
step-started = Started
step-sounded = Sounded
step-shown = Shown

## Devices

web-device = Device
web-devices-summary = { $online } of { $all } devices are connected.
web-stop-all = Stop everything
web-no-devices = There are no devices yet.
web-presence = Connection
web-seen = Last heard
web-never = never
web-clock = Clock
web-last-level = Last level
held-same = All as it should be
held-other = Not the newest yet
held-nothing = None yet
web-clock-trusted = { $source }, ± { $error } ms
web-clock-untrusted = not trusted yet
web-clock-unknown = not known
clock-none = no source
clock-rtc = its own clock
clock-ntp = network time
clock-exchange = our time
web-stop-what = Every loudspeaker there falls silent at once, boards go back to their safe page. Later times still happen as scheduled.
web-stop-where = Where?
web-stop-now = Stop now
web-now = Now
web-missing = Files missing
web-missing-count = { $count ->
    [one] 1 file
   *[other] { $count } files
 }
web-firmware = Firmware
web-timetable-ahead = Coming up
web-announcement = Announcement
web-nothing-ahead = Nothing is scheduled.
web-explain = What will it do then, and why?
web-explain-at = Instant
web-explain-hint = For example: tomorrow at 05:30.
web-explain-now = Show
web-will-sound = The device will sound “{ $title }”.
web-will-show = The board will show “{ $title }”.
web-will-show-safe = The board will show the commune's safe page.
web-will-rest = The device will be silent.
web-reason-line = “{ $title }”: { $why }
web-reason-by = { " " }(because of “{ $title }”)
why-not-yet = not due yet
why-sounds = sounds
why-shows = shows
why-waits = waits for another one
why-interrupted = is interrupted
why-late = is too late
why-outside-hours = is outside the allowed hours
why-over = is over
why-covered = is covered by a higher one
why-screen-off = the board is off at this hour
why-untrusted-clock = the device's clock is not trusted
why-plan-expired = the plan has expired
why-no-media = its media are missing
web-commands = Orders
web-command = Order
web-talk-of = Live talk: { $who }
web-alarm = Alarm
web-command-play = Play now: { $title }
web-command-stop = Stop
web-command-volume = Set the volume
web-command-reboot = Restart
web-command-report = Ask for reports again
web-command-selftest = Self-test
web-command-relay = Take the relay's sound from the service: { $title }
command-stop = Stop
command-volume = Set the volume
command-selftest = Self-test
command-report = Report again
command-reboot = Restart
sensor-mains = Mains
sensor-mains-on = on
sensor-mains-off = off
sensor-battery = Battery
sensor-battery-value = { $value } %
sensor-temperature = Temperature
sensor-temperature-value = { $value } °C
sensor-signal = Signal
sensor-signal-value = { $value } dBm
sensor-storage = Free storage
sensor-storage-value = { $value } MB
sensor-microphone = Microphone
sensor-microphone-value = { $value } dBFS
sensor-current = Speaker current
sensor-current-value = { $value } mA
sensor-light = Light
sensor-light-value = { $value } lx

## Reasons that devices give

reason-too-large = the document is too large
reason-malformed = the document cannot be read
reason-wrong-kind = the document is of another kind
reason-unknown-key = signed with an unknown key
reason-revoked-key = signed with a revoked key
reason-key-out-of-date = the signing key is out of date
reason-wrong-role = the key may not sign this
reason-bad-signature = the signature is wrong
reason-wrong-topic = it came on the wrong topic
reason-foreign-scope = it is for somewhere else
reason-expired = expired
reason-from-the-future = from the future
reason-old-version = an old version
reason-untrusted-clock = the clock is not trusted
reason-outside-hours = outside the allowed hours
reason-too-loud = louder than allowed
reason-invalid-plan = the plan is not valid
reason-stopped = it was stopped
reason-no-media = the media are missing
reason-late = too late
reason-interrupted = interrupted by another
reason-covered = covered by another
reason-screen-off = the board is off at this hour
reason-not-shown = never shown
reason-plan-expired = the plan has expired
reason-cancelled = cancelled
reason-over = over
reason-waits = waiting for another
reason-power-cut = the power went in the middle of it
reason-relay-dead = the source of the relay sent nothing
reason-relay-wrong = the source of the relay sent another format, was another station, or led elsewhere
reason-relay-silent = the source of the relay was silent
reason-link-lost = the link was lost
reason-silent = no sound was measured

## The logbook

web-since = From
web-to = To
web-show = Show
web-moment-head = Time
web-result = Result
web-history-empty = Nothing was due on these days.
web-history-more = Only the last { $count } are shown. Choose fewer days to see them all.

## Public holidays

web-holidays = Public holidays of { NUMBER($year, useGrouping: 0) }
web-holiday-why = Reason
web-holiday-day = Day off
web-undecided-tet = How Tết lies in this year was not entered: only the days count that are sure.
web-undecided-national = The day beside National Day was not entered for this year: only 2/9 counts.
web-holidays-decided = The decision of the year
web-tet-before = Five days of Tết
web-tet-split = { $before } at the end of the old year, { $after } of the new
web-national-beside = The day beside National Day
web-national-before = 1/9
web-national-after = 3/9
web-not-decided = Not decided yet
web-holidays-enter = Keep the decision
web-holidays-added = Days off that were added
web-holidays-added-hint = For example: instead of a weekend.
web-holidays-add = Add the day
web-holidays-remove = Remove
