## The rooms of the console

web-more = More
more-on-air = On the air and on boards
more-devices = Devices
more-place = Commune and hamlets
more-people = People
more-words = How words are read, and signs
more-holidays = Public holidays
more-notices = Tell me
