## Notices to people

post-opened = { $title } (since { $at })
post-closed = Over: { $title }
post-many =
    { $opened ->
        [0]
            { $closed ->
                [one] { $closed } incident over
               *[other] { $closed } incidents over
            }
       *[other]
            { $closed ->
                [0] { $opened } new incidents
               *[other] { $opened } new incidents, { $closed } over
            }
    }
post-step = What to do: { $step }
post-more = … and { $count } more.
post-digest = Broadcast { $at }: { $ready } of { $all } devices ready
post-digest-all = Broadcast { $at }: all { $all } devices ready
post-digest-nothing = No broadcast this morning
post-digest-box = – { $name }: { $why }
post-digest-open = Open incidents: { $count }
post-digest-late = This comes late: the service was down, or heard no device, at the usual hour.
post-trial = A test from Tiếng Làng
post-trial-text = If you read this, notices reach you this way.

refused-post-unknown = None of your ways of being told has this id.
refused-post-channel = There is no way of telling “{ $channel }”. Choose one of: { $known }.
refused-post-mail = The e-mail address is not well formed. Enter one like name@commune.gov.vn.
refused-post-address = The address cannot be used. Enter a whole one, like https://server.province.gov.vn/hook.
refused-post-address-plain = The address has to begin with https://. Plain http works only where the administrator of the server sets notices.private.
refused-post-nowhere = There is no host “{ $host }”. Look at the address again.
refused-post-private = The host “{ $host }” lies in a private network. The administrator of the server has to set notices.private first.
refused-post-kinds = Choose at least one kind of notice. There are: { $known }.
refused-post-severity = There is no severity “{ $severity }”. Choose one of: { $known }.
refused-post-quiet = Quiet hours are written like 22:00-05:00, or left empty.
refused-post-too-many = Nobody has more than { $most } ways of being told. Remove one first.
refused-post-no-mail = The server has nowhere to send e-mail by (notices.smtp_host and notices.sender). Ask its administrator, or choose another way.
refused-setting-mail-address = { $key }: “{ $value }” is no e-mail address.

notice-title = Notices to me
notice-lead = Incidents, and the state before the morning broadcast, are sent to you. Many incidents at once are one message; the daily one goes out at { $at }.
notice-ways = How I am told
notice-none = No way yet. Add one below.
notice-add = Add a way
notice-change = Change a way
notice-channel = Send by
notice-channel-mail = E-mail
notice-channel-webhook = A call to another server (webhook)
notice-target = Address
notice-target-mail = Like name@commune.gov.vn
notice-target-hint = E-mail: like name@commune.gov.vn. Webhook: a whole https address.
notice-kinds = Tell me when
notice-kind-opened = There is a new incident
notice-kind-closed = An incident is over
notice-kind-digest = Each day before the morning broadcast
notice-severity = Which incidents
notice-least-grave = Grave ones only
notice-least-warn = What needs a look, and grave ones
notice-least-note = All
notice-quiet = Quiet hours
notice-quiet-hint = No incidents are sent in these hours; afterwards they come together. Empty: day and night.
notice-quiet-from = Quiet { $hours }
notice-save = Save
notice-try = Send a test
notice-remove = Remove
notice-off = Switched off: nobody is there any more
notice-trouble = Not getting through
notice-failing = { $count } times in a row, the last: { $reason }
notice-key = The webhook's signing key. Copy it now: it is shown only once.
notice-sent = Sent lately
notice-none-sent = Nothing has been sent yet.
notice-outcome-waiting = on its way
notice-outcome-sent = sent
notice-outcome-given-up = could not be sent, given up
notice-outcome-gone = nobody is there any more

action-hook = let the service call addresses of one's own
notice-reason-timeout = no answer in time
notice-reason-connection = no connection
notice-reason-tls = no safe connection (certificate)
notice-reason-smtp-password = the e-mail server does not take the password
notice-reason-smtp-unset = no e-mail server is set
notice-reason-post-private = the address lies in a private network
notice-reason-post-nowhere = there is no such host
notice-reason-post-address-plain = the address is not https
