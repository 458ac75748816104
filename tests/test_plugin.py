"""The pytest plugin, in test runs of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from notaparse.parser import Parser

pytest_plugins = ["pytester"]

NOTA = "Aanleiding\nDe brief over de dijk.\n\nKernpunten\n• Het plan is klaar.\n"


@pytest.fixture
def golden(pytester: pytest.Pytester) -> Path:
    folder = pytester.mkdir("golden") / "dijk"
    folder.mkdir()
    (folder / "source.txt").write_text(NOTA, encoding="utf-8")
    (folder / "note.json").write_text(
        Parser().parse(folder / "source.txt").model_dump_json(indent=1) + "\n", encoding="utf-8"
    )
    return folder


def test_nothing_is_collected_until_asked_for(pytester: pytest.Pytester, golden: Path) -> None:
    assert golden.exists()
    pytester.runpytest("golden").assert_outcomes()
    pytester.runpytest("golden", "--notaparse-golden").assert_outcomes(passed=1)


def test_a_changed_note_fails_and_shows_the_difference_and_update_rewrites_it(
    pytester: pytest.Pytester, golden: Path
) -> None:
    (golden / "source.txt").write_text(NOTA.replace("klaar", "rond"), encoding="utf-8")
    result = pytester.runpytest("golden", "--notaparse-golden")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*+ block /kernpunten item level 1*rond*"])
    pytester.runpytest("golden", "--notaparse-update").assert_outcomes(passed=1)
    pytester.runpytest("golden", "--notaparse-golden").assert_outcomes(passed=1)


def test_a_parser_with_the_users_rows(pytester: pytest.Pytester) -> None:
    pytester.makefile(".toml", mine='[[section]]\nid = "x"\ntitles = ["Iets eigens"]\nexamples = ["Iets eigens"]\n')
    pytester.makepyfile(
        """
        def test_it(nota_parser):
            assert nota_parser.parse_text("Iets eigens\\nTekst.").section("x")
        """
    )
    pytester.runpytest("--notaparse-vocabulary", "mine.toml").assert_outcomes(passed=1)


def test_relations_are_parameters_and_unknown_ones_are_refused(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.notaparse(relations=("crlf", "blank_lines"))
        def test_some(nota_relation):
            assert nota_relation.name in {"crlf", "blank_lines"}

        def test_all(nota_relation):
            assert nota_relation.reason
        """
    )
    result = pytester.runpytest("-q")
    assert result.parseoutcomes()["passed"] > 6
    pytester.makepyfile(
        "import pytest\n@pytest.mark.notaparse(relations=('nonsense',))\ndef test_it(nota_relation): pass\n"
    )
    assert "unknown relations nonsense" in pytester.runpytest().stdout.str()


def test_the_plugin_costs_nothing_until_used() -> None:
    code = (
        "import sys, pytest; before = set(sys.modules); import notaparse.testing.plugin;"
        "print(sorted({name.split('.')[0] for name in set(sys.modules) - before} & {'pydantic', 'hypothesis', 'regex', 'lxml'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
