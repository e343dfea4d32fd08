## Is the device there

standing-online = Connected
standing-doubtful = Not certain
standing-off = Lost
standing-gone = Lost for long
standing-asleep = Away by plan
standing-never = Not seen yet
web-flapping = Comes and goes
web-connections = Connections
web-no-connections = No connection was noted in the last seven days.
web-connection-times =
    { $count ->
        [one] { $count } time within a minute
       *[other] { $count } times within a minute
    }
connection-stands = stands
connection-will = broke off
connection-left = the device went by itself
connection-silent = silent for too long
connection-restarted = the device restarted
connection-replaced = back in a new session
connection-unheard = ended while the service did not listen
refused-patience-broken = The file { $file } of the setting health.patience cannot be used: { $reason }. Mend the file, or take the setting out to use the built-in table.

## Readings

refused-window-length = The window has to be longer than 0 and at most { $days } days. Choose other instants.
refused-step-too-small = The step is too small for this window: at least { $seconds } seconds. Take a larger step, or a shorter window.
web-readings = Readings of 24 hours
web-no-readings = No reading in the last 24 hours.
web-readings-range = lowest { $low }, highest { $high }
sensor-clock = Clock error
sensor-clock-value = { $value } ms
sensor-restarts = Restarts
sensor-restarts-value = { $value } times
