"""Records → files: what a worker does with one document."""

from __future__ import annotations

import errno
from dataclasses import dataclass, replace
from time import perf_counter

from notaparse.archive import sip
from notaparse.archive.names import output_name
from notaparse.archive.one import Parse, Record, Ref, failed, parse_one, told
from notaparse.archive.store import Store
from notaparse.errors import Crashed, UnsafeSource
from notaparse.model import Note

SUFFIXES = {"json": ".json", "xml": ".xml", "mdto": ".sip"}
"""What stands behind a document's name for each form. A SIP is a folder."""

_NO_SUCH_NAME = frozenset({errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EINVAL, errno.EILSEQ})
"""What a file system says of a name that it can't have; anything else of the kind concerns the whole run."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Parses a document and writes its Notes; a value that goes to workers."""

    store: Store
    to: tuple[str, ...] = ("json",)
    parse: Parse | None = None
    sip: sip.Sip | None = None

    def __call__(self, ref: Ref) -> Record:
        """Record of the document, its Notes gone into files. Raises ``OSError`` where the store takes no files."""
        record = parse_one(ref, self.parse)
        began = perf_counter()
        parts = range(1, len(record.notes) + 1) if len(record.notes) > 1 else [None] * len(record.notes)
        stems = [output_name(ref.source, part=part) for part in parts]
        try:
            contents = [self._contents(note) for note in record.notes]  # all before the first file
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours costs this document only
            return failed(ref.source, Crashed(told(error), source=ref.source), sha256=record.sha256)
        try:
            for part, stem, note, forms in zip(parts, stems, record.notes, contents, strict=True):
                for form, content in forms.items():
                    self.store.write(stem + SUFFIXES[form], content)
                if self.sip is not None and "mdto" in self.to:
                    sip.write(self.store, stem + SUFFIXES["mdto"], note, ref, replace(self.sip, part=part))
        except OSError as error:
            if error.errno not in _NO_SUCH_NAME:
                raise
            return failed(ref.source, UnsafeSource(f"no file can be called so: {error.strerror}"), sha256=record.sha256)
        durations = record.durations._replace(write=perf_counter() - began)
        outputs = tuple(stem + SUFFIXES["json"] for stem in stems)
        return replace(record, notes=(), outputs=outputs, durations=durations)

    def _contents(self, note: Note) -> dict[str, bytes]:
        contents = {"json": note.model_dump_json().encode() + b"\n"}
        if "xml" in self.to:
            from notaparse.write.akn import to_akn  # on demand: it brings lxml

            contents["xml"] = to_akn(note)
        return contents
