"""An output folder read back: what the exports and the search go over."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from notaparse.archive.ledger import MANIFEST, record_of
from notaparse.archive.one import Record
from notaparse.archive.store import Store, store
from notaparse.errors import Damaged, Unavailable


class Found(NamedTuple):
    """One Note of an archive."""

    document: str
    """Its key: the path of its output without ``.json``; of a part of a bundle ``map/nota.pdf#2``."""
    record: Record
    content: bytes
    """The JSON of its Note."""

    @property
    def note(self) -> dict[str, Any]:
        """The Note as plain values. A search reads thousands, and need not check them all again."""
        try:
            return dict(json.loads(self.content))
        except ValueError as error:
            raise Damaged("it is no JSON", source=f"{self.document}.json") from error


@dataclass(frozen=True, slots=True)
class Converted:
    """The output folder of a run that is through."""

    store: Store

    @classmethod
    def at(cls, out: str | Path) -> Converted:
        """The folder or URL. Raises ``Unavailable`` where no run has come to its end."""
        target = store(out)
        if not target.exists(MANIFEST):
            raise Unavailable(f"there is no {MANIFEST}; run notaparse convert first", source=str(out))
        return cls(target)

    def records(self) -> Iterator[Record]:
        """All records, sorted by source."""
        for number, line in enumerate(self.store.read(MANIFEST).split(b"\n")[:-1], 1):
            try:
                yield record_of(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise Damaged("the line can't be read", source=MANIFEST, position=f"line {number}") from error

    def __iter__(self) -> Iterator[Found]:
        """All Notes in the order of their sources, each content once."""
        for record in self.records():
            if record.duplicate_of is not None:
                continue
            for output in record.outputs:
                try:
                    content = self.store.read(output)
                except OSError as error:
                    raise Unavailable("it is in the manifest, but not there", source=output) from error
                yield Found(output.removesuffix(".json"), record, content)


def write_jsonl(converted: Converted, path: Path) -> int:
    """Put all Notes in one file, one a line, each with its key as ``document`` before its fields. Gives their number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.parent / f".{path.name}.{uuid.uuid4().hex}"
    number = 0
    try:
        with beside.open("xb") as file:
            for number, found in enumerate(converted, 1):  # noqa: B007 - the last one is the count
                key = json.dumps(found.document, ensure_ascii=False).encode()
                file.write(b'{"document":' + key + b"," + found.content.strip()[1:] + b"\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return number
