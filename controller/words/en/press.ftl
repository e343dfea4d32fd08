### Boards

refused-text-letters = The boards cannot draw these letters: { $letters }. Please leave them out or write them in plain letters.
