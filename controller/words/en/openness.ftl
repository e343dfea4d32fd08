### What the service tells people and programs that watch over it.

health-starting = The service is starting.
health-database-away = The database cannot be read.
health-broker-away = The MQTT broker is not joined.
health-clockwork-stopped = The alarm clock has stopped: nothing is woken in time. Restart the service.
health-inbox-stuck = What devices said cannot be written into the database yet; nothing is lost, it is tried again.
health-disk-full = The disk with the data is nearly full.
health-data-folder-locked = The data folder cannot be written to.
refused-metrics-token = Figures are for programs that send the right token. Set metrics_token in the settings and send it as “Authorization: Bearer …”.

## Notices in browsers, and what waits for approval

post-asked = Waits for your approval: { $title }
post-asked-many = { $count } things wait for your approval
post-asked-line = – { $title } (due { $at })
post-asked-single = – { $title }: a change of the one at { $at }
notice-channel-push = This browser (also while the page is closed)
notice-kind-asked = Something waits for my approval
notice-browser = A browser ({ $host })
notice-push-hint = The phone or computer in front of you will show it. Choose “Allow” when the browser asks.
notice-push-unable = This browser cannot be told this way: the page has to be opened by https, and on an iPhone be added to the home screen first. Choose e-mail.
notice-push-denied = The browser does not let this page show notices yet. Open the settings of this page in the browser, allow notifications, and save again.
notice-push-failed = The browser's push service could not be reached. Look at the Internet connection and try again.
refused-post-push = The keys of the browser are missing. Open “Notices to me” in the very browser that is to be told, and save again.

## Things of other makers, behind drivers

reason-apparatus-unreachable = the network horn cannot be reached: no power, no local network, or a wrong address
reason-apparatus-refuses = the network horn refuses: wrong password, or its clip was removed
reason-apparatus-silent = the network horn did not answer in time
reason-clip-too-large = the file is longer than the network horn takes
reason-no-live = this model takes no live sound
reason-switch-silent = the switch does not answer, the set could not be turned on
reason-nothing-drawn = switched on, but the set draws no power: a fuse, a broken set, or unplugged
reason-no-input = the set receives by itself and cannot be given this announcement

## Boxes that say too much, or nothing that can be read

incident-flood = Sends far too much: { $device }
incident-flood-place = Send far too much in { $place }: { $count } devices
incident-flood-seen = { $count } messages in a minute; what is too much is not kept.
repair-flood = Restart the device. If that does not help, its software is broken, or somebody uses its password: report it stolen, so that the password is good no more.
incident-garbled = Sends what cannot be read: { $device }
incident-garbled-place = Send what cannot be read in { $place }: { $count } devices
incident-garbled-seen = { $count } messages in ten minutes that cannot be read.
repair-garbled = The box's software does not keep to the contract. Look at its version and restart it; if that does not help, tell its maker, with the log of the box.

## Scenarios to watch

demo-scenario = Scenario: { $title }. Time passes { $speed } times as quickly.
demo-opened = incident
demo-over = over
demo-as-expected = As the scenario expects: { $count } incidents, no more and no less.
demo-otherwise = Otherwise than the scenario in { $count } places:
refused-demo-speed = The speed has to be from { $least } to { $most } times.
refused-demo-scenario = The scenario cannot be read: { $why }

format-csv = CSV
