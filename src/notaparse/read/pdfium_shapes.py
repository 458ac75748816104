"""What a page draws beside text, as PDFium has it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from notaparse.read.pdfium_calls import FORM, IMAGE, MOVE_TO, PATH, TEXT, Buffers
from notaparse.read.shapes import DRAWING, Shape, hull, is_coloured
from notaparse.read.view import Matrix, applied, multiply


class Shapes(NamedTuple):
    """Rectangles, rules and pictures in drawing order, and the place of each text object in that order."""

    shapes: list[Shape]
    orders: dict[int, int]


class _Around(NamedTuple):
    """The forms in which an object stands."""

    matrix: Matrix | None = None
    clear: bool = False
    """Whether one sees through them."""
    grouped: bool = False
    """Whether they are blended with the page in a way that PDFium doesn't tell: as highlights are."""


def shapes(buffers: Buffers, page: int) -> Shapes:
    """Find them."""
    kind_of = buffers.library.PageObj_GetType
    found = Shapes([], {})
    for order, (element, around) in enumerate(_elements(buffers, page)):
        kind = kind_of(element)
        if kind == TEXT:
            found.orders[element] = order
        elif kind == PATH:
            found.shapes.extend(_path(buffers, element, around, order))
        elif kind == IMAGE:
            found.shapes.append(Shape(buffers.bounds(element, around.matrix), None, None, order, image=True))
    return found


def _elements(buffers: Buffers, page: int) -> Iterator[tuple[int, _Around]]:
    """All objects of the page in drawing order, those of forms in their place."""
    library = buffers.library
    kind_of = library.PageObj_GetType
    outer: list[tuple[Iterator[int], _Around]] = []
    around = _Around()
    count = library.Page_CountObjects(page)
    elements: Iterator[int] = map(functools.partial(library.Page_GetObject, page), range(count))
    while True:
        for element in elements:
            if kind_of(element) == FORM:
                outer.append((elements, around))
                around = _inside(buffers, element, around)
                count = max(library.FormObj_CountObjects(element), 0)
                elements = map(functools.partial(library.FormObj_GetObject, element), range(count))
                break
            yield element, around
        else:
            if not outer:
                return
            elements, around = outer.pop()


def _inside(buffers: Buffers, form: int, around: _Around) -> _Around:
    library = buffers.library
    own = buffers.matrix(form)
    return _Around(
        own if around.matrix is None else multiply(own, around.matrix),
        around.clear or buffers.colour(library.PageObj_GetFillColor, form) is None,
        around.grouped or bool(library.PageObj_HasTransparency(form)),
    )


def _path(buffers: Buffers, path: int, around: _Around, order: int) -> Iterator[Shape]:
    library, at = buffers.library, buffers.channel_at
    library.Path_GetDrawMode(path, at, at + 4)
    filled, stroked = buffers.channels[0], buffers.channels[1]
    fill = buffers.colour(library.PageObj_GetFillColor, path) if filled else None
    stroke = buffers.colour(library.PageObj_GetStrokeColor, path) if stroked else None
    if fill is not None and (
        around.clear or (around.grouped and is_coloured(fill)) or library.PageObj_HasTransparency(path)
    ):
        fill = None  # a highlight: what lies under it can be read
    segments = library.Path_CountSegments(path)
    if segments <= 6 or segments > DRAWING:
        yield Shape(buffers.bounds(path, around.matrix), fill, stroke, order)
        return
    own = buffers.matrix(path)
    matrix = own if around.matrix is None else multiply(own, around.matrix)
    part: list[tuple[float, float]] = []
    for index in range(segments):
        segment = library.Path_GetPathSegment(path, index)
        if part and library.PathSegment_GetType(segment) == MOVE_TO:
            yield Shape(hull(part), fill, stroke, order)
            part = []
        library.PathSegment_GetPoint(segment, buffers.float_at, buffers.float_at + 4)
        part.append(applied(matrix, *buffers.floats[:2]))
    yield Shape(hull(part), fill, stroke, order)
