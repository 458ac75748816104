"""The list of notice codes is complete and has nothing that nobody raises."""

import ast
from collections.abc import Iterator
from pathlib import Path

from notaparse.notices import NOTICES

SOURCE = Path(__file__).parents[1] / "src" / "notaparse"


def raised() -> Iterator[str]:
    """Codes that are given as a literal to a notice anywhere in the package."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in {"Notice", "ZoneNotice"}:
                named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                code = next(iter((*node.args, *named)), None)
                if isinstance(code, ast.Constant) and code.value:
                    yield str(code.value)


def test_every_code_is_listed_and_every_listed_code_is_raised() -> None:
    assert set(raised()) == set(NOTICES)


def test_codes_stand_in_order() -> None:
    assert list(NOTICES) == sorted(NOTICES)
