"""Imports run one way, and importing notaparse costs nothing."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "notaparse"

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"_version", "errors", "edtf", "collector"}),
    frozenset({"model"}),
    frozenset({"printed", "vocabulary", "schema", "notices"}),
    frozenset({"read", "structure", "mentions", "write"}),
    frozenset({"parser"}),
    frozenset({"api"}),
    frozenset({"archive", "testing"}),
    frozenset({"cli"}),
)
"""Each part may import from those before it. Parts of one layer don't import each other."""

ON_DEMAND = {("model", "write")}
"""Imports against the order, inside a function: what a notebook shows of a Note is written when it is asked for."""

RANK = {part: rank for rank, layer in enumerate(LAYERS) for part in layer}


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Parts of notaparse that a module imports, with the line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        inner.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
        if isinstance(inner, ast.stmt)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt):
            continue
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"notaparse.{alias.name}" for alias in node.names] if node.module == "notaparse" else [node.module]
        for name in names:
            if name.startswith("notaparse.") and node.lineno not in typing_only:
                yield name.split(".")[1], node.lineno


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_run_one_way(path: Path) -> None:
    part = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    assert part in RANK, f"{part} has no place in the order"
    for imported, line in imports(path):
        if imported == part or imported not in RANK or (part, imported) in ON_DEMAND:
            continue
        assert RANK[imported] < RANK[part], f"{path.name}:{line}: {part} must not import {imported}"


def test_importing_notaparse_loads_nothing_of_others() -> None:
    code = (
        "import sys; before = set(sys.modules); import notaparse;"
        "heavy = {'pydantic', 'regex', 'lxml', 'pdfplumber', 'pypdfium2', 'typer', 'rich', 'hypothesis', 'distributed'};"
        "print(sorted((set(sys.modules) - before) & heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_hypothesis_is_imported_only_by_testing() -> None:
    for path in modules():
        if "testing" in path.relative_to(SOURCE).parts:
            continue
        assert "hypothesis" not in {
            name.split(".")[0]
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }, path


def test_every_public_name_is_there() -> None:
    import notaparse

    for name in notaparse.__all__:
        assert getattr(notaparse, name) is not None
