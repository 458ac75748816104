"""Words as data: TOML rows → ``Vocabulary``, checked on load.

A TOML file holds arrays of tables; each table is a row of one kind (``[[section]]``, ``[[label]]``, ``[[name]]`` …, see
``TABLES``). Every row has an ``id`` and proves itself by ``examples`` (and ``counter_examples`` where it can misfire),
which a test runs. ``default() | load("mine.toml")`` lays a user's rows over ours: a row with the same ``id`` in the same
table replaces ours, any other is added.

Our own rows are kept as TOML under ``data/`` and loaded from ``data/vocabulary.json``, which ``make data`` writes from
them and a test compares: parsing TOML would take longer than parsing a hundred notes.
"""

from __future__ import annotations

import functools
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, Self

import regex
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from notaparse.errors import VocabularyError


class VocabularyRow(BaseModel):
    """What all rows share. Fields that a table doesn't know are refused: a misspelt one must not pass in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = ()


class SectionRow(VocabularyRow):
    """A section title: ``id`` is the kind of the section (``kernpunten``).

    Examples are headings as printed, counter-examples lines that look like one and aren't.
    """

    titles: tuple[str, ...] = Field(min_length=1)
    """Spellings; compared without regard to case, blanks and closing colon."""
    parent: str | None = None
    """Kind of the section that this one belongs under when it follows it."""
    run_in: bool = False
    """Whether the text may go on in the heading's own line ("Informatie die … worden N.v.t.")."""
    sources: tuple[str, ...] = ()
    """Ministries or documents in which the title was met."""


class LabelRow(VocabularyRow):
    """A label of the head: ``id`` is the key of the ``HeadEntry``. Examples are lines that open with the label."""

    labels: tuple[str, ...] = Field(min_length=1)
    values: Literal["one", "many", "date", "bare"] = "one"
    """``one`` value, ``many`` (a line each), a ``date``, or ``bare``: the label mostly stands without a value."""


class StatusRow(VocabularyRow):
    """A status line: ``id`` is the status (``ter_beslissing``)."""

    lines: tuple[str, ...] = Field(min_length=1)


class MarkerRow(VocabularyRow):
    """A bullet glyph, or a family of numbers. Examples are printed lines that open with it."""

    glyphs: tuple[str, ...] = ()
    numbering: Literal["1.", "1)", "a.", "a)", "i.", "(a)"] | None = None
    level: int = Field(ge=1, le=9)
    """The level that it usually has, where indent doesn't tell."""

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if bool(self.glyphs) == bool(self.numbering):
            raise ValueError("give either glyphs or numbering")
        return self


class FurnitureRow(VocabularyRow):
    """A line that belongs to the page, not to the note: page numbers, stamps, separators."""

    pattern: str = Field(min_length=1)
    """Regular expression that must match the whole clean line (``regex`` syntax, case ignored)."""
    glued: bool = False
    """Whether extraction also prints it in front of a line, or, where it ends in a digit, behind one."""


class FillerRow(VocabularyRow):
    """A line that says that a section has nothing to say ("N.v.t.")."""

    lines: tuple[str, ...] = Field(min_length=1)


class MinistryRow(VocabularyRow):
    """A ministry. Examples are strings in which it is recognised as the note's ministry."""

    name: str
    """Full name: ``Ministerie van Defensie``."""
    uri: str | None = None
    """TOOI identifier."""
    forms: tuple[str, ...] = Field(min_length=1)


class ValueRow(VocabularyRow):
    """What a value of the head looks like, so that it is known without its label.

    ``id`` is the key of the entry, or ``redaction``, ``address`` and the like. Examples are whole values.
    """

    pattern: str = Field(min_length=1)
    """Regular expression that must match the whole value (``regex`` syntax, case counts)."""


class ColumnsRow(VocabularyRow):
    """A table that notes are known to print, by the heads of its columns. Examples are its head row in one line."""

    columns: tuple[str, ...] = Field(min_length=2)
    """In the order in which they are printed."""


class WordRow(VocabularyRow):
    """A word of the date grammar (``data/dates.toml``). Examples mark the date in square brackets: ``op [11 mei jl.]``."""

    role: str = Field(min_length=1)
    """What it does in the grammar: ``month``, ``weekday``, ``season``, ``named_day`` …"""
    forms: tuple[str, ...] = Field(min_length=1)
    value: str = ""
    """What it stands for, in the form that its role needs: ``03`` for maart."""


class NameForm(BaseModel):
    """One way in which a name is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    case: Literal["exact", "fold", "title"] = "fold"
    """``exact`` as written (acronyms); ``fold`` any case; ``title`` as written or wholly in capitals."""
    near: tuple[str, ...] = ()
    """Words of which one must stand close by, in the same line, for the form to count: an acronym of many meanings."""
    far: tuple[str, ...] = ()
    """Words of which none may stand close by, in the same line."""


class NameRow(VocabularyRow):
    """A thing that notes speak of.

    Examples mark the mention in square brackets: ``Tijdens de [DMM] sprak …``; counter-examples are sentences in which
    the row finds nothing.
    """

    kind: str
    """meeting, mission, organisation, role, place, or a user's own."""
    name: str
    """Preferred name."""
    forms: tuple[NameForm, ...] = ()
    """How it is written, besides ``name`` and ``abbreviation``."""
    abbreviation: str | None = None
    type: str | None = None
    url: str | None = None
    """Identifier as a URI (TOOI, Wikidata, ISO …)."""
    see: str | None = None
    """Where the facts come from."""
    takes: Literal["topic", "matter", "place"] | None = None
    """What belongs to the mention when it is glued on.

    A ``topic`` ("commissiedebat Wadden", "commissiedebat Energieraad"); a ``matter``, which is a topic but no meeting of
    its own ("schriftelijk overleg Digitalisering"); a ``place`` ("NAVO-top in Vilnius", "EUTM Mozambique").
    """

    @model_validator(mode="before")
    @classmethod
    def _plain_forms(cls, row: Any) -> Any:
        if isinstance(row, dict) and isinstance(row.get("forms"), (list, tuple)):
            forms = [{"text": form} if isinstance(form, str) else form for form in row["forms"]]
            return {**row, "forms": forms}
        return row


class LawRow(VocabularyRow):
    """A law, decree, treaty or EU act that articles are cited from.

    Examples mark the reference in square brackets: ``volgens [artikel 3 Awb]``; counter-examples hold none.
    """

    name: str
    """Official short title (citeertitel)."""
    abbreviation: str | None = None
    forms: tuple[str, ...] = ()
    """How it is written, besides ``name`` and ``abbreviation``; compared without regard to case."""
    bwb: str | None = Field(default=None, pattern=r"^BWB[RVW]\d{7}$")
    """Identifier in the national collection of consolidated legislation (wetten.overheid.nl)."""
    celex: str | None = Field(default=None, pattern=r"^\d{5}[A-Z]{1,2}(\d{4})?$")
    """Identifier of an EU act or treaty in EUR-Lex."""
    books: dict[str, str] = Field(default_factory=dict)
    """Books that are published apart: what stands before the colon of an article number → its own ``bwb``."""
    see: str | None = None
    """Where the facts come from."""


TABLES: dict[str, type[VocabularyRow]] = {
    "section": SectionRow,
    "label": LabelRow,
    "status": StatusRow,
    "marker": MarkerRow,
    "furniture": FurnitureRow,
    "filler": FillerRow,
    "ministry": MinistryRow,
    "value": ValueRow,
    "columns": ColumnsRow,
    "word": WordRow,
    "name": NameRow,
    "law": LawRow,
}
"""Name of the TOML table → type of its rows. The attribute of ``Vocabulary`` has the same name."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All rows by table and id, in the order in which they were given. A value: it never changes.

    It is hashed by identity, so that stages can cache what they compile from it.
    """

    section: dict[str, SectionRow]
    label: dict[str, LabelRow]
    status: dict[str, StatusRow]
    marker: dict[str, MarkerRow]
    furniture: dict[str, FurnitureRow]
    filler: dict[str, FillerRow]
    ministry: dict[str, MinistryRow]
    value: dict[str, ValueRow]
    columns: dict[str, ColumnsRow]
    word: dict[str, WordRow]
    name: dict[str, NameRow]
    law: dict[str, LawRow]

    def __or__(self, other: Vocabulary) -> Vocabulary:
        """Ours with the other's rows laid over it."""
        return Vocabulary(
            **{field.name: getattr(self, field.name) | getattr(other, field.name) for field in fields(self)}
        )

    def rows(self) -> Iterable[tuple[str, VocabularyRow]]:
        """Every row with the name of its table."""
        for field in fields(self):
            for row in getattr(self, field.name).values():
                yield field.name, row


def empty() -> Vocabulary:
    """A vocabulary without rows, to lay rows over."""
    return Vocabulary(**{table: {} for table in TABLES})


@functools.cache
def default() -> Vocabulary:
    """The vocabulary that notaparse brings. Loaded once a process."""
    return _compiled(_data().joinpath("vocabulary.json").read_bytes())


def _compiled(content: bytes) -> Vocabulary:
    tables = json.loads(content)
    return Vocabulary(
        **{
            table: {row["id"]: kind.model_validate(row) for row in tables.get(table, ())}
            for table, kind in TABLES.items()
        }  # type: ignore[arg-type]  # TABLES ties each name to its type
    )


def load_compiled(path: str | Path) -> Vocabulary:
    """Read a whole vocabulary as ``compile_data`` writes it. Raises ``VocabularyError`` where it is something else."""
    try:
        return _compiled(Path(path).read_bytes())
    except OSError as error:
        raise VocabularyError(f"can't be read: {error.strerror or error}", source=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"is no compiled vocabulary: {error}", source=str(path)) from error


def load(path: str | Path) -> Vocabulary:
    """Read a TOML file of rows.

    Raises ``VocabularyError`` naming file, row and reason: not TOML, an unknown table, a field that is missing, misspelt
    or of the wrong type, an id given twice, a pattern that doesn't compile.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise VocabularyError(f"can't be read: {error.strerror or error}", source=str(path)) from error
    return loads(content, source=str(path))


def loads(content: bytes, *, source: str = "<bytes>") -> Vocabulary:
    """Read rows from the bytes of a TOML file; ``source`` is what errors name it. Raises as ``load`` does."""
    try:
        document = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise VocabularyError(f"is not UTF-8: byte {error.start}", source=source) from error
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"is not TOML: {error}", source=source) from error
    tables: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
    for table, rows in document.items():
        if table not in TABLES:
            raise VocabularyError(f"unknown table [[{table}]]; known are {', '.join(TABLES)}", source=source)
        if not isinstance(rows, list):
            raise VocabularyError(f"[{table}] must be an array of tables: [[{table}]]", source=source)
        for number, raw in enumerate(rows, 1):
            where = f"{table}[{number}]" + (f" ({raw['id']})" if isinstance(raw, dict) and "id" in raw else "")
            row = _checked(table, raw, source=source, where=where)
            if row.id in tables[table]:
                raise VocabularyError(f"id {row.id!r} is given twice", source=source, row=where)
            tables[table][row.id] = row
    return Vocabulary(**tables)


def _checked(table: str, raw: Any, *, source: str, where: str) -> VocabularyRow:
    try:
        row = TABLES[table].model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise VocabularyError(
            f"{field}: {first['msg']}" if field else first["msg"], source=source, row=where
        ) from error
    if isinstance(row, (FurnitureRow, ValueRow)):
        try:
            regex.compile(row.pattern)
        except regex.error as error:
            raise VocabularyError(f"pattern: {error}", source=source, row=where) from error
    return row


def compile_data() -> bytes:
    """The rows of ``data/**/*.toml`` as the bytes of ``data/vocabulary.json``: files in order of name, rows as given."""
    folder = _data()
    merged: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for path in sorted(Path(str(folder)).rglob("*.toml")):
        if path.name in OTHER_FILES or path.parent.name == "layouts":
            continue
        for table, row in loads(path.read_bytes(), source=path.name).rows():
            merged[table].append(row.model_dump(exclude_defaults=True))
    for table, rows in merged.items():
        ids = [row["id"] for row in rows]
        twice = {name for name in ids if ids.count(name) > 1}
        if twice:
            raise VocabularyError(f"ids in two files of data/: {', '.join(sorted(twice))}", row=table)
    return (json.dumps(merged, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


OTHER_FILES = frozenset({"tooi.toml"})
"""Files under ``data/`` that are no vocabulary."""


def _data() -> Traversable:
    return resources.files("notaparse").joinpath("data")


if __name__ == "__main__":
    Path(str(_data())).joinpath("vocabulary.json").write_bytes(compile_data())
