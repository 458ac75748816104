"""Many documents: what is done with one of them is ``parse_one``; all else here only maps it."""

from notaparse.archive.convert import Options, convert_iter, parse_iter
from notaparse.archive.one import Record, Ref, parse_one
from notaparse.archive.sources import Sources
from notaparse.archive.worker import Allowance

__all__ = ["Allowance", "Options", "Record", "Ref", "Sources", "convert_iter", "parse_iter", "parse_one"]
