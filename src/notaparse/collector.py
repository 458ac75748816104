"""Python's garbage collector, kept away from work that makes many values and no cycles.

It would walk all of them again and again while they are made, so that a long text costs more for each character than a
short one. Reference counts free what a parse drops.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Switch the collector off, and on again at the end if it was on."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
