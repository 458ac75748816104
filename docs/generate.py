"""Writes the pages that are made from data: ``docs/vocabulary.md`` and the tables of ``docs/errors.md``.

Run with ``make reference``; a test holds the committed pages to what this writes.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import re
import textwrap
from pathlib import Path

from notaparse import errors
from notaparse.notices import NOTICES
from notaparse.vocabulary import TABLES, NameRow, Vocabulary, VocabularyRow, WordRow, default

FOLDER = Path(__file__).parent


def main() -> None:
    """Write all pages."""
    for name, content in pages().items():
        (FOLDER / name).write_text(content, encoding="utf-8")


def pages() -> dict[str, str]:
    """File name under ``docs/`` → content."""
    return {"vocabulary.md": _vocabulary(default()), "errors.md": _errors()}


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(part) for part in value)
    text = "".join(f"U+{ord(sign):04X}" if "\ue000" <= sign <= "\uf8ff" else sign for sign in str(value))
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")


def _table(header: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines)


def _fields(kind: type[VocabularyRow]) -> str:
    said = _docstrings(kind)
    rows: list[tuple[object, ...]] = [
        (name, "yes" if field.is_required() else "", said.get(name, "").replace("``", "`"))
        for name, field in kind.model_fields.items()
    ]
    return _table(("field", "required", "what it says"), rows)


def _docstrings(kind: type) -> dict[str, str]:
    """Name of a field → the string that stands under it in the source."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    found: dict[str, str] = {}
    if isinstance(body, ast.ClassDef):
        for field, after in itertools.pairwise(body.body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
            ):
                found[field.target.id] = " ".join(str(after.value.value).split())
    return found


INTRODUCTION = """# Vocabulary

Words are data: section titles, head labels, status lines, bullets, page furniture, names and date words are rows in TOML
files under `src/notaparse/data/`. Every row proves itself by examples, which a test runs. This page is made from the rows.

## Your own rows

A TOML file adds rows, or replaces ours where `id` is the same:

```toml title="mine.toml"
[[section]]
id = "duurzaamheidstoets"
titles = ["Duurzaamheidstoets", "Toets duurzaamheid"]
examples = ["Duurzaamheidstoets", "6. Toets duurzaamheid"]
counter_examples = ["Duurzaamheidstoets en klimaatparagraaf zijn als bijlage opgenomen."]
```

```python
from pathlib import Path

import notaparse

Path("mine.toml").write_text(\"\"\"
[[section]]
id = "duurzaamheidstoets"
titles = ["Duurzaamheidstoets"]
examples = ["Duurzaamheidstoets"]
\"\"\")
parser = notaparse.Parser(vocabulary=notaparse.default() | notaparse.load("mine.toml"))
note = parser.parse_text("Aanleiding\\nDe motie.\\n\\nDuurzaamheidstoets\\nPositief.\\n")
assert [section.kind for section in note.sections] == ["aanleiding", "duurzaamheidstoets"]
```

On the command line: `notaparse parse nota.pdf --vocabulary mine.toml`. A row that is wrong gives a `VocabularyError` that
names file, row and reason; fields that a table doesn't know are refused. `notaparse rules check mine.toml` tries your rows
on drawn notes, see [Testing your rules](testing.md).
"""


def _vocabulary(vocabulary: Vocabulary) -> str:
    parts = [INTRODUCTION]
    for table, kind in TABLES.items():
        rows = list(getattr(vocabulary, table).values())
        about = inspect.cleandoc(kind.__doc__ or "").replace("``", "`")
        parts.append(f"## `[[{table}]]`: {len(rows)} rows\n\n{about}\n\n{_fields(kind)}\n")
        if kind is NameRow:
            parts.append(_names(rows))
        elif kind is WordRow:
            parts.append(_table(("role", "id", "forms"), [(row.role, row.id, row.forms) for row in rows]))
        elif rows:
            shown = [name for name in kind.model_fields if name not in {"examples", "counter_examples"}]
            shown = [name for name in shown if any(getattr(row, name) for row in rows)]
            parts.append(_table(tuple(shown), [tuple(getattr(row, name) or "" for name in shown) for row in rows]))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts)).rstrip() + "\n"


def _names(rows: list[NameRow]) -> str:
    parts = []
    for kind in dict.fromkeys(row.kind for row in rows):
        named = [(row.id, row.name, row.abbreviation or "", row.type or "") for row in rows if row.kind == kind]
        parts.append(f"### {kind}: {len(named)} rows\n\n" + _table(("id", "name", "abbreviation", "type"), list(named)))
    return "\n\n".join(parts)


ERRORS = """# Errors and notices

`parse` never raises because of what a document says. It raises a `NotaparseError` where there is nothing to parse, and
puts what it wasn't sure of into `note.notices`.

```python
import notaparse

try:
    notaparse.parse(b"%PDF-1.7 and then nothing")
except notaparse.NotaparseError as error:
    print(error.code, error)
```

## Errors

All are subclasses of `NotaparseError`; `code` stays the same between versions.

"""

NOTICE_TEXT = """

## Notices

A notice has a `code`, a `message`, and where it is known a place (`start`, `end` in the text, or `page`).

"""

RECORD_TEXT = """

## Exit status of the commands

| status | meaning |
| --- | --- |
| 0 | all done |
| 1 | some document failed; or, for checks, something was found |
| 2 | wrong usage, or a vocabulary that can't be loaded |

Messages go to standard error, one a line: `file:line: code: message`.
"""


def _errors() -> str:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.NotaparseError)]
    rows: list[tuple[object, ...]] = [
        (f"`{kind.__name__}`", f"`{kind.code}`", inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0])
        for kind in sorted(kinds, key=lambda kind: [base.__name__ for base in reversed(kind.__mro__)])
    ]
    lines = ["| error | code | meaning |", "| --- | --- | --- |"]
    lines += [
        "| " + " | ".join(str(value).replace("\n", " ").replace("``", "`") for value in row) + " |" for row in rows
    ]
    notices = [
        "| code | meaning |",
        "| --- | --- |",
        *(f"| `{code}` | {text} |" for code, text in sorted(NOTICES.items())),
    ]
    return ERRORS + "\n".join(lines) + NOTICE_TEXT + "\n".join(notices) + RECORD_TEXT


if __name__ == "__main__":
    main()
