"""Every fenced example in README and docs runs.

Python blocks of one page run in order in one namespace, in a scratch folder that holds copies of the fixtures; console
blocks (lines with ``$``) run through the shell, and what stands below a command must be what it prints, ``...`` standing
for anything. A block whose fence says ``no-run`` (``python title="no-run"``) is left out: it needs what a test can't have.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<code>.*?)^(?P=indent)```", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> list[tuple[int, str]]:
    text = page.read_text(encoding="utf-8")
    found = []
    for match in FENCE.finditer(text):
        info = match["info"].strip()
        if info.split(" ")[0] == language and "no-run" not in info:
            code = re.sub(rf"^{match['indent']}", "", match["code"], flags=re.MULTILINE)
            found.append((text.count("\n", 0, match.start()) + 1, code))
    return found


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=lambda page: page.name)
def test_python_examples_run(page: Path, scratch: Path) -> None:
    namespace: dict[str, object] = {"__name__": "__main__"}
    for line, code in blocks(page, "python"):
        exec(compile("\n" * line + code, str(page), "exec"), namespace)  # noqa: S102 - our own examples
    assert scratch.exists()


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "console")], ids=lambda page: page.name)
def test_console_examples_print_what_they_say(page: Path, scratch: Path) -> None:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
    }
    for line, code in blocks(page, "console"):
        for command, wanted in re.findall(r"^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n)*)", code, re.MULTILINE):
            done = subprocess.run(  # noqa: S602 - the examples are written for a shell
                command,
                shell=True,
                cwd=scratch,
                capture_output=True,
                text=True,
                timeout=120,
                env=environment,
                check=False,
            )
            pattern = re.escape(wanted.strip()).replace(re.escape("..."), "(.|\n)*")
            printed = (done.stdout + done.stderr).strip()
            assert not wanted.strip() or re.fullmatch(pattern, printed), f"{page.name}:{line}: $ {command}\n{printed}"


def test_every_page_is_in_the_navigation() -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in sorted((ROOT / "docs").glob("*.md")):
        assert page.name in config, f"{page.name} is not in mkdocs.yml"
