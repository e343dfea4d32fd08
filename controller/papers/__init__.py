"""Pictures and papers that people bring: PDF, Word, photos. All of them are opened in a locked-up process.

papers (this side: starts, bounds, listens, believes nothing) ──► reader (the process: one file, one answer, its end)
reader ── kinds (what it is, by its first bytes) ── picture (upright, plain, bounded)
                                                 ── pdf (pages as pictures, their letters measured) ── lines (text)
                                                 ── word (text and pictures) ── numbers (of its lists)

Nothing is imported here: the process shall start quickly.
"""
