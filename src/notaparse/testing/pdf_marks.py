"""What is put on a page of a drawn PDF: text, rules, boxes, the word nota as a picture. Points from the top left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from notaparse.testing.pdf_fonts import FOLDER, width_of

WIDTH, HEIGHT = 595.0, 842.0
"""A4."""

Mark = Callable[[Canvas], None]
"""Something to put on the page."""


def broken(text: str, room: float, face: str, size: float) -> list[str]:
    """The lines of a text in a room of that many points."""
    lines = [""]
    for word in text.split(" "):
        trial = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and width_of(trial, face, size) > room:
            lines.append(word)
        else:
            lines[-1] = trial
    return lines


def ink(x: float, y: float, text: str, face: str, size: float) -> Mark:
    """A line of text; ``y`` is its top."""

    def put(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont(face, size)
        canvas.drawString(x, HEIGHT - y - size, text)

    return put


def rule(x: float, y: float, width: float) -> Mark:
    """A line to the right."""

    def put(canvas: Canvas) -> None:
        canvas.setLineWidth(0.5)
        canvas.line(x, HEIGHT - y, x + width, HEIGHT - y)

    return put


Colour = tuple[float, float, float]
"""Red, green, blue from 0 to 1."""
Bounds = tuple[float, float, float, float]
"""x, top, width, height."""


def box(bounds: Bounds, *, fill: Colour | None = None, stroke: Colour | None = None) -> Mark:
    """A rectangle."""
    x, y, width, height = bounds

    def put(canvas: Canvas) -> None:
        if fill:
            canvas.setFillColorRGB(*fill)
        if stroke:
            canvas.setStrokeColorRGB(*stroke)
        canvas.setLineWidth(0.5)
        canvas.rect(x, HEIGHT - y - height, width, height, fill=int(fill is not None), stroke=int(stroke is not None))

    return put


def picture(x: float, y: float) -> Mark:
    """The word nota as a picture."""

    def put(canvas: Canvas) -> None:
        canvas.drawImage(_nota(), x, HEIGHT - y - 22, 56, 22)

    return put


def _nota() -> Any:
    from PIL import Image, ImageDraw, ImageFont
    from reportlab.lib.utils import ImageReader

    image = Image.new("L", (168, 66), 255)
    ImageDraw.Draw(image).text((4, 2), "nota", font=ImageFont.truetype(str(FOLDER / "VeraBd.ttf"), 50), fill=0)
    return ImageReader(image)
