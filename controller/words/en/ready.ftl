## Ready before a broadcast

ready-title = Ready for the morning
ready-lead = { $minutes } minutes before each broadcast every device is looked at: is it connected, is its clock right, does it hold timetable and files, did it pass its self-test, was it heard last time. What cannot sound is known before, not after.
ready-next = The next broadcast, as it stands now
ready-nothing = No broadcast within the next 24 hours.
ready-count = { $ready } of { $all } devices ready
ready-lacking = Not ready
ready-taken = The last seven days
ready-none-taken = No broadcast has been looked at beforehand yet.
ready-all = All devices were ready.
ready-mended-title = Mended before it began
ready-mended = { $why }; ready since { $at }
ready-line = Broadcast { $when }:
ready-cause-unseen = never connected
ready-cause-dark = not connected
ready-cause-unsure = not certain to be connected
ready-cause-clock = clock is not right
ready-cause-timetable = has not taken the new timetable
ready-cause-media = files are missing
ready-cause-selftest = failed its self-test
ready-cause-deaf = was not heard last time
ready-cause-panel = screen is faulty
