## Software of devices

maker-trusted = From now on the key { $kid } may sign software for: { $models }. Devices know it once they have the new list of keys.
refused-maker-key-malformed = A maker's public key has 43 characters (letters, digits, “-”, “_”), as `tienglang firmware key` printed it.
refused-maker-known = The key { $kid } is in the list already; one that was revoked is not used again.
refused-file-there = The file { $path } is there already; choose another name.

refused-document-wrong-model = This software is for another model.
refused-document-rollback = This software is older than what runs.
refused-document-too-old = Another release has to be installed first.

reason-wrong-model = the software is for another model
reason-rollback = the software is older than what runs
reason-too-old = another release has to be installed first
reason-wrong-hash = the file is not what was signed
reason-on-trial = another software is on trial
reason-replaced = a newer order came
reason-no-gap = there was no idle moment to install it
reason-no-contact = with the new software it could not reach the service
reason-selftest = with the new software its self-test failed
reason-wrong-version = the new software calls itself another version
reason-boot-failed = the new software does not start
reason-image-damaged = the new software is damaged in its memory
