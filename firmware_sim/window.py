"""A window in which one board can be watched, where this machine has a screen and tkinter."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

NONE = "no window can be opened here: it needs a graphical screen and the Debian package python3-tk"
WIDEST = 960


class NoWindow(Exception):
    """There is no screen; the text says what is needed."""


class Window:
    """One board's picture, enlarged or made smaller to fit."""

    def __init__(self, title: str) -> None:
        try:
            import tkinter as tk
        except ImportError as error:
            raise NoWindow(NONE) from error
        self._tkinter: Any = tk
        try:
            self._root: Any = tk.Tk()
        except tk.TclError as error:
            raise NoWindow(NONE) from error
        self._root.title(title)
        self._label: Any = tk.Label(self._root, background="black")
        self._label.pack()
        self._picture: Any = None
        self.closed = False
        self._root.protocol("WM_DELETE_WINDOW", self.close)
        self.turn()

    def draw(self, picture: Image.Image) -> None:
        """Show this, unless somebody has closed the window."""
        if self.closed:
            return
        factor = max(1, WIDEST // picture.width)
        size = (picture.width * factor, picture.height * factor)
        if picture.width > WIDEST:
            size = (WIDEST, picture.height * WIDEST // picture.width)
        out = io.BytesIO()
        picture.resize(size, Image.Resampling.NEAREST if factor > 1 else Image.Resampling.LANCZOS).save(out, "PNG")
        self._picture = self._tkinter.PhotoImage(data=out.getvalue())
        self._label.configure(image=self._picture)
        self.turn()

    def turn(self) -> None:
        """Let the window react; called now and then."""
        if not self.closed:
            self._root.update()

    def close(self) -> None:
        """The board goes on without being watched."""
        if not self.closed:
            self.closed = True
            self._root.destroy()
