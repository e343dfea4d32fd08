### Boards

refused-text-letters = The boards cannot draw these letters: { $letters }. Please leave them out or write them in plain letters.
refused-template-broken = The page template “{ $template }” is broken: { $why }. Please mend that file and try again.
refused-template-name = The template file { $file } cannot have this name. Use small letters without accents, digits and hyphens, a letter first, at most 40 of them.
refused-template-taken = The file { $file } has the name of the built-in template “{ $template }”, and no file takes the place of a built-in one. Please rename it.
refused-templates-folder = The folder of templates { $path } cannot be read: { $reason }. Check the setting press.templates and who may read the folder.
refused-template-needs = The template also needs: { $blank }. Please fill it in, or choose another one.
refused-template-field = The template has no place for: { $blank }. Please leave it out, or choose another one.
refused-template-unknown = There is no template called “{ $template }”. There are: { $known }.
refused-template-class = This template is only for the class { $only }. Please choose another one, or let the class decide.
refused-template-emergency = An emergency always has a look of its own, so that nobody takes it for anything else. Please choose no template.
refused-link-not-web = The web address must begin with https:// or http:// and have no spaces.
refused-picture-unknown = This picture was not found. Please send it again.
refused-picture-too-heavy = The picture has { $megabytes } MB, at most { $limit } MB are taken. Please take or save it smaller.
refused-picture-too-many-pixels = The picture has more than { $limit } million pixels, which is not taken. Please make it smaller and send it again.
refused-picture-too-small = The picture has fewer than { $limit } pixels either way: nobody would see anything on a board. Please choose another one.
refused-picture-unknown-kind = This file is no picture that the program reads. Please choose a JPEG, PNG, WebP, HEIC, GIF, BMP or TIFF.
refused-picture-broken = The picture is damaged or cut off. Please copy the file again, or open and save it, and send it again.

## The parts of a template

board-field-title = title
board-field-text = text
board-field-title2 = title in a second language
board-field-text2 = text in a second language
board-field-table = table
board-field-caption = caption
board-field-link = web address
board-field-ticker = ticker
board-field-picture = picture
board-field-pages = pages of a document
board-field-commune = the commune's name
board-field-moment = time and date
board-field-other = a part that no template has

## What is worth knowing of a page

board-note-plain = This board has no room for the template “{ $template }”, so it shows title and text as a plain notice.
board-note-small = The letters are only { $dots } dots high; { $needed } are needed to be read from where people stand.
board-note-no-code = This board has no room for the QR code, so it shows the address in letters.
board-note-no-ticker = This board has no room for the ticker.
board-note-runs = Text runs across this board; a picture that stands still shows where it begins.
board-note-long = It takes { $seconds } seconds to read all { $pages } pages. Who passes by cannot: please make it shorter.
