"""pytest plugin: a parser with your rows, relations as parameters, and golden folders. Does nothing until used.

- ``nota_parser``: a ``Parser``; ``--notaparse-vocabulary mine.toml`` (or the ini key ``notaparse_vocabulary``) lays your
  rows over ours.
- ``@pytest.mark.notaparse(relations=("crlf", "blank_lines"))`` on a test that takes ``nota_relation``: the test runs once
  for each relation; without ``relations`` for each in the catalogue.
- ``--notaparse-golden`` (or ini ``notaparse_golden = true``): each folder that holds ``source.*`` beside ``note.json`` is a
  test: the source must parse to that Note. ``--notaparse-update`` rewrites the Notes instead; read the diff.

The module imports nothing but pytest; notaparse is loaded when the first of these is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from notaparse.parser import Parser


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options and ini keys."""
    group = parser.getgroup("notaparse")
    group.addoption("--notaparse-vocabulary", metavar="TOML", help="rows laid over the built-in vocabulary")
    group.addoption("--notaparse-golden", action="store_true", help="collect folders with source.* and note.json")
    group.addoption("--notaparse-update", action="store_true", help="rewrite note.json of golden folders")
    parser.addini("notaparse_vocabulary", "rows laid over the built-in vocabulary", type="string", default="")
    parser.addini("notaparse_golden", "collect folders with source.* and note.json", type="bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers", "notaparse(relations=None): run once for each named metamorphic relation (fixture nota_relation)"
    )


@pytest.fixture(scope="session")
def nota_parser(request: pytest.FixtureRequest) -> Parser:
    """Parser with the rows of ``--notaparse-vocabulary`` laid over the built-in ones."""
    return _parser(request.config)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes ``nota_relation`` once for each relation of its marker."""
    if "nota_relation" not in metafunc.fixturenames:
        return
    from notaparse.testing.relations import RELATIONS

    by_name = {relation.name: relation for relation in RELATIONS}
    marker = metafunc.definition.get_closest_marker("notaparse")
    wanted = (marker.kwargs.get("relations") if marker else None) or tuple(by_name)
    unknown = sorted(set(wanted) - set(by_name))
    if unknown:
        raise pytest.UsageError(f"unknown relations {', '.join(unknown)}; known are {', '.join(by_name)}")
    metafunc.parametrize("nota_relation", [by_name[name] for name in wanted], ids=list(wanted))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect ``note.json`` with a source beside it, where golden folders are asked for."""
    config = parent.config
    asked = (
        config.getoption("notaparse_golden")
        or config.getoption("notaparse_update")
        or config.getini("notaparse_golden")
    )
    if asked and file_path.name == "note.json" and _source(file_path.parent) is not None:
        return GoldenFile.from_parent(parent, path=file_path)
    return None


class GoldenFile(pytest.File):
    """A ``note.json`` with its source."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test: the source parses to the Note."""
        yield GoldenNote.from_parent(self, name=self.path.parent.name)


class GoldenNote(pytest.Item):
    """The source beside ``note.json`` parses to that Note."""

    def runtest(self) -> None:
        """Parse and compare, or rewrite."""
        from notaparse.model import Note
        from notaparse.testing.diff import as_text, compare

        source = _source(self.path.parent)
        if source is None:
            raise DifferentNote(f"{self.path.parent} holds no source.*")
        note = _parser(self.config).parse(source)
        written = note.model_dump_json(indent=1) + "\n"
        if self.config.getoption("notaparse_update"):
            self.path.write_text(written, encoding="utf-8")
            return
        golden = self.path.read_text(encoding="utf-8")
        if golden != written:
            differences = list(compare(Note.model_validate_json(golden), note, document=source.name))
            raise DifferentNote(
                as_text(differences) if differences else "same parts, at other places or by other rules\n"
            )

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the differences instead of a stack."""
        if isinstance(excinfo.value, DifferentNote):
            return f"{excinfo.value}--notaparse-update rewrites {self.path.name}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the test is: the golden file."""
        return self.path, None, f"golden: {self.name}"


class DifferentNote(AssertionError):
    """The source parses to another Note than the golden one."""


def _source(folder: Path) -> Path | None:
    return next((path for path in sorted(folder.glob("source.*")) if path.is_file()), None)


def _parser(config: pytest.Config) -> Parser:
    from notaparse.parser import Parser
    from notaparse.vocabulary import default, load

    mine = config.getoption("notaparse_vocabulary") or config.getini("notaparse_vocabulary")
    return Parser(vocabulary=default() | load(mine) if mine else default())
