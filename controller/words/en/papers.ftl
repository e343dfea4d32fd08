### Uploaded pictures and papers

refused-picture-is-paper = This file is a document, not a picture. Upload it under “Documents”.
refused-picture-bomb = This picture becomes unusually large when it is opened, so it is not taken. Make it smaller, save it as JPEG and upload that.
refused-picture-slow = Opening this picture took too long, so it was stopped. Make it smaller, save it as JPEG and try again.

refused-paper-unknown-kind = This file is no document that the program reads. Choose a PDF or Word (.docx) file.
refused-paper-is-picture = This file is a picture, not a document. Upload it under “Picture”.
refused-paper-old-word = This is a Word file of the old kind (.doc), which the program does not read. Open it in Word, save it as .docx or PDF, then upload it.
refused-paper-office = This file belongs to an office program that is not read here. Open it there, save it as PDF, then upload it.
refused-paper-locked = The document has a password and could not be opened. Take the password away, save it and upload it.
refused-paper-broken = The document is damaged or cut off and could not be opened. Copy the original again, or open it and save it as PDF, then upload it.
refused-paper-empty = This document is empty, there is neither text nor picture in it. Choose the file again.
refused-paper-old-letters = The document is written in an old font (.VnTime or VNI), so its text cannot be read. Convert it to Unicode with UniKey, or save it as PDF to show its pages.
refused-paper-too-heavy = The document has { $megabytes } MB, at most { $limit } MB are allowed. Split it or save it smaller, then upload it.
refused-paper-bomb = This document becomes unusually large when it is opened, so it is not taken. Keep only what is to be announced, save it and upload that.
refused-paper-slow = Opening this document took too long, so it was stopped. Keep only what is to be announced, save it as PDF and try again.
refused-paper-tool-missing = The server could not start its reader of documents. Tell your technician.

### What to know of a picture or paper that was taken in

told-picture-moves = This picture holds several (it moves): only the first is used.
told-picture-print = The colours of this picture are meant for printing and may look a little different on boards.
told-picture-place = The picture said where it was taken; that was removed.
told-paper-first-pages = The document has { $count } pages, only the first { $limit } were taken.
told-paper-script = The document carries a program (JavaScript); it is not run.
told-paper-macros = The Word file carries macros; they are not run and were left out.
told-paper-no-text = No text could be taken from this document (it may be a scan). Only its pages can be shown.
told-paper-old-letters = The document is written in an old font (.VnTime or VNI), so its text cannot be read. Only its pages can be shown.
told-paper-text-cut = The document has { $length } characters, only the first { $limit } were taken.
told-paper-pictures-left = { $count } pictures of the Word file were not taken (of a strange kind, too large, or outside of the file).
told-paper-no-pages = This document has neither pages nor pictures to show, so its text was taken.
refused-paper-no-text = No text could be taken from this document (it may be a scan). Choose “Show the pages”.

### Documents in the compose form

web-paper = From a document
web-paper-hint = PDF or Word (.docx), at most { NUMBER($megabytes, useGrouping: 0) } MB.
web-paper-as = What to do with it
web-paper-as-text = Use the text
web-paper-as-text-small = Into title and text; every board sets it so that it can be read
web-paper-as-pages = Show the pages
web-paper-as-pages-small = Page by page of a PDF, or the pictures of a Word file; small boards may be illegible
web-paper-open = Open the document
web-paper-text-taken = The text was taken from the document. Read it once more before you save.
web-paper-pages-taken = { $count } pages were taken. Look at them on the boards below before you save.
web-paper-small = { $board }: the smallest letters are { $dots } dots high; { $needed } are needed to read them from where people stand.
web-paper-not-shown = { $board }: the letters would be only { $dots } dots high ({ $needed } are needed), so this board shows title and text instead.
web-paper-offer = Better choose “Use the text” and open the document again: every board sets the text large enough.
web-pages = Pages of the document
web-pages-one = Page { $number }
web-pages-drop = Leave out page { $number }
web-pages-none = No pages yet: open a document above and choose “Show the pages”.
