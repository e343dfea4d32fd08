### The logbook

book-title = Logbook of broadcasts
book-office = People's Committee of { $area }
book-station = Radio station
book-republic = SOCIALIST REPUBLIC OF VIET NAM
book-motto = Independence - Freedom - Happiness
book-days = From { $first } to { $last }
book-number = No.
book-when = When
book-what = What
book-source = Source
book-maker = Made by
book-approver = Approved by
book-length = Length
book-result = Result
book-note = Remarks
book-empty = Nothing was broadcast on these days.
book-sum = { $all } in all: { $good } well, { $some } not everywhere, { $bad } not at all, { $struck } cancelled or dropped.
book-signed = { $day }/{ $month }/{ $year }
book-sign-keeper = Kept by
book-sign-station = For the station
book-sign-leader = For the People's Committee
book-sign-how = (Signature and full name)
book-page = Page { $page } of { $pages }
book-sheet = Logbook

## A line of the book

book-title-talk = Spoken live: { $title }
book-title-alert = Alarm: { $title }
book-title-play = Played at once: { $title }
book-source-talk = Live
book-source-alert = Alarm
book-source-play = At once
book-origin-commune = Commune
book-origin-province = Province
book-origin-central = Central
book-share-speakers = { $good } of { $all } horns
book-share-boards = { $good } of { $all } boards
book-nobody = No device received it
book-ahead = Not due, or not reported yet
book-drill = Drill
book-because = { $count } × { $why }
book-quiet = { $count } × too quiet

## Looking something up

book-area = Heard in
book-every-area = Everywhere
book-klass = Class
book-every-klass = Every class
book-words = Words
book-words-hint = Without marks, too: cat dien finds “cắt điện”.
book-outcome = Result
book-every-outcome = Every result
book-outcome-sounded = Well everywhere
book-outcome-failed = Not everywhere
book-outcome-nowhere = Nowhere
book-outcome-cancelled = Cancelled or dropped
book-outcome-ahead = To come
book-every-approver = Whoever approved
book-find = Look up
book-clear = All of it
book-more-filters = More filters
book-print = Print the book (PDF)
book-table = Spreadsheet (XLSX)
book-older = Older →
book-newest = Newest
book-seen = See each place
book-none = No line fits. Choose more days, or fewer conditions.
refused-book-too-long = The book has more than { $limit } lines. Choose fewer days, a month at a time.
refused-book-place = This address is not right. Open the logbook from its beginning.
