"""The exceptions of notaparse. All that the library raises on purpose is a ``NotaparseError``:

    NotaparseError
    ├── UnreadableDocument     there is nothing to parse
    │   ├── NotADocument       bytes that are neither text nor a format that notaparse reads
    │   ├── Damaged            a PDF or DOCX that its reader can't open or follow
    │   ├── Encrypted          a password is needed
    │   ├── NoTextLayer        only pictures of pages: OCR must come first
    │   └── TooLarge           beyond the limit of pages, characters or bytes
    ├── VocabularyError        a row of a TOML file is wrong; names file, row and reason
    ├── ProfileError           an archive's own choices (archive.toml) are wrong; names file, key and reason
    ├── SchemaVersionError     a Note written by another major version
    ├── InvalidXml             XML that is unsafe, not well-formed, or not of the expected schema
    ├── SourceRefused          an archive could not take this one along
    │   ├── Unavailable        it can't be opened or read now
    │   └── UnsafeSource       a path out of its archive, a link, a device, an archive in an archive
    ├── WorkLost               the process that worked on a document did not end well
    │   ├── TimedOut           it took longer than it may
    │   ├── OutOfMemory        it took more memory than it may
    │   └── Crashed            it died, or a fault of notaparse's own came up
    ├── OutputInUse            another run writes to the same folder
    └── MissingExtra           an optional dependency is needed: says which extra to install

``code`` is a stable slug for programs; ``position`` (a line, an offset or pages) says where, when that is known.
"""

from __future__ import annotations


class NotaparseError(Exception):
    """Base of all errors of notaparse.

    ``code`` is a slug that stays the same between versions; ``str(error)`` is for people.
    """

    code = "error"

    def __init__(self, message: str, *, source: str | None = None, position: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        """File that it is about, when known."""
        self.position = position
        """Where in it: ``line 3``, ``page 2``."""

    def __str__(self) -> str:
        where = ":".join(part for part in (self.source, self.position) if part)
        return f"{where}: {self.message}" if where else self.message

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions with keyword-only arguments don't pickle by themselves, and workers hand them over.
        return _rebuild, (type(self), self.message, self.__dict__)


def _rebuild(kind: type[NotaparseError], message: str, state: dict[str, object]) -> NotaparseError:
    error = kind.__new__(kind)
    Exception.__init__(error, message)
    error.__dict__.update(state)
    return error


class UnreadableDocument(NotaparseError):
    """There is nothing to parse in what came in."""

    code = "unreadable"


class NotADocument(UnreadableDocument):
    """Bytes that are neither text nor a format that notaparse reads."""

    code = "not_a_document"


class Damaged(UnreadableDocument):
    """The file says it is a PDF or DOCX, but can't be opened or followed."""

    code = "damaged"


class Encrypted(UnreadableDocument):
    """The file can't be read without a password (the empty one was tried)."""

    code = "encrypted"


class NoTextLayer(UnreadableDocument):
    """The pages are pictures. Run OCR (for example ocrmypdf) first."""

    code = "no_text_layer"


class TooLarge(UnreadableDocument):
    """More pages, characters or bytes than the limit allows."""

    code = "too_large"


class VocabularyError(NotaparseError):
    """A vocabulary file or one of its rows is wrong."""

    code = "vocabulary"

    def __init__(self, message: str, *, source: str | None = None, row: str | None = None) -> None:
        super().__init__(message, source=source, position=row)
        self.row = row
        """Table and number or id of the row: ``section[3] (kernpunten)``."""


class ProfileError(NotaparseError):
    """A profile of an archive (``archive.toml``) is wrong; ``position`` is the key."""

    code = "profile"


class SchemaVersionError(NotaparseError):
    """A Note of another major schema version."""

    code = "schema_version"


class InvalidXml(NotaparseError):
    """XML that is unsafe, not well-formed, or not what is expected."""

    code = "invalid_xml"


class MissingExtra(NotaparseError):
    """An optional dependency is needed."""

    code = "missing_extra"

    def __init__(self, extra: str, *, needed_for: str) -> None:
        super().__init__(f"{needed_for} needs an extra: pip install 'notaparse[{extra}]'")
        self.extra = extra


class SourceRefused(NotaparseError):
    """A file or member of an archive that was not taken along."""

    code = "source"


class Unavailable(SourceRefused):
    """A source that can't be opened or read now; later it may."""

    code = "unavailable"


class UnsafeSource(SourceRefused):
    """A path that leads out of its archive or folder, a link, a device, an archive within an archive."""

    code = "unsafe_source"


class WorkLost(NotaparseError):
    """The process that worked on a document did not end well; other documents are not touched by that."""

    code = "lost"


class TimedOut(WorkLost):
    """A document that took longer than it may."""

    code = "timeout"


class OutOfMemory(WorkLost):
    """A document that took more memory than it may."""

    code = "memory"


class Crashed(WorkLost):
    """A document that brought the process down, or that met a fault of notaparse's own."""

    code = "crash"


class OutputInUse(NotaparseError):
    """Another run is writing to the same folder."""

    code = "output_in_use"
