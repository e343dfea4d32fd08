"""Voices: words become speech. espeak-ng is built in; Piper and a remote service are the owner's to add.

Each says portion after portion, so that a long text is never whole in memory, and each is kept from harming the
service: what is ours to run is a process of its own with bounds, what is far away has a time and a size.
"""
