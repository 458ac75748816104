"""Imported by the server that worker processes are forked from, and by nothing else.

What each worker would load and compile for itself, a third of a second of it, is done here once; they share the memory.
"""

import gc
from contextlib import suppress

from notaparse.api import parse_text
from notaparse.archive import convert
from notaparse.write import akn

__all__ = ["akn", "convert"]

with suppress(Exception):  # what is wrong shows with the first document
    parse_text("Nota\nAanleiding\nOp 3 mei 2024 is de Tweede Kamer geïnformeerd (Kamerstuk 12 345, nr. 6).\n")

# What is loaded stays: a worker's collector need not go over it, and so doesn't copy the memory that it shares.
gc.collect()
gc.freeze()
