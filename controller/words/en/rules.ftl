### Rules of repetition, in words

refused-rule-twice = Repeat either by the solar or by the lunar calendar, not by both.
