### Rules of repetition, in words

refused-finding-too-many-days = The week of { $first } already has the { $limit } days allowed.
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

## A rule of repetition as a sentence: the time, then the days, then what narrows them

rule-list = { $before } and { $last }
rule-clock = { $time }
rule-number = { $n }
rule-once = { $time } { $weekday } { $date }
rule-times = { $times }
rule-many-times = { $n } times a day, from { $first } to { $last }
rule-hourly = { $n ->
    [1] every hour
   *[other] every { $n } hours
 }
rule-minutely = { $n ->
    [1] every minute
   *[other] every { $n } minutes
 }
rule-at-minutes = at minute { $minutes }
rule-in-hours = within the hours { $hours }
rule-daily = every day
rule-every = { $period ->
    [days] every { $n } days
    [weeks] every { $n } weeks
    [months] every { $n } months
   *[years] every { $n } years
 }
rule-weekday-1 = Monday
rule-weekday-2 = Tuesday
rule-weekday-3 = Wednesday
rule-weekday-4 = Thursday
rule-weekday-5 = Friday
rule-weekday-6 = Saturday
rule-weekday-7 = Sunday
rule-weekday-range = { $first } to { $last }
rule-weekdays = { $days }
rule-weekly = every { $day }
rule-only-weekdays = only on { $days }
rule-monthday = { $n ->
    [1] the 1st
    [2] the 2nd
    [3] the 3rd
    [21] the 21st
    [22] the 22nd
    [23] the 23rd
    [31] the 31st
   *[other] the { $n }th
 }
rule-monthday-last = { $n ->
    [1] the last day
    [2] the last day but one
   *[other] day { $n } from the end
 }
rule-monthly = on { $days } of each month
rule-month-end = on the last day of each month
rule-days-of-months = on { $days } of { $months }
rule-monthdays = on { $days } of the month
rule-only-monthdays = only on { $days } of the month
rule-date = { $day } { $month }
rule-yearly = on { $dates } each year
rule-dates = on { $dates }
rule-on = on { $days }
rule-only-dates = only on { $days }
rule-nth-every = every { $weekday }
rule-nth = { $scope ->
    [year] { $weekday } number { $n } of the year
    [month] { $n ->
        [1] the first { $weekday } of the month
        [2] the second { $weekday } of the month
        [3] the third { $weekday } of the month
        [4] the fourth { $weekday } of the month
       *[other] { $weekday } number { $n } of the month
    }
   *[named] { $n ->
        [1] the first { $weekday }
        [2] the second { $weekday }
        [3] the third { $weekday }
        [4] the fourth { $weekday }
       *[other] { $weekday } number { $n }
    }
 }
rule-nth-last = { $scope ->
    [year] { $n ->
        [1] the last { $weekday } of the year
       *[other] { $weekday } number { $n } from the end of the year
    }
    [month] { $n ->
        [1] the last { $weekday } of the month
       *[other] { $weekday } number { $n } from the end of the month
    }
   *[named] { $n ->
        [1] the last { $weekday }
       *[other] { $weekday } number { $n } from the end
    }
 }
rule-only-nth = only on { $days }
rule-yearday = day { $n } of the year
rule-yearday-last = { $n ->
    [1] the last day of the year
   *[other] day { $n } from the end of the year
 }
rule-only-yeardays = only on { $days }
rule-week = week { $n }
rule-week-last = { $n ->
    [1] the last week
   *[other] week { $n } from the end
 }
rule-in-weeks = in { $weeks } of the year
rule-month-1 = January
rule-month-2 = February
rule-month-3 = March
rule-month-4 = April
rule-month-5 = May
rule-month-6 = June
rule-month-7 = July
rule-month-8 = August
rule-month-9 = September
rule-month-10 = October
rule-month-11 = November
rule-month-12 = December
rule-in-months = in { $months }
rule-position = { $n ->
    [1] the first
    [2] the second
   *[other] number { $n }
 }
rule-position-last = { $n ->
    [1] the last
   *[other] number { $n } from the end
 }
rule-picked = only { $positions } of each { $period ->
    [minutes] minute
    [hours] hour
    [days] day
    [weeks] week
    [months] month
   *[years] year
 }
rule-lunar-day = { $n ->
    [1] the 1st
    [2] the 2nd
    [3] the 3rd
    [21] the 21st
    [22] the 22nd
    [23] the 23rd
    [31] the 31st
   *[other] the { $n }th
 }
rule-lunar-mung = { $n ->
    [1] the 1st
    [2] the 2nd
    [3] the 3rd
    [21] the 21st
    [22] the 22nd
    [23] the 23rd
    [31] the 31st
   *[other] the { $n }th
 }
rule-lunar-ram = the 15th
rule-lunar-day-last = { $n ->
    [1] the last day
    [2] the last day but one
   *[other] day { $n } from the end
 }
rule-lunar-monthly = on { $days } of each lunar month
rule-lunar-yearly = on { $days } of { $months } each year
rule-lunar-month = the { $month } lunar month
rule-lunar-leap-month = the leap { $month } lunar month
rule-lunar-month-1 = first
rule-lunar-month-2 = second
rule-lunar-month-3 = third
rule-lunar-month-4 = fourth
rule-lunar-month-5 = fifth
rule-lunar-month-6 = sixth
rule-lunar-month-7 = seventh
rule-lunar-month-8 = eighth
rule-lunar-month-9 = ninth
rule-lunar-month-10 = tenth
rule-lunar-month-11 = eleventh
rule-lunar-month-12 = twelfth
rule-lunar-short = { $omit ->
    [true] left out in months of 29 days
   *[false] on the 29th in months of 29 days
 }
rule-lunar-no-leap = { $omit ->
    [true] left out in years without that leap month
   *[false] in the plain month in years without that leap month
 }
rule-not-on-holidays = except public holidays
rule-only-on-holidays = only on public holidays
rule-left-out-one = without { $time } on { $date }
rule-left-out = { $n } left out
rule-moved = { $n } moved
rule-since = from { $date }
rule-since-time = from { $time } on { $date }
rule-count = { $n ->
    [1] once
   *[other] { $n } times
 }
rule-until = until { $date }
rule-until-time = until { $time } on { $date }

## One occurrence in words

single-coming = { $when }
single-holiday = { $when }: a holiday, not broadcast
single-left-out = { $when }: not this time
single-moved = { $when }, moved to { $to }
single-changed = { $when }: content of its own
single-restored = { $when }: as in the series again
