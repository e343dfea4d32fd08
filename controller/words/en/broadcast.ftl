### What stands on a board's page

page-class-normal = NOTICE
page-class-priority = PRIORITY
page-class-emergency = EMERGENCY
