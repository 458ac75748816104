"""The XML that ``docs/xml.md`` shows is what its Python examples write; ``...`` stands for anything."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "xml.md"
BLOCK = re.compile(r'^```(python|xml title="([^"]+)")\n(.*?)^```', re.MULTILINE | re.DOTALL)


def test_the_xml_shown_is_what_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, object] = {}
    shown = 0
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        if block[1] == "python":
            exec(compile(block[3], str(PAGE), "exec"), namespace)  # noqa: S102 - our own examples
            continue
        shown += 1
        lines = [re.escape(line.strip()).replace(re.escape("..."), "(?:.|\n)*?") for line in block[3].splitlines()]
        written = (tmp_path / block[2]).read_text(encoding="utf-8")
        assert re.search(r"\s*".join(lines), written), f"{block[2]} has no longer:\n{block[3]}"
    assert shown > 10
