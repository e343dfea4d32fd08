### Boards

refused-text-letters = The boards cannot draw these letters: { $letters }. Please leave them out or write them in plain letters.
refused-template-broken = The page template “{ $template }” is broken: { $why }. Please mend that file and try again.
refused-template-needs = The template “{ $template }” also needs: { $name }.
