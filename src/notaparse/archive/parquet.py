"""An output folder → tables for DuckDB, pandas and Spark: one folder each, partitioned by the year of the notas.

Extra ``parquet``. A file is ``mentions/year=2024/part-0.parquet``; a nota without a date is in
``year=__HIVE_DEFAULT_PARTITION__``, which reads as null. The same outputs give the same bytes.
"""

from __future__ import annotations

import importlib
import shutil
import uuid
from pathlib import Path
from typing import Any

from notaparse.archive.converted import Converted
from notaparse.archive.rows import TABLES, Row, rows
from notaparse.errors import MissingExtra, OutputInUse

MARK = ".notaparse-tables"
"""File in a folder of tables, so that nothing else is ever replaced by them."""
_HELD = 16_000_000
"""Characters of rows, roughly, that are held before they are written, each partition's as a row group."""
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"


def write_parquet(converted: Converted, folder: str | Path) -> None:
    """Write all tables beside, and put them in place of the folder's earlier ones when they are whole.

    Raises ``MissingExtra``, and ``OutputInUse`` where the folder holds something else.
    """
    arrow = _arrow()
    folder = Path(folder)
    if folder.exists() and not (folder / MARK).exists() and any(folder.iterdir()):
        raise OutputInUse("the folder is not empty, and no folder of tables", source=str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.parent / f".{folder.name}.{uuid.uuid4().hex}"
    beside.mkdir()
    try:
        (beside / MARK).touch()
        partitions: dict[tuple[str, str], _Partition] = {}
        held = 0
        for found in converted:
            tables = rows(found)
            date = tables["documents"][0]["date"]
            year = _NO_YEAR if date is None else str(date.year)
            for table, its in tables.items():
                if its and (table, year) not in partitions:
                    partitions[table, year] = _Partition(arrow, beside, table, year)
                held += partitions[table, year].add(its) if its else 0
            if held > _HELD:
                held = 0
                for partition in partitions.values():
                    partition.flush()
        for partition in partitions.values():
            partition.close()
        for table in TABLES:  # a reader finds the table even where no Note has a row for it
            if not any(known == table for known, _ in partitions):
                _Partition(arrow, beside, table, _NO_YEAR).close()
        _swap(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


class _Partition:
    """One file, written by the row group."""

    def __init__(self, arrow: Any, folder: Path, table: str, year: str) -> None:
        self._arrow = arrow
        self._schema = arrow.schema([arrow.field(name, _type(arrow, kind)) for name, kind in TABLES[table].items()])
        path = folder / table / f"year={year}" / "part-0.parquet"
        path.parent.mkdir(parents=True)
        self._writer = importlib.import_module("pyarrow.parquet").ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, its: list[Row]) -> int:
        """Hold rows; gives their size in characters, roughly."""
        self._rows += its
        return sum(200 + len(row.get("text") or "") for row in its)

    def flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def close(self) -> None:
        self.flush()
        self._writer.close()


def _arrow() -> Any:
    try:
        return importlib.import_module("pyarrow")
    except ImportError as error:
        raise MissingExtra("parquet", needed_for="--parquet") from error


def _type(arrow: Any, kind: str) -> Any:
    return {
        "string": arrow.string(),
        "int32": arrow.int32(),
        "date32": arrow.date32(),
        "bool": arrow.bool_(),
        "list<string>": arrow.list_(arrow.string()),
    }[kind]


def _swap(new: Path, folder: Path) -> None:
    """Put a folder in place of another. Between two renames there is none, never half of one."""
    old = folder.parent / f".{folder.name}.{uuid.uuid4().hex}"
    if folder.exists():
        folder.replace(old)
    new.replace(folder)
    shutil.rmtree(old, ignore_errors=True)
