"""Films for tests: a bright square that wanders over blue."""

from __future__ import annotations

from pathlib import Path

import av
from PIL import Image


def made_film(path: Path, seconds: int, size: tuple[int, int] = (320, 180), fps: int = 10) -> None:
    """An MP4 as a telephone makes it, without sound."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=fps)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for number in range(seconds * fps):
            picture = Image.new("RGB", size, (0, 0, 200))
            left = number * 7 % (size[0] - 40)
            picture.paste((255, 255, 0), (left, 20, left + 40, 60))
            container.mux(stream.encode(av.VideoFrame.from_image(picture)))
        container.mux(stream.encode())
