"""A device whose flash was made anew counts its reports from the beginning, in another epoch."""

from __future__ import annotations

from controller.store.status import HaveHeard, StateHeard, Status, fold


def test_after_its_flash_was_made_anew_a_device_is_believed_again():
    before = Status("loa-1", epoch="e-old", seq=120, held_version=7, held_hash="7" * 64)
    online = StateHeard("loa-1", 1_000, "online", "s-2", boot="b-2", epoch="e-new")
    held = HaveHeard("loa-1", 1_100, 9, "9" * 64, "e-new", 3)
    after = fold(fold(before, online), held)
    assert (after.epoch, after.seq, after.held_version, after.held_hash) == ("e-new", 3, 9, "9" * 64)


def test_in_the_same_epoch_an_older_word_is_still_passed_over():
    before = Status("loa-1", epoch="e-old", seq=120, held_version=7, held_hash="7" * 64)
    online = StateHeard("loa-1", 1_000, "online", "s-2", boot="b-2", epoch="e-old")
    late = HaveHeard("loa-1", 1_100, 6, "6" * 64, "e-old", 119)
    assert fold(fold(before, online), late).held_version == 7
