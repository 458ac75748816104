"""Records → files: what a worker does with one document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter

from notaparse.archive import sip
from notaparse.archive.names import output_name
from notaparse.archive.one import Parse, Record, Ref, failed, parse_one, told
from notaparse.archive.store import Store
from notaparse.errors import Crashed
from notaparse.model import Note

SUFFIXES = {"json": ".json", "xml": ".xml", "mdto": ".sip"}
"""What stands behind a document's name for each form. A SIP is a folder."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Parses a document and writes its Notes; a value that goes to workers."""

    store: Store
    to: tuple[str, ...] = ("json",)
    parse: Parse | None = None
    sip: sip.Sip | None = None

    def __call__(self, ref: Ref) -> Record:
        """Record of the document; its Notes are files that stand ready. Raises ``OSError`` where the store takes none."""
        record = parse_one(ref, self.parse)
        began = perf_counter()
        parts = range(1, len(record.notes) + 1) if len(record.notes) > 1 else [None] * len(record.notes)
        stems = [output_name(ref.source, part=part) for part in parts]
        try:
            contents = [self._contents(note) for note in record.notes]
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours costs this document only
            return failed(ref.source, Crashed(told(error), source=ref.source), sha256=record.sha256)
        staged = [
            self.store.stage(stem + SUFFIXES[form], content)
            for stem, forms in zip(stems, contents, strict=True)
            for form, content in forms.items()
        ]
        if self.sip is not None and "mdto" in self.to:
            for stem, note in zip(stems, record.notes, strict=True):
                staged.append(sip.stage(self.store, stem + SUFFIXES["mdto"], note, ref, self.sip))
        return replace(
            record,
            notes=(),
            outputs=tuple(stem + SUFFIXES["json"] for stem in stems),
            staged=tuple(staged),
            durations=record.durations._replace(write=perf_counter() - began),
        )

    def _contents(self, note: Note) -> dict[str, bytes]:
        contents = {"json": note.model_dump_json().encode() + b"\n"}
        if "xml" in self.to:
            from notaparse.write.akn import to_akn  # on demand: it brings lxml

            contents["xml"] = to_akn(note)
        return contents
