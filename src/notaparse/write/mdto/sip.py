"""The folders and files of a SIP."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from notaparse.model import Note
from notaparse.write import tooi
from notaparse.write.akn import to_akn
from notaparse.write.mdto.contents import aggregation, archiefstuk, happenings, undecided
from notaparse.write.mdto.elements import OPEN, Begrip, Bestand, Informatieobject, Reference, begrip
from notaparse.write.mdto.elements import bestand as bestand_xml
from notaparse.write.mdto.elements import informatieobject as informatieobject_xml
from notaparse.write.mdto.formats import SUFFIXES, Content
from notaparse.write.profile import Identification, Profile

MADE: Final = "UUID5 via notaparse"
"""``identificatieBron`` of identifiers that are made from what a file holds."""

PIECE: Final = 1 << 20
"""Bytes that are copied at a time."""

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:notaparse:mdto")


class SipReport(NamedTuple):
    """What ``write_sip`` wrote for one nota. Plain and picklable."""

    folder: Path
    name: str
    """``naam`` of the archiefstuk."""
    identification: Identification
    files: tuple[Path, ...]
    """All files, in the order in which they were written; the first is the untouched source."""
    undecided: tuple[str, ...]
    """Elements for which "Nader te bepalen" was written because neither nota nor profile says them."""
    replaced: int
    """Characters in sidecars that XML can't hold, written as U+FFFD."""


def write_sip(  # noqa: PLR0913 - each says another thing, and all but the last are said in every call
    note: Note, source: Path | bytes, *, folder: Path, profile: Profile, moment: dt.datetime, part: int | None = None
) -> SipReport:
    """Write one nota as an archiefstuk: its own folder, with the source untouched and a sidecar beside each file.

    ``folder`` is the archiefstuk's own folder, made if it isn't there; its name is the name of its ``.mdto.xml``, and
    the folder above it is the dossier's, so the caller gives each nota of a SIP a folder of its own right below that.
    ``source`` is copied in pieces from a path, or written from bytes (named ``note.source.name``, or ``nota`` with the
    suffix of its format). ``moment`` is when the checksums are made: aware, or taken as UTC. ``part`` numbers the notas
    of a source that holds several, from 1: they would have the same identifier otherwise. The same arguments write the
    same bytes. Writes nothing outside ``folder`` and needs no other nota, so workers can call it side by side.

    Written are ``<source>``, ``<source>.bestand.mdto.xml``, ``<stem>.notaparse.json`` and ``<stem>.notaparse.akn.xml``
    with their sidecars, and ``<folder>.mdto.xml``. Raises ``OSError`` where a file can't be read or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = _file_name(note, source)
    content = _copy(source, folder / name)
    parts = _Parts(folder, profile, moment)
    identificatie = _identification(note, content.sha256 if part is None else f"{content.sha256}#{part}", profile)
    given = archiefstuk(note, identificatie, name=Path(name).stem, profile=profile)
    stem = Path(name).stem
    json = note.model_dump_json(indent=1).encode() + b"\n"
    akn = to_akn(note, written=moment.date())
    represented = parts.file(name, content, note.source.media_type, given.reference)
    derived = [
        parts.derived(f"{stem}.notaparse.json", json, "application/json", given.reference),
        parts.derived(f"{stem}.notaparse.akn.xml", akn, "application/xml", given.reference),
    ]
    given = given._replace(
        event=happenings(note, profile, moment),
        is_onderdeel_van=_dossier(folder.parent, profile).reference,
        heeft_representatie=(represented,),
        aanvullende_metagegevens=tuple(derived),
    )
    parts.informatieobject(folder.name, given)
    open_elements = (*undecided(profile), *parts.undecided)
    return SipReport(folder, given.naam, identificatie, tuple(parts.files), open_elements, parts.replaced)


def write_dossier(reports: Iterable[SipReport], *, folder: Path, profile: Profile) -> Path:
    """Write ``<folder>.mdto.xml`` in the folder above the archiefstukken: the dossier that holds them. Gives its path.

    Call it once, when all ``write_sip`` reports are in; ``reports`` is walked once, in the order given. The dossier's name
    and identification come from the profile, or from the folder's name.
    """
    path = folder / f"{_named(folder)}.mdto.xml"
    held = (Reference(report.name, report.identification) for report in reports)
    path.write_bytes(informatieobject_xml(_dossier(folder, profile), parts=held, schema=profile.schema_url).xml)
    return path


class _Parts:
    """The files of one archiefstuk, as they are written."""

    def __init__(self, folder: Path, profile: Profile, moment: dt.datetime) -> None:
        self._folder = folder
        self._profile = profile
        self._moment = moment
        self.files: list[Path] = []
        self.undecided: list[str] = []
        self.replaced = 0

    def derived(self, name: str, data: bytes, media_type: str, whole: Reference) -> Reference:
        """Write a file that notaparse made, and its sidecar."""
        return self.file(name, _copy(data, self._folder / name), media_type, whole)

    def file(self, name: str, content: Content, media_type: str, whole: Reference) -> Reference:
        """Write the sidecar of a file that is there."""
        self.files.append(self._folder / name)
        found = content.format(media_type)
        if found is None:
            self.undecided.append("bestandsformaat")
        made = Bestand(
            identificatie=_of_file(name, content, whole),
            naam=name,
            omvang=content.size,
            bestandsformaat=Begrip(OPEN, Reference(tooi.lists()["pronom"].name)) if found is None else begrip(found),
            sha256=content.sha256,
            moment=self._moment,
            is_representatie_van=whole,
        )
        self._write(f"{name}.bestand.mdto.xml", *bestand_xml(made, schema=self._profile.schema_url))
        return made.reference

    def informatieobject(self, name: str, given: Informatieobject) -> None:
        """Write the sidecar of the archiefstuk itself."""
        self._write(f"{name}.mdto.xml", *informatieobject_xml(given, schema=self._profile.schema_url))

    def _write(self, name: str, xml: bytes, replaced: int) -> None:
        path = self._folder / name
        path.write_bytes(xml)
        self.files.append(path)
        self.replaced += replaced


def _copy(source: Path | bytes, target: Path) -> Content:
    """Copy bytes, and take what must be known of them on the way."""
    content = Content()
    with (
        io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as reading,
        target.open("wb") as writing,
    ):
        stream: BinaryIO = reading
        while piece := stream.read(PIECE):
            content.update(piece)
            writing.write(piece)
    return content


def _file_name(note: Note, source: Path | bytes) -> str:
    """Name of the source in its folder, never a path."""
    given = source.name if isinstance(source, Path) else (note.source.name or "")
    name = given.replace("\\", "/").rpartition("/")[2].replace("\0", "")
    return name if name.strip(". ") else "nota" + SUFFIXES.get(note.source.media_type, "")


def _identification(note: Note, source: str, profile: Profile) -> Identification:
    if profile.identificatie.kenmerk == "nota":
        own = next((reference for reference in note.metadata.references if reference.strip()), None)
        if own is not None:
            return Identification(own, profile.identificatie.bron)
    return Identification(str(uuid.uuid5(_SPACE, f"informatieobject:{source}")), MADE)


def _of_file(name: str, content: Content, whole: Reference) -> Identification:
    """Identifier of a file; one that stands in two archiefstukken is two files."""
    holder = whole.naam if whole.identification is None else whole.identification.kenmerk
    return Identification(str(uuid.uuid5(_SPACE, f"bestand:{holder}:{name}:{content.sha256}")), MADE)


def _dossier(folder: Path, profile: Profile) -> Informatieobject:
    given = profile.dossier
    naam = _named(folder) if given is None else given.naam
    if given is not None and given.kenmerk is not None and given.bron is not None:
        identificatie = Identification(given.kenmerk, given.bron)
    else:
        identificatie = Identification(str(uuid.uuid5(_SPACE, f"dossier:{naam}")), MADE)
    return aggregation("Dossier", naam, identificatie, profile)


def _named(folder: Path) -> str:
    return folder.name or folder.resolve().name or "sip"
