### Rules of repetition, in words

refused-rule-twice = Repeat either by the solar or by the lunar calendar, not by both.
refused-bad-holidays = The calendar of holidays is wrong in the part “{ $part }”.

## Public holidays

holiday-new-year = New Year's Day
holiday-tet = Tết
holiday-hung-kings = Hùng Kings' Day
holiday-reunification = Victory Day (30 April)
holiday-labour = International Workers' Day
holiday-national = National Day
holiday-added = Additional day off
