"""One document → one record. A function without state that any pool, cluster or data frame can map."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from notaparse.errors import Crashed, NotaparseError, OutOfMemory, Unavailable
from notaparse.model import Note, Notice

Status = Literal["ok", "partial", "failed"]

PARTIAL = frozenset({"scanned_page", "damaged_page"})
"""Codes of notices which say that a part of the document did not come along: such a record is ``partial``."""


NO_MEMORY = "it needs more memory than it may take"
"""The same words whether an allocation failed or the process was ended: which comes first is chance."""


class Parse(Protocol):
    """What turns a document into Notes: ``bundle.notes``, with a ``Parser`` of one's own too, or ``notaparse.parse``."""

    def __call__(self, content: bytes, /, *, name: str | None = None) -> Note | tuple[Note, ...]:
        """Parse bytes. Raises ``NotaparseError`` where there is nothing to parse."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A document that is to be parsed: what it is called in its archive, and its bytes or where they are."""

    source: str
    """Name in the archive: a relative path with ``/``, unique among the sources of a run."""
    path: str | None = None
    """File, or URL that fsspec opens; None where ``content`` is given."""
    content: bytes | None = field(default=None, repr=False)
    sha256: str | None = None
    """Hash of the bytes, where somebody has taken it already."""


class Durations(NamedTuple):
    """Seconds of wall clock."""

    read: float = 0.0
    parse: float = 0.0
    write: float = 0.0

    @property
    def total(self) -> float:
        """All of it."""
        return self.read + self.parse + self.write


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What came of one document."""

    source: str
    """As in ``Ref``."""
    status: Status
    """``partial``: there is a Note, but pages of the document could not be read. ``failed``: there is an error."""
    sha256: str | None = None
    """Hash of the document's bytes; None where they could not be read."""
    notes: tuple[Note, ...] = ()
    """One Note, or several where the document is a bundle. Empty if it failed, and once the Notes are in files."""
    error: NotaparseError | None = None
    notices: tuple[Notice, ...] = ()
    """Of all its Notes."""
    pages: int | None = None
    durations: Durations = field(default_factory=Durations)
    outputs: tuple[str, ...] = ()
    """JSON files of its Notes, relative to the output folder."""
    staged: tuple[tuple[str, str], ...] = ()
    """Files that stand ready beside their places, see ``store.Staged``."""
    duplicate_of: str | None = None
    """The source with the same bytes that was parsed in its place."""
    kept: bool = False
    """Taken over from an earlier run: nothing had changed."""
    notaparse: str | None = None
    """Version that made it; None for the one at hand."""
    schema_version: str | None = None
    """Schema of its Notes; None for the one at hand."""

    @property
    def note(self) -> Note | None:
        """Its Note, the first of a bundle; None if it failed."""
        return self.notes[0] if self.notes else None

    @property
    def code(self) -> str | None:
        """Slug of the error; None where there is none."""
        return None if self.error is None else self.error.code


def failed(source: str, error: NotaparseError, *, sha256: str | None = None, read: float = 0.0) -> Record:
    """Record of a document that gave no Note."""
    return Record(source=source, status="failed", error=error, sha256=sha256, durations=Durations(read=read))


def parse_one(ref: Ref | str | Path, parse: Parse | None = None) -> Record:
    """Parse one document. Never raises because of the document: what went wrong is the record's ``error``.

    ``parse`` is ``notaparse.parse``, with bundles taken apart, unless another one is given; it must be picklable where
    processes are used.
    """
    if not isinstance(ref, Ref):
        ref = Ref(source=Path(ref).name, path=str(ref))
    sha256 = ref.sha256
    began = parsing = time.perf_counter()
    try:
        content = _content(ref)
        sha256 = sha256 or hashlib.sha256(content).hexdigest()
        parsing = time.perf_counter()
        notes = _notes(content, name=ref.source.rpartition("/")[2], parse=parse)
    except NotaparseError as error:
        record = failed(ref.source, error, sha256=sha256)
    except MemoryError:
        record = failed(ref.source, OutOfMemory(NO_MEMORY, source=ref.source), sha256=sha256)
    except Exception as error:  # noqa: BLE001 - a fault of ours costs this document only
        record = failed(ref.source, Crashed(told(error), source=ref.source), sha256=sha256)
    else:
        notices = tuple(notice for note in notes for notice in note.notices)
        record = Record(
            source=ref.source,
            status="partial" if any(notice.code in PARTIAL for notice in notices) else "ok",
            sha256=sha256,
            notes=notes,
            notices=notices,
            pages=notes[0].source.pages,
        )
    ended = time.perf_counter()
    return replace(record, durations=Durations(read=parsing - began, parse=ended - parsing))


def digest(ref: Ref) -> str:
    """SHA-256 of a document's bytes, read in pieces. Raises ``Unavailable``."""
    if ref.content is not None:
        return hashlib.sha256(ref.content).hexdigest()
    with _opened(ref) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _content(ref: Ref) -> bytes:
    if ref.content is not None:
        return ref.content
    with _opened(ref) as file:
        return bytes(file.read())


@contextmanager
def _opened(ref: Ref) -> Iterator[Any]:
    """The file of a reference, or the URL; what goes wrong with it is ``Unavailable``."""
    path = ref.path or ""
    try:
        if "://" in path:
            from notaparse.archive.store import filesystem  # on demand: needs an extra

            where, inner = filesystem(path)
            with where.open(inner, "rb") as file:
                yield file
        else:
            with Path(path).open("rb") as file:
                yield file
    except (NotaparseError, MemoryError):
        raise
    except Exception as error:  # file systems beyond fsspec raise what they like
        raise Unavailable(getattr(error, "strerror", None) or told(error), source=ref.source) from error


def _notes(content: bytes, *, name: str, parse: Parse | None) -> tuple[Note, ...]:
    if parse is None:
        from notaparse.archive import bundle  # on demand: it brings the whole parser

        return bundle.notes(content, name=name)
    made = parse(content, name=name)
    return (made,) if isinstance(made, Note) else made


def told(error: Exception) -> str:
    """Type and message of an exception, and where it came from, in one line."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    message = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}{': ' if message else ''}{message}{where}"
