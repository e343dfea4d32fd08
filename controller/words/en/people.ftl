### People, one-time links, my account

## The list, invitations

people-title = People
people-invite = Invite somebody
people-invite-lead = Whoever is invited chooses login and password, so nobody knows another's password.
people-invite-make = Make the invitation
people-invitations = Invited
people-invited-by = invited by { $login }
people-revoke = Take back
people-you = (you)
people-seen = last here { $ago }
people-alone = There is only one administrator. Invite another, so that somebody can take people in while this one is away.
people-state-active = Active
people-state-suspended = Suspended
people-state-ended = Left
people-two = Signs in in two steps
people-done-change = Saved.
people-done-suspend = Suspended. All sessions of this person have ended.
people-done-resume = Back again. The old password is good.
people-done-end = Noted that this person has left for good.
people-done-factor = The second step is off. Next time the password is enough.
people-done-revoked = Taken back. The link works no more.

people-name = Full name
people-name-hint = Example: Nguyễn Thị Hạnh
people-role = Role
people-role-editor = Writes announcements and sends them to a leader.
people-role-approver = Approves announcements, plays at once, speaks live, raises the alarm.
people-role-technician = Installs and mends devices, orders tests. Neither writes nor approves.
people-role-administrator = May do everything, also take people in and change areas.
people-area = Area
people-area-hint = The role holds here and everywhere below.
people-mail = Send the link by e-mail (if you like)
people-mail-hint = Leave empty to hand it over yourself, by telephone or message. Example: hanh@tanhoa.gov.vn

## One person

people-change = Details
people-save = Save
people-forgot = Password forgotten
people-forgot-lead = Make a link with which this person chooses another password. Until then the old one is good.
people-reset = Make a link
people-lost = Telephone lost
people-lost-lead = Where telephone and recovery codes are lost: take the second step away. Make sure that it is this person who asks.
people-factor-reset = Take the second step away
people-suspend = Suspend
people-suspend-lead = This person is signed out everywhere at once, and cannot come in until taken back.
people-resume = Take back
people-resume-lead = This person can sign in again, with the old password.
people-end = Has left for good …
people-end-lead = For somebody who works elsewhere now, or no more. The name stays in the log; this account cannot be opened again.
people-end-now = { $name } has left for good
people-ended-note = This person has left for good. Who comes back is invited anew, with another login.
people-log-of = What this person did

## One-time links

people-link-invite = Invitation
people-link-reset = Link to choose another password
people-link-once = This link is shown once, here.
people-link-how-invite = Hand it to { $name } now: the picture is read by a telephone, the link can be copied into a message. Whoever has it can come in instead, once, until { $until }.
people-link-how-reset = Hand it to { $name } now: the picture is read by a telephone, the link can be copied into a message. Whoever has it can choose the password, once, until { $until }.
people-link-qr = QR code of the link
people-link-until = Good until { $until }
people-link-was = Expired { $until }
people-link-back = Handed over
people-copy = Copy the link
people-copied = Copied
people-mailed = Sent to { $address }.
people-not-mailed = Could not be sent to { $address } ({ $reason }). Hand the link over in another way.
people-mail-title = Your invitation to Tiếng Làng
people-mail-text = Dear { $name },

    you are invited to the console of the commune's loudspeakers. Open the link below and choose a login and a password. It works once, until { $until }. Please do not pass this message on.

people-join = Accept the invitation
people-join-as = You are invited as { $role } in { $place }.
people-join-now = Begin
people-your-name = Your full name
people-login-hint = Lower-case letters without accents, for example: hanh or nguyen.hanh
people-password-hint = At least { $least } characters. A few words that make a sentence of your own are easiest to remember; capitals and signs are not needed.
people-new-password = New password
people-new-password-for = { $name }, login { $login }
people-password-save = Change the password
people-password-is-new = The password is changed. Sign in with the new one.
people-show = Show
people-hide = Hide

first-title = The first administrator
first-lead = Nobody is here yet. The first one invites the others, and enters hamlets and devices.
first-province = Province or city
first-province-hint = Example: Tỉnh Phú Thọ
first-commune = Commune
first-commune-hint = Example: Xã Tân Hòa. Others can be added later.
first-make = Make and sign in
first-link = Nobody is here yet. Open this link to make the first administrator (works once, for an hour):
    { $url }
user-link = { $login } chooses another password here (works once, for a day):
    { $url }

## My account

me-title = My account
me-password = Change the password
me-password-old = Your present password
me-sessions = Where you are signed in
me-sessions-lead = If you see a place that you do not know, sign out there and change your password.
me-from = from { $address }
me-seen = used { $ago }
me-since = signed in { $when }
me-here = This device
me-end-session = Sign out there
me-end-others = Sign out everywhere else
me-done-password = The password is changed. All other sessions have ended.
me-done-session = Signed out there.
me-done-others = Signed out everywhere else.
me-done-factor-off = Signing in takes one step again.
me-factor = Sign in in two steps
me-factor-lead = Beside the password, signing in takes six figures from your telephone. Whoever knows the password and does not hold the telephone stays outside.
me-factor-on = Turn on
me-factor-off = Turn off
me-factor-step-1 = On your telephone, install a program that makes codes, for example Google Authenticator, Microsoft Authenticator or Aegis.
me-factor-step-2 = In the program, add an account and scan this picture.
me-factor-step-3 = Type the six figures that the program shows.
me-factor-typed = Scanning does not work? Type this key:
me-factor-qr = QR code for the program that makes codes
me-factor-confirm = Confirm and turn on
me-factor-is-on = Signing in takes two steps now.
me-code = Code
me-code-hint = Six figures of the program on your telephone, for example: 123 456
me-code-lead = The password is right. Type the code of your telephone.
me-code-lost = Without your telephone? Type a recovery code, or ask an administrator.
me-code-other = Begin again
me-codes = Recovery codes
me-codes-once = These codes are shown once.
me-codes-how = Print them or write them down, and keep them in a safe place. Without your telephone, each signs you in once.
me-codes-print = Print
me-codes-kept = They are in a safe place
me-codes-left = { $count } recovery codes are left.
me-codes-new = New recovery codes
me-proof = Your password

agent-on = { $program }, { $device }
agent-iphone = iPhone
agent-ipad = iPad
agent-android = Android telephone
agent-chromebook = Chromebook
agent-windows = Windows computer
agent-mac = Mac
agent-linux = Linux computer
agent-other = another device
agent-program = program { $name }
agent-unknown = unknown device

## Why not

refused-password-guessable = This password is guessed first by everybody. Leave out your name, the commune's, and keys in a row. Join a few words that have nothing to do with each other.
refused-password-old-wrong = Your present password is not right.
refused-signin-code-needed = The code of your telephone is needed, too.
refused-signin-again = That took more than five minutes. Sign in again from the beginning.
refused-code-wrong = The code is not right. Type the one that is shown now; if it is still wrong, look whether the telephone's clock is right.
refused-code-used = This code was used already. Wait for the next one, half a minute.
refused-factor-there = Signing in takes two steps already.
refused-factor-none = The second step is not turned on.
refused-factor-unreadable = The key of the second step cannot be read. Ask an administrator to take it away, then turn it on again.
refused-session-unknown = This session is no more.
refused-link-unknown = There is no such link. Copy all of it, or ask for another.
refused-link-wait = Too many links that are none. Wait { $seconds } seconds, then try again.
refused-link-used = This link was used already. If it was not you, tell an administrator at once.
refused-link-revoked = This link was taken back. Ask for another.
refused-link-expired = This link has expired. Ask for another.
refused-first-done = There is an administrator. Sign in, or ask for an invitation.
refused-administrator-last = { $name } is the last administrator here. Invite another one first.
refused-user-ended = { $name } has left for good, and cannot be changed.
refused-user-not-active = { $name } is suspended. Take them back first.
