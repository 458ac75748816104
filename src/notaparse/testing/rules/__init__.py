"""Are these rules right? Rows and finders, tried by their own examples, against ours, and on drawn notes.

``load`` makes a ``Subject`` of a TOML file or a finder; ``trial.run`` tries every check of ``checks.CHECKS`` on it and gives
``Finding``s, each with a text that shows it, shrunk; ``report`` prints them, keeps a baseline, and replays them.
"""

from __future__ import annotations

from notaparse.testing.rules.checks import CHECKS, Check, assert_holds
from notaparse.testing.rules.report import Finding
from notaparse.testing.rules.subject import Subject, load

__all__ = ["CHECKS", "Check", "Finding", "Subject", "assert_holds", "load"]
