### Two people change one announcement

meeting-head = { $name } saved this announcement at { $time } while you were changing it.
meeting-to-choose = Choose part by part at the top of the page, then save
meeting-choose = What you typed is all still here below. For each part that differs choose which one to keep, then save once more.
meeting-mine = Mine
meeting-theirs = The other one
meeting-otherwise = chosen differently
