"""What a trial found: printed for people, as JSON or JUnit for machines, accepted in a baseline, replayed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from notaparse.errors import NotaparseError

LONGEST = 200
"""Characters of a counter-example that are shown; a longer one is cut in the middle."""


class Finding(NamedTuple):
    """One thing that is wrong, and a text that shows it."""

    check: str
    """Name of the check: ``example``, ``shadowed``, ``bystander`` …"""
    rule: str
    """The row (``section:kernpunten``) or the finder (``module:function``)."""
    text: str
    """Counter-example: as short as it could be made."""
    expected: str
    got: str
    fired: str | None = None
    """The rule that made what shouldn't be there."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same finding in another run: not its text, which another seed shrinks elsewhere."""
        return self.check, self.rule, self.expected


def as_text(findings: Sequence[Finding], *, source: str) -> str:
    """Findings for people, each with a test to paste."""
    if not findings:
        return f"{source}: all checks hold\n"
    parts = []
    for number, finding in enumerate(findings, 1):
        lines = [
            f"{number}. {finding.rule}: {finding.check}",
            f"   text      {shown(finding.text)}",
            f"   expected  {finding.expected}",
            f"   got       {finding.got}",
        ]
        if finding.fired:
            lines.append(f"   fired     {finding.fired}")
        lines += [
            "   test",
            *(f"       {line}" if line else "" for line in test_code(finding, source=source).splitlines()),
        ]
        parts.append("\n".join(lines))
    count = len(findings)
    return "\n\n".join(parts) + f"\n\n{source}: {count} finding{'' if count == 1 else 's'}\n"


def shown(text: str) -> str:
    """A text as a Python literal of at most ``LONGEST`` characters."""
    literal = repr(text)
    if len(literal) <= LONGEST:
        return literal
    half = (LONGEST - 1) // 2
    return f"{literal[:half]}…{literal[-half:]}"


def test_code(finding: Finding, *, source: str) -> str:
    """A pytest test that fails as long as the finding stands."""
    name = "".join(sign if sign.isalnum() else "_" for sign in f"{finding.check}_{finding.rule}").lower()
    return (
        "from notaparse.testing.rules import assert_holds, load\n\n\n"
        f"def test_{name}() -> None:\n"
        f"    assert_holds({finding.check!r}, load({source!r}), rule={finding.rule!r}, text={finding.text!r})\n"
    )


def as_json(findings: Iterable[Finding], *, source: str) -> str:
    """Findings as a JSON object, which ``replay`` and ``--baseline`` read."""
    rows = [finding._asdict() for finding in findings]
    return json.dumps({"source": source, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def as_junit(findings: Sequence[Finding], *, source: str, checks: Sequence[str]) -> bytes:
    """A JUnit file: one test case for each check, failed where it has findings."""
    suite = etree.Element(
        "testsuite",
        name=source,
        tests=str(len(checks)),
        failures=str(len({finding.check for finding in findings})),
    )
    for check in checks:
        case = etree.SubElement(suite, "testcase", classname="notaparse.rules", name=check)
        for finding in findings:
            if finding.check == check:
                failure = etree.SubElement(case, "failure", message=f"{finding.rule}: expected {finding.expected}")
                failure.text = _printable(f"text: {finding.text!r}\ngot: {finding.got}")
    return bytes(etree.tostring(suite, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def read(path: Path) -> tuple[str, list[Finding]]:
    """Source and findings of a file that ``as_json`` wrote. Raises ``NotaparseError`` where it isn't one."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        return str(data["source"]), [Finding(**row) for row in data["findings"]]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise NotaparseError(f"is not a file of findings: {error}", source=str(path)) from error


def new(findings: Iterable[Finding], baseline: Iterable[Finding]) -> list[Finding]:
    """The findings that the baseline doesn't have."""
    accepted = {finding.key for finding in baseline}
    return [finding for finding in findings if finding.key not in accepted]


def _printable(text: str) -> str:
    return "".join(sign if sign >= " " or sign in "\n\t" else "�" for sign in text)
