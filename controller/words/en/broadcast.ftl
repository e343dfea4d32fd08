### What stands on a board's page

page-class-normal = NOTICE
page-class-priority = PRIORITY
page-class-emergency = EMERGENCY

refused-shelf-full = The store of sounds has reached its { $limit } GB, and nothing in it is unused. Ask your technician to raise the limit (limits.media_bytes) or to add a disk, then try again.
refused-sound-busy = The server is working on other recordings. Yours was not taken; wait a minute and send it again.
refused-upload-busy = The server is working on other files. Yours was not taken; wait a minute and send it again.
refused-upload-no-room = The server's disk has no room left for this file. Tell your technician, then try again.
