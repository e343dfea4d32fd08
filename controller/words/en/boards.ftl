### Boards in the console

web-part-looks = 5. What the boards will show
web-looks-see = See it on the boards
web-looks-none = Nothing to see yet: please give a title, and choose places that have notice boards.
web-template = Page template on the boards
web-template-hint = Choose one, then fill in what it takes.
web-template-none = As its class looks
web-template-none-small = Title and text; an emergency is unmistakable
web-template-takes = Takes: { $fields }
web-set-in = Template: { $template }
web-photo = Photo or poster
web-photo-hint = JPEG, PNG, WebP or HEIC, at most { NUMBER($megabytes, useGrouping: 0) } MB. It is turned upright, and where it was taken is left out.
web-photo-kept = The picture in use
web-photo-drop = Drop this picture
web-focus-across = What stays in sight, from left to right
web-focus-down = What stays in sight, from top to bottom
web-of-caption = Caption
web-of-caption-hint = A short sentence under the picture
web-of-table = Table
web-of-table-hint = A row a line, with | between cells. The first row names the columns. You can paste from Excel or Word.
web-of-link = Web address
web-of-link-hint = People open it with the QR code. Begins with https://
web-of-title2 = Title in a second language
web-of-title2-hint = For instance: Power cut in Đông hamlet
web-of-text2 = Text in a second language
web-of-text2-hint = The same as the text above
web-of-ticker = Ticker
web-of-ticker-hint = Not needed. Stands at the lower edge of a board, beside the notice.
web-board-more = { $names } and { $more } more
web-board-time = { $pages } pages, read in { $seconds } seconds
web-board-pause = Stop turning
web-board-go = Turn the pages

## The wall

web-wall = All boards now
web-wall-what = By what the boards themselves report, not by what was sent.
web-wall-place = Place
web-wall-odd = Only what is otherwise
web-wall-filter = Show
web-wall-summary = { $total } boards, { $strange } to look at.
web-wall-since = reported { $ago }
web-wall-differs = By its plan it should show: { $wanted }
web-wall-other = Another picture of ours
web-wall-safe = The commune’s page
web-wall-dark = Dark
web-wall-unknown = An unknown picture, none of ours
web-wall-silent = No report
web-wall-untold = This board does not report what it shows
web-wall-left = { $count } more: please choose a smaller place.
web-wall-empty = No boards.
web-wall-link = All boards now
