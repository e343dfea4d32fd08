### Alarms: sounded again and again until somebody ends them

web-alerts = Alarms
web-alerts-what = An alarm sounds at once, outside the allowed hours too, and again until it is ended or expires. A device that has power or a connection again sounds it as well.
web-alerts-none = There is no alarm now.
web-alerts-active = Alarms now
web-alerts-past = Earlier ones
web-alert-raise = Raise an alarm
web-alert-raise-now = Raise the alarm now
web-alert-which = Which emergency announcement?
web-alert-which-hint = Only emergency announcements that are approved and made ready stand here.
web-alert-no-announcement = No emergency announcement is approved yet. Write them and have them approved before the season of storms, so that one tap is enough when it counts.
web-alert-where = Where?
web-alert-again = Repeat
web-alert-again-once = Sound it once only
web-alert-again-every = Sound it every { $minutes ->
    [one] minute
   *[other] { $minutes } minutes
 }
web-alert-lasts = Ends by itself after
web-alert-hours = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
 }
web-alert-drill = This is a drill
web-alert-drill-mark = Drill
web-alert-end = End the alarm
web-alert-since = Sounding since { $since }, ordered by { $maker }
web-alert-until = ends by itself at { $until }
web-alert-ended = Ended by { $ender } at { $at }
web-alert-expired = Ended by itself at { $at }
web-alert-silent = No answer yet: { $devices }
web-alert-banner = Alarm: { $headline } ({ $place })
web-alert-see = See
web-done-alert-given = The alarm was raised. This page shows where it was heard.
web-done-alert-ended = The alarm was ended. A device without a connection falls silent as soon as it has one again.
action-alert = raise and end alarms

refused-alert-not-emergency = “{ $title }” is not an emergency announcement, so it cannot be an alarm. Choose an emergency announcement, or write one and have it approved.
refused-alert-already = { $place } has the alarm “{ $title }” now. End that one first, then raise the new one.
refused-alert-unknown = There is no alarm “{ $alert }”.
